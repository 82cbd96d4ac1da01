import type { Judgement } from "../../evaluator/judgement.ts";
import type { EntryPoint } from "../../evaluator/sign-on/entry-points.ts";
import { weakestWords } from "../../evaluator/sign-on/entry-words.ts";
import { fromWherever, type WayIn } from "../../evaluator/sign-on/way-in.ts";
import type { ExplainedEntry, ExplainedSignIn, ExplainedWay } from "../../model/explained-sign-in.ts";
import { isOktasOwn } from "../../model/first-party-apps.ts";
import type { MappedApp } from "../../model/live-sign-on.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";
import { type JudgedEntry, judgeEntries, rankOfShown } from "./judged-entries.ts";

const byRank = (left: ExplainedWay, right: ExplainedWay): number =>
  rankOfShown(left.level) - rankOfShown(right.level);

function wayOf(way: WayIn): ExplainedWay {
  const [first, ...others] = way.possible;
  const isOne = first !== undefined && others.length === 0;
  return {
    level: isOne ? (first.kind === "asked" ? first.level : first.kind) : "unknown",
    with: first?.with ?? [],
    sessionPolicy: way.session.policy?.name ?? null,
    sessionRule: way.session.name,
    rule: way.app?.name ?? null,
    from: way.from,
  };
}

const noWay: ExplainedWay = {
  level: "unknown",
  with: [],
  sessionPolicy: null,
  sessionRule: null,
  rule: null,
  from: null,
};

interface AppsShown {
  readonly labels: readonly string[];
  readonly assigned: boolean | null;
}

/** Applications under a policy, those that are assigned to the person first where that is known. */
function appsUnder({ entry }: JudgedEntry, person: Person, { slices }: OrgSnapshot): AppsShown {
  if (entry.policy === null || entry.appIds.length === 0) return { labels: [], assigned: null };
  const id: string = entry.policy.id;
  const under = (slices.appMappings ?? [])
    .filter((app) => app.policyId === id && app.status === "ACTIVE")
    .toSorted((left, right) => (left.label < right.label ? -1 : 1));
  const assignments = new Map((slices.apps ?? []).map((app) => [app.id as string, app.userIds]));
  const standing = (app: MappedApp): boolean | null =>
    isOktasOwn(app) ? null : (assignments.get(app.id)?.includes(person.id) ?? null);
  const those = (wanted: boolean | null) => under.filter((app) => standing(app) === wanted);
  const sorted = [...those(true), ...those(null), ...those(false)];
  const [first] = sorted;
  return { labels: sorted.map(({ label }) => label), assigned: first === undefined ? null : standing(first) };
}

const whyOf = (
  login: string,
  entry: EntryPoint,
  { others, ...found }: ReturnType<typeof fromWherever>,
  alsoApps: number,
): string => weakestWords(login, entry, found, others, alsoApps);

function entryOf(judged: JudgedEntry, person: Person, org: OrgSnapshot): ExplainedEntry {
  const { entry, ways, weakest, level } = judged;
  const { labels, assigned } = appsUnder(judged, person, org);
  const others = ways.ways.filter((way) => way !== weakest.found?.way);
  const sorted = others.toSorted((left, right) => byRank(wayOf(left), wayOf(right)));
  const shown = { ...entry, name: labels[0] ?? entry.name };
  const { found } = weakest;
  const known = found === null ? noWay : { ...wayOf(found.way), with: found.outcome.with };
  return {
    ...known,
    level,
    policy: entry.policy?.name ?? null,
    apps: labels,
    appCount: entry.apps,
    assigned,
    why:
      level === "unknown" || found === null
        ? `Cannot tell what ${person.login} needs to open ${shown.name}: ${weakest.uncertainties.join("; ")}.`
        : whyOf(person.login, shown, fromWherever(found, [found.way, ...sorted]), entry.apps - 1),
    otherWays: sorted.map(wayOf),
    uncertainties: weakest.uncertainties,
  };
}

/** Explains how people can sign in, to every distinct app sign-in policy that has applications. */
export function explainedSignIns(
  org: OrgSnapshot,
  judgement: Judgement,
): (person: Person) => ExplainedSignIn {
  const { entriesOf, uncertainties } = judgeEntries(judgement, org);
  return (person) => ({
    policies: entriesOf(person)
      .map((judged) => entryOf(judged, person, org))
      .toSorted(
        (left, right) => byRank(left, right) || ((left.policy ?? "") < (right.policy ?? "") ? -1 : 1),
      ),
    uncertainties,
  });
}
