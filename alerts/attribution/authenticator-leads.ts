import { parseFactorName } from "../../model/authenticators.ts";
import type { LogEvent } from "../../model/log-event.ts";
import type { FindLeads, Lead } from "./lead.ts";

const lifecycle = (...words: readonly string[]): readonly string[] =>
  words.flatMap((word) => [
    `security.authenticator.lifecycle.${word}`,
    // Classic's org factors can only be switched.
    ...(word === "create" ? [] : [`system.mfa.factor.${word}`]),
  ]);

/** What Okta calls the authenticator where the org's own list gives no id: Classic's factors, and what was removed. */
function isCalled(event: LogEvent, key: string): boolean {
  const names = event.targets.flatMap(({ id, alternateId, displayName }) => [id, alternateId, displayName]);
  return [...names, event.debugData["factor"]].some(
    (name) => typeof name === "string" && name.toLowerCase() === key.toLowerCase(),
  );
}

/** An authenticator is switched, or added in the state that it has; to remove one is to deactivate it (event catalogue). */
export const authenticatorLeads: FindLeads = ({ finding: { subject, expected } }) => {
  const eventTypes = lifecycle(expected === "ACTIVE" ? "deactivate" : "activate", "create");
  return [[authenticatorLead(eventTypes, subject.name, subject.id)]];
};

/** That an authenticator was switched off in the whole org, which takes it out of every policy. */
export const switchedOff = (ref: string, id: string | null): Lead =>
  authenticatorLead(lifecycle("deactivate"), ref, id);

function authenticatorLead(eventTypes: readonly string[], ref: string, liveId: string | null): Lead {
  const { key, id } = parseFactorName(ref);
  const known = liveId ?? id;
  return known === null
    ? { eventTypes, targets: null, tells: (event) => isCalled(event, key) }
    : { eventTypes, targets: [known] };
}
