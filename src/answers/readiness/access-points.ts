import type { OrgProbe, SliceAccess } from "../../model/org-probe.ts";
import type { ReadinessPoint } from "../../model/readiness.ts";
import { type Slice, slices } from "../../model/snapshot.ts";
import { type Dependence, nobodyAffected } from "./dependence.ts";

const sliceWords: Readonly<Record<Slice, string>> = {
  users: "people",
  groups: "groups",
  "group-members": "members of groups",
  "group-rules": "group rules",
  policies: "policies",
  "policy-rules": "policy rules",
  authenticators: "authenticators",
  zones: "network zones",
  "admin-roles": "admin roles",
  apps: "applications",
  factors: "people's enrolments",
  "session-policies": "session policies",
  "app-policies": "app sign-in policies",
  "app-mappings": "the policies of applications",
  "password-policies": "password policies",
  idps: "identity providers",
  "user-types": "user types",
  "console-settings": "the settings of the Admin Console",
  "lifecycle-policies": "automations",
  "sign-in-pages": "sign-in pages",
  "log-streams": "log streams",
  "api-tokens": "API tokens",
  logs: "the System Log",
};

type Entry = readonly [Slice, SliceAccess];

/** One point for each scope, or for each part of the org that an admin role does not reach. */
export function accessPoints(probe: OrgProbe, dependence: Dependence): readonly ReadinessPoint[] {
  const entries = slices.flatMap((slice): readonly Entry[] => {
    const access = probe.access[slice];
    return access === undefined ? [] : [[slice, access]];
  });
  const byScope = new Map<string, Entry[]>();
  for (const entry of entries) byScope.set(entry[1].scope, [...(byScope.get(entry[1].scope) ?? []), entry]);
  return [...byScope].flatMap(([scope, those]) => scopePoints(scope, those, { probe, dependence }));
}

interface Judging {
  readonly probe: OrgProbe;
  readonly dependence: Dependence;
}

function scopePoints(scope: string, entries: readonly Entry[], judging: Judging): readonly ReadinessPoint[] {
  const slicesThat = (kind: SliceAccess["kind"]): readonly Slice[] =>
    entries.filter(([, access]) => access.kind === kind).map(([slice]) => slice);
  const missing = slicesThat("scope-missing");
  if (missing.length > 0) return [optionalLog(scopeMissing(scope, missing, judging), missing)];
  const readable = slicesThat("readable");
  const good = readable.length === 0 ? [] : [readablePoint(scope, readable, judging)];
  const others = entries.flatMap(([slice, access]) => {
    const point = slicePoint(slice, access, judging);
    return point === null ? [] : [optionalLog(point, [slice])];
  });
  return [...good, ...others];
}

const list = (those: readonly Slice[]): string => those.map((slice) => sliceWords[slice]).join(", ");

function readablePoint(scope: string, readable: readonly Slice[], { probe }: Judging): ReadinessPoint {
  const message =
    probe.credentials.kind === "service-app"
      ? `${scope} is granted, and an admin role lets it read ${list(readable)}`
      : `the token's owner may read ${list(readable)}`;
  return {
    id: `access/${readable.join("+")}`,
    status: "good",
    message,
    remedy: null,
    checks: nobodyAffected,
  };
}

function scopeMissing(
  scope: string,
  missing: readonly Slice[],
  { probe, dependence }: Judging,
): ReadinessPoint {
  const { clientId } = probe.credentials;
  return {
    id: `scope/${scope}`,
    status: "failed",
    message: `${scope} is not granted to service app ${clientId}: it cannot read ${list(missing)}`,
    remedy: `as a super administrator: Admin Console > Applications > Applications > the app with client ID ${clientId} > Okta API Scopes > ${scope} > Grant`,
    checks: dependence.without(missing),
  };
}

/** Null when there is nothing to say but that it can be read. */
function slicePoint(slice: Slice, access: SliceAccess, judging: Judging): ReadinessPoint | null {
  const checks = judging.dependence.without([slice]);
  if (access.kind === "untold") {
    const message = `whether ${sliceWords[slice]} can be read could not be found out (${access.reason})`;
    const remedy = "run plumbline doctor again; a check says unknown where it cannot read";
    return { id: `access/${slice}`, status: "unknown", message, remedy, checks };
  }
  if (access.kind !== "role-missing") return null;
  const { kind, roles } = judging.probe.credentials;
  const refused =
    kind === "api-token"
      ? `the owner of the API token has no admin role that reads ${sliceWords[slice]}`
      : roles?.length === 0
        ? `${access.scope} is granted, but the app has no admin role at all, so that Okta refuses ${sliceWords[slice]}`
        : `${access.scope} is granted, but no admin role of the app reads ${sliceWords[slice]}`;
  return {
    id: `role/${slice}`,
    status: "failed",
    message: `${refused} (${access.reason})`,
    remedy: roleRemedy(slice, judging.probe),
    checks,
  };
}

/**
 * Among Okta's standard roles only Super Administrator shows administrators (help.okta.com, Standard administrator
 * roles and permissions); whether its API is as strict is not verified against a live org.
 */
function roleRemedy(slice: Slice, { credentials: { kind, clientId } }: OrgProbe): string {
  const where =
    kind === "api-token"
      ? "Admin Console > Security > Administrators > the owner of the token > Add assignment"
      : `Admin Console > Applications > Applications > the app with client ID ${clientId} > Admin roles > Edit assignments`;
  return slice === "admin-roles"
    ? `${where}: beside Read-only Administrator, which does not show administrators, a custom role with the permission "View roles, resources, and admin assignments" on a resource set with all of Identity and Access Management`
    : `${where}: Read-only Administrator, or a custom role that views this on a resource set without limits`;
}

/** Makes the System Log optional: without it a check says less, and only watch cannot do its work. */
function optionalLog(point: ReadinessPoint, about: readonly Slice[]): ReadinessPoint {
  if (point.status === "good" || !about.includes("logs")) return point;
  return {
    ...point,
    status: "warning",
    message: `${point.message}; a check needs that only to say who changed something, and plumbline watch does not work without it`,
  };
}
