import { livePolicyFor } from "../../src/evaluator/declared/declared-policy.ts";
import { enrollmentPolicies } from "../../src/evaluator/declared/enrollment-policies.ts";
import type { LivePolicy, PolicyFamily } from "../../src/evaluator/declared/policy-family.ts";
import { appPolicies } from "../../src/evaluator/declared-sign-on/app-policies.ts";
import { sessionPolicies } from "../../src/evaluator/declared-sign-on/session-policies.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import type { AppliedStack } from "../../src/model/applied-stack.ts";
import { parseFactorName } from "../../src/model/authenticators.ts";
import { builtInAppPolicyNames } from "../../src/model/first-party-apps.ts";
import type { ChangedBy, Finding } from "../../src/model/report.ts";
import { partsOf, type SubjectType } from "../../src/model/subject.ts";
import { sameName } from "../../src/model/words.ts";
import type { Check } from "../contract/check.ts";
import { appliedBaseline } from "./applied-baseline.ts";

/** Parts of a finding that identify it. */
type Told = Pick<Finding, "check" | "subject" | "field" | "expected">;

const orderField = "order";

const nobody: ChangedBy = {
  status: "not applied yet",
  managed: true,
  actor: null,
  at: null,
  ip: null,
  via: null,
};

/**
 * Names the open findings that nobody is to blame for: what is as the stack left it, by a baseline that the stack has
 * not applied yet. They stay open, since the org is not as the baseline asks.
 *
 * The checks that found them are asked again by what the stack wrote last: where they find the same thing amiss, or
 * cannot decide, it is not as the stack left it. Nor is a thing that is not the very one which the stack made.
 */
export function nameNotApplied(
  findings: readonly Finding[],
  checks: readonly Check[],
  input: JudgedOrg,
): readonly Finding[] {
  if (input.stack === null) return findings;
  const isOurs = thingsOfStack(input, input.stack);
  const candidates = new Set(
    findings.filter((finding) => finding.status === "open" && isOurs[finding.subject.type](finding)),
  );
  const nameOf = namesOfFindings(input);
  const asApplied = {
    ...input,
    baseline: appliedBaseline(input.stack, input.baseline, input.judgement.live),
  };
  const toAsk = checks.filter(({ id }) => [...candidates].some(({ check }) => check === id));
  const changed = new Set<string>();
  for (const check of toAsk) {
    for (const result of check.evaluate(asApplied)) {
      if (!("unknown" in result)) changed.add(nameOf({ ...result, check: check.id }));
    }
  }
  return findings.map((finding) =>
    candidates.has(finding) && !changed.has(nameOf(finding)) ? notApplied(finding) : finding,
  );
}

const notApplied = (finding: Finding): Finding => ({
  ...finding,
  changedBy: nobody,
  message: `Not applied yet: ${finding.message}`,
  remedy:
    "Run `pulumi up`: the baseline is newer than the stack, which left this as it is. If the baseline in use is the " +
    "older one, check with the one that the stack applied.",
});

const families: readonly PolicyFamily[] = [enrollmentPolicies, sessionPolicies, appPolicies];

/** The kind of policy that a check is about; checks of the families begin with their names. */
const familyOf = ({ check }: Told): PolicyFamily =>
  families.find(({ id }) => check.startsWith(`${id}-`)) ?? enrollmentPolicies;

/** An order makes one finding, on whatever is first out of place: by two baselines that can be two things. */
function namesOfFindings({ org }: JudgedOrg): (finding: Told) => string {
  const policyOfRule = new Map<string, string>();
  for (const family of families) {
    for (const policy of family.liveIn(org.slices) ?? []) {
      for (const { id } of policy.rules ?? []) policyOfRule.set(id, policy.id);
    }
  }
  return ({ check, subject, field }) => {
    const names = field === orderField ? [policyOfRule.get(subject.id ?? "") ?? ""] : partsOf(subject);
    return JSON.stringify([check, subject.type, field, ...names]);
  };
}

/** Whether a finding is about a thing that the stack made, or about one that is missing. */
function thingsOfStack(
  input: JudgedOrg,
  stack: AppliedStack,
): Readonly<Record<SubjectType, (finding: Told) => boolean>> {
  const { baseline, org } = input;
  const { groups, groupRules, policies, rules, sessionPolicies: sessions, sessionRules, appRules } = stack;
  const made = new Set<string>(
    [groups, groupRules, policies, rules, sessions, sessionRules, stack.appPolicies, appRules].flatMap(
      (things) => things.map(({ id }) => id),
    ),
  );
  const orderIsOurs = ({ field, expected }: Told, idOf: (name: string) => string | undefined) =>
    field !== orderField || (Array.isArray(expected) && expected.every((name) => made.has(idOf(name) ?? "")));
  const liveOf = (finding: Told) => familyOf(finding).liveIn(org.slices) ?? [];
  /** Okta's own policies are there before any stack, which gives them rules and nothing else on the sign-on side. */
  const takesRules = (family: PolicyFamily, { id, name, system }: LivePolicy): boolean =>
    made.has(id) ||
    (family === sessionPolicies && system) ||
    (family === appPolicies && builtInAppPolicyNames.some((builtIn) => sameName(builtIn, name)));
  return {
    user: () => false,
    exemption: () => false,
    "standard-requirement": () => false,
    // An assignment that the stack made last is part of what it declared; one that it did not make yet is nobody's deed.
    app: () => stack.signOn !== null,
    // A group that lives elsewhere is only looked up: `pulumi up` would not make it.
    group: ({ subject }) =>
      subject.id === null
        ? baseline.groups.some(({ name, managed }) => managed && sameName(name, subject.name))
        : made.has(subject.id),
    "group-rule": ({ subject }) => subject.id === null || made.has(subject.id),
    // Okta has authenticators, and its default policy, before any stack. Of keys that repeat the provider switches none.
    authenticator: ({ subject }) => parseFactorName(subject.name).id === null,
    policy: (finding) => {
      const { id, name } = finding.subject;
      if (id === null) return true;
      const family = familyOf(finding);
      const isDefault =
        family === enrollmentPolicies &&
        baseline.enrollmentPolicies.some((one) => one.isDefault && sameName(one.name, name));
      const idOf = (other: string) => liveOf(finding).find((one) => sameName(one.name, other))?.id;
      return (isDefault || made.has(id)) && orderIsOurs(finding, idOf);
    },
    "policy-rule": (finding) => {
      const { subject } = finding;
      const { id } = subject;
      if (id === null) {
        const family = familyOf(finding);
        const owner = family
          .declaredIn(baseline)
          .find(
            ({ name, rules: declared }) =>
              subject.type === "policy-rule" &&
              sameName(name, subject.policy) &&
              declared.some((rule) => sameName(rule.name, subject.rule)),
          );
        const live = owner === undefined ? undefined : livePolicyFor(family, owner, input);
        return live !== undefined && takesRules(family, live);
      }
      const siblings = liveOf(finding).find((policy) => policy.rules?.some((rule) => rule.id === id))?.rules;
      const siblingNamed = (other: string) => siblings?.find((rule) => sameName(rule.name, other))?.id;
      return made.has(id) && orderIsOurs(finding, siblingNamed);
    },
  };
}
