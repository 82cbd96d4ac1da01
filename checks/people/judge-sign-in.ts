import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import { once } from "../../src/evaluator/live/once.ts";
import { openTo } from "../../src/evaluator/sign-on/assigned-people.ts";
import type { EntryPoint } from "../../src/evaluator/sign-on/entry-points.ts";
import type { Alike } from "../../src/evaluator/sign-on/sign-on.ts";
import {
  type Found,
  judgeWaysIn,
  rankUnder,
  type SignInStanding,
  tooSeldom,
  type WayIn,
} from "../../src/evaluator/sign-on/way-in.ts";
import type { SignInRequirement } from "../../src/model/baseline-sign-on.ts";
import type { UserId } from "../../src/model/ids.ts";

/** How somebody stands at one entry point. */
interface EntryStanding {
  readonly entry: EntryPoint;
  readonly standing: SignInStanding;
  /** A way in whose asking may be skipped for too long, where everything else is met. */
  readonly seldom: { readonly way: WayIn; readonly isSure: boolean } | null;
}

/** Outcome of a requirement on sign-in for one person. */
export type SignInVerdict =
  | { readonly kind: "met" }
  /** Nobody gets in, the person neither. */
  | { readonly kind: "blocked"; readonly entry: EntryPoint }
  | { readonly kind: "open"; readonly entry: EntryPoint; readonly found: Found; readonly alsoApps: number }
  | {
      readonly kind: "seldom";
      readonly entry: EntryPoint;
      readonly way: WayIn;
      readonly isSure: boolean;
      readonly alsoApps: number;
    }
  | {
      readonly kind: "unknown";
      readonly entry: EntryPoint;
      readonly found: Found | null;
      readonly uncertainties: readonly string[];
    };

/** Judges people by a requirement on sign-in, once for all who are alike. */
export interface SignInJudge {
  /** Why it is not known what all is meant, one clause each. */
  readonly uncertainties: readonly string[];
  judge(person: UserId): SignInVerdict;
}

/** Prepares judging people of an org by what a requirement asks of sign-in. */
export function signInJudge(asked: SignInRequirement, input: JudgedOrg): SignInJudge {
  const { judgement, org } = input;
  const signOn = judgement.signOn();
  const { entries, uncertainties } = signOn.entriesTo(asked.to);
  const unknownZones = asked.fromOutside
    .filter((zone) => judgement.live.zonesNamed(zone).length === 0)
    .map((zone) => `no network zone is called "${zone}"`);
  const measure = { openEnrollment: asked.openEnrollment };
  const standingAt = (people: Alike, entry: EntryPoint): EntryStanding => {
    const ways = signOn.waysTo(people, entry, asked.fromOutside);
    if (ways === null) return { entry, standing: { kind: "met", isBlocked: false }, seldom: null };
    const standing = judgeWaysIn(ways, asked.atLeast, measure);
    const most = asked.reauthenticateWithinMs;
    const seldom = standing.kind === "met" && most !== null ? tooSeldom(ways, most / 1000) : null;
    return { entry, standing, seldom };
  };
  const standingsOf = once((people: Alike) => entries.map((entry) => standingAt(people, entry)));
  const entriesFor = openTo(entries, org);
  const verdictFor = once((people: Alike) =>
    once((open: string) =>
      worstOf(
        standingsOf(people).filter((_, index) => open[index] === "1"),
        measure,
      ),
    ),
  );
  return {
    uncertainties: [...uncertainties, ...unknownZones],
    judge(id) {
      const person = judgement.live.person(id);
      if (person === undefined) return { kind: "met" };
      return verdictFor(signOn.alike(person))(entriesFor(id));
    },
  };
}

const appsOf = (those: readonly EntryStanding[]): number =>
  those.reduce((sum, { entry }) => sum + entry.apps, 0);

function worstOf(
  those: readonly EntryStanding[],
  measure: { readonly openEnrollment: boolean },
): SignInVerdict {
  const open = those.flatMap(({ entry, standing }) =>
    standing.kind === "open" ? [{ entry, found: standing.found }] : [],
  );
  const [first, ...others] = open.toSorted(
    (left, right) => rankUnder(left.found.outcome, measure) - rankUnder(right.found.outcome, measure),
  );
  if (first !== undefined) {
    const also = first.entry.apps - 1 + others.reduce((sum, { entry }) => sum + entry.apps, 0);
    return { kind: "open", ...first, alsoApps: also };
  }
  for (const { entry, standing } of those) {
    if (standing.kind === "unknown") return { ...standing, entry };
  }
  const seldom = those.filter((one) => one.seldom !== null);
  const sure = seldom.find((one) => one.seldom?.isSure === true) ?? seldom[0];
  if (sure?.seldom != null) {
    return { kind: "seldom", entry: sure.entry, ...sure.seldom, alsoApps: appsOf(seldom) - 1 };
  }
  const blocked = those.find(({ standing }) => standing.kind === "met" && standing.isBlocked);
  return blocked === undefined ? { kind: "met" } : { kind: "blocked", entry: blocked.entry };
}
