import { actorOf } from "../../alerts/event/actor.ts";
import type { AlertActor } from "../../model/alert.ts";
import { logRetentionMs, minuteMs } from "../../model/durations.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { LogEvent } from "../../model/log-event.ts";
import { readConnectionSettings } from "../../okta/access/connection-settings.ts";
import { connect } from "../../okta/connect.ts";
import { readLog } from "../../okta/system-log.ts";
import type { Caller } from "../caller.ts";

/** An event that a person did, or that was done to them. */
export interface PersonEvent {
  readonly uuid: string;
  readonly published: string;
  readonly eventType: string;
  readonly message: string | null;
  /** `SUCCESS`, `FAILURE: INVALID_CREDENTIALS`. */
  readonly outcome: string;
  readonly actor: AlertActor;
}

export interface PersonEvents {
  /** Latest first. */
  readonly events: readonly PersonEvent[];
  /** Older ones are in the log, too. */
  readonly isCut: boolean;
}

const mostEvents = 100;
const clocksDifferMs = 5 * minuteMs;
/** Okta's ids; anything else would be read as a part of the filter. */
const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Reads from the live org what the System Log has on a person: one page of it, by the latest.
 *
 * @param id user id
 * @throws PlumblineError USER_NOT_FOUND, and those of a connection and of `readLog`
 */
export async function personEvents(id: string, caller: Caller): Promise<PersonEvents> {
  if (!idPattern.test(id)) {
    throw new PlumblineError("USER_NOT_FOUND", `${id} is no id of a user`, {
      remedy: "take the person from the list",
    });
  }
  const connection = connect(readConnectionSettings(caller.env), {
    signal: caller.signal,
    wallClock: () => caller.now().getTime(),
  });
  const now = caller.now().getTime();
  const range = {
    since: new Date(now - logRetentionMs),
    // The org's clock may be ahead of this one.
    until: new Date(now + clocksDifferMs),
    filter: `target.id eq "${id}" or actor.id eq "${id}"`,
    newestFirst: true,
  };
  for await (const { events } of readLog(connection, range, caller.signal)) {
    return { events: events.slice(0, mostEvents).map(shown), isCut: events.length > mostEvents };
  }
  return { events: [], isCut: false };
}

function shown(event: LogEvent): PersonEvent {
  const { uuid, published, eventType, displayMessage, outcome } = event;
  const said = [outcome.result, outcome.reason].filter((one) => one !== null);
  return {
    uuid,
    published,
    eventType,
    message: displayMessage,
    outcome: said.length === 0 ? "not said" : said.join(": "),
    actor: actorOf(event),
  };
}
