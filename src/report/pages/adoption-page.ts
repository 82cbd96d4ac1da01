import type { AdoptionSummary } from "../../model/adoption.ts";
import { engineNames } from "../../model/words.ts";
import { markdownCode, markdownText } from "../escape/markdown-text.ts";
import { count } from "../text/count.ts";

const mostExposed = 10;

/** `ADOPTION.md`: what the adopted baseline asks, what it lets stand and until when, and what to look at. */
export function adoptionPage(summary: AdoptionSummary): string {
  const { org, declared, people, until } = summary;
  const exempted = summary.requirements.reduce((sum, one) => sum + one.exempted.length, 0);
  return `${[
    `# Adopting ${markdownText(org.url)}`,
    `${count(exempted, "exemption")} and ${count(summary.accepted.length, "accepted deviation")} until ${until}; ${people === null ? "nobody was read who" : count(people, "person", "people")} can sign in, on ${engineNames[org.engine]}.`,
    `The baseline declares ${count(declared.groups, "group")}, ${count(declared.authenticators, "authenticator")}, ${count(declared.policies, "enrollment policy", "enrollment policies")} with ${count(declared.rules, "rule")}, ${count(declared.sessionPolicies, "session policy", "session policies")} and ${count(declared.appPolicies, "app sign-in policy", "app sign-in policies")}, as they are today. Everything it asks of people it only checks; what it declares, \`pulumi up\` also enforces.`,
    ...section("What people are asked for", requirementLines(summary)),
    ...section("Who is most exposed", exposedLines(summary)),
    ...section(
      `Let stand until ${until}`,
      summary.accepted.map(({ check, message }) => `- ${markdownText(message)} (${markdownCode(check)})`),
    ),
    ...section(
      "Look at these",
      summary.oddities.map(({ subject, words }) => `- ${markdownCode(subject)}: ${markdownText(words)}.`),
    ),
    ...section(
      "Not read",
      summary.unread.map((slice) => `- ${markdownCode(slice)}: a check is unknown there.`),
    ),
    ...section(
      "Could not be told, or is reported all the same",
      summary.left.map((text) => `- ${markdownText(text)}`),
    ),
    ...section("Next", [
      "1. Read `baseline.yaml`, and put an owner in place of every `TODO`: `plumbline check` lists those that are left.",
      "2. `plumbline check --baseline baseline.yaml`",
      "3. To enforce it with Pulumi: `pulumi import --file imports.json --generate-code=false`, then `pulumi preview`.",
    ]),
  ].join("\n\n")}\n`;
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`## ${title}`, lines.join("\n")];

function requirementLines({ requirements, notAsked }: AdoptionSummary): readonly string[] {
  return [
    ...requirements.flatMap(({ id, title, exempted, stricter }) => [
      `- ${markdownText(title)} (${markdownCode(id)}): ${count(exempted.length, "person", "people")} exempted.`,
      ...stricter.map((one) => `  - Stricter, and missed by ${one.lacking}: ${markdownText(one.title)}.`),
    ]),
    ...notAsked.map(
      ({ title, lacking }) =>
        `- Nothing is asked, since ${lacking} people miss even this: ${markdownText(title)}.`,
    ),
  ];
}

/** Those who miss most, in the order of the requirements, administrators first. */
function exposedLines({ requirements }: AdoptionSummary): readonly string[] {
  const missed = new Map<string, string[]>();
  for (const { id, exempted } of requirements) {
    for (const login of exempted) missed.set(login, [...(missed.get(login) ?? []), id]);
  }
  return [...missed]
    .toSorted(([, left], [, right]) => right.length - left.length)
    .slice(0, mostExposed)
    .map(([login, ids]) => `- ${markdownCode(login)}: ${ids.map(markdownCode).join(", ")}`);
}
