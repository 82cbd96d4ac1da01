import type { ApiCall } from "../call/api-call.ts";
import type { EmulatedApp } from "../state/state.ts";
import { failure } from "../wire/api-failure.ts";
import { isFirstParty } from "./first-party-apps.ts";

/** Fields of `filter`, one at a time and by `eq` alone (terraform-provider-okta#2251, okta-sdk-java#587). */
const filters: Readonly<Record<string, (app: EmulatedApp, value: string) => boolean>> = {
  id: (app, value) => app.id === value,
  status: (app, value) => app.status === value,
  name: (app, value) => app.name.toLowerCase() === value.toLowerCase(),
  "user.id": (app, value) => app.userIds.includes(value),
  "group.id": (app, value) => app.groupIds.includes(value),
};

/**
 * The applications that the caller may see and that `q` (a prefix of the label or the name) and `filter` ask for,
 * after the cursor.
 * @throws ApiFailure E0000031 for any other filter
 */
export function queriedApps(call: ApiCall): readonly EmulatedApp[] {
  const prefix = (call.query.get("q") ?? "").toLowerCase();
  const fits = filterOf(call.query.get("filter") ?? "");
  const seesAll = seesFirstParty(call.caller);
  return [...call.org.apps.after(call.query.get("after"))].filter(
    (app) =>
      (seesAll || !isFirstParty(app)) &&
      fits(app) &&
      [app.label, app.name].some((text) => text.toLowerCase().startsWith(prefix)),
  );
}

function filterOf(text: string): (app: EmulatedApp) => boolean {
  if (text === "") return () => true;
  const [, path = "", value = ""] = /^\s*([\w.]+)\s+eq\s+"([^"]*)"\s*$/i.exec(text) ?? [];
  const test = Object.hasOwn(filters, path) ? filters[path] : undefined;
  if (test === undefined) throw failure(400, "E0000031", "Invalid search criteria.");
  return (app) => test(app, value);
}

/** Whether Okta's own applications are there for the caller: for super administrators alone (sign-on 1.1). */
export function seesFirstParty({ powers }: ApiCall["caller"]): boolean {
  return powers === null || powers.isSuperAdmin;
}
