import type { PackRule } from "./contract/pack-rule.ts";

const begin = "<!-- Generated from policy/pack/rules by `npm run generate`; do not edit. -->";
const end = "<!-- End of the generated part. -->";

/** A page with the part between its two comments written anew: a table of the rules, then each one in full. */
export function withRules(page: string, rules: readonly PackRule[]): string {
  const [before, rest] = page.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error("the page has no generated part");
  return `${before}${begin}\n\n${table(rules)}\n\n${rules.map(section).join("\n")}\n${end}${after}`;
}

function table(rules: readonly PackRule[]): string {
  const rows = rules.map(({ id, level, title }) => `| [${id}](#${id}) | ${level} | ${title} |`);
  return ["| rule | level | good when |", "|---|---|---|", ...rows].join("\n");
}

const section = ({
  id,
  judgePolicy,
  severity,
  rationale,
  remedy,
  references,
  readsBaseline,
}: PackRule) => `### ${id}

- Judges: ${judgePolicy === undefined ? "the whole stack" : "each policy before it is written"}
- Reads the baseline: ${readsBaseline ? "yes" : "no"}
- Severity: ${severity}
- Why: ${rationale}
- Remedy: ${remedy}
- Sources:
${references.map((reference) => `  - ${reference}`).join("\n")}
`;
