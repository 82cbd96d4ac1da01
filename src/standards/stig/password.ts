import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { passwordPoliciesInEffect } from "../../evaluator/sign-on/password-policies.ts";
import { inOrder } from "../../evaluator/sign-on/policy-order.ts";
import type { PasswordPolicy, PasswordSettings } from "../../model/live-sign-on.ts";
import type { Person } from "../../model/snapshot.ts";
import type { StandardEvidence, StandardVerdict } from "../../model/standards.ts";
import type { JudgedForPeople, StandardRequirement } from "../contract/framework.ts";
import { notReviewed, open, pass, policyPath } from "../contract/verdicts.ts";
import { type Held, judgedOver, whoSlices } from "../truth/people-judged.ts";
import { perOrg } from "../truth/per-org.ts";

/** A limit on one setting of password policies. */
interface PasswordLimit {
  /** Below `settings.password`. */
  readonly field: string;
  valueOf(settings: PasswordSettings): number | boolean | null;
  /** Null where Okta sends no value, which says nothing. */
  isMet(settings: PasswordSettings): boolean | null;
}

const atLeast = (value: number | null, least: number): boolean | null =>
  value === null ? null : value >= least;
const within = (value: number | null, least: number, most: number): boolean | null =>
  value === null ? null : value >= least && value <= most;

/** Accounts of a directory have their passwords there, and the directory holds the limit. */
const isOfDirectory = ({ authProvider }: PasswordPolicy): boolean =>
  authProvider === "ACTIVE_DIRECTORY" || authProvider === "LDAP";

const evidenceOf = (limit: PasswordLimit, policy: PasswordPolicy): StandardEvidence => ({
  path: policyPath(policy.id),
  name: policy.name,
  field: `settings.password.${limit.field}`,
  value: policy.password === undefined ? "not read" : String(limit.valueOf(policy.password) ?? "not set"),
});

const metBy = (limit: PasswordLimit, { password }: PasswordPolicy): boolean | null =>
  password === undefined ? null : limit.isMet(password);

const named = (those: readonly PasswordPolicy[], limit: PasswordLimit): string =>
  those.map((policy) => `"${policy.name}" has ${evidenceOf(limit, policy).value}`).join(", ");

function literally(limit: PasswordLimit, { org }: JudgedOrg): StandardVerdict {
  const all = inOrder(org.slices.passwordPolicies ?? []);
  const policies = all.filter((policy) => !isOfDirectory(policy));
  const field = `settings.password.${limit.field}`;
  if (policies.length === 0) {
    return notReviewed(
      all.length === 0
        ? "no password policy is active"
        : "every password policy is for accounts of a directory, which has to hold this itself",
    );
  }
  const of = (answer: boolean | null) => policies.filter((policy) => metBy(limit, policy) === answer);
  const seen = (those: readonly PasswordPolicy[]) => those.map((policy) => evidenceOf(limit, policy));
  const [failing, unknown] = [of(false), of(null)];
  if (failing.length > 0) {
    return open(`of ${field}, password policy ${named(failing, limit)}`, seen(failing));
  }
  if (unknown.length > 0) {
    return notReviewed(`of ${field}, password policy ${named(unknown, limit)}`, seen(unknown));
  }
  return pass(`of ${field}, password policy ${named(policies, limit)}`, seen(policies));
}

/** People by the password policies that they can come under, worked out once for an org. */
const inEffect = perOrg(({ org, judgement }) => {
  const policiesFor = passwordPoliciesInEffect(org, judgement.live);
  const found = new Map<PasswordPolicy, { sure: Person[]; perhaps: Person[] }>();
  const without: Person[] = [];
  const uncertainties = new Set<string>();
  for (const person of judgement.people.inScope) {
    const policies = policiesFor(person);
    if (policies.length === 0) without.push(person);
    for (const { policy, isSure, why } of policies) {
      const those = found.get(policy) ?? { sure: [], perhaps: [] };
      found.set(policy, those);
      those[isSure ? "sure" : "perhaps"].push(person);
      if (why !== null) uncertainties.add(why);
    }
  }
  return { found: [...found], without, uncertainties: [...uncertainties] };
});

