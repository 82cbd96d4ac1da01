import type { UserId } from "../../model/ids.ts";
import type { EnrollmentPolicy, EnrollmentRule } from "../../model/live-enrollment.ts";
import type { PolicyStep } from "../../model/report.ts";
import type { AppClass } from "./app-classes.ts";
import { keyOf, type WayIn, waysIn } from "./by-app.ts";
import type { ChainReader, PolicyTrial, RuleTrial } from "./enrollment-chain.ts";
import { type Reached, reachable, reachableWithin, surely } from "./links-reached.ts";
import { describeStep } from "./policy-step.ts";
import { anyAddress } from "./reach.ts";
import type { ZoneReader } from "./zone-condition.ts";

/** A policy and rule that can be in effect for a person. */
export interface ReachableOutcome {
  /** Null: no enrollment policy takes the person, or one that was not read. */
  readonly policy: EnrollmentPolicy | null;
  readonly rule: EnrollmentRule | null;
  /**
   * `certain`: at every sign-in. `network`: from some networks, and that is certain. `application`: whatever the network,
   * when signing in to some applications. `undecidable`: it hangs on something that was not read, or that we do not model.
   */
  readonly why: "certain" | "network" | "application" | "undecidable";
  /** Where people sign in for it, in words: `"Payroll"`; null: anywhere. */
  readonly apps: string | null;
}

/**
 * `inactive`: it is switched off. `groups`: it does not include the person. `rules`: not all of its rules match.
 * `precedence`: others are tried first.
 */
export type Obstacle = "inactive" | "groups" | "rules" | "precedence";

/** Outcomes at the sign-ins that rules do not tell apart by the application. */
export interface OutcomesByApp {
  readonly apps: AppClass;
  readonly outcomes: readonly ReachableOutcome[];
}

/** Which enrollment policy takes a person, as far as a snapshot tells. */
export interface EffectivePolicy {
  /** In the order in which Okta tries them; never empty. */
  readonly outcomes: readonly ReachableOutcome[];
  /** The same, by where people sign in. */
  readonly byApp: readonly OutcomesByApp[];
  /** Reasons why the answer is not decided; empty when it is. */
  readonly uncertainties: readonly string[];
  /** Every policy that was tried, up to the one beyond which nothing gets. */
  readonly path: readonly PolicyStep[];
  /** Finds what keeps a policy from taking the person at every sign-in; null when nothing does. */
  obstacleTo(policy: EnrollmentPolicy): Obstacle | null;
  /** Whether some network and application lead to a policy for which `holds`, however the uncertainties turn out. */
  surelyReaches(holds: (policy: EnrollmentPolicy | null, apps: AppClass) => boolean): boolean;
  /** Policies that can be in effect for somebody who is in none of the network zones that rules name. */
  outsideZones(): readonly Reached[];
  /** Outcomes if the policies for which `left` holds were not there. */
  without(left: (policy: EnrollmentPolicy) => boolean): readonly ReachableOutcome[];
}

function outcomesAt({ trials, found }: WayIn): readonly ReachableOutcome[] {
  const decided = found.length === 1 ? "certain" : "network";
  return found.map(({ link }) => ({
    policy: link.policy,
    rule: link.rule,
    why: surely(trials, (other) => other === link) ? decided : "undecidable",
    apps: null,
  }));
}

/** Puts together what is known of one outcome at several kinds of sign-in. */
function together(
  those: readonly (readonly [AppClass, ReachableOutcome])[],
  isEverywhere: boolean,
): Pick<ReachableOutcome, "why" | "apps"> {
  const reasons = those.map(([, { why }]) => why);
  const apps = isEverywhere ? null : those.map(([{ words }]) => words).join(", or ");
  if (reasons.every((why) => why === "undecidable")) return { why: "undecidable", apps };
  if (reasons.includes("network")) return { why: "network", apps };
  return { why: isEverywhere && reasons.every((why) => why === "certain") ? "certain" : "application", apps };
}

