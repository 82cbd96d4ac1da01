import type { EnrollmentPolicy } from "./live-enrollment.ts";
import type { OrgSnapshot, Slice } from "./snapshot.ts";

/** How many there are of something whose pages were not all read: at least so many, unless `isAll`. */
export interface Count {
  readonly atLeast: number;
  readonly isAll: boolean;
}

/** Result of trying to read the first page of a slice. */
export type SliceAccess = { readonly scope: string } & (
  | { readonly kind: "readable" }
  /** The token endpoint does not give the service app the scope; nothing was read. */
  | { readonly kind: "scope-missing" }
  /** Refused although the scope is granted (or there are no scopes: an API token): an admin role is missing. */
  | { readonly kind: "role-missing"; readonly reason: string }
  /** Okta did not answer, or there was nothing to ask about: neither granted nor refused. */
  | { readonly kind: "untold"; readonly reason: string }
);

/** Which of Okta's two views of a person's enrolments there is to read. */
export type AvailableView = "authenticator-enrollments" | "factors";

/** Sizes that decide what a check costs; null where they could not be read. */
export interface OrgCounts {
  /** Everybody but DEPROVISIONED people, by their status. */
  readonly people: PeopleCount | null;
  readonly deprovisioned: Count | null;
  readonly groups: Count | null;
  readonly groupRules: Count | null;
  /** Groups whose members a check would read, with how many members Okta says they have. */
  readonly membersOfGroups: readonly GroupSize[];
  readonly policies: number | null;
  /** Policies of sign-on, by type: those that a check would read. */
  readonly signOnPolicies: readonly number[];
  /** App sign-in policies of Okta's own applications that are asked for them, since the list does not show them. */
  readonly hiddenAppPolicies: { readonly least: number; readonly most: number };
  /** Authenticators whose methods a check would read. */
  readonly methodLists: number;
  readonly zones: Count | null;
  readonly assignees: Count | null;
  /** Groups that hold admin roles, or may hold some where Okta does not say. */
  readonly adminGroups: number;
  readonly apps: Count | null;
  /** Labels of the applications that the baseline names, of those that were listed. */
  readonly namedApps: readonly string[];
  /** The same, as far as it was counted to whom they are assigned. */
  readonly wantedApps: readonly AppSize[];
}

export interface PeopleCount extends Count {
  /** How many of those counted have each status. */
  readonly byStatus: Readonly<Record<string, number>>;
  /** How many Okta says there are in all, where not all were counted. */
  readonly total: number | null;
}

export interface GroupSize {
  readonly name: string;
  readonly isAdmin: boolean;
  /** Null where Okta does not say. */
  readonly members: number | null;
}

export interface AppSize {
  readonly label: string;
  readonly users: Count;
  readonly groups: Count;
}

/** How much of one endpoint's rate limit is ours. */
export interface Pace {
  /** Endpoints of one family share a limit. */
  readonly family: string;
  /** Calls of ours in each window of a minute; null when Okta does not say. */
  readonly callsPerMinute: number | null;
}

/** Findings about an org and the credentials for it, from a few reads and never a write. */
export interface OrgProbe {
  readonly org: OrgSnapshot["org"];
  readonly credentials: ProbedCredentials;
  /** Okta's clock less this machine's, in seconds; null when Okta sent no date. */
  readonly clockSkew: number | null;
  /** By slice, for those that were asked for. */
  readonly access: Readonly<Partial<Record<Slice, SliceAccess>>>;
  /** Enrollment policies with their rules; null when they could not be read. */
  readonly policies: readonly EnrollmentPolicy[] | null;
  readonly view: AvailableView | null;
  readonly counts: OrgCounts;
}

export interface ProbedCredentials {
  readonly kind: "service-app" | "api-token";
  /** Of the service app; null for an API token. */
  readonly clientId: string | null;
  /** Whether the service app's tokens are bound to a key (DPoP). */
  readonly isBound: boolean;
  /** Why Okta does not take them; null when it does. */
  readonly refusal: { readonly message: string; readonly remedy: string } | null;
  /** Scopes in the token that nobody asked for. */
  readonly unaskedScopes: readonly string[];
  /** Types of the admin roles behind them; null when Okta did not say. */
  readonly roles: readonly string[] | null;
}
