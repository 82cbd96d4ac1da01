import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import type { UserId } from "../../model/ids.ts";
import type { Person, Slice } from "../../model/snapshot.ts";
import type { StandardEvidence } from "../../model/standards.ts";
import type { JudgedForPeople } from "../contract/framework.ts";

/** Something in the org that some people come to, held against a requirement. */
export interface Held {
  /** Null: it cannot be told, for the reason given. */
  readonly isMet: boolean | null;
  /** The fact as a clause: `session rule "Workforce" of Default Policy ends after 2 hours without use`. */
  readonly clause: string;
  /** Null where there is nothing to look up. */
  readonly evidence: StandardEvidence | null;
  /** People who surely come to it, and those of whom that is not known. */
  readonly sure: readonly { readonly id: UserId; readonly login: string }[];
  readonly perhaps: readonly { readonly id: UserId; readonly login: string }[];
}

/** Tells whom the groups of policies mean. */
export const whoSlices: readonly Slice[] = ["users", "groups", "group-members"];

const evidenceIn = (those: readonly Held[]): readonly StandardEvidence[] =>
  those.flatMap(({ evidence }) => evidence ?? []);

const shownPeople = 3;

function someOf(logins: readonly string[]): string {
  const more = logins.length - shownPeople;
  const shown = logins.toSorted().slice(0, shownPeople).join(", ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}

/** `1 person`, `12 people`. */
export const countPeople = (people: number): string => (people === 1 ? "1 person" : `${people} people`);

/**
 * Adds up what people come to: open where somebody surely comes to something that is not met; not reviewed where somebody
 * may; met otherwise, for so many people.
 *
 * @param why - `uncertainties` explain what some only may come to; where anything is `untold`, nothing is met
 * @param metWords - what is so where it is met: `every session rule that lets somebody in does so`
 * @param whom - those to whom it applies; everybody in scope unless given
 */
export function judgedOver(
  org: JudgedOrg,
  those: readonly Held[],
  why: { readonly uncertainties: readonly string[]; readonly untold: readonly string[] },
  metWords: string,
  whom: readonly Person[] = org.judgement.people.inScope,
): JudgedForPeople {
  const { uncertainties, untold } = why;
  const judged = whom.length;
  const failing = those.filter(
    ({ isMet, sure, perhaps }) => isMet !== true && sure.length + perhaps.length > 0,
  );
  const surely = failing.filter(({ isMet, sure }) => isMet === false && sure.length > 0);
  const open = new Set(surely.flatMap(({ sure }) => sure.map(({ id }) => id)));
  const maybe = failing.flatMap(({ sure, perhaps }) => [...sure, ...perhaps].map(({ id }) => id));
  const unknown = new Set(maybe.filter((id) => !open.has(id)));
  const people = { judged, open, unknown };
  if (open.size > 0) {
    const logins = new Set(surely.flatMap(({ sure }) => sure.map(({ login }) => login)));
    return {
      status: "open",
      reason: `for ${open.size} of ${countPeople(judged)} (${someOf([...logins])}): ${surely.map(({ clause }) => clause).join("; ")}`,
      evidence: evidenceIn(surely),
      people,
    };
  }
  if (unknown.size > 0 || untold.length > 0) {
    const reasons = [...new Set([...failing.map(({ clause }) => clause), ...uncertainties, ...untold])];
    return {
      status: "not_reviewed",
      reason: `not known of ${unknown.size} of ${countPeople(judged)}: ${reasons.join("; ")}`,
      evidence: evidenceIn(failing),
      people,
    };
  }
  if (judged === 0)
    return { status: "not_reviewed", reason: "nobody was found to whom it applies", evidence: [], people };
  return {
    status: "pass",
    reason: `${metWords}, for all ${countPeople(judged)}`,
    evidence: evidenceIn(those),
    people,
  };
}
