import type { Baseline, Requirement } from "../model/baseline.ts";
import type {
  ExplainedEnrolments,
  ExplainedPolicy,
  ExplainedRequirement,
  PersonExplanation,
} from "../model/explanation.ts";
import type { Finding } from "../model/report.ts";
import type { OrgSnapshot, Person } from "../model/snapshot.ts";
import type { Check } from "./check.ts";
import { readZones } from "./effective-policy/zone-condition.ts";
import { evaluate } from "./evaluate.ts";
import { readEvidence } from "./factors/factor-evidence.ts";
import { readOrgAuthenticators } from "./factors/org-authenticators.ts";
import factors from "./factors.check.ts";
import governedBy from "./governed-by.check.ts";
import { type Judgement, judge } from "./judgement.ts";
import { indexLive } from "./live-index.ts";
import memberOf from "./member-of.check.ts";
import { dropGone, type Standing, standingOf } from "./people/standing.ts";
import { findExemptions } from "./runner/exempt.ts";
import { whyMissing } from "./runner/missing-slices.ts";

const standings: Readonly<Record<Standing, PersonExplanation["person"]["standing"]>> = {
  "in-scope": "in-scope",
  pending: "pending",
  suspended: "out-of-scope",
  deprovisioned: "out-of-scope",
};

function explainPolicy(person: Person, org: OrgSnapshot, judgement: Judgement): ExplainedPolicy {
  const missing = whyMissing("policies", org);
  if (missing !== null)
    return { outcomes: [], path: [], doubts: [`enrollment policies were not read: ${missing}`] };
  const { outcomes, path, doubts } = judgement.effectivePolicyOf(person.id);
  const zones = readZones(org.slices);
  return {
    outcomes: outcomes.map(({ policy, rule, why }) => ({
      policy: policy?.name ?? null,
      rule: rule?.name ?? null,
      network: rule === null ? null : zones.describe(rule.network),
      why,
    })),
    path,
    doubts,
  };
}

function explainEnrolments(person: Person, org: OrgSnapshot): ExplainedEnrolments {
  const read = org.slices.factors?.[person.id];
  if (read === undefined || read.kind !== "read") {
    const why = read === undefined ? (whyMissing("factors", org) ?? "they were not needed") : "gone";
    return { source: null, factors: [], reason: read?.kind === "unread" ? read.reason : why };
  }
  const { source, shown } = readEvidence(readOrgAuthenticators(org), org.org.engine)(read);
  return { source, factors: shown, reason: null };
}

function statusOf(findings: readonly Finding[], isUnknown: boolean): ExplainedRequirement["status"] {
  const has = (status: Finding["status"]) => findings.some((finding) => finding.status === status);
  if (has("open")) return "drift";
  if (has("unknown") || isUnknown) return "unknown";
  if (has("pending")) return "pending";
  return has("exempted") ? "exempted" : "in-line";
}

/** The checks that a requirement is made of, and what it asks of each. */
const checksOf = (requirement: Requirement): readonly Check[] => [
  ...(requirement.memberOf.length > 0 ? [memberOf] : []),
  ...(requirement.governedBy.length > 0 ? [governedBy] : []),
  ...(requirement.factors === null ? [] : [factors]),
];

interface Asked {
  readonly baseline: Baseline;
  readonly org: OrgSnapshot;
  readonly now: Date;
}

function explainRequirement(
  requirement: Requirement,
  person: Person,
  { baseline, org, now }: Asked,
  judgement: Judgement,
): ExplainedRequirement {
  const { id, title, severity } = requirement;
  const { covers, doubts: coverageDoubts } = judgement.coverageOf(requirement);
  const standing = standings[standingOf(person)];
  const isCovered = standing !== "out-of-scope" && covers(person.id);
  const isDoubtful = standing !== "out-of-scope" && !isCovered && coverageDoubts.length > 0;
  const head = { id, title, severity };
  if (!isCovered) {
    return {
      ...head,
      applies: isDoubtful ? "unknown" : "no",
      status: isDoubtful ? "unknown" : "in-line",
      doubts: isDoubtful ? coverageDoubts : [],
      findings: [],
      exemption: null,
    };
  }
  // Whether it applies is settled, and nobody else is there: what is not known about others is of no concern.
  const only = { ...baseline, requirements: [{ ...requirement, appliesTo: { kind: "everyone" } as const }] };
  const { outcomes, findings } = evaluate({ checks: checksOf(requirement), baseline: only, org, now });
  const doubts = outcomes
    .filter(
      ({ check, status }) => status === "unknown" && !findings.some((finding) => finding.check === check),
    )
    .flatMap(({ reason }) => reason ?? []);
  const subject = { type: "user", id: person.id, name: person.login } as const;
  return {
    ...head,
    applies: "yes",
    status: statusOf(findings, doubts.length > 0),
    doubts,
    findings: findings.map(({ check, status, message, remedy }) => ({ check, status, message, remedy })),
    exemption: findExemptions(baseline.exemptions, judgement.live, now)(subject, id),
  };
}

/**
 * Explains one person: which policy and rule win and what was tried, what is enrolled, and how each requirement is
 * met. The answer is the same as a check of the whole org gives for this person.
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
    policy: explainPolicy(person, org, judgement),
    enrolled: explainEnrolments(person, org),
    requirements: input.baseline.requirements.map((requirement) =>
      explainRequirement(requirement, person, { ...input, org }, judgement),
    ),
  };
}
