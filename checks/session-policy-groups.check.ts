import type { Check } from "./contract/check.ts";
import { session } from "./policies/families.ts";
import { policyGroups } from "./policies/policy-groups.ts";

export default {
  ...policyGroups(session),
  id: "session-policy-groups",
  about: "configuration",
  compares: "policies",
  title: "Every declared global session policy applies to its declared groups and no others",
  rationale:
    "The groups of a policy decide whom it governs: a group taken out, or deleted, sends its people on to the next policy; " +
    "one added hands people to this one. It is critical where somebody in scope gets in with less than if the groups were " +
    "as declared. Whatever else the policy says and Plumbline does not model leaves the answer unknown.",
  remedy:
    "Set the policy's groups as declared, or run `pulumi up --refresh`; if the change was meant, change the baseline.",
  references: [
    "Okta API reference: Policies (conditions.people.groups.include)",
    "Okta Developer: Configure a global session policy and an app sign-in policy (guides/configure-signon-policy)",
  ],
} satisfies Check;
