import type { CheckResult, FindingDraft } from "../../../checks/contract/check.ts";
import { checksOf } from "../../../checks/people-checks.ts";
import { whyMissing } from "../../../checks/runner/missing-slices.ts";
import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { standingOf } from "../../evaluator/people/standing.ts";
import type { Requirement } from "../../model/baseline.ts";
import type { FindingValue } from "../../model/report.ts";
import type { StandardEvidence } from "../../model/standards.ts";
import type { JudgedForPeople } from "../contract/framework.ts";
import { countPeople } from "../truth/people-judged.ts";

/** More people than this are counted and not listed. */
const listedPeople = 50;

const valueText = (value: FindingValue): string => {
  if (value === null) return "unknown";
  if (typeof value === "string") return value;
  return "level" in value ? `${value["level"]} at ${value["app"]}` : [value].flat().join(", ");
};

const evidenceOf = ({ subject, field, actual }: FindingDraft): StandardEvidence => ({
  path: `/api/v1/users/${subject.id}`,
  name: subject.name,
  field: field ?? "",
  value: valueText(actual),
});

/** Results of every check that this requirement is made of, and what those checks lack. */
function resultsFor(requirement: Requirement, input: JudgedOrg) {
  const baseline = { ...input.baseline, requirements: [requirement] };
  const missing = new Set<string>();
  const results: CheckResult[] = [];
  for (const check of checksOf(requirement)) {
    const lacks = (slices: ReturnType<typeof check.needs>) =>
      slices.flatMap((slice) => {
        const why = whyMissing(slice, input.org);
        return why === null ? [] : [`${slice}: ${why}`];
      });
    const needed = lacks(check.needs(baseline, null));
    for (const one of [...needed, ...lacks(check.sharpenedBy?.(baseline, null) ?? [])]) missing.add(one);
    if (needed.length === 0) results.push(...check.evaluate({ ...input, baseline }));
  }
  return { results, missing: [...missing] };
}

/** The answer of the checks on people to a requirement, for everybody to whom it applies. */
export function answerOfChecks(requirement: Requirement, input: JudgedOrg): JudgedForPeople {
  const { results, missing } = resultsFor(requirement, input);
  const drafts = results.flatMap((one) => ("unknown" in one ? [] : [one]));
  const uncertainties = results.flatMap((one) => ("unknown" in one ? [one.unknown] : []));
  const coverage = input.judgement.coverageOf(requirement);
  const judged = input.judgement.people.inScope.filter(({ id }) => coverage.covers(id)).length;
  const inScope = (draft: FindingDraft): boolean => {
    const person = input.judgement.live.personCalled(draft.subject.id ?? "");
    return person === undefined || standingOf(person) === "in-scope";
  };
  const open = drafts.filter((one) => (one.status ?? "open") === "open" && inScope(one));
  const unknown = drafts.filter((one) => one.status === "unknown" && inScope(one));
  const idsOf = (those: readonly FindingDraft[]): ReadonlySet<string> =>
    new Set(those.map(({ subject }) => subject.id ?? subject.name));
  const people = { judged, open: idsOf(open), unknown: idsOf(unknown) };
  const told = (those: readonly FindingDraft[]) => those.slice(0, listedPeople).map(evidenceOf);
  const [first] = open;
  if (first !== undefined) {
    const reason = `not met for ${people.open.size} of ${countPeople(judged)}: ${first.message}`;
    return { status: "open", reason: reason.replace(/\.$/, ""), evidence: told(open), people };
  }
  const reasons = [
    ...(missing.length > 0 ? [`not read: ${missing.join("; ")}`] : []),
    ...(unknown[0] === undefined
      ? []
      : [
          `not known of ${people.unknown.size} of ${countPeople(judged)}: ${unknown[0].message.replace(/\.$/, "")}`,
        ]),
    ...uncertainties,
    ...(judged === 0 ? ["nobody was found to whom it applies"] : []),
  ];
  return reasons.length > 0
    ? { status: "not_reviewed", reason: reasons.join("; "), evidence: told(unknown), people }
    : { status: "pass", reason: `met for all ${countPeople(judged)}`, evidence: [], people };
}
