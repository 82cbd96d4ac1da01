import type { GroupId } from "../../model/ids.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import type { App } from "../../model/snapshot.ts";
import { sameName } from "../../model/words.ts";
import { toApp, type WireApp, wireApp, wireAppAssignment } from "../wire/org-parts.ts";
import { type Reading, readPart, readSlice } from "./reading.ts";
import type { Roll } from "./roll.ts";
import { defaultWorkers, workThrough } from "./work-pool.ts";

async function readAssigned(reading: Reading, app: WireApp, roll: Roll): Promise<App> {
  const assigned = (endpoint: string) => ({
    what: "assignment",
    schema: wireAppAssignment,
    read: { endpoint, ids: [app.id], query: { limit: "200" } },
  });
  const people = assigned("/api/v1/apps/{id}/users");
  const groups = assigned("/api/v1/apps/{id}/groups");
  const userIds = await readPart(reading, "apps", app.id, people, ({ id }) =>
    roll.meet(id, "assigned to an application"),
  );
  const groupIds = await readPart(reading, "apps", app.id, groups, ({ id }) => id as GroupId);
  // Users and groups that could be read are given; the gap at the app's id says that they are not all.
  return { ...app, userIds: [...new Set(userIds ?? [])], groupIds: groupIds ?? [] };
}

async function listApps(reading: Reading): Promise<readonly WireApp[] | null> {
  const list = { what: "app", schema: wireApp, read: { endpoint: "/api/v1/apps", query: { limit: "200" } } };
  return readSlice(reading, "apps", list, toApp);
}

/**
 * The planned applications with everyone assigned to them; two may bear one label, and both are read.
 *
 * @param listed - all applications, where they were listed already; null: they could not be
 */
export async function readApps(
  reading: Reading,
  { appLabels, everything }: Pick<ReadPlan, "appLabels" | "everything">,
  roll: Roll,
  listed?: readonly WireApp[] | null,
): Promise<readonly App[] | undefined> {
  const all = listed === undefined ? await listApps(reading) : listed;
  if (all === null) {
    if (listed === null) reading.gaps.whole("apps", "which applications there are could not be read");
    return undefined;
  }
  const wanted = all.filter(
    (app) => everything === true || appLabels.some((label) => sameName(label, app.label)),
  );
  const found = new Map<string, App>();
  await workThrough(wanted, defaultWorkers, async (app) => {
    found.set(app.id, await readAssigned(reading, { id: app.id, label: app.label }, roll));
  });
  return wanted.flatMap((app) => found.get(app.id) ?? []);
}
