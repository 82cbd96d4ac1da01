import type { Alert, AlertSubject } from "../../model/alert.ts";
import type { ConsoleLink } from "../../model/alert-guidance.ts";
import { dayMs } from "../../model/durations.ts";

/** Okta's own domains, where the console of `acme` is at `acme-admin`. */
const oktaDomain = /^([a-z0-9-]+)\.(okta|oktapreview|okta-emea|okta-gov)\.com$/i;

/**
 * Where the console of an org is. Of an org behind a domain of its own it is not known; Okta leads from `/admin` of any
 * address to it (not verified against a live org).
 */
function consoleOf(org: string): string {
  const url = new URL(org);
  const [, name, domain] = oktaDomain.exec(url.hostname) ?? [];
  if (name !== undefined && !name.endsWith("-admin")) url.hostname = `${name}-admin.${domain}.com`;
  return url.origin;
}

const idPattern = /^[A-Za-z0-9_-]+$/;

interface Page {
  readonly label: string;
  /** @param id of Okta's own shape */
  readonly path: (id: string) => string;
}

/** Pages of the console by what an alert is about. An app sign-in policy is told by its id, which begins with `rst`. */
function pageOf({ type, id }: Pick<AlertSubject, "type" | "id">): Page | undefined {
  if (type === "policy" && id.startsWith("rst")) return pages["app-policy"];
  return pages[type];
}

const pages: Readonly<Record<string, Page>> = {
  user: { label: "The person in Okta", path: (id) => `/admin/user/profile/view/${id}` },
  group: { label: "The group in Okta", path: (id) => `/admin/group/${id}` },
  policy: { label: "Enrollment policies in Okta", path: () => "/admin/access/multifactor#policies" },
  "app-policy": {
    label: "The policy in Okta",
    path: (id) => `/admin/authn/authentication-policies#authentication-policies/policy/${id}/`,
  },
  app: { label: "Applications in Okta", path: () => "/admin/apps/active" },
  authenticator: { label: "Authenticators in Okta", path: () => "/admin/access/multifactor" },
  "api-token": { label: "API tokens in Okta", path: () => "/admin/access/api/tokens" },
  "identity-provider": {
    label: "Identity providers in Okta",
    path: () => "/admin/access/identity-providers",
  },
  zone: { label: "Network zones in Okta", path: () => "/admin/access/networks" },
  admin: { label: "Administrators in Okta", path: () => "/admin/access/admins" },
  "admin-role": { label: "Administrators in Okta", path: () => "/admin/access/admins" },
  "resource-set": { label: "Administrators in Okta", path: () => "/admin/access/admins" },
};

/** The page of the console on something of an org; null where there is none of its kind, or no id. @param org its URL */
export function consoleLink(subject: Pick<AlertSubject, "type" | "id">, org: string): ConsoleLink | null {
  const page = idPattern.test(subject.id) ? pageOf(subject) : undefined;
  return page === undefined ? null : { label: page.label, url: `${consoleOf(org)}${page.path(subject.id)}` };
}

/** The page of what an alert is about, and its latest event in the System Log. @param org its URL */
export function consoleLinks(alert: Alert, org: string): readonly ConsoleLink[] {
  const origin = consoleOf(org);
  const { subject, events, openedAt, lastSeenAt } = alert;
  const page = consoleLink(subject, org);
  const uuid = events.findLast((one) => idPattern.test(one));
  const query = new URLSearchParams({
    search: `uuid eq "${uuid}"`,
    fromTime: new Date(Date.parse(openedAt) - dayMs).toISOString(),
    toTime: new Date(Date.parse(lastSeenAt) + dayMs).toISOString(),
  });
  return [
    ...(page === null ? [] : [page]),
    ...(uuid === undefined
      ? []
      : [{ label: "The event in the System Log", url: `${origin}/report/system_log_2?${query}` }]),
  ];
}
