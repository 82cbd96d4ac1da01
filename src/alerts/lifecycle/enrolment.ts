import type { PersonMemory } from "../../ledger/memory.ts";
import type { AlertActor } from "../../model/alert.ts";
import { byActor } from "../event/sentence.ts";

/** A reading that began so soon after a factor was taken may still show it: Okta's reads follow its writes. */
const catchUpMs = 5 * 60_000;

/**
 * Why somebody who lost a factor is safe again: who enrolled what, and from where, since it need not have been the
 * person; or that the log shows no enrolment. Null while it is too early to tell.
 *
 * @param since ISO 8601 in UTC: when the factor was taken
 * @param at when the person was read
 */
export function enrolledAgain(person: PersonMemory | null, since: string, at: string): string | null {
  const enrolment = person?.factorRestoredAt ?? "";
  if (enrolment > since) {
    const what = person?.factorRestored ?? null;
    const told = what === null ? "" : `: ${what.factor ?? "a factor"} ${byAndFrom(what.actor)}`;
    return `an acceptable factor is enrolled again; the latest enrolment was at ${minute(enrolment)}${told}`;
  }
  if (Date.parse(at) - Date.parse(since) < catchUpMs) return null;
  return "an acceptable factor is enrolled, though the log shows no enrolment since";
}

function byAndFrom(actor: AlertActor): string {
  const { ip, country } = actor;
  const place = country === null ? "" : ` (${country})`;
  return `${byActor(actor)}${ip === null ? "" : `, from ${ip}${place}`}`;
}

const minute = (iso: string): string => `${iso.slice(0, 16).replace("T", " ")} UTC`;
