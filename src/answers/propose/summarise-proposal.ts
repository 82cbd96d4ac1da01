import type { CheckId } from "../../model/check-ids.ts";
import type { Proposal, ProposedFinding, Undo } from "../../model/proposal.ts";
import type { Finding } from "../../model/report.ts";
import type { ProposedBaseline } from "./propose-baseline.ts";

/** Counts what was proposed and what was not, and what would undo the drift. */
export function summariseProposal(
  { declared, accepted, left }: ProposedBaseline,
  of: Pick<Proposal, "baseline" | "file" | "until">,
): Proposal {
  const onPeople = left.filter(({ subject }) => subject.type === "user");
  const notApplied = left.filter((finding) => isNotApplied(finding));
  const others = left.filter((finding) => !onPeople.includes(finding) && !notApplied.includes(finding));
  return {
    ...of,
    declared: declared.map(shown),
    accepted: accepted.map(shown),
    people: peopleIn(onPeople),
    notApplied: notApplied.length,
    left: others.map(({ message }) => message),
    undo: undoOf([...declared, ...accepted, ...others], onPeople),
  };
}

const isNotApplied = ({ changedBy }: Finding): boolean => changedBy?.status === "not applied yet";

const shown = ({ check, subject }: Finding): ProposedFinding => ({ check, subject: subject.name });

const peopleIn = (findings: readonly Finding[]): number =>
  new Set(findings.map(({ subject }) => subject.id ?? subject.name)).size;

/** A remedy that names `pulumi up --refresh` is how the check knows that Pulumi puts it right. */
function undoOf(onOrg: readonly Finding[], onPeople: readonly Finding[]): Undo {
  const isByPulumi = ({ remedy }: Finding): boolean => remedy.includes("pulumi up --refresh");
  return {
    byPulumi: onOrg.filter(isByPulumi).length,
    byEnroll: peopleIn(onPeople.filter(({ check }) => check === ("member-of" satisfies CheckId))),
    byHand: onOrg
      .filter((finding) => !isByPulumi(finding))
      .map(({ subject, remedy }) => ({ subject: subject.name, remedy })),
  };
}
