import { describeDetection } from "./describe-detection.ts";
import type { Detection } from "./detection.ts";

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
  const { id, title, severity, why, remedy, eventTypes, closes, says, references } =
    describeDetection(detection);
  const quoted = eventTypes.map((eventType) => `\`${eventType}\``).join(", ");
  return `## ${id}

${title}

- Severity: ${severity}, unless an alert says otherwise
- Why: ${why}
- What to do: ${remedy}
- Reads: ${quoted}${detection.readsAttempts === true ? "; failed attempts, too" : ""}
- Says, for example: ${says}
- Closes: ${closes}
- Sources:
${references.map((reference) => `  - ${reference}`).join("\n")}
`;
}
