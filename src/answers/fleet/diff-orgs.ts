import type { Baseline } from "../../model/baseline.ts";
import type { FleetDiff, OrgDifference } from "../../model/fleet-diff.ts";
import type { OrgSnapshot, Slice } from "../../model/snapshot.ts";
import { declaredOf, nothingAsked } from "../adopt/adopt-org.ts";
import { adoptedText } from "../adopt/adopted-text.ts";
import { parseAdopted } from "../adopt/parse-adopted.ts";
import { compareBaselines } from "../review/compare-baselines.ts";

/** An org to compare, as the fleet calls it. */
export interface NamedSnapshot {
  readonly name: string;
  readonly snapshot: OrgSnapshot;
}

/** Everything that one baseline says otherwise than another, by names. Pure. */
export const differencesOf = (first: Baseline, second: Baseline): readonly OrgDifference[] =>
  compareBaselines(first, second).map(({ change: { id, kind, where, from, to, effect } }) => ({
    id,
    kind,
    where,
    from,
    to,
    effect,
  }));

/** Kinds of differences, and the slices without which nothing is known of them. */
const families: readonly {
  readonly begins: string;
  readonly what: string;
  readonly needs: readonly Slice[];
}[] = [
  { begins: "authenticator-", what: "org-wide authenticators", needs: ["authenticators"] },
  {
    begins: "group-",
    what: "groups that policies name",
    needs: ["groups", "group-rules", "policies", "policy-rules", "session-policies", "app-policies"],
  },
  {
    begins: "enrollment-",
    what: "enrollment policies",
    needs: ["groups", "policies", "policy-rules", "authenticators", "zones", "users"],
  },
  { begins: "session-", what: "session policies", needs: ["groups", "session-policies", "zones", "users"] },
  {
    begins: "app-",
    what: "app sign-in policies",
    needs: ["groups", "app-policies", "app-mappings", "zones", "users", "user-types"],
  },
];

/** The parts of an org that are compared. */
export const comparedSlices: ReadonlySet<Slice> = new Set(families.flatMap(({ needs }) => needs));

/**
 * Differences of two orgs as they are: each is declared as `adopt` does it, without anything that is asked of people, and the
 * two declarations are compared by names. Pure.
 */
export function liveDifferences(
  first: NamedSnapshot,
  second: NamedSnapshot,
): Pick<FleetDiff, "live" | "gaps" | "notCompared"> {
  const [one, other] = [declared(first), declared(second)];
  const gaps = [first, second].flatMap(({ name, snapshot }) =>
    snapshot.gaps
      .filter(({ slice }) => comparedSlices.has(slice))
      .map(({ slice, reason, affected }) => ({ org: name, slice, reason, affected })),
  );
  // Where one org shows nothing it is not known whether they differ.
  const unknown = families.filter(({ needs }) => gaps.some(({ slice }) => needs.includes(slice)));
  const isKnown = ({ kind }: OrgDifference): boolean =>
    kind !== "unread" && !unknown.some(({ begins }) => kind.startsWith(begins));
  return {
    live: differencesOf(one.baseline, other.baseline).filter(isKnown),
    gaps,
    notCompared: [
      ...unknown.map(({ what, needs }) => ({
        org: [...new Set(gaps.filter(({ slice }) => needs.includes(slice)).map(({ org }) => org))].join(", "),
        what: `${what}: not all of it was read`,
      })),
      ...one.left,
      ...other.left,
    ],
  };
}

function declared({ name, snapshot }: NamedSnapshot) {
  const adopted = declaredOf(snapshot);
  const { groups, authenticators, policies, sessions, apps } = adopted;
  const oddities = [groups, authenticators, policies, sessions, apps].flatMap((part) => part.oddities);
  return {
    baseline: parseAdopted(adoptedText(adopted, nothingAsked)).baseline,
    left: oddities.map(({ kind, subject, words }) => ({ org: name, what: `${kind} "${subject}": ${words}` })),
  };
}
