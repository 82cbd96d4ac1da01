import { readdirSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../src/flows/catalogue/package-root.ts";

/** `src/model/alert-names.ts`: the names that a baseline may use under `alerts`, from the files that bear them. */
export const alertNamesPath = "src/model/alert-names.ts";

/** The text of that file: read from the folders, since the files themselves need it to be there. */
export function alertNames(): string {
  return `// Generated from the files of src/alerts/detections and src/alerts/notifiers by \`npm run generate\`; do not edit.

/** What a detection can be called: \`src/alerts/detections/<id>.detection.ts\`. */
export const detectionIds = ${list(names("src/alerts/detections", "detection"))} as const;
export type DetectionId = (typeof detectionIds)[number];

/** Where alerts can be sent: \`src/alerts/notifiers/<name>.notifier.ts\`. */
export const destinationNames = ${list(names("src/alerts/notifiers", "notifier"))} as const;
export type DestinationName = (typeof destinationNames)[number];
`;
}

function names(folder: string, kind: string): readonly string[] {
  const ending = `.${kind}.ts`;
  return readdirSync(join(packageRoot(), folder))
    .filter((file) => file.endsWith(ending))
    .map((file) => file.slice(0, -ending.length))
    .sort();
}

/** As the formatter writes a list: on one line where it fits. */
function list(words: readonly string[]): string {
  const quoted = words.map((word) => JSON.stringify(word));
  const short = `[${quoted.join(", ")}]`;
  return short.length <= 60 ? short : `[\n${quoted.map((word) => `  ${word},\n`).join("")}]`;
}
