import { isEveryoneName, liveGroupFor } from "../src/evaluator/declared/declared-group.ts";
import { whyPartial } from "../src/evaluator/partly-read.ts";
import type { OrgSnapshot } from "../src/model/snapshot.ts";
import type { Check, FindingDraft } from "./check.ts";

const everyoneUnlisted = "Okta did not list it, though every org has it, so the list of groups is not whole";

/** Why it is not proven that a group which is not in the list does not exist. */
function whyUnproven(name: string, org: OrgSnapshot): string | null {
  const partial = whyPartial("groups", org);
  if (partial !== null) return `not every group could be read (${partial})`;
  return isEveryoneName(name) ? everyoneUnlisted : null;
}

const elsewhere =
  "It lives elsewhere (managed: false): restore it there, under its exact name; if it was meant to go, take it out of the " +
  "baseline. Pulumi only looks it up.";

export default {
  id: "group-missing",
  about: "configuration",
  title: "Every declared group exists",
  severity: "high",
  rationale:
    "Enrollment policies reach people through groups: without the group, its policy reaches nobody, and people fall " +
    "through to a weaker one. A managed group must be Okta's own: one of the same name that a directory or an " +
    "application keeps is another group.",
  remedy:
    "Create the group under its exact name, or run `pulumi up --refresh`; if it was meant to go, take it out of the baseline.",
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
      const doubt = whyUnproven(declared.name, org);
      const namesake = live.groupNamed(declared.name) !== undefined;
      const is = namesake
        ? "exists only as a group that an application keeps; it should be Okta's own"
        : "does not exist; it should";
      yield {
        subject: { type: "group", id: null, name: declared.name },
        field: null,
        ...(doubt === null ? {} : { status: "unknown" }),
        ...(declared.managed ? {} : { remedy: elsewhere }),
        expected: "present",
        actual: doubt === null ? "absent" : null,
        message:
          doubt === null
            ? `Group "${declared.name}" ${is}.`
            : `Whether group "${declared.name}" exists, as it should, is not known: ${doubt}.`,
      };
    }
  },
} satisfies Check;
