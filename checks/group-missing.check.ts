import type { Check, FindingDraft } from "./check.ts";
import { isEveryoneName, liveGroupFor } from "./declared-group.ts";

export default {
  id: "group-missing",
  title: "Every declared group exists",
  severity: "high",
  rationale:
    "Enrollment policies reach people through groups: without the group, its policy reaches nobody, and people fall " +
    "through to a weaker one. A managed group must be Okta's own: one of the same name that a directory or an " +
    "application keeps is another group.",
  remedy:
    "Create the group under its exact name, or run `pulumi up`; if it was meant to go, take it out of the baseline.",
  references: [
    "Okta API reference: Groups",
    "Okta Developer: Policies (developer.okta.com/docs/concepts/policies)",
    "NIST SP 800-53 AC-2, Account Management",
  ],
  needs: (baseline) => (baseline.groups.length > 0 ? ["groups"] : []),

  *evaluate({ baseline, org, judgement: { live } }): Generator<FindingDraft> {
    if (org.slices.groups === undefined) return;
    for (const declared of baseline.groups) {
      if (liveGroupFor(declared, live) !== undefined) continue;
      const subject = { type: "group", id: null, name: declared.name } as const;
      const draft = { subject, field: null, expected: "present", actual: "absent" } as const;
      if (isEveryoneName(declared.name)) {
        yield {
          ...draft,
          status: "unknown",
          actual: null,
          message:
            "Okta did not list the group Everyone, which every org has, so the list of groups is incomplete.",
          remedy: "Give the service app a role that sees all groups, such as Read-only Administrator.",
        };
        continue;
      }
      const namesake = live.groupNamed(declared.name) !== undefined;
      yield {
        ...draft,
        message: namesake
          ? `Group "${declared.name}" does not exist as a group of Okta's own (only one that an application keeps); it should.`
          : `Group "${declared.name}" does not exist; it should.`,
      };
    }
  },
} satisfies Check;
