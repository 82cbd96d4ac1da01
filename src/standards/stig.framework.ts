import type { Framework } from "./contract/framework.ts";
import { appNetworkRequirement } from "./stig/app-networks.ts";
import { consoleRequirements } from "./stig/apps.ts";
import { sessionRequirements } from "./stig/session.ts";
import { smartCardRequirement } from "./stig/smart-card.ts";

/**
 * DISA, Okta Identity as a Service (IDaaS) Security Technical Implementation Guide, Version 1, Release 2 (benchmark of
 * 5 January 2026). Numbers, limits and severities are the guide's, the words are ours.
 */
export default {
  id: "stig",
  title: "DISA Okta Identity as a Service (IDaaS) STIG",
  version: "V1R2",
  published: "2026-01-05",
  requirements: [...sessionRequirements, ...consoleRequirements, smartCardRequirement, appNetworkRequirement],
} satisfies Framework;
