import type { DetectionDescription } from "../../model/detection-description.ts";
import { jsonText } from "../text/json-text.ts";
import { wrapText } from "../text/wrap-text.ts";

/** One detection a line: id, severity, title. */
export function detectionList(detections: readonly DetectionDescription[]): string {
  const idWidth = Math.max(0, ...detections.map(({ id }) => id.length));
  const severityWidth = Math.max(0, ...detections.map(({ severity }) => severity.length));
  return detections
    .map(({ id, severity, title }) => `${id.padEnd(idWidth)}  ${severity.padEnd(severityWidth)}  ${title}\n`)
    .join("");
}

/** One detection in full: title, why, what to do, how its alerts close, what it reads, sources. */
export function detectionDetails(detection: DetectionDescription, width: number): string {
  const { id, severity, title, why, remedy, closes, eventTypes, says, references } = detection;
  const paragraph = (text: string) => wrapText(text, width, 2);
  const bullets = (items: readonly string[]) =>
    items.map((item) => wrapText(`- ${item}`, width, 2, 4)).join("\n");
  return `${[
    `${id} (severity: ${severity})`,
    paragraph(title),
    `Says, for example\n${paragraph(says)}`,
    `Why\n${paragraph(why)}`,
    `What to do\n${paragraph(remedy)}`,
    `Closes\n${paragraph(closes)}`,
    `Reads\n${bullets(eventTypes)}`,
    `Sources\n${bullets(references)}`,
  ].join("\n\n")}\n`;
}

/** The detections as JSON: `{"detections": [...]}`. */
export function detectionsAsJson(detections: readonly DetectionDescription[]): string {
  return jsonText({ detections });
}
