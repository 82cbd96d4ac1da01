import type { EmulatedApp } from "../state/state.ts";

/** An application of Okta's own, with the policy that an org has for it from the start. */
interface FirstPartyApp {
  readonly name: string;
  readonly label: string;
  readonly policy: string;
}

/** Okta's own applications of an Identity Engine org (sign-on 1.1). */
export const firstPartyApps: readonly FirstPartyApp[] = [
  { name: "saasure", label: "Okta Admin Console", policy: "Okta Admin Console" },
  { name: "okta_enduser", label: "Okta Dashboard", policy: "Okta Dashboard" },
  { name: "okta_browser_plugin", label: "Okta Browser Plugin", policy: "Okta Browser Plugin" },
];

const names: ReadonlySet<string> = new Set(firstPartyApps.map(({ name }) => name));

/** Whether it is one of the applications that only super administrators see. */
export function isFirstParty(app: Pick<EmulatedApp, "name">): boolean {
  return names.has(app.name);
}
