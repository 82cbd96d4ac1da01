import type { Severity } from "./words.ts";

/** How somebody did it. */
export type ActorChannel = "admin console" | "API token" | "service app" | "Okta support" | "self";

/** Who did it, from the System Log event. */
export interface AlertActor {
  /** Okta's own word: `User`, `SystemPrincipal`, `PublicClientApp`, … */
  readonly type: string;
  readonly id: string;
  readonly name: string;
  readonly ip: string | null;
  readonly country: string | null;
  readonly via: ActorChannel;
}

/** Person or thing that an alert is about. */
export interface AlertSubject {
  readonly type: string;
  readonly id: string;
  readonly name: string;
}

export const alertStates = ["open", "acknowledged", "resolved"] as const;
export type AlertState = (typeof alertStates)[number];

/** Opened by a detection over System Log events, kept in the ledger, closed when the state is good again. */
export interface Alert {
  /** Stable: the same events make the same id. */
  readonly id: string;
  readonly detection: string;
  readonly severity: Severity;
  readonly state: AlertState;
  readonly subject: AlertSubject;
  /** One plain sentence. */
  readonly title: string;
  /** ISO 8601, UTC; so are the other times. */
  readonly openedAt: string;
  readonly lastSeenAt: string;
  /** When what is asked of the person must be there; null when nothing is due. */
  readonly dueAt: string | null;
  readonly resolvedAt: string | null;
  /** Why it was closed: by itself, or in the words of whoever closed it. */
  readonly resolution: string | null;
  readonly actor: AlertActor;
  /** System Log uuids, oldest first. */
  readonly events: readonly string[];
  readonly note: string | null;
}
