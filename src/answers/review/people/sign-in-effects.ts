import type { Judgement } from "../../../evaluator/judgement.ts";
import { once } from "../../../evaluator/live/once.ts";
import type { Alike } from "../../../evaluator/sign-on/sign-on.ts";
import type { AppPolicy } from "../../../model/live-sign-on.ts";
import type { OrgSnapshot, Person } from "../../../model/snapshot.ts";
import type { Difference } from "./compare-outlooks.ts";
import { compareWays } from "./compare-ways.ts";

/** An org in which a baseline is in force. */
export interface SignInSide {
  readonly org: OrgSnapshot;
  readonly judgement: Judgement;
}

/** Change of signing in to something, with the policies that it is under, before and after. */
export interface SignInDifference extends Difference {
  readonly policies: readonly string[];
}

/** Reads what becomes of signing in, person by person, once for all who are alike on both sides. */
export interface SignInReader {
  differences(person: Person): readonly SignInDifference[];
}

/** Something to sign in to, before and after; on Classic, of which no policy is shown, both are null. */
export interface PolicyPair {
  readonly before: AppPolicy | null;
  readonly after: AppPolicy | null;
}

/** Whether the sign-on side was read, so that there is anything to compare. */
export const showsSignOn = ({ org, slices }: OrgSnapshot): boolean =>
  slices.sessionPolicies !== undefined &&
  (org.engine === "classic" || (slices.appPolicies !== undefined && slices.appMappings !== undefined));

const isOfApps = ({ resourceType }: AppPolicy): boolean => resourceType === "APP";

/** Every pair of policies that some application comes under, before and after: applications of one pair are alike. */
export function pairsInUse(base: OrgSnapshot, head: OrgSnapshot): readonly PolicyPair[] {
  if (base.org.engine === "classic") return [{ before: null, after: null }];
  const [before, after] = [base, head].map(
    ({ slices }) => new Map((slices.appPolicies ?? []).map((policy) => [policy.id as string, policy])),
  );
  const policyOf = (side: ReadonlyMap<string, AppPolicy> | undefined, id: string) => side?.get(id);
  const later = new Map((head.slices.appMappings ?? []).map((app) => [app.id, app]));
  const pairs = new Map<string, PolicyPair>();
  const add = (from: string, to: string): void => {
    const [one, two] = [policyOf(before, from), policyOf(after, to)];
    if (one !== undefined || two !== undefined) {
      pairs.set(`${from} ${to}`, { before: one ?? null, after: two ?? null });
    }
  };
  for (const app of base.slices.appMappings ?? []) {
    if (app.status === "ACTIVE") add(app.policyId ?? "", later.get(app.id)?.policyId ?? "");
  }
  // Okta's own applications may not be shown; they stay where they are.
  for (const { id, hiddenAppIds } of base.slices.appPolicies ?? []) {
    if ((hiddenAppIds?.length ?? 0) > 0) add(id, id);
  }
  return [...pairs.values()];
}

/** Every app policy that is there before and after, whether anything is under it or not. */
export function pairsById(base: OrgSnapshot, head: OrgSnapshot): readonly PolicyPair[] {
  const after = new Map((head.slices.appPolicies ?? []).map((policy) => [policy.id, policy]));
  return (base.slices.appPolicies ?? []).filter(isOfApps).flatMap((before) => {
    const found = after.get(before.id);
    return found === undefined ? [] : [{ before, after: found }];
  });
}

const nameOf = (policy: AppPolicy | null): string => policy?.name ?? "the session";

/** Prepares comparing for the given pairs of policies. */
export function signInReader(base: SignInSide, head: SignInSide, pairs: readonly PolicyPair[]): SignInReader {
  const [earlier, later] = [base.judgement.signOn(), head.judgement.signOn()];
  const compare = (one: Alike, two: Alike, { before, after }: PolicyPair): readonly Difference[] => {
    // The policy of an application that leaves its own for an unknown one is unknown too.
    if ((before === null) !== (after === null)) {
      const names = [nameOf(after ?? before), "unknown", "unknown"];
      return [{ kind: "people-sign-in-unknown", effect: "weaker", names, certain: false }];
    }
    return compareWays(nameOf(after), earlier.waysFor(one, before), later.waysFor(two, after));
  };
  const compared = once((before: Alike) =>
    once((after: Alike): readonly SignInDifference[] =>
      pairs.flatMap((pair) => {
        const policies = [...new Set([nameOf(pair.before), nameOf(pair.after)])];
        return compare(before, after, pair).map((one) => ({ ...one, policies }));
      }),
    ),
  );
  return { differences: (person) => compared(earlier.alike(person))(later.alike(person)) };
}
