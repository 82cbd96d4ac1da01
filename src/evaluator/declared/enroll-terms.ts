import type { BaselinePolicy, DeclaredGracePeriod, EnrollTerms } from "../../model/baseline.ts";
import type { AuthenticatorSetting, GracePeriod } from "../../model/live-enrollment.ts";
import type { FindingValue } from "../../model/report.ts";
import { listNames } from "../words/name-list.ts";

/** How the terms on which an authenticator may be enrolled depart from the declared ones. */
export interface TermsDifference {
  readonly field: "gracePeriod" | "allowedGroups";
  readonly expected: FindingValue;
  readonly actual: FindingValue;
  /** In words that follow the policy's name. */
  readonly inWords: string;
}

const noTerms: EnrollTerms = { gracePeriod: null, allowedGroups: [] };

/** The terms that a policy declares for an authenticator: none, unless it says more. */
export const declaredTerms = ({ terms }: BaselinePolicy, ref: string): EnrollTerms =>
  Object.hasOwn(terms, ref) ? (terms[ref] ?? noTerms) : noTerms;

/** A declared grace period in the words of the baseline: `none`, `until 2027-01-31`, `skips 3`. */
export function graceInWords(grace: DeclaredGracePeriod | null): string {
  if (grace === null) return "none";
  return grace.kind === "until" ? `until ${grace.day}` : `skips ${grace.count}`;
}

/** A live one as a baseline would declare it: the day on which it ends, UTC. */
const asDeclared = (grace: GracePeriod | undefined): DeclaredGracePeriod | null =>
  grace?.kind === "until" ? { kind: "until", day: grace.at.slice(0, 10) } : (grace ?? null);

const listed = (groups: readonly string[]): readonly string[] =>
  [...new Set(groups.map((group) => group.normalize("NFC")))].sort();

/** Compares the terms of one live setting, which people may enroll, with the declared ones. */
export function differentTerms(
  ref: string,
  declared: EnrollTerms,
  live: AuthenticatorSetting,
): readonly TermsDifference[] {
  const differences: TermsDifference[] = [];
  const grace = {
    expected: graceInWords(declared.gracePeriod),
    actual: graceInWords(asDeclared(live.gracePeriod)),
  };
  if (grace.expected !== grace.actual) {
    const is =
      live.gracePeriod === undefined
        ? `gives ${ref} no grace period`
        : `lets people put off ${ref} (grace period: ${grace.actual})`;
    const inWords = `${is}; it should be ${grace.expected}`;
    differences.push({ field: "gracePeriod", ...grace, inWords });
  }
  const groups = { expected: listed(declared.allowedGroups), actual: listed(live.allowedGroups ?? []) };
  if (groups.expected.join("\n") !== groups.actual.join("\n")) {
    const [is, should] = [groups.actual, groups.expected].map((names) => listNames(names, "any model"));
    const inWords = `lets people enroll ${ref} of ${is}; it should be ${should}`;
    differences.push({ field: "allowedGroups", ...groups, inWords });
  }
  return differences;
}
