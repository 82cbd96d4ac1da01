import type { JsonObject } from "../wire/json.ts";

/** A System Log event as `/api/v1/logs` sends it (okta-api 6): nulls are common, `target` itself can be one. */
export interface LogEvent {
  readonly uuid: string;
  /** ISO 8601 with milliseconds, UTC. */
  readonly published: string;
  readonly eventType: string;
  readonly version: string;
  readonly severity: string;
  readonly legacyEventType: string | null;
  readonly displayMessage: string | null;
  readonly actor: LogActor;
  readonly client: JsonObject;
  readonly device: JsonObject | null;
  readonly authenticationContext: JsonObject;
  readonly outcome: { readonly result: string; readonly reason: string | null };
  readonly securityContext: JsonObject;
  readonly debugContext: { readonly debugData: JsonObject };
  readonly transaction: { readonly type: string; readonly id: string; readonly detail: JsonObject };
  readonly request: JsonObject;
  readonly target: readonly LogTarget[] | null;
}

export interface LogActor {
  readonly id: string;
  /** `User`, `PublicClientApp`, `SystemPrincipal`, … */
  readonly type: string;
  readonly alternateId: string;
  readonly displayName: string;
  readonly detailEntry: JsonObject | null;
}

export interface LogTarget extends LogActor {
  readonly changeDetails?: { readonly from: JsonObject; readonly to: JsonObject };
}
