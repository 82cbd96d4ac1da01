import type { LivePerson } from "../../alerts/memory/live-facts.ts";
import { explainPerson } from "../../answers/explain/explain-person.ts";
import { type Read, readEvidence } from "../../evaluator/factors/factor-evidence.ts";
import { factorJudge } from "../../evaluator/factors/factor-judge.ts";
import { type FactorKind, factorKind, nameOfFactor } from "../../evaluator/factors/factor-kind.ts";
import { usableFactors } from "../../evaluator/factors/usable-factor.ts";
import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { judge } from "../../evaluator/judgement.ts";
import { dropGone } from "../../evaluator/people/standing.ts";
import type { Baseline, FactorRequirement } from "../../model/baseline.ts";
import type { PersonExplanation } from "../../model/explanation.ts";
import type { GroupId, UserId } from "../../model/ids.ts";
import type { Enrolment, OrgSnapshot, Person } from "../../model/snapshot.ts";
import { worthOf } from "../../model/strictness.ts";

/** Facts to judge people by. */
export interface LiveOrg {
  readonly baseline: Baseline;
  readonly org: OrgSnapshot;
  readonly now: Date;
}

/** One person as alerts look at people; null for somebody of whom the snapshot does not say whether they are there. */
export function livePerson(id: string, live: LiveOrg): LivePerson | null {
  const { baseline } = live;
  const { org } = dropGone(live.org);
  const explanation = explainPerson({ ...live, user: id });
  if (explanation === null) return isUnread(id, org) ? null : gone(id);
  const judgement = judge(baseline, org);
  const person = judgement.live.person(explanation.person.id);
  const read = org.slices.factors?.[explanation.person.id];
  const known =
    person === undefined || read?.kind !== "read"
      ? null
      : enrolledOf(
          person,
          read,
          { ...live, org, judgement, reactivated: new Map(), stack: null },
          explanation,
        );
  return {
    id,
    login: explanation.person.login,
    status: explanation.person.status,
    created: person?.created ?? null,
    factors: known?.factors ?? null,
    hasAcceptableFactor: known?.hasAcceptable ?? null,
    adminRoles: rolesOf(explanation.person.id, org),
    requirements: requirementsOf(explanation, baseline),
  };
}

/** Null when roles were not read, or groups that may give them were not. */
function rolesOf(id: UserId, { slices }: OrgSnapshot): readonly string[] | null {
  const { adminRoles } = slices;
  if (adminRoles === undefined) return null;
  const inGroups = Object.entries(adminRoles.groups).flatMap(([group, roles]) =>
    slices.groupMembers?.[group as GroupId]?.includes(id) === true ? roles : [],
  );
  return [...new Set([...(adminRoles.users[id] ?? []), ...inGroups])].toSorted();
}

const isUnread = (id: string, { slices, gaps }: OrgSnapshot): boolean =>
  slices.users === undefined || gaps.some((gap) => gap.slice === "users" && gap.ids.includes(id));

const gone = (id: string): LivePerson => ({
  id,
  login: id,
  status: "GONE",
  created: null,
  factors: [],
  hasAcceptableFactor: false,
  adminRoles: null,
  requirements: [],
});

/** Tells what somebody has enrolled, and whether an acceptable factor is left that can be used. */
function enrolledOf(person: Person, read: Read, input: JudgedOrg, { requirements }: PersonExplanation) {
  const { baseline, org, judgement } = input;
  const usable = usableFactors(org);
  const effective = judgement.effectivePolicyOf(person.id);
  const { enrolled } = readEvidence(org.org.engine)(read);
  const asked = requirements
    .filter(({ applies }) => applies !== "no")
    .flatMap(({ id }) => baseline.requirements.find((one) => one.id === id)?.factors ?? []);
  const one = (required: FactorRequirement): boolean | null => {
    const { status } = factorJudge({ ...required, atLeast: 1 }, input).judge(person, read);
    return status === "unknown" ? null : status === "in-line";
  };
  const protecting = enrolled.filter(({ key, method }) => protects(key, method));
  return {
    factors: factorNames(
      enrolled.filter((kind) => usable.everywhere(kind, effective) !== false),
      read.enrolments,
    ),
    hasAcceptable:
      asked.length > 0
        ? anyOf(asked.map(one))
        : anyOf(protecting.map((kind) => usable.everywhere(kind, effective))),
  };
}

/** One for each enrolment: whoever loses one of two security keys still has one. */
function factorNames(kinds: readonly FactorKind[], enrolments: readonly Enrolment[]): readonly string[] {
  const shown = enrolments
    .filter(({ status, known }) => status === "ACTIVE" && known)
    .map(({ key, authenticatorId, method }) => factorKind(key, authenticatorId, method))
    .map(({ key, id, method }) => nameOfFactor(key, id, method));
  return kinds
    .map(({ key, id, method }) => nameOfFactor(key, id, method))
    .filter((name) => name !== "okta_password")
    .flatMap((name) =>
      Array.from({ length: Math.max(1, shown.filter((one) => one === name).length) }, () => name),
    )
    .toSorted();
}

function requirementsOf({ requirements }: PersonExplanation, baseline: Baseline): LivePerson["requirements"] {
  return requirements
    .filter(({ applies }) => applies !== "no")
    .map(({ id, status }) => ({
      id,
      withinMs: baseline.requirements.find((one) => one.id === id)?.withinMs ?? 0,
      isMet: status === "unknown" ? null : status === "in-line" || status === "exempted",
    }));
}

const protects = (key: string, method: string | null): boolean =>
  worthOf(nameOfFactor(key, null, method)) === "protects";

function anyOf(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}
