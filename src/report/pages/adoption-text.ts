import type { AdoptionSummary } from "../../model/adoption.ts";
import { inertText } from "../../model/inert-text.ts";
import { count } from "../text/count.ts";
import { wrapText } from "../text/wrap-text.ts";

const mostLines = 5;

export interface AdoptionLayout {
  readonly width: number;
  /** The command that starts Plumbline here. */
  readonly command: string;
}

/** The one screen at the end of an adoption: what was found, what is weakest, what to do next. */
export function adoptionText(
  summary: AdoptionSummary,
  folder: string,
  { width, command }: AdoptionLayout,
): string {
  const line = (text: string, indent = 0): string => wrapText(inertText(text), width, indent, indent + 2);
  const { org, declared, people, until } = summary;
  const exempted = summary.requirements.reduce((sum, one) => sum + one.exempted.length, 0);
  const some = (title: string, texts: readonly string[]): readonly string[] =>
    texts.length === 0
      ? []
      : [
          "",
          line(title),
          ...texts.slice(0, mostLines).map((text) => line(text, 2)),
          ...(texts.length > mostLines
            ? [line(`and ${texts.length - mostLines} more, in ${folder}/ADOPTION.md`, 2)]
            : []),
        ];
  return `${[
    line(
      `Adopted ${org.url}: ${count(exempted, "exemption")} and ${count(summary.accepted.length, "accepted deviation")} until ${until}.`,
    ),
    line(
      `${people === null ? "nobody was read who" : count(people, "person", "people")} can sign in. Declared: ${count(declared.groups, "group")}, ${count(declared.authenticators, "authenticator")}, ${count(declared.policies, "enrollment policy", "enrollment policies")}, ${count(declared.rules, "rule")}, ${count(declared.sessionPolicies, "session policy", "session policies")}, ${count(declared.appPolicies, "app sign-in policy", "app sign-in policies")}.`,
    ),
    ...some("Asked of people", [
      ...summary.requirements.map(
        ({ id, title, exempted: those }) => `${title} (${id}): ${those.length} exempted`,
      ),
      ...summary.notAsked.map(
        ({ title, lacking }) =>
          `nothing for now: ${lacking} people miss "${title}"; --max-exemptions ${lacking} asks it and exempts them`,
      ),
    ]),
    ...some(
      "Weakest",
      summary.accepted.map(({ message }) => message),
    ),
    ...some(
      "Look at these",
      summary.oddities.map(({ subject, words }) => `${subject}: ${words}`),
    ),
    ...some("Not read, so a check is unknown there", summary.unread),
    ...some("Could not be told, or is reported all the same", summary.left),
    "",
    line("Next"),
    line(
      exempted + summary.accepted.length === 0
        ? `read ${folder}/ADOPTION.md`
        : `read ${folder}/ADOPTION.md, and put an owner in place of every TODO in ${folder}/baseline.yaml`,
      2,
    ),
    // Never wrapped, to be copied whole.
    inertText(`  ${command} check --baseline ${folder}/baseline.yaml`),
    inertText(`  ${command} check --baseline ${folder}/baseline.yaml --format html=report.html`),
  ].join("\n")}\n`;
}
