import type { AppId, GroupId } from "../../model/ids.ts";
import type { AppSize, Count, OrgCounts } from "../../model/org-probe.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import type { App } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";
import { assigneeList } from "../reading/read-admin-roles.ts";
import { standardsLists } from "../reading/read-standards.ts";
import { userTypeList } from "../reading/read-user-types.ts";
import { wireLogHeading } from "../wire/log-events.ts";
import {
  toAuthenticator,
  wireApp,
  wireAppAssignment,
  wireAuthenticator,
  wireOrgFactor,
  wireRole,
  wireZone,
} from "../wire/org-parts.ts";
import { wireIdp } from "../wire/sign-on/idps.ts";
import type { Prober } from "./prober.ts";

const countedPages = 2;
/** Of the applications that a baseline names; it seldom names more. */
const countedApps = 5;

/** Of how many authenticators the methods must be read. */
async function probeAuthenticators(prober: Prober, plan: ReadPlan): Promise<number> {
  const what = "authenticator";
  if (prober.reading.engine === "classic") {
    const read = { endpoint: "/api/v1/org/factors" };
    await prober.ask("authenticators", { what, schema: wireOrgFactor, read });
    return 0;
  }
  const read = { endpoint: "/api/v1/authenticators" };
  const listed = await prober.ask("authenticators", { what, schema: wireAuthenticator, read });
  return plan.methodsNeededOf((listed?.items ?? []).map(toAuthenticator)).length;
}

/** Tries the org-wide authenticators, and counts what else of the org must be read. */
export async function probeOrgParts(
  prober: Prober,
  plan: ReadPlan,
): Promise<Pick<OrgCounts, "methodLists" | "zones">> {
  const methodLists = await probeAuthenticators(prober, plan);
  const read = { endpoint: "/api/v1/zones", query: { limit: "200" } };
  const zones = await prober.ask("zones", { what: "zone", schema: wireZone, read }, countedPages);
  await prober.ask("user-types", userTypeList);
  await probeStandards(prober);
  return { methodLists, zones: zones?.count ?? null };
}

/** Tries what standards ask about and checks seldom or never: one request each. */
async function probeStandards(prober: Prober): Promise<void> {
  const idps = { endpoint: "/api/v1/idps", query: { limit: "200" } };
  await prober.ask("idps", { what: "identity provider", schema: wireIdp, read: idps });
  await prober.ask("console-settings", standardsLists["console-settings"]);
  await prober.ask("lifecycle-policies", standardsLists["lifecycle-policies"]);
  await prober.ask("sign-in-pages", standardsLists["sign-in-pages"]);
  await prober.ask("log-streams", standardsLists["log-streams"]);
  await prober.ask("api-tokens", standardsLists["api-tokens"]);
}

/** How many people hold admin roles, directly at least. */
export async function probeAssignees(prober: Prober): Promise<Count | null> {
  const assignees = await prober.ask("admin-roles", assigneeList, countedPages);
  const [someone] = assignees?.items ?? [];
  if (someone !== undefined) {
    // Who holds roles may be shown where the roles are not.
    const read = { endpoint: "/api/v1/users/{id}/roles", ids: [someone.id] };
    await prober.ask("admin-roles", { what: "role", schema: wireRole, read });
  }
  return assignees?.count ?? null;
}

/** The newest event is enough to know that the System Log can be read. */
export async function probeLog(prober: Prober): Promise<void> {
  const read = { endpoint: "/api/v1/logs", query: { limit: "1" } };
  await prober.ask("logs", { what: "event", schema: wireLogHeading, read });
}

export interface ProbedApps {
  readonly apps: Count | null;
  /** Labels that were found. */
  readonly named: readonly string[];
  readonly wanted: readonly AppSize[];
  /** With the groups that they are assigned to. */
  readonly found: readonly App[];
}

/** The applications that the baseline names, as far as they are among the first, and to whom they are assigned. */
export async function probeApps(prober: Prober, labels: readonly string[]): Promise<ProbedApps> {
  const read = { endpoint: "/api/v1/apps", query: { limit: "200" } };
  const listed = await prober.ask("apps", { what: "app", schema: wireApp, read }, countedPages);
  const named = (listed?.items ?? []).filter((app) => labels.some((label) => sameName(label, app.label)));
  const wanted: AppSize[] = [];
  const found: App[] = [];
  for (const app of named.slice(0, countedApps)) {
    const assigned = (endpoint: string) =>
      prober.ask(
        "apps",
        {
          what: "assignment",
          schema: wireAppAssignment,
          read: { endpoint, ids: [app.id], query: { limit: "200" } },
        },
        countedPages,
      );
    const users = await assigned("/api/v1/apps/{id}/users");
    const groups = await assigned("/api/v1/apps/{id}/groups");
    if (users === null || groups === null) continue;
    wanted.push({ label: app.label, users: users.count, groups: groups.count });
    const groupIds = groups.items.map(({ id }) => id as GroupId);
    found.push({ id: app.id as AppId, label: app.label, userIds: [], groupIds });
  }
  return { apps: listed?.count ?? null, named: named.map(({ label }) => label), wanted, found };
}
