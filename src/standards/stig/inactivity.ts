import type { StandardRequirement } from "../contract/framework.ts";
import { inactivityAnswers, inactivitySlices } from "../truth/inactivity.ts";

/** The requirement that accounts are disabled that nobody uses. */
export const inactivityRequirement: StandardRequirement = {
  id: "V-273188",
  aliases: ["OKTA-APP-000090"],
  title: "An account that was not used for 35 days is disabled",
  severity: "medium",
  decidedBy: "automations (policies of type USER_LIFECYCLE): inactivity, target status, groups",
  needs: inactivitySlices.first,
  ...inactivityAnswers(35),
};
