import { isEveryoneName, liveGroupFor, namesakesOf } from "../src/evaluator/declared/declared-group.ts";
import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { whyPartial } from "../src/evaluator/live/partly-read.ts";
import type { BaselineGroup } from "../src/model/baseline.ts";
import type { OrgSnapshot } from "../src/model/snapshot.ts";
import { ambiguousName } from "./contract/ambiguous-name.ts";
import type { Check, FindingDraft } from "./contract/check.ts";

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

/** A rule whose group is gone is INVALID, and can only be replaced; the stacks protect it. */
const filledBefore = (rule: string): string =>
  `Run \`pulumi up --refresh\`. Should it stop at the group rule "${rule}", which is protected, delete that rule under ` +
  "Directory > Groups > Rules and run it again: it makes both. Put back whom no rule brings in. If the group was meant to go, " +
  "take it out of the baseline.";

const remedyOf = ({ managed, filledBy }: BaselineGroup): { readonly remedy?: string } => {
  if (!managed) return { remedy: elsewhere };
  return filledBy === null ? {} : { remedy: filledBefore(filledBy.rule) };
};

function missing(group: BaselineGroup, { org, judgement: { live } }: JudgedOrg): FindingDraft {
  const { name } = group;
  const uncertainty = whyUnproven(name, org);
  const isImported = live.groupsNamed(name).length > 0;
  const is = isImported
    ? "exists only as a group that an application keeps; it should be Okta's own"
    : "does not exist; it should";
  return {
    subject: { type: "group", id: null, name },
    field: null,
    ...(uncertainty === null ? {} : { status: "unknown" }),
    ...remedyOf(group),
    expected: "present",
    actual: uncertainty === null ? "absent" : null,
    message:
      uncertainty === null
        ? `Group "${name}" ${is}.`
        : `Cannot tell whether group "${name}" exists, as it should: ${uncertainty}.`,
  };
}

export default {
  id: "group-missing",
  about: "configuration",
  title: "Every declared group exists",
  severity: "high",
  rationale:
    "Enrollment policies reach people through groups: without the group, its policy reaches nobody, and people fall " +
    "through to a weaker one. A managed group must be Okta's own: one of the same name that a directory or an " +
    "application keeps is another group. Where two groups bear the name, imported or not, which one is meant cannot be " +
    "told: what depends on it is unknown.",
  remedy:
    "Create the group under its exact name, or run `pulumi up --refresh`; if it was meant to go, take it out of the baseline.",
  references: [
    "Okta API reference: Groups",
    "Okta Developer: Policies (developer.okta.com/docs/concepts/policies)",
    "NIST SP 800-53 AC-2, Account Management",
  ],
  needs: (baseline) => (baseline.groups.length > 0 ? ["groups"] : []),

  *evaluate(input): Generator<FindingDraft> {
    if (input.org.slices.groups === undefined) return;
    for (const declared of input.baseline.groups) {
      const namesakes = namesakesOf(declared, input.judgement.live);
      if (namesakes.length > 0)
        yield ambiguousName({ type: "group", name: declared.name }, namesakes, "groups");
      else if (liveGroupFor(declared, input.judgement.live) === undefined) yield missing(declared, input);
    }
  },
} satisfies Check;
