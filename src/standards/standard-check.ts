import type { FindingDraft, FindingRef, StandardCheck } from "../../checks/contract/check.ts";
import type { Baseline, Requirement } from "../model/baseline.ts";
import type { SignInRequirement } from "../model/baseline-sign-on.ts";
import type { FindingStatus } from "../model/report.ts";
import { askedLevels } from "../model/sign-on-words.ts";
import type { RequirementResult, StandardStatus, StandardVerdict } from "../model/standards.ts";
import { standardRequirementRef } from "../model/subject.ts";
import type { Framework, StandardRequirement } from "./contract/framework.ts";
import { judgeStandards } from "./judge-standards.ts";
import { planStandards } from "./plan-standards.ts";
import { registerOf } from "./register-of-exceptions.ts";
import { standardCauses } from "./standard-causes.ts";

/** More things that decided are not listed in a finding; `plumbline standards` has them all. */
const listedEvidence = 20;

const statusOf: Readonly<Record<StandardStatus, Exclude<FindingStatus, "exempted"> | null>> = {
  open: "open",
  not_reviewed: "unknown",
  pass: null,
};

const statusWords: Readonly<Record<StandardStatus, string>> = {
  open: "open",
  not_reviewed: "not reviewed",
  pass: "pass",
};

function reasonOf({ asTheStandardChecks: first, asItHoldsForPeople: second }: RequirementResult): string {
  if (first.status === second.status && first.reason === second.reason) return first.reason;
  const told = ({ status, reason }: StandardVerdict): string => `${statusWords[status]}, ${reason}`;
  return `as the standard checks it: ${told(first)}; as it holds for people: ${told(second)}`;
}

function evidenceOf({
  status,
  asTheStandardChecks,
  asItHoldsForPeople,
}: RequirementResult): readonly string[] {
  const deciding = [asTheStandardChecks, asItHoldsForPeople].filter((one) => one.status === status);
  const seen = deciding.flatMap(({ evidence }) =>
    evidence.map(({ name, field, value }) => `${name}: ${field} = ${value}`),
  );
  return [...new Set(seen)].slice(0, listedEvidence);
}

/** The requirement of a baseline that asks of sign-in what the standard does, or more: `sign-in` names each person by it. */
function sameAsked({ requirements }: Baseline, { signIn }: StandardRequirement): Requirement | null {
  if (signIn === undefined) return null;
  const { to, atLeast } = signIn;
  const isAsked = (asked: SignInRequirement | null): boolean =>
    asked !== null &&
    (asked.to.kind === "any" || asked.to.kind === to.kind) &&
    asked.fromOutside.length === 0 &&
    askedLevels.indexOf(asked.atLeast) >= askedLevels.indexOf(atLeast);
  return requirements.find((one) => isAsked(one.signIn)) ?? null;
}

function findingOf(
  standard: string,
  result: RequirementResult,
  causes: readonly FindingRef[],
  same: Requirement | null,
): FindingDraft | null {
  const status = statusOf[result.status];
  if (status === null) return null;
  const { id, title, severity, decidedBy, people } = result;
  const subject = standardRequirementRef(standard, id);
  const isOpen = status === "open";
  const named =
    same === null || result.asItHoldsForPeople.status !== "open"
      ? ""
      : `Begin with what sign-in finds by "${same.id}", which names each person it is for. `;
  const does = isOpen
    ? `Change what decides it (${decidedBy})`
    : `Grant or read what is named, or, where Okta's API does not show it (${decidedBy}), look by hand`;
  return {
    subject: { ...subject, id: null },
    field: null,
    severity,
    status,
    causes,
    expected: title,
    actual: {
      asTheStandardChecks: result.asTheStandardChecks.status,
      asItHoldsForPeople: result.asItHoldsForPeople.status,
      ...(people !== null && { ...people }),
      evidence: evidenceOf(result),
    },
    message: `${isOpen ? `${subject.name} is not met` : `Cannot tell whether ${subject.name} is met`} (${title}): ${reasonOf(result)}.`,
    remedy: `${named}${does}; \`plumbline standards ${standard}\` shows all that decides. To let it stand for now, add to \`accepted\`: check standard-${standard}, subject "${subject.name}", until, reason, owner.`,
  };
}

/** The check that holds an org against a standard which its baseline pins: a finding for each requirement that is open or not reviewed. */
export function standardCheck(framework: Framework): StandardCheck {
  const { id, title, version, published } = framework;
  const reads = (baseline: Baseline) =>
    baseline.standards.includes(id) ? planStandards([framework], baseline.org.engine) : null;
  return {
    id: `standard-${id}`,
    about: "standard",
    standard: id,
    title: `Every requirement of the standard is met (with \`standards: [${id}]\`): ${title}, ${version}`,
    severity: "the requirement's",
    rationale:
      "A baseline that pins a standard is held to it between assessments. A requirement has two answers, as the standard's own " +
      "steps check it and as it holds for every person by every rule that can be reached, and the worse of them counts; one " +
      "that could not be decided is unknown. There is one finding a requirement, however many people or rules make it so.",
    remedy:
      "Change what decides the requirement, or accept it with an end, a reason and an owner; one that Okta's API does not " +
      "show is accepted once somebody has looked.",
    references: [`${title}, ${version} (${published})`],
    needs: () => [],
    // Each requirement says what it lacks.
    sharpenedBy: (baseline) => [...(reads(baseline)?.slices ?? [])],
    reads,

    *evaluate(input): Generator<FindingDraft> {
      const { baseline, org, now, judgement } = input;
      const requirements = judgeStandards([framework], org, now, registerOf(baseline), judgement).flatMap(
        (judged) => judged.requirements,
      );
      const open = requirements.flatMap((one) => (one.status === "open" ? one.id : []));
      const causes = standardCauses(
        framework,
        framework.requirements.filter((one) => open.includes(one.id)),
        input,
      );
      const same = new Map(framework.requirements.map((one) => [one.id, sameAsked(baseline, one)]));
      for (const result of requirements) {
        const finding = findingOf(id, result, causes.get(result.id) ?? [], same.get(result.id) ?? null);
        if (finding !== null) yield finding;
      }
    },
  };
}
