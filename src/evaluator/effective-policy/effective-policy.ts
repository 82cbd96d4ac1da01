import type { UserId } from "../../model/ids.ts";
import type { PolicyStep } from "../../model/report.ts";
import type { EnrollmentPolicy, EnrollmentRule } from "../../model/snapshot.ts";
import type { Attempt, ChainReader } from "./enrollment-chain.ts";
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
   * `certain`: whatever the network. `network`: from some networks, and that is certain.
   * `undecidable`: it hangs on something that was not read, or that we do not model.
   */
  readonly why: "certain" | "network" | "undecidable";
}

/**
 * `inactive`: it is switched off. `groups`: it does not include the person. `rules`: not all of its rules match.
 * `precedence`: others are tried first.
 */
export type Obstacle = "inactive" | "groups" | "rules" | "precedence";

/** Which enrollment policy takes a person, as far as a snapshot tells. */
export interface EffectivePolicy {
  /** In the order in which Okta tries them; never empty. */
  readonly outcomes: readonly ReachableOutcome[];
  /** Reasons why the answer is not decided; empty when it is. */
  readonly doubts: readonly string[];
  /** Every policy that was tried, up to the one beyond which nothing gets. */
  readonly path: readonly PolicyStep[];
  /** Finds what keeps a policy from taking the person whatever the network; null when nothing does. */
  obstacleTo(policy: EnrollmentPolicy): Obstacle | null;
  /** Whether some network leads to a policy for which `holds`, however the doubts turn out. */
  surelyReaches(holds: (policy: EnrollmentPolicy | null) => boolean): boolean;
  /** What can be in effect for somebody who is in none of the network zones that rules name. */
  outsideZones(): readonly Reached[];
  /** Outcomes if the policies for which `left` holds were not there. */
  without(left: (policy: EnrollmentPolicy) => boolean): readonly ReachableOutcome[];
}

function outcomesOf(attempts: readonly Attempt[], found: readonly Reached[]): readonly ReachableOutcome[] {
  const decided = found.length === 1 ? "certain" : "network";
  return found.map(({ link }) => ({
    policy: link.policy,
    rule: link.rule,
    why: surely(attempts, (other) => other === link) ? decided : "undecidable",
  }));
}

function obstacleIn(attempt: Attempt, found: readonly Reached[]): Obstacle | null {
  const { policy, inclusion, links } = attempt;
  if (policy?.status !== "ACTIVE") return "inactive";
  if (inclusion.kind === "no") return "groups";
  if (reachableWithin(links, anyAddress).left !== null) return "rules";
  return found.every(({ link }) => link.policy === policy) ? null : "precedence";
}

function pathOf(
  attempts: readonly Attempt[],
  found: readonly Reached[],
  zones: ZoneReader,
): readonly PolicyStep[] {
  const lastFound = found.at(-1);
  const taker = lastFound?.link.policy ?? null;
  const last = attempts.findLastIndex(({ policy }) => policy === taker);
  return attempts.slice(0, last + 1).flatMap(({ policy, inclusion, links }) => {
    if (policy === null) return [];
    const reached = found.filter(({ link }) => links.includes(link));
    return describeStep({
      policy,
      inclusion,
      reached,
      taken: policy === taker && lastFound?.doubt === null,
      zones,
    });
  });
}

/** Okta's choice of enrollment policy for one person (okta-api 4.7). */
export function effectivePolicyFor(user: UserId, chains: ChainReader): EffectivePolicy {
  const attempts = chains.attemptsFor(user);
  const found = reachable(attempts);
  return {
    outcomes: outcomesOf(attempts, found),
    doubts: [...new Set(found.flatMap(({ doubt }) => doubt ?? []))],
    path: pathOf(attempts, found, chains.zones),
    obstacleTo: (policy) => {
      const attempt = attempts.find((one) => one.policy === policy);
      return attempt === undefined ? null : obstacleIn(attempt, found);
    },
    surelyReaches: (holds) => surely(attempts, (link) => holds(link.policy)),
    outsideZones: () => {
      const conditions = attempts.flatMap(({ links }) => links.map(({ condition }) => condition));
      const zones = conditions.flatMap((one) => (one.kind === "anywhere" ? [] : [...one.zones]));
      return reachable(attempts, { outside: new Set(zones), inside: [] });
    },
    without: (left) => {
      const rest = attempts.filter(({ policy }) => policy === null || !left(policy));
      return outcomesOf(rest, reachable(rest));
    },
  };
}
