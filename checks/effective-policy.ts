import type { UserId } from "../model/ids.ts";
import type { PolicyStep } from "../model/report.ts";
import type { EnrollmentPolicy, EnrollmentRule } from "../model/snapshot.ts";
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

/** Which enrollment policy takes a person, as far as a snapshot tells. */
export interface EffectivePolicy {
  /** In the order in which Okta tries them; never empty. */
  readonly outcomes: readonly ReachableOutcome[];
  /** What kept the answer from being decided; empty when it is. */
  readonly doubts: readonly string[];
  /** Every policy that was tried, up to the one beyond which nothing gets. */
  readonly path: readonly PolicyStep[];
  /** Whether some network leads to a policy for which `holds`, however the doubts turn out. */
  surelyReaches(holds: (policy: EnrollmentPolicy | null) => boolean): boolean;
  /** What would be in effect if the policies for which `left` holds were not there. */
  without(left: (policy: EnrollmentPolicy) => boolean): readonly ReachableOutcome[];
}

const lastLink: ChainLink = { policy: null, rule: null, condition: { kind: "anywhere" }, doubt: null };

/** The links that can be reached if every doubt turns out in their favour; the last one is where nobody gets past. */
function reachable(links: readonly ChainLink[]): readonly ChainLink[] {
  const found: ChainLink[] = [];
  let reach: Reach | null = anyAddress;
  for (const link of links) {
    if (whereMet(reach, link.condition) !== null) found.push(link);
    if (link.doubt !== null) continue;
    reach = whereNotMet(reach, link.condition);
    if (reach === null) break;
  }
  return found;
}

/**
 * Whether a link for which `holds` is reached however doubts turn out. They are taken to turn out against it: a
 * doubtful link for which it holds does not match, any other one does. A match ends the search, so taking each doubt
 * by itself at its worst is the worst of all.
 */
function surely(links: readonly ChainLink[], holds: (link: ChainLink) => boolean): boolean {
  let reach: Reach | null = anyAddress;
  for (const link of links) {
    if (link.doubt !== null && holds(link)) continue;
    if (link.doubt === null && holds(link) && whereMet(reach, link.condition) !== null) return true;
    reach = whereNotMet(reach, link.condition);
    if (reach === null) return false;
  }
  return false;
}

function outcomesOf(links: readonly ChainLink[], found: readonly ChainLink[]): readonly ReachableOutcome[] {
  return found.map((link) => {
    const sure = surely(links, (other) => other === link);
    const decided = found.length === 1 ? "certain" : "network";
    return { policy: link.policy, rule: link.rule, why: sure ? decided : "undecidable" };
  });
}

function pathOf(
  attempts: readonly Attempt[],
  found: readonly ChainLink[],
  zones: ZoneReader,
): readonly PolicyStep[] {
  const last = attempts.findIndex(({ policy }) => policy === found.at(-1)?.policy);
  const tried = last < 0 ? attempts : attempts.slice(0, last + 1);
  return tried.map(({ policy, inclusion, links }, place) => {
    const reached = links.filter((link) => found.includes(link));
    return describeStep({ policy, inclusion, reached, taken: place === last, zones });
  });
}

/** Okta's choice of enrollment policy for one person (okta-api 4.7). */
export function effectivePolicyFor(user: UserId, chains: ChainReader): EffectivePolicy {
  const attempts = chains.policies.map((policy) => chains.attempt(policy, user));
  const unread = chains.incomplete === null ? [] : [{ ...lastLink, doubt: chains.incomplete }];
  const links = [...unread, ...attempts.flatMap((tried) => tried.links), lastLink];
  const found = reachable(links);
  return {
    outcomes: outcomesOf(links, found),
    doubts: [...new Set(found.flatMap((link) => link.doubt ?? []))],
    path: pathOf(attempts, found, chains.zones),
    surelyReaches: (holds) => surely(links, (link) => holds(link.policy)),
    without: (left) => {
      const rest = links.filter((link) => link.policy === null || !left(link.policy));
      return outcomesOf(rest, reachable(rest));
    },
  };
}
