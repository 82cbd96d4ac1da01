import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { signsInElsewhere } from "../../evaluator/sign-on/federation.ts";
import { passwordPoliciesInEffect } from "../../evaluator/sign-on/password-policies.ts";
import { inOrder } from "../../evaluator/sign-on/policy-order.ts";
import type { PasswordPolicy, PasswordSettings } from "../../model/live-sign-on.ts";
import type { Person } from "../../model/snapshot.ts";
import type { StandardEvidence, StandardVerdict } from "../../model/standards.ts";
import type { JudgedForPeople, StandardRequirement } from "../contract/framework.ts";
import { notReviewed, open, pass, policyPath } from "../contract/verdicts.ts";
import { type Held, judgedOver, whoSlices } from "./people-judged.ts";
import { perOrg } from "./per-org.ts";

/** A limit on one setting of password policies. */
export interface PasswordLimit {
  /** Below `settings.password`. */
  readonly field: string;
  valueOf(settings: PasswordSettings): number | boolean | null;
  /** Null where Okta sends no value, which says nothing. */
  isMet(settings: PasswordSettings): boolean | null;
  /** The standard's steps look at policies for accounts of a directory, too. */
  readonly everyPolicy?: true;
}

/** Whether a number is that or more; null where there is none. */
export const atLeast = (value: number | null, least: number): boolean | null =>
  value === null ? null : value >= least;
/** The same, and no more than another. */
export const within = (value: number | null, least: number, most: number): boolean | null =>
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
  const policies = limit.everyPolicy ? all : all.filter((policy) => !isOfDirectory(policy));
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
  const [without, elsewhere]: [Person[], Person[]] = [[], []];
  const uncertainties = new Set<string>();
  for (const person of judgement.people.inScope) {
    // Somebody of another provider who has no password here has none that a policy could hold.
    if (signsInElsewhere(person.signOn) && person.signOn?.hasPassword === false) {
      elsewhere.push(person);
      continue;
    }
    const policies = policiesFor(person);
    if (policies.length === 0) without.push(person);
    for (const { policy, isSure, why } of policies) {
      const those = found.get(policy) ?? { sure: [], perhaps: [] };
      found.set(policy, those);
      those[isSure ? "sure" : "perhaps"].push(person);
      if (why !== null) uncertainties.add(why);
    }
  }
  return { found: [...found], without, elsewhere, uncertainties: [...uncertainties] };
});

function forPeople(limit: PasswordLimit, org: JudgedOrg): JudgedForPeople {
  const { found, without, elsewhere, uncertainties } = inEffect(org);
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
  const others: Held = { isMet: true, clause: "", evidence: null, sure: elsewhere, perhaps: [] };
  const why = { uncertainties, untold: [] };
  return judgedOver(org, [...held, nobodys, others], why, "the password policy in effect holds it");
}

/** A requirement on one setting of password policies: each active one by itself, and the one in effect for each person. */
export function passwordRequirement(
  said: Pick<StandardRequirement, "id" | "aliases" | "title"> &
    Partial<Pick<StandardRequirement, "severity">>,
  limit: PasswordLimit,
): StandardRequirement {
  return {
    severity: "medium",
    ...said,
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
