import type { JsonObject } from "../wire/json.ts";
import type { OrgIdentity } from "./resource-kinds.ts";

/** A settings page of an org. */
interface OrgSettingsPage {
  readonly path: string;
  readonly scope: string;
  /** Whether it tells when it was made and changed. */
  readonly isDated: boolean;
  /** Contents until somebody changes them. */
  usual(org: OrgIdentity): JsonObject;
}

/** The pages by the key that a state uses; defaults are those of Okta's OpenAPI document. */
export const orgSettingsPages = {
  org: {
    path: "/api/v1/org",
    scope: "okta.orgs.read",
    isDated: true,
    usual: ({ id, subdomain }) => ({
      id,
      subdomain,
      companyName: subdomain,
      status: "ACTIVE",
      website: `https://${subdomain}.example`,
    }),
  },
  threatInsight: {
    path: "/api/v1/threats/configuration",
    scope: "okta.threatInsights.read",
    isDated: true,
    usual: () => ({ action: "none", excludeZones: [] }),
  },
  userLockout: {
    path: "/attack-protection/api/v1/user-lockout-settings",
    scope: "okta.orgs.read",
    isDated: false,
    usual: () => ({ preventBruteForceLockoutFromUnknownDevices: false }),
  },
  authenticatorSettings: {
    path: "/attack-protection/api/v1/authenticator-settings",
    scope: "okta.orgs.read",
    isDated: false,
    usual: () => ({ verifyKnowledgeSecondWhen2faRequired: false }),
  },
} as const satisfies Readonly<Record<string, OrgSettingsPage>>;

export type OrgSettingsKey = keyof typeof orgSettingsPages;

const isKey = (name: string): name is OrgSettingsKey => Object.hasOwn(orgSettingsPages, name);

/** Keys allowed in `orgSettings` of a state. */
export const orgSettingsKeys: readonly OrgSettingsKey[] = Object.keys(orgSettingsPages).filter(isKey);

/** Contents of the pages by key. */
export type OrgSettings = Readonly<Partial<Record<OrgSettingsKey, JsonObject>>>;
