import type { ClosingRule, Detection } from "./detection.ts";

const closings: Readonly<Record<ClosingRule, string>> = {
  requirements: "once the person meets every requirement of the baseline, or cannot sign in any more",
  "acceptable-factor": "once the person has an acceptable factor again, or cannot sign in any more",
  "factor-restored":
    "once the person has enrolled a factor again (or a suspended one came back) and an acceptable one is there, or cannot sign in any more",
  "as-declared": "once it is as the baseline declares it; what is not declared is closed by hand",
  "by-hand": "by hand",
};

/** `docs/detections.md`: a table of the detections, then each one in full. */
export function detectionPage(detections: readonly Detection[]): string {
  const rows = detections.map(
    ({ id, severity, title }) => `| [${id}](#${id}) | ${severity} | ${title.replaceAll("|", "\\|")} |`,
  );
  return `# The detections

<!-- Generated from src/alerts/detections/*.detection.ts by \`npm run generate\`; do not edit. -->

\`plumbline watch\` looks at the System Log with these. What Okta says did not succeed does not count, unless it says so
below. A change by one of \`alerts.managedActors\` is recorded and closed at once, and nobody is told of it. The baseline
switches a detection off or gives it another severity:

\`\`\`yaml
alerts:
  detections: {user-created: {severity: low}, zone-changed: off}
\`\`\`

Events of one kind on the same subject join one alert as long as it is open. What its events look like was put together
from Okta's event catalogue and published samples; it is not verified against a live org.

| detection | severity | raised when |
|---|---|---|
${rows.join("\n")}

${detections.map(section).join("\n")}`;
}

function section(detection: Detection): string {
  const { id, title, severity, why, eventTypes, closing, closedBy, references, samples, readsAttempts } =
    detection;
  const said = samples.find(({ raises }) => raises !== null)?.raises?.title;
  const quoted = (types: readonly string[]) => types.map((eventType) => `\`${eventType}\``).join(", ");
  const undone = closedBy.length === 0 ? "" : `; also by ${quoted(closedBy)} of the same subject`;
  return `## ${id}

${title}

- Severity: ${severity}, unless an alert says otherwise
- Why: ${why}
- Reads: ${quoted(eventTypes)}${readsAttempts === true ? "; failed attempts, too" : ""}
- Says, for example: ${said}
- Closes: ${closings[closing]}${undone}
- Sources:
${references.map((reference) => `  - ${reference}`).join("\n")}
`;
}
