import { checksOf } from "../../../checks/people-checks.ts";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { findExemptions } from "../../../checks/runner/exempt.ts";
import { type Judgement, judge } from "../../evaluator/judgement.ts";
import { indexLive } from "../../evaluator/live/live-index.ts";
import { dropGone, type Standing, standingOf } from "../../evaluator/people/standing.ts";
import type { Baseline, Requirement } from "../../model/baseline.ts";
import type { ExplainedRequirement, PersonExplanation } from "../../model/explanation.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";
import { explainedEnrolments, explainedPolicies } from "./explained.ts";
import { explainedSignIns } from "./explained-sign-in.ts";
import { statusOf } from "./requirement-status.ts";

const standings: Readonly<Record<Standing, PersonExplanation["person"]["standing"]>> = {
  "in-scope": "in-scope",
  pending: "pending",
  suspended: "out-of-scope",
  deprovisioned: "out-of-scope",
};

interface Asked {
  readonly baseline: Baseline;
  readonly org: OrgSnapshot;
  readonly now: Date;
  /** When people last came back, by user id; nobody did where it is left out. */
  readonly reactivated?: ReadonlyMap<string, string>;
}

function explainRequirement(
  requirement: Requirement,
  person: Person,
  { baseline, org, now, reactivated = new Map() }: Asked,
  judgement: Judgement,
): ExplainedRequirement {
  const { id, title, severity } = requirement;
  const { covers, uncertainties: coverageUncertainties } = judgement.coverageOf(requirement);
  const standing = standings[standingOf(person)];
  const isCovered = standing !== "out-of-scope" && covers(person.id);
  const isUncertain = standing !== "out-of-scope" && !isCovered && coverageUncertainties.length > 0;
  const head = { id, title, severity };
  if (!isCovered) {
    return {
      ...head,
      applies: isUncertain ? "unknown" : "no",
      status: isUncertain ? "unknown" : "in-line",
      uncertainties: isUncertain ? coverageUncertainties : [],
      findings: [],
      exemption: null,
    };
  }
  // Whether it applies is settled, and nobody else is there: what is not known about others is of no concern.
  const only = { ...baseline, requirements: [{ ...requirement, appliesTo: { kind: "everyone" } as const }] };
  const checks = checksOf(requirement);
  const { outcomes, findings } = evaluate({ checks, baseline: only, org, now, reactivated });
  const uncertainties = outcomes
    .filter(
      ({ check, status }) => status === "unknown" && !findings.some((finding) => finding.check === check),
    )
    .flatMap(({ reason }) => reason ?? []);
  const subject = { type: "user", id: person.id, name: person.login } as const;
  return {
    ...head,
    applies: "yes",
    status: statusOf(
      findings.map(({ status }) => status),
      uncertainties.length > 0,
    ),
    uncertainties,
    findings: findings.map(({ check, status, message, remedy }) => ({ check, status, message, remedy })),
    exemption: findExemptions(baseline.exemptions, judgement.live, now)(subject, id),
  };
}

/**
 * Explains one person: which policy and rule win and what was tried, what is enrolled, how they can sign in, and how each
 * requirement is met. The answer is the same as a check of the whole org gives for this person.
 *
 * @param input.user - a user id or a login
 * @returns null when nobody in the snapshot is called that
 */
export function explainPerson(input: Asked & { readonly user: string }): PersonExplanation | null {
  const { org: whole } = dropGone(input.org);
  const person = indexLive(whole.slices).personCalled(input.user);
  if (person === undefined) return null;
  const { id, login, status } = person;
  // Nobody else matters for the answer, and leaving them out makes it quick in an org of any size.
  const alone = { people: [person], deprovisioned: whole.slices.users?.deprovisioned ?? null };
  const org = { ...whole, slices: { ...whole.slices, users: alone } };
  const judgement = judge(input.baseline, org);
  return {
    person: { id, login, status, standing: standings[standingOf(person)] },
    policy: explainedPolicies(org, judgement)(id),
    enrolled: explainedEnrolments(org, judgement)(id),
    signIn: explainedSignIns(org, judgement)(person),
    requirements: input.baseline.requirements.map((requirement) =>
      explainRequirement(requirement, person, { ...input, org }, judgement),
    ),
  };
}
