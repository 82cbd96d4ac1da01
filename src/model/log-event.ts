/** A System Log event as far as alerts look at it; whatever Okta left out is null, unknown words stay as they are. */
export interface LogEvent {
  readonly uuid: string;
  /** ISO 8601, UTC: when it happened, which need not be the order in which it was logged. */
  readonly published: string;
  /** `user.mfa.factor.deactivate`, …; types that we do not know are kept. */
  readonly eventType: string;
  readonly displayMessage: string | null;
  readonly actor: LogActor | null;
  readonly client: LogClient;
  readonly outcome: LogOutcome;
  /** Empty when Okta sends null. */
  readonly targets: readonly LogTarget[];
  readonly debugData: Readonly<Record<string, unknown>>;
  readonly transaction: LogTransaction;
}

export interface LogActor {
  readonly id: string;
  /** `User`, `PublicClientApp`, `SystemPrincipal`, …. */
  readonly type: string;
  /** The login of a person, the client id of an app. */
  readonly alternateId: string | null;
  readonly displayName: string | null;
}

export interface LogClient {
  readonly ipAddress: string | null;
  readonly country: string | null;
  readonly userAgent: string | null;
}

export interface LogOutcome {
  /** `SUCCESS`, `FAILURE`, `SKIPPED`, …. */
  readonly result: string | null;
  readonly reason: string | null;
}

export interface LogTarget {
  readonly id: string | null;
  readonly type: string;
  readonly alternateId: string | null;
  readonly displayName: string | null;
  readonly detailEntry: Readonly<Record<string, unknown>>;
  /** Change that an update made; null where Okta does not say. */
  readonly changeDetails: { readonly from: unknown; readonly to: unknown } | null;
}

export interface LogTransaction {
  readonly id: string | null;
  readonly type: string | null;
  /** The API token that made the request, if one did. */
  readonly requestApiTokenId: string | null;
}
