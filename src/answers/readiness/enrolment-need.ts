import { isEveryoneName } from "../../evaluator/declared/declared-group.ts";
import { namesMethod } from "../../evaluator/factors/acceptable-factors.ts";
import { standingOf } from "../../evaluator/people/standing.ts";
import type { AppliesTo, Baseline } from "../../model/baseline.ts";
import type { OrgCounts } from "../../model/org-probe.ts";
import type { Range } from "../../model/readiness.ts";
import { sameName } from "../../model/words.ts";

/** For how many people enrolments must be read, as far as sizes tell. */
export interface EnrolmentNeed {
  readonly people: Range;
  /** Whether a method decides that the first view does not show. */
  readonly mayNeedFactorsToo: boolean;
}

/** How many people can sign in, and how many cannot; where not all were counted, by the share of those that were. */
function countPeople({ people }: OrgCounts): { readonly signIn: number; readonly others: number } {
  if (people === null || people.atLeast === 0) return { signIn: 0, others: 0 };
  const counted = Object.entries(people.byStatus)
    .filter(([status]) => standingOf({ status }) === "in-scope")
    .reduce((sum, [, count]) => sum + count, 0);
  const total = Math.max(people.total ?? 0, people.atLeast);
  const signIn = Math.round((total * counted) / people.atLeast);
  return { signIn, others: total - signIn };
}

/** Sizes of the sets of people, overlapping or not, to which a requirement applies. */
function sizesOf(appliesTo: AppliesTo, counts: OrgCounts): readonly number[] | "everyone" {
  switch (appliesTo.kind) {
    case "everyone":
      return "everyone";
    case "groups": {
      const { groups } = appliesTo;
      if (groups.some(isEveryoneName)) return "everyone";
      const named = counts.membersOfGroups.filter(({ name }) => groups.some((one) => sameName(one, name)));
      return named.map(({ members }) => members ?? 0);
    }
    case "apps":
      return counts.wantedApps
        .filter(({ label }) => appliesTo.apps.some((one) => sameName(one, label)))
        .map(({ users }) => users.atLeast);
    case "adminRoles": {
      // Roles given to a group reach its members.
      const groups = counts.membersOfGroups.filter(({ isAdmin }) => isAdmin);
      return [counts.assignees?.atLeast ?? 0, ...groups.map(({ members }) => members ?? 0)];
    }
  }
}

function rangeOf(appliesTo: AppliesTo, counts: OrgCounts): Range {
  const { signIn, others } = countPeople(counts);
  const sizes = sizesOf(appliesTo, counts);
  if (sizes === "everyone") return { least: signIn, most: signIn };
  // Who of the admins holds one of certain roles is not counted.
  const isPart = appliesTo.kind === "adminRoles" && appliesTo.roles !== "any";
  const largest = isPart ? 0 : Math.max(0, ...sizes);
  const sum = sizes.reduce((total, size) => total + size, 0);
  return { least: Math.min(signIn, Math.max(0, largest - others)), most: Math.min(signIn, sum) };
}

/** Works out for how many people a check must read enrolments: one call each. */
export function enrolmentNeed(baseline: Baseline, counts: OrgCounts): EnrolmentNeed {
  const asking = baseline.requirements.filter(({ factors, signIn }) => factors !== null || signIn !== null);
  const ranges = asking.map(({ appliesTo }) => rangeOf(appliesTo, counts));
  const { signIn } = countPeople(counts);
  const sum = ranges.reduce((total, { most }) => total + most, 0);
  return {
    people: {
      least: Math.max(0, ...ranges.map(({ least }) => least)),
      most: Math.min(signIn, sum),
    },
    mayNeedFactorsToo: namesMethod(baseline) || baseline.requirements.some(({ signIn }) => signIn !== null),
  };
}
