import { ok, type Route } from "../call/api-call.ts";
import { orgSettingsKeys, orgSettingsPages } from "../resources/org-settings.ts";

/** Settings of the whole org: read, and not changed. */
export const orgSettingsRoutes: readonly Route[] = orgSettingsKeys.map((key) => ({
  method: "GET",
  path: orgSettingsPages[key].path,
  scope: orgSettingsPages[key].scope,
  handle: ({ org }) => ok(org.initial.orgSettings[key] ?? {}),
}));
