import { inertText } from "../../model/inert-text.ts";
import type { Proposal } from "../../model/proposal.ts";
import { count } from "../text/count.ts";
import { wrapText } from "../text/wrap-text.ts";

const mostLines = 5;

/** Tells what a proposed baseline says, what it leaves open, and what to run if the drift was meant, or was not. */
export function proposalText(proposal: Proposal, width: number): string {
  const line = (text: string, indent = 2): string => wrapText(inertText(text), width, indent, indent + 2);
  const { file, baseline, people, notApplied, left } = proposal;
  return `${[
    ...headLines(proposal).map((text) => line(text, 0)),
    ...(people === 0
      ? []
      : [
          line(
            `${count(people, "person", "people")} still ${people === 1 ? "lacks" : "lack"} what is asked: requirements stay as they are, and nobody is exempted.`,
          ),
        ]),
    ...(notApplied === 0
      ? []
      : [
          line(
            `${count(notApplied, "finding")} waits for the stack: run \`pulumi up\`; nothing is proposed there.`,
          ),
        ]),
    ...left.map((message) => line(`Stays open: ${message}`)),
    ...(file === null ? [] : ["If it was meant", inertText(`  plumbline review ${baseline} ${file}`)]),
    ...undoLines(proposal, line),
  ].join("\n")}\n`;
}

function headLines({ file, baseline, declared, accepted, until }: Proposal): readonly string[] {
  if (file === null) return ["Nothing to propose: the org departs from nothing that a baseline declares."];
  const changes = `${count(declared.length, "finding")} declared, each under a comment that says who did it`;
  return [
    `Wrote ${file}: ${baseline} as it would be if the drift were meant.`,
    accepted.length === 0
      ? `${changes}.`
      : `${changes}; ${accepted.length} that it cannot declare accepted until ${until}, owner TODO.`,
  ];
}

function undoLines({ undo, file }: Proposal, line: (text: string) => string): readonly string[] {
  const { byPulumi, byEnroll, byHand } = undo;
  const lines = [
    ...(byPulumi === 0 ? [] : [line(`pulumi up --refresh (${count(byPulumi, "finding")})`)]),
    ...(byEnroll === 0
      ? []
      : [line(`plumbline enroll (${count(byEnroll, "person", "people")} to add to groups)`)]),
    ...byHand.slice(0, mostLines).map(({ subject, remedy }) => line(`by hand, ${subject}: ${remedy}`)),
    ...(byHand.length > mostLines
      ? [line(`and ${byHand.length - mostLines} more by hand, in the report`)]
      : []),
  ];
  if (lines.length === 0) return [];
  return [file === null ? "To put it right" : "If it was not", ...lines];
}
