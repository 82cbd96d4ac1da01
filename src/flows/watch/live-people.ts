import type { LivePerson } from "../../alerts/memory/live-facts.ts";
import { explainPerson } from "../../answers/explain/explain-person.ts";
import { type AcceptableFactors, acceptableFactors } from "../../evaluator/factors/acceptable-factors.ts";
import { type FactorEvidence, readEvidence } from "../../evaluator/factors/factor-evidence.ts";
import { factorKind, mayBeSame, nameOfFactor, satisfies } from "../../evaluator/factors/factor-kind.ts";
import { readOrgAuthenticators } from "../../evaluator/factors/org-authenticators.ts";
import { indexLive } from "../../evaluator/live-index.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { PersonExplanation } from "../../model/explanation.ts";
import type { Enrolment, OrgSnapshot } from "../../model/snapshot.ts";
import { worthOf } from "../../model/strictness.ts";

/** What there is to judge people by. */
export interface LiveOrg {
  readonly baseline: Baseline;
  readonly org: OrgSnapshot;
  readonly now: Date;
}

/** One person as alerts look at people; null for somebody of whom the snapshot does not say whether they are there. */
export function livePerson(id: string, live: LiveOrg): LivePerson | null {
  const { baseline, org } = live;
  const explanation = explainPerson({ ...live, user: id });
  if (explanation === null) return isUnread(id, org) ? null : gone(id);
  const person = indexLive(org.slices).person(explanation.person.id);
  const read = org.slices.factors?.[explanation.person.id];
  const evidence =
    read?.kind === "read" ? readEvidence(readOrgAuthenticators(org), org.org.engine)(read) : null;
  return {
    id,
    login: explanation.person.login,
    status: explanation.person.status,
    created: person?.created ?? null,
    factors: evidence === null || read?.kind !== "read" ? null : factorNames(evidence, read.enrolments),
    hasAcceptableFactor: evidence === null ? null : hasAcceptable(evidence, explanation, baseline),
    requirements: requirementsOf(explanation, baseline),
  };
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
  requirements: [],
});

/** One for each enrolment: whoever loses one of two security keys still has one. */
function factorNames({ counting }: FactorEvidence, enrolments: readonly Enrolment[]): readonly string[] {
  const shown = enrolments
    .filter(({ status, known }) => status === "ACTIVE" && known)
    .map(({ key, authenticatorId, method }) => factorKind(key, authenticatorId, method))
    .map(({ key, id, method }) => nameOfFactor(key, id, method));
  return counting
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

function hasAcceptable(
  evidence: FactorEvidence,
  { requirements }: PersonExplanation,
  baseline: Baseline,
): boolean | null {
  const asked = requirements
    .filter(({ applies }) => applies !== "no")
    .flatMap(({ id }) => baseline.requirements.find((one) => one.id === id)?.factors ?? [])
    .map((factors) => acceptableFactors(factors, baseline.org.engine));
  if (asked.length === 0) return evidence.counting.some(({ key, method }) => protects(key, method));
  const answer = anyOf(asked.map((acceptable) => hasOne(acceptable, evidence)));
  // The policy in effect may hide what the person has; where the check cannot tell, nobody can.
  return answer === false && requirements.some(({ status }) => status === "unknown") ? null : answer;
}

const protects = (key: string, method: string | null): boolean =>
  worthOf(nameOfFactor(key, null, method)) === "protects";

function hasOne({ kinds }: AcceptableFactors, { counting, vague }: FactorEvidence): boolean | null {
  if (kinds.some((asked) => counting.some((has) => satisfies(has, asked)))) return true;
  return kinds.some((asked) => vague.some(({ kind }) => mayBeSame(kind, asked))) ? null : false;
}

function anyOf(answers: readonly (boolean | null)[]): boolean | null {
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}
