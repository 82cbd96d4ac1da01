/**
 * Okta's own applications by technical name, and the policy that Okta makes for each (sign-on 1.1). The names of policies
 * can be changed.
 */
export const firstPartyApps = {
  adminConsole: { name: "saasure", policy: "Okta Admin Console" },
  dashboard: { name: "okta_enduser", policy: "Okta Dashboard" },
} as const;

/** Policies that are asked for their applications where those are not shown. */
export const firstPartyPolicyNames: readonly string[] = Object.values(firstPartyApps).map(
  ({ policy }) => policy,
);

/**
 * App sign-in policies that an Identity Engine org has from its beginning (sign-on 1.1, 1.3): they cannot be made anew, and
 * the account management policy itself cannot be changed.
 */
export const builtInAppPolicyNames: readonly string[] = [
  ...firstPartyPolicyNames,
  "Any two factors",
  "Okta Browser Plugin",
  "Okta End User Settings",
  "Okta Admin Applications",
  "Okta Account Management Policy",
];

const ownApps: ReadonlySet<string> = new Set([
  firstPartyApps.adminConsole.name,
  firstPartyApps.dashboard.name,
  "okta_browser_plugin",
  "okta_flow_sso",
]);

/** Whether an application is one that Okta makes, by its technical name (sign-on 1.1). */
export const isOktasOwn = ({ name }: { readonly name: string }): boolean =>
  ownApps.has(name) || name.startsWith("okta_iga");

/** Labels of Okta's own applications, which its list hides from everybody but super administrators (peers, fact 8). */
export const firstPartyLabels: ReadonlySet<string> = new Set([
  "Okta Admin Console",
  "Okta Browser Plugin",
  "Okta Dashboard",
]);
