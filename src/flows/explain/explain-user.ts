import { peopleChecks } from "../../../checks/people-checks.ts";
import { planReads } from "../../../checks/runner/plan-reads.ts";
import { loadBaseline } from "../../../policy/load-baseline.ts";
import { didYouMean } from "../../../policy/source/closest.ts";
import { explainPerson } from "../../answers/explain/explain-person.ts";
import { indexLive } from "../../evaluator/live/live-index.ts";
import { signInOfEverybody } from "../../evaluator/sign-on/sign-in-of-everybody.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { Baseline } from "../../model/baseline.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { PersonExplanation } from "../../model/explanation.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import type { OrgSnapshot, Slice } from "../../model/snapshot.ts";
import type { WhatIf } from "../../model/what-if.ts";
import { type KnownName, knownNames } from "../../report/redaction/known-names.ts";
import type { Caller } from "../caller.ts";
import { whoCameBack } from "../check/check-history.ts";
import { planOf, readOrg, refuseOtherEngine } from "../check/read-org.ts";
import type { ReadingOptions } from "../check/reading-options.ts";

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

/** The answer, and the one that another baseline would give. */
export interface ExplainedUser {
  readonly explanation: PersonExplanation;
  readonly whatIf: WhatIf | null;
  /** False when something could not be read. */
  readonly isComplete: boolean;
  /** Every name and id of the org and of the baselines. */
  readonly names: () => Iterable<KnownName>;
}

/**
 * Explains one person of the org, or of a snapshot, and with `whatIf` as if that baseline were in force.
 *
 * @throws PlumblineError USER_NOT_FOUND, and whatever keeps from reading the baseline or the org
 */
export async function explainUser(
  user: string,
  options: ReadingOptions & {
    readonly now?: Date;
    readonly whatIf?: string;
    readonly ledger: Ledger | null;
  },
  caller: Caller,
): Promise<ExplainedUser> {
  const { baseline } = await loadBaseline(options.baseline);
  const other = options.whatIf === undefined ? null : await loadBaseline(options.whatIf);
  const plan = planFor(user, baseline, other?.baseline ?? null);
  const { snapshot, time } = await readOrg(planOf(plan, baseline), options, caller);
  const { now } = time;
  const reactivated = await whoCameBack(options.ledger, snapshot.org.url, now, caller);
  const explanation = explainPerson({ baseline, org: snapshot, now, user, reactivated });
  if (explanation === null) throw notFound(user, snapshot);
  const isComplete = snapshot.gaps.length === 0;
  const baselines = [baseline, ...(other === null ? [] : [other.baseline])];
  const names = () => knownNames({ baselines, snapshot, stack: null });
  if (other === null) return { explanation, whatIf: null, isComplete, names };
  refuseOtherEngine(other.baseline.org.engine, snapshot.org);
  const { whatIfPerson } = await import("../../answers/review/what-if-person.ts");
  const answer = whatIfPerson({
    baselines: { base: baseline, head: other.baseline },
    org: snapshot,
    now,
    user,
    reactivated,
  });
  if (answer === null) throw notFound(user, snapshot);
  const { path, sha256 } = other;
  return { explanation, whatIf: { baseline: { path, sha256 }, ...answer }, isComplete, names };
}

const askingSignIn = (baseline: Baseline): Baseline => ({
  ...baseline,
  requirements: [...baseline.requirements, signInOfEverybody],
});

/** Plans what the checks on people read by either baseline, with enrolments of this one person only. */
function planFor(user: string, baseline: Baseline, other: Baseline | null): ReadPlan {
  const plan = planReads(peopleChecks, askingSignIn(baseline));
  const more = other === null ? null : planReads(peopleChecks, other);
  return {
    ...plan,
    slices: new Set([
      ...plan.slices,
      ...alwaysShown,
      ...(more === null ? [] : ([...more.slices, "group-rules"] as const)),
    ]),
    groupNames: [...new Set([...plan.groupNames, ...(more?.groupNames ?? []), ...groupsOfSignOn(other)])],
    appLabels: [...new Set([...plan.appLabels, ...(more?.appLabels ?? [])])],
    methodsNeededOf: (listed) => [
      ...new Set([...plan.methodsNeededOf(listed), ...(more?.methodsNeededOf(listed) ?? [])]),
    ],
    needsFactorsToo: (...asked) => plan.needsFactorsToo(...asked) || more?.needsFactorsToo(...asked) === true,
    enrolmentsNeededFor: (read) => {
      const person = indexLive(read).personCalled(user);
      return person === undefined ? [] : [person.id];
    },
  };
}

/** Groups by which sign-on rules of a baseline that is not in force tell people apart. */
function groupsOfSignOn(baseline: Baseline | null): readonly string[] {
  if (baseline === null) return [];
  const { sessionPolicies, appPolicies } = baseline.signOn;
  const people = appPolicies.flatMap(({ rules }) => rules.map((rule) => rule.people));
  return [
    ...sessionPolicies.flatMap(({ groups }) => groups),
    ...people.flatMap(({ groups, exceptGroups }) => [...groups, ...exceptGroups]),
  ];
}

function notFound(user: string, { org, slices, gaps }: OrgSnapshot): PlumblineError {
  if (slices.users === undefined) {
    const reason = gaps.find((gap) => gap.slice === "users")?.reason ?? "nobody asked for them";
    return new PlumblineError("OKTA_REFUSED", `the people of ${org.url} could not be read: ${reason}`, {
      remedy: "grant okta.users.read, or an administrator role that may see people",
    });
  }
  const logins = slices.users.people.map(({ login }) => login);
  return new PlumblineError(
    "USER_NOT_FOUND",
    `nobody in ${org.url} has the login or id "${user}"${didYouMean(user, logins)}`,
    {
      remedy: "give a login or a user id as Okta shows it; deactivated people cannot be explained",
    },
  );
}