function outcomesOf(ways: readonly WayIn[], order: readonly RuleTrial[]): readonly ReachableOutcome[] {
  const found = new Map<unknown, (readonly [AppClass, ReachableOutcome])[]>();
  for (const way of ways) {
    for (const [index, outcome] of outcomesAt(way).entries()) {
      const link = way.found[index]?.link;
      const key = link === undefined ? null : keyOf(link);
      found.set(key, [...(found.get(key) ?? []), [way.apps, outcome]]);
    }
  }
  return order.flatMap((link) => {
    const those = found.get(keyOf(link)) ?? [];
    const [first] = those;
    return first === undefined ? [] : { ...first[1], ...together(those, those.length === ways.length) };
  });
}

const obstacles: readonly Obstacle[] = ["inactive", "groups", "rules", "precedence"];

function obstacleAt({ trials, found }: WayIn, policy: EnrollmentPolicy): Obstacle | null {
  const trial = trials.find((one) => one.policy === policy);
  if (trial === undefined) return null;
  if (policy.status !== "ACTIVE") return "inactive";
  if (trial.inclusion.kind === "no") return "groups";
  if (reachableWithin(trial.links, anyAddress).left !== null) return "rules";
  return found.every(({ link }) => link.policy === policy) ? null : "precedence";
}

/** Place in the path of the policy beyond which nothing gets at these sign-ins, and whether it surely takes whoever comes. */
function endOf({ trials, found }: WayIn) {
  const last = found.at(-1);
  const taker = last?.link.policy ?? null;
  return {
    at: trials.findLastIndex(({ policy }) => policy === taker),
    isSure: last?.uncertainty === null,
  };
}

function pathOf(
  trials: readonly PolicyTrial[],
  ways: readonly WayIn[],
  zones: ZoneReader,
): readonly PolicyStep[] {
  const ends = ways.map(endOf);
  const last = Math.max(...ends.map(({ at }) => at));
  return trials.slice(0, last + 1).flatMap(({ policy, inclusion, links }, index) => {
    if (policy === null) return [];
    const reached = links.flatMap((link) => {
      const those = ways.flatMap(({ apps, found }) => {
        const one = found.find((other) => keyOf(other.link) === keyOf(link));
        return one === undefined ? [] : { link, uncertainty: one.uncertainty, words: apps.words };
      });
      return those.length === ways.length ? those.map((one) => ({ ...one, words: null })) : those;
    });
    const taken = ends.every(({ at, isSure }) => at < index || (at === index && isSure));
    return describeStep({ policy, inclusion, reached, taken, zones });
  });
}

/** Okta's choice of enrollment policy for one person (okta-api 4.7). */
export function effectivePolicyFor(user: UserId, chains: ChainReader): EffectivePolicy {
  const trials = chains.trialsFor(user);
  const ways = waysIn(trials, chains.appClasses);
  const links = trials.flatMap((trial) => trial.links);
  return {
    outcomes: outcomesOf(ways, links),
    byApp: ways.map((way) => ({ apps: way.apps, outcomes: outcomesAt(way) })),
    uncertainties: [
      ...new Set(ways.flatMap(({ found }) => found.flatMap(({ uncertainty }) => uncertainty ?? []))),
    ],
    path: pathOf(trials, ways, chains.zones),
    obstacleTo: (policy) => {
      const met = new Set(ways.map((way) => obstacleAt(way, policy)));
      return obstacles.find((obstacle) => met.has(obstacle)) ?? null;
    },
    surelyReaches: (holds) => ways.some((way) => surely(way.trials, (link) => holds(link.policy, way.apps))),
    outsideZones: () => {
      const zones = links.flatMap(({ condition }) =>
        condition.kind === "anywhere" ? [] : [...condition.zones],
      );
      return ways.flatMap((way) => reachable(way.trials, { outside: new Set(zones), inside: [] }));
    },
    without: (left) => {
      const rest = trials.filter(({ policy }) => policy === null || !left(policy));
      return outcomesOf(waysIn(rest, chains.appClasses), links);
    },
  };
}
