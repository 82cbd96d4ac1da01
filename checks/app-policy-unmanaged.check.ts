import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { isOktasOwn } from "../src/model/first-party-apps.ts";
import type { AppPolicy } from "../src/model/live-sign-on.ts";
import type { Check } from "./contract/check.ts";
import { app } from "./policies/families.ts";
import { policyUnmanaged } from "./policies/policy-unmanaged.ts";

/** Whether an application is under it that somebody put there: Okta's own are where Okta puts them. */
const hasApps = ({ id }: AppPolicy, { org }: JudgedOrg): boolean =>
  org.slices.appMappings?.some((one) => one.policyId === id && !isOktasOwn(one)) === true;

export default {
  ...policyUnmanaged(app, { alsoNeeds: ["app-mappings"], counts: hasApps }),
  id: "app-policy-unmanaged",
  about: "configuration",
  title: "Every app sign-in policy with applications under it is declared in the baseline",
  rationale:
    "A policy that nobody reviewed decides how people get into the applications under it. One without applications decides " +
    "nothing, and Okta's own (the default policy of new applications, those of the Admin Console and the dashboard) are " +
    "always there; declare them to have them compared. It is looked for only where the baseline declares app policies.",
  remedy:
    "Declare the policy in the baseline, or move its applications to a declared one under Security > Authentication Policies.",
  references: [
    "Okta API reference: Policies (ACCESS_POLICY, mappings)",
    "Okta Developer: Configure a global session policy and an app sign-in policy (guides/configure-signon-policy)",
    "NIST SP 800-53 Rev. 5 CM-3, Configuration Change Control",
  ],
} satisfies Check;
