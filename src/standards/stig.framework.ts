import type { Framework } from "./contract/framework.ts";
import { apiTokenRequirements } from "./stig/api-tokens.ts";
import { appNetworkRequirement } from "./stig/app-networks.ts";
import { consoleRequirements } from "./stig/apps.ts";
import { bannerRequirement } from "./stig/banner.ts";
import { inactivityRequirement } from "./stig/inactivity.ts";
import { orgSettingsRequirements } from "./stig/org-settings.ts";
import { passwordRequirements } from "./stig/password.ts";
import { sessionRequirements } from "./stig/session.ts";
import { smartCardRequirement } from "./stig/smart-card.ts";
import { smartCardIssuersRequirement } from "./stig/smart-card-issuers.ts";

/**
 * DISA, Okta Identity as a Service (IDaaS) Security Technical Implementation Guide, Version 1, Release 2 (benchmark of
 * 5 January 2026). Numbers, limits and severities are the guide's, the words are ours.
 */
export default {
  id: "stig",
  title: "DISA Okta Identity as a Service (IDaaS) STIG",
  version: "V1R2",
  published: "2026-01-05",
  requirements: [
    ...sessionRequirements,
    ...consoleRequirements,
    ...passwordRequirements,
    ...apiTokenRequirements,
    ...orgSettingsRequirements,
    appNetworkRequirement,
    bannerRequirement,
    inactivityRequirement,
    smartCardRequirement,
    smartCardIssuersRequirement,
  ].toSorted((left, right) => (left.id < right.id ? -1 : 1)),
} satisfies Framework;
