import type { Judgement } from "../../../evaluator/judgement.ts";
import { once } from "../../../evaluator/live/once.ts";
import type { Alike } from "../../../evaluator/sign-on/sign-on.ts";
import type { AppId } from "../../../model/ids.ts";
import type { AppPolicy } from "../../../model/live-sign-on.ts";
import type { OrgSnapshot, Person } from "../../../model/snapshot.ts";
import type { Difference } from "./compare-outlooks.ts";
import { compareWays } from "./compare-ways.ts";
import { whoOpens } from "./who-opens.ts";

/** An org in which a baseline is in force. */
export interface SignInSide {
  readonly org: OrgSnapshot;
  readonly judgement: Judgement;
}

/** Change of signing in to something, with the policies that it is under, before and after. */
export interface SignInDifference extends Difference {
  readonly policies: readonly string[];
  readonly pair: PolicyPair;
}

/** Reads what becomes of signing in, person by person, once for all who are alike on both sides. */
export interface SignInReader {
  /** Of everything, whether the person can open it or not. */
  differences(person: Person): readonly SignInDifference[];
  /** Of what the person can open; of all of it where assignments were not read. */
  opened(person: Person): readonly SignInDifference[];
  /** Whether what this is a change of is opened to the person only because assignments were not read. */
  isUnread(person: Person, difference: SignInDifference): boolean;
}

/** Something to sign in to, before and after; on Classic, of which no policy is shown, both are null. */
export interface PolicyPair {
  readonly before: AppPolicy | null;
  readonly after: AppPolicy | null;
  /** The applications under it; empty where it has none or they are not shown. */
  readonly appIds: readonly AppId[];
}

/** Whether the sign-on side was read, so that there is anything to compare. */
export const showsSignOn = ({ org, slices }: OrgSnapshot): boolean =>
  slices.sessionPolicies !== undefined &&
  (org.engine === "classic" || (slices.appPolicies !== undefined && slices.appMappings !== undefined));

const isOfApps = ({ resourceType }: AppPolicy): boolean => resourceType === "APP";

/** Every pair of policies that some application comes under, before and after: applications of one pair are alike. */
export function pairsInUse(base: OrgSnapshot, head: OrgSnapshot): readonly PolicyPair[] {
  if (base.org.engine === "classic") return [{ before: null, after: null, appIds: [] }];
  const [before, after] = [base, head].map(
    ({ slices }) => new Map((slices.appPolicies ?? []).map((policy) => [policy.id as string, policy])),
  );
  const policyOf = (side: ReadonlyMap<string, AppPolicy> | undefined, id: string) => side?.get(id);
  const later = new Map((head.slices.appMappings ?? []).map((app) => [app.id, app]));
  const pairs = new Map<string, PolicyPair>();
  const add = (from: string, to: string, added: readonly AppId[]): void => {
    const [one, two] = [policyOf(before, from), policyOf(after, to)];
    if (one === undefined && two === undefined) return;
    const key = `${from} ${to}`;
    const appIds = [...(pairs.get(key)?.appIds ?? []), ...added];
    pairs.set(key, { before: one ?? null, after: two ?? null, appIds });
  };
  for (const app of base.slices.appMappings ?? []) {
    if (app.status === "ACTIVE") add(app.policyId ?? "", later.get(app.id)?.policyId ?? "", [app.id]);
  }
  // Okta's own applications may not be shown; they stay where they are.
  for (const { id, hiddenAppIds } of base.slices.appPolicies ?? []) {
    if (hiddenAppIds && hiddenAppIds.length > 0) add(id, id, hiddenAppIds);
  }
  return [...pairs.values()];
}

/** Every app policy that is there before and after, whether anything is under it or not. */
export function pairsById(base: OrgSnapshot, head: OrgSnapshot): readonly PolicyPair[] {
  const after = new Map((head.slices.appPolicies ?? []).map((policy) => [policy.id, policy]));
  const apps = [base, head].flatMap(({ slices }) => slices.appMappings ?? []);
  const appsUnder = ({ id, hiddenAppIds }: AppPolicy): readonly AppId[] => {
    const shown = apps.filter(({ policyId, status }) => policyId === id && status === "ACTIVE");
    return [...new Set([...shown.map((app) => app.id), ...(hiddenAppIds ?? [])])];
  };
  return (base.slices.appPolicies ?? []).filter(isOfApps).flatMap((before) => {
    const found = after.get(before.id);
    return found === undefined ? [] : [{ before, after: found, appIds: appsUnder(before) }];
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
        return compare(before, after, pair).map((one) => ({ ...one, policies, pair }));
      }),
    ),
  );
  const differences = (person: Person) => compared(earlier.alike(person))(later.alike(person));
  const { opens, isUnread } = whoOpens(pairs, base.org, head.org);
  return {
    differences,
    opened: (person) => {
      const all = differences(person);
      if (all.length === 0) return all;
      const canOpen = opens(person.id);
      return all.every(({ pair }) => canOpen(pair)) ? all : all.filter(({ pair }) => canOpen(pair));
    },
    isUnread: ({ id }, { pair }) => isUnread(id, pair),
  };
}
