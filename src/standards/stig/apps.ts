import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import type { EntryPoint } from "../../evaluator/sign-on/entry-points.ts";
import { inOrder } from "../../evaluator/sign-on/policy-order.ts";
import type { AppPolicy, AppRule, LiveVerification } from "../../model/live-sign-on.ts";
import type { AskedLevel } from "../../model/sign-on-words.ts";
import type { StandardEvidence, StandardVerdict } from "../../model/standards.ts";
import type { AskedOfPeople, StandardRequirement } from "../contract/framework.ts";
import { notReviewed, open, pass, policyPath } from "../contract/verdicts.ts";

type Assurance = Extract<LiveVerification, { kind: "assurance" }>;

/** A setting that the first rule of an application's policy that lets somebody in must have. */
interface RuleSetting {
  readonly field: string;
  isMet(verification: Assurance): boolean;
  valueOf(verification: Assurance): string;
}

const twoFactors: RuleSetting = {
  field: "actions.appSignOn.verificationMethod.factorMode",
  isMet: ({ factorMode }) => factorMode === "2FA",
  valueOf: ({ factorMode }) => factorMode,
};

/** Constraints are alternatives, so that each of them has to demand it. */
const phishingResistant: RuleSetting = {
  field: "actions.appSignOn.verificationMethod.constraints[].possession.phishingResistant",
  isMet: ({ constraints }) =>
    constraints.length > 0 &&
    constraints.every(({ possession }) => possession?.demands.phishingResistant === true),
  valueOf: ({ constraints }) =>
    constraints
      .map(({ possession }) => (possession?.demands.phishingResistant === true ? "REQUIRED" : "OPTIONAL"))
      .join(", ") || "OPTIONAL",
};

type Console = "adminConsole" | "dashboard";
const names: Readonly<Record<Console, string>> = {
  adminConsole: "Okta Admin Console",
  dashboard: "Okta Dashboard",
};

/** The top rule, but for those that let nobody in: what they deny says nothing of what is asked of others. */
function firstRuleOf({ rules }: AppPolicy): { readonly rule: AppRule; readonly which: string } | null {
  const [first, ...others] = inOrder(rules ?? []);
  if (first === undefined) return null;
  const open = [first, ...others].find(({ access }) => access !== "DENY") ?? first;
  return { rule: open, which: open === first ? "the first rule" : "the first rule that lets somebody in," };
}

function ofEntry({ policy, byName }: EntryPoint, setting: RuleSetting): StandardVerdict {
  if (policy === null) return notReviewed("its app sign-in policy is not shown");
  if (policy.rules === null)
    return notReviewed(`the rules of app sign-in policy "${policy.name}" were not read`);
  const found = firstRuleOf(policy);
  if (found === null) return open(`app sign-in policy "${policy.name}" has no active rule`);
  const { rule, which } = found;
  const how = byName ? " (found by its name, since only super administrators are shown the application)" : "";
  const where = `${which} "${rule.name}" of app sign-in policy "${policy.name}"${how}`;
  const seen = (value: string): readonly StandardEvidence[] => [
    {
      path: policyPath(policy.id, rule.id),
      name: `${policy.name} / ${rule.name}`,
      field: setting.field,
      value,
    },
  ];
  if (rule.access === "DENY") return pass(`${where} lets nobody in, and no other does`, seen("access DENY"));
  const { verification } = rule;
  if (verification?.kind !== "assurance") {
    const kind = verification?.kind ?? "nothing";
    return notReviewed(
      `${where} asks in a way that the standard's steps do not know (${kind}); the other answer follows it`,
      seen(kind),
    );
  }
  const value = setting.valueOf(verification);
  const says = `${where} has ${setting.field.split(".").at(-1)} at ${value}`;
  return setting.isMet(verification) ? pass(says, seen(value)) : open(says, seen(value));
}

function literally(to: Console, setting: RuleSetting, { judgement }: JudgedOrg): StandardVerdict {
  const { entries, uncertainties } = judgement.signOn().entriesTo({ kind: to });
  const verdicts = entries.map((entry) => ofEntry(entry, setting));
  const worst = (["open", "not_reviewed"] as const)
    .map((status) => verdicts.find((one) => one.status === status))
    .find((one) => one !== undefined);
  if (worst !== undefined) return worst;
  return verdicts[0] === undefined || uncertainties.length > 0
    ? notReviewed(uncertainties.join("; ") || `${names[to]} was not found`)
    : verdicts[0];
}

const signInTo = (to: Console, atLeast: AskedLevel): AskedOfPeople => ({
  appliesTo: to === "adminConsole" ? { kind: "adminRoles", roles: "any" } : { kind: "everyone" },
  factors: null,
  signIn: {
    to: { kind: to },
    atLeast,
    fromOutside: [],
    openEnrollment: false,
    reauthenticateWithinMs: null,
  },
  recovery: null,
});

function consoleRequirement(
  said: Pick<StandardRequirement, "id" | "aliases" | "title" | "severity">,
  to: Console,
  setting: RuleSetting,
  atLeast: AskedLevel,
): StandardRequirement {
  return {
    ...said,
    decidedBy: `first active rule of the policy of ${names[to]} that lets somebody in: ${setting.field}`,
    needs: ["app-policies", "app-mappings"],
    asTheStandardChecks: (org) => literally(to, setting, org),
    asItHoldsForPeople: { kind: "checks", asks: signInTo(to, atLeast) },
    signIn: { to: { kind: to }, atLeast },
  };
}

/** Requirements on how people sign in to Okta's own two applications. */
export const consoleRequirements: readonly StandardRequirement[] = [
  consoleRequirement(
    {
      id: "V-273190",
      aliases: ["OKTA-APP-000180"],
      title: "The dashboard lets nobody in but with a phishing-resistant factor",
      severity: "medium",
    },
    "dashboard",
    phishingResistant,
    "phishing-resistant",
  ),
  consoleRequirement(
    {
      id: "V-273191",
      aliases: ["OKTA-APP-000190"],
      title: "The Admin Console lets nobody in but with a phishing-resistant factor",
      severity: "medium",
    },
    "adminConsole",
    phishingResistant,
    "phishing-resistant",
  ),
  consoleRequirement(
    {
      id: "V-273193",
      aliases: ["OKTA-APP-000560"],
      title: "The Admin Console asks for two factors",
      severity: "high",
    },
    "adminConsole",
    twoFactors,
    "two-factors",
  ),
  consoleRequirement(
    {
      id: "V-273194",
      aliases: ["OKTA-APP-000570"],
      title: "The dashboard asks for two factors",
      severity: "high",
    },
    "dashboard",
    twoFactors,
    "two-factors",
  ),
];