function forPeople(limit: PasswordLimit, org: JudgedOrg): JudgedForPeople {
  const { found, without, uncertainties } = inEffect(org);
  const held = found.flatMap(([policy, who]): readonly Held[] => {
    const evidence = evidenceOf(limit, policy);
    const directory = `password policy "${policy.name}" is for accounts of a directory, which has to hold this itself`;
    const clause = `password policy "${policy.name}" has ${evidence.field} at ${evidence.value}`;
    return isOfDirectory(policy)
      ? [{ isMet: null, clause: directory, evidence, ...who }]
      : [{ isMet: metBy(limit, policy), clause, evidence, ...who }];
  });
  const nobodys: Held = {
    isMet: null,
    clause: "no password policy takes them",
    evidence: null,
    sure: without,
    perhaps: [],
  };
  const why = { uncertainties, untold: [] };
  return judgedOver(org, [...held, nobodys], why, "the password policy in effect holds it");
}

function passwordRequirement(
  said: Pick<StandardRequirement, "id" | "aliases" | "title">,
  limit: PasswordLimit,
): StandardRequirement {
  return {
    ...said,
    severity: "medium",
    decidedBy: `each active password policy: settings.password.${limit.field}`,
    needs: ["password-policies"],
    asTheStandardChecks: (org) => literally(limit, org),
    asItHoldsForPeople: {
      kind: "judged",
      needs: ["password-policies", ...whoSlices],
      judge: (org) => forPeople(limit, org),
    },
  };
}

const ofKind = (field: "minUpperCase" | "minLowerCase" | "minNumber" | "minSymbol"): PasswordLimit => ({
  field: `complexity.${field}`,
  valueOf: (settings) => settings[field],
  isMet: (settings) => atLeast(settings[field], 1),
});

/** Requirements on passwords (STIG V1R2). */
export const passwordRequirements: readonly StandardRequirement[] = [
  passwordRequirement(
    {
      id: "V-273189",
      aliases: ["OKTA-APP-000170"],
      title: "An account is locked after three wrong passwords",
    },
    {
      field: "lockout.maxAttempts",
      valueOf: ({ maxAttempts }) => maxAttempts,
      isMet: ({ maxAttempts }) => within(maxAttempts, 1, 3),
    },
  ),
  passwordRequirement(
    { id: "V-273195", aliases: ["OKTA-APP-000650"], title: "A password has 15 characters or more" },
    {
      field: "complexity.minLength",
      valueOf: ({ minLength }) => minLength,
      isMet: ({ minLength }) => atLeast(minLength, 15),
    },
  ),
  passwordRequirement(
    { id: "V-273196", aliases: ["OKTA-APP-000670"], title: "A password has an upper-case letter" },
    ofKind("minUpperCase"),
  ),
  passwordRequirement(
    { id: "V-273197", aliases: ["OKTA-APP-000680"], title: "A password has a lower-case letter" },
    ofKind("minLowerCase"),
  ),
  passwordRequirement(
    { id: "V-273198", aliases: ["OKTA-APP-000690"], title: "A password has a digit" },
    ofKind("minNumber"),
  ),
  passwordRequirement(
    { id: "V-273199", aliases: ["OKTA-APP-000700"], title: "A password has a special character" },
    ofKind("minSymbol"),
  ),
  passwordRequirement(
    { id: "V-273200", aliases: ["OKTA-APP-000740"], title: "A password is kept for a day at least" },
    {
      field: "age.minAgeMinutes",
      valueOf: ({ minAgeMinutes }) => minAgeMinutes,
      isMet: ({ minAgeMinutes }) => atLeast(minAgeMinutes, 24 * 60),
    },
  ),
  passwordRequirement(
    { id: "V-273201", aliases: ["OKTA-APP-000745"], title: "A password is kept for 60 days at most" },
    {
      field: "age.maxAgeDays",
      valueOf: ({ maxAgeDays }) => maxAgeDays,
      isMet: ({ maxAgeDays }) => within(maxAgeDays, 1, 60),
    },
  ),
  passwordRequirement(
    {
      id: "V-273208",
      aliases: ["OKTA-APP-002980"],
      title: "A password that many people use is refused",
    },
    {
      field: "complexity.dictionary.common.exclude",
      valueOf: ({ excludesCommon }) => excludesCommon,
      isMet: ({ excludesCommon }) => excludesCommon,
    },
  ),
  passwordRequirement(
    { id: "V-273209", aliases: ["OKTA-APP-003010"], title: "The last five passwords cannot be used again" },
    {
      field: "age.historyCount",
      valueOf: ({ historyCount }) => historyCount,
      isMet: ({ historyCount }) => atLeast(historyCount, 5),
    },
  ),
];
