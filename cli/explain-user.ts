import { explainPerson } from "../checks/explain-person.ts";
import { indexLive } from "../checks/live-index.ts";
import { planReads } from "../checks/plan-reads.ts";
import type { Baseline } from "../model/baseline.ts";
import { PlumblineError } from "../model/errors.ts";
import type { PersonExplanation } from "../model/explanation.ts";
import type { ReadPlan } from "../model/read-plan.ts";
import type { OrgSnapshot, Slice } from "../model/snapshot.ts";
import { loadBaseline } from "../policy/load-baseline.ts";
import { loadChecks, selectChecks } from "./load-checks.ts";
import { readOrg } from "./read-org.ts";
import type { ReadingOptions } from "./reading-options.ts";
import type { Terminal } from "./terminal.ts";

const checksOnPeople = ["factors", "governed-by", "member-of"];

/** Shown of everybody, whatever the baseline asks of them. */
const alwaysShown: readonly Slice[] = [
  "users",
  "groups",
  "group-members",
  "policies",
  "policy-rules",
  "authenticators",
  "zones",
  "factors",
];

/**
 * Explains one person of the org, or of a snapshot; `isComplete` is false when something could not be read.
 *
 * @throws PlumblineError USER_NOT_FOUND, and whatever keeps from reading the baseline or the org
 */
export async function explainUser(
  user: string,
  options: ReadingOptions & { readonly now?: Date },
  terminal: Terminal,
): Promise<{ readonly explanation: PersonExplanation; readonly isComplete: boolean }> {
  const now = options.now ?? terminal.now();
  const { baseline } = await loadBaseline(options.baseline);
  const plan = await planFor(user, baseline);
  const { snapshot } = await readOrg(plan, baseline, options, terminal);
  const explanation = explainPerson({ baseline, org: snapshot, now, user });
  if (explanation === null) throw notFound(user, snapshot);
  return { explanation, isComplete: snapshot.gaps.length === 0 };
}

/** What the checks on people read, and enrolments of this one person only. */
async function planFor(user: string, baseline: Baseline): Promise<ReadPlan> {
  const plan = planReads(selectChecks(await loadChecks(), { only: checksOnPeople, skip: [] }), baseline);
  return {
    ...plan,
    slices: new Set([...plan.slices, ...alwaysShown]),
    enrolmentsNeededFor: (read) => {
      const person = indexLive(read).personCalled(user);
      return person === undefined ? [] : [person.id];
    },
  };
}

function notFound(user: string, { org, slices, gaps }: OrgSnapshot): PlumblineError {
  if (slices.users === undefined) {
    const reason = gaps.find((gap) => gap.slice === "users")?.reason ?? "nobody asked for them";
    return new PlumblineError("OKTA_REFUSED", `the people of ${org.url} could not be read: ${reason}`, {
      remedy: "grant okta.users.read, or an administrator role that may see people",
    });
  }
  return new PlumblineError("USER_NOT_FOUND", `nobody in ${org.url} has the login or id "${user}"`, {
    remedy: "give a login or a user id as Okta shows it; deactivated people cannot be explained",
  });
}
