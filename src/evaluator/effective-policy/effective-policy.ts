import type { UserId } from "../../model/ids.ts";
import type { PolicyStep } from "../../model/report.ts";
import type { EnrollmentPolicy, EnrollmentRule } from "../../model/snapshot.ts";
import type { Attempt, ChainLink, ChainReader } from "./enrollment-chain.ts";
import { describeStep } from "./policy-step.ts";
import { anyAddress, type Reach, whereMet, whereNotMet } from "./reach.ts";
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
  /** What kept the answer from being decided; empty when it is. */
  readonly doubts: readonly string[];
  /** Every policy that was tried, up to the one beyond which nothing gets. */
  readonly path: readonly PolicyStep[];
  /** What keeps a policy from taking the person whatever the network; null when nothing does. */
  obstacleTo(policy: EnrollmentPolicy): Obstacle | null;
  /** Whether some network leads to a policy for which `holds`, however the doubts turn out. */
  surelyReaches(holds: (policy: EnrollmentPolicy | null) => boolean): boolean;
  /** What would be in effect if the policies for which `left` holds were not there. */
  without(left: (policy: EnrollmentPolicy) => boolean): readonly ReachableOutcome[];
}

/** A link that can be reached, and what its being in effect hangs on. */
interface Reached {
  readonly link: ChainLink;
  readonly doubt: string | null;
}

/** The links of one policy that can be reached from here, and from where its rules match nobody. */
function reachableWithin(links: readonly ChainLink[], from: Reach) {
  const found: ChainLink[] = [];
  let reach: Reach | null = from;
  for (const link of links) {
    if (whereMet(reach, link.condition) !== null) found.push(link);
    if (link.doubt === null) reach = whereNotMet(reach, link.condition);
    if (reach === null) break;
  }
  return { found, left: reach };
}

/** The links that can be reached if every doubt turns out in their favour; nobody gets past the last one. */
function reachable(attempts: readonly Attempt[]): readonly Reached[] {
  const all: Reached[] = [];
  let reach: Reach = anyAddress;
  for (const { inclusion, links } of attempts) {
    const doubt = inclusion.kind === "maybe" ? inclusion.doubt : null;
    const { found, left } = reachableWithin(links, reach);
    all.push(...found.map((link) => ({ link, doubt: doubt ?? link.doubt })));
    if (doubt !== null) continue;
    if (left === null) break;
    reach = left;
  }
  return all;
}

/**
 * Whether a link for which \`holds\` is reached however doubts turn out. They are taken to turn out against it: a
 * doubtful policy or rule for which it holds does not match, any other one does. A match ends the search, so taking
 * each doubt by itself at its worst is the worst of all.
 */
function surely(attempts: readonly Attempt[], holds: (link: ChainLink) => boolean): boolean {
  const links = attempts.flatMap((attempt) =>
    attempt.inclusion.kind === "maybe" && attempt.links.some(holds) ? [] : attempt.links,
  );
  let reach: Reach | null = anyAddress;
  for (const link of links) {
    const isMeant = holds(link);
    if (link.doubt !== null && isMeant) continue;
    if (isMeant && whereMet(reach, link.condition) !== null) return true;
    reach = whereNotMet(reach, link.condition);
    if (reach === null) return false;
  }
  return false;
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
  const taker = found.at(-1)?.link.policy ?? null;
  const last = attempts.findLastIndex(({ policy }) => policy === taker);
  return attempts.slice(0, last + 1).flatMap(({ policy, inclusion, links }) => {
    if (policy === null) return [];
    const reached = found.filter(({ link }) => links.includes(link));
    return describeStep({ policy, inclusion, reached, taken: policy === taker, zones });
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
    without: (left) => {
      const rest = attempts.filter(({ policy }) => policy === null || !left(policy));
      return outcomesOf(rest, reachable(rest));
    },
  };
}
