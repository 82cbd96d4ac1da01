import { listText, namesIn } from "./file-names.ts";

/** `src/model/alert-names.ts`: the names that a baseline may use under `alerts`, from the files that bear them. */
export const alertNamesPath = "src/model/alert-names.ts";

/** The text of that file: read from the folders, since the files themselves need it to be there. */
export function alertNames(): string {
  return `// Generated from the files of src/alerts/detections and src/alerts/notifiers by \`npm run generate\`; do not edit.

/** Id of a detection: \`src/alerts/detections/<id>.detection.ts\`. */
export const detectionIds = ${listText(namesIn("src/alerts/detections", "detection"), "export const detectionIds = ")} as const;
export type DetectionId = (typeof detectionIds)[number];

/** Where alerts can be sent: \`src/alerts/notifiers/<name>.notifier.ts\`. */
export const destinationNames = ${listText(namesIn("src/alerts/notifiers", "notifier"), "export const destinationNames = ")} as const;
export type DestinationName = (typeof destinationNames)[number];
`;
}
