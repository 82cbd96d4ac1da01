import { authenticatorRef, parseFactorName } from "../../model/authenticators.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { type FindLeads, isAbout, type Lead } from "./lead.ts";

const lifecycle = (...words: readonly string[]): readonly string[] =>
  words.flatMap((word) => [
    `security.authenticator.lifecycle.${word}`,
    // Classic's org factors can only be switched.
    ...(word === "create" || word === "update" ? [] : [`system.mfa.factor.${word}`]),
  ]);

/**
 * An authenticator is switched, or added in the state that it has; to remove one is to deactivate it (event catalogue).
 * The event that Okta writes when one of its methods is switched is not documented: an update of it, or the same word.
 */
export const authenticatorLeads: FindLeads = ({ finding: { subject, expected, field }, org }) => {
  const isMethod = field?.startsWith("methods.") === true;
  const switched = expected === "ACTIVE" ? "deactivate" : "activate";
  return [[authenticatorLead(lifecycle(switched, isMethod ? "update" : "create"), subject.name, org)]];
};

/** That an authenticator was switched off in the whole org, which takes it out of every policy. */
export const switchedOff = (ref: string, org: OrgSnapshot): Lead =>
  authenticatorLead(lifecycle("deactivate"), ref, org);

/** So rare that they need not be asked for by id; Classic's factors have none, and are called by their key. */
function authenticatorLead(eventTypes: readonly string[], ref: string, { slices }: OrgSnapshot): Lead {
  const { key, id } = parseFactorName(ref);
  const live = slices.authenticators?.find((one) => authenticatorRef(one.key, one.id) === ref);
  // Of several with one key the name alone would mean any of them.
  const names = id === null ? [key, ...(live === undefined ? [] : [live.name])] : [];
  const thing = { id: live?.id ?? id, kind: "aut", names };
  return { eventTypes, targets: null, tells: (event) => isAbout(event, thing) };
}
