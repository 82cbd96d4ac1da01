import type { Check } from "./contract/check.ts";
import { enrollment } from "./policies/families.ts";
import { policyGroups } from "./policies/policy-groups.ts";

export default {
  ...policyGroups(enrollment),
  id: "enrollment-policy-groups",
  about: "configuration",
  compares: "policies",
  title: "Every declared enrollment policy applies to its declared groups and no others",
  rationale:
    "The groups of a policy decide whom it governs. A group taken out, or deleted, sends its people on to a weaker " +
    "policy; a group added hands people to this one. A group of the same name that a directory or an application " +
    "keeps is not the group that was declared as managed. Any other condition leaves the answer unknown.",
  remedy:
    "Set the policy's groups as declared, or run `pulumi up --refresh`; if the change was meant, change the baseline.",
  references: [
    "Okta API reference: Policies (conditions.people.groups.include)",
    "Okta Developer: Policies (developer.okta.com/docs/concepts/policies)",
  ],
} satisfies Check;
