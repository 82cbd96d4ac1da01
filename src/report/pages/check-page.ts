import type { CheckDescription } from "../../model/check-description.ts";

/** `docs/checks.md`: a table of the checks, then each one in full. */
export function checkPage(checks: readonly CheckDescription[]): string {
  const rows = checks.map(
    (check) => `| [${check.id}](#${check.id}) | ${check.severity} | ${cell(check.title)} |`,
  );
  const sections = checks.map(
    (check) => `## ${check.id}

${check.title}

- Severity: ${check.severity}
- Why: ${check.rationale}
- Remedy: ${check.remedy}
- Sources:
${check.references.map((reference) => `  - ${reference}`).join("\n")}
`,
  );
  return `# The checks

<!-- Generated from checks/*.check.ts and src/standards/*.framework.ts by \`npm run generate\`; do not edit. -->

Each check answers in line, drift or unknown; unknown is never green. \`plumbline check --only ID\` runs one,
\`plumbline checks ID\` shows what stands here. A severity of "the requirement's" is the one that the baseline
or the standard gives the requirement. A check of a standard is made of its file, and runs where the baseline pins it.

| check | severity | in line when |
|---|---|---|
${rows.join("\n")}

${sections.join("\n")}`;
}

const cell = (text: string): string => text.replaceAll("|", "\\|");
