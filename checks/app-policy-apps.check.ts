import { existingPolicies } from "../src/evaluator/declared/declared-policy.ts";
import type { PolicyPair } from "../src/evaluator/declared/policy-family.ts";
import { isWiderThan } from "../src/evaluator/declared-sign-on/open-wider.ts";
import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { whyPartial } from "../src/evaluator/live/partly-read.ts";
import { listNames } from "../src/evaluator/words/name-list.ts";
import { quoted } from "../src/evaluator/words/quoted-names.ts";
import type { BaselineAppPolicy } from "../src/model/baseline-sign-on.ts";
import type { AppPolicy, MappedApp } from "../src/model/live-sign-on.ts";
import { sameName } from "../src/model/words.ts";
import type { Check, FindingDraft } from "./contract/check.ts";
import { app as appFamily } from "./policies/families.ts";

type Pair = PolicyPair<BaselineAppPolicy, AppPolicy>;

const noPolicy = "no policy";

/** An application that is not shown: that it is not there is not proven where others are hidden, or not all were read. */
function notShown(label: string, policy: string, { org }: JudgedOrg): FindingDraft {
  const partial = whyPartial("app-mappings", org);
  const mayBeHidden = org.slices.appPolicies?.some(({ hiddenAppIds }) => hiddenAppIds !== undefined) === true;
  const draft = {
    subject: { type: "app", id: null, name: label },
    field: "policy",
    expected: policy,
    actual: null,
  } as const;
  const why =
    partial !== null
      ? `not every application was read (${partial})`
      : mayBeHidden
        ? "no application of that label is shown, and some are shown to super administrators only"
        : null;
  return why === null
    ? {
        ...draft,
        message: `Application "${label}" does not exist; it should be under app policy "${policy}".`,
      }
    : {
        ...draft,
        status: "unknown",
        message: `Cannot tell whether application "${label}" is under app policy "${policy}", as it should be: ${why}.`,
      };
}

function judgeApp(label: string, { declared, live }: Pair, input: JudgedOrg): FindingDraft | null {
  const policies = input.org.slices.appPolicies ?? [];
  const apps = (input.org.slices.appMappings ?? []).filter((one) => sameName(one.label, label));
  if (apps.length === 0) return notShown(label, declared.name, input);
  const elsewhere = apps.filter(({ policyId }) => policyId !== live.id);
  const [first] = elsewhere;
  if (first === undefined) return null;
  const policyOf = ({ policyId }: MappedApp) => policies.find(({ id }) => id === policyId);
  const names = [...new Set(elsewhere.map((one) => policyOf(one)?.name ?? one.policyId ?? noPolicy))].sort();
  const isWider = elsewhere.some((one) => {
    const other = policyOf(one);
    return other !== undefined && isWiderThan(input, other, live);
  });
  const under = names.map((name) => (name === noPolicy ? name : `app policy ${quoted(name)}`));
  return {
    subject: { type: "app", id: elsewhere.length === 1 ? first.id : null, name: label },
    field: "policy",
    ...(isWider && { severity: "critical" }),
    expected: declared.name,
    actual: names.length === 1 ? (names[0] ?? null) : names,
    message: `Application "${label}" is under ${listNames(under)}${isWider ? ", which lets somebody in with less" : ""}; it should be under app policy "${declared.name}".`,
  };
}

export default {
  id: "app-policy-apps",
  about: "configuration",
  compares: "policies",
  title: "Every declared application is under its declared app sign-in policy",
  severity: "high",
  rationale:
    "Moving an application to another policy changes no policy and no rule, and yet decides who gets in. It is critical where " +
    "the other policy lets somebody in scope in with less. Applications are meant by label; where several bear it, each of " +
    "them must be under the policy.",
  remedy:
    "Move the application to its declared policy (the application's page, Sign On > User authentication), or run `pulumi up " +
    "--refresh`; if the move was meant, change `apps` in the baseline.",
  references: [
    "Okta API reference: Applications (assign an application to a policy), Policies (mappings)",
    "Okta Developer: Configure a global session policy and an app sign-in policy (guides/configure-signon-policy)",
    "NIST SP 800-53 CM-3, Configuration Change Control",
  ],
  needs: ({ signOn }) =>
    signOn.appPolicies.some(({ apps }) => apps !== null && apps.length > 0)
      ? ["app-policies", "app-mappings"]
      : [],

  *evaluate(input): Generator<FindingDraft> {
    if (input.org.slices.appMappings === undefined) return;
    for (const policy of existingPolicies(appFamily, input)) {
      for (const label of policy.declared.apps ?? []) {
        const draft = judgeApp(label, policy, input);
        if (draft !== null) yield draft;
      }
    }
  },
} satisfies Check;
