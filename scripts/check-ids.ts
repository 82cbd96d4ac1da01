import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../src/flows/catalogue/package-root.ts";
import { listText, namesIn } from "./file-names.ts";

/** `src/model/check-ids.ts`: the checks by what their findings are about, from their files. */
export const checkIdsPath = "src/model/check-ids.ts";

const saying = {
  configuration: "The org's configuration: somebody made it so, and the System Log may say who.",
  people: "Whether each person has what the requirements ask for.",
  baseline: "The baseline itself.",
  memory: "Facts remembered of people.",
} as const;

const standards = namesIn("src/standards", "framework");
const ofStandards = standards.map((id) => `standard-${id}`);

/** The text of that file: read from the sources, since the checks themselves need it to be there. */
export function checkIds(): string {
  const about = new Map(namesIn("checks", "check").map((id) => [id, aboutOf(id)]));
  const lists = Object.entries(saying).map(([kind, words]) => {
    const ids = [...about].flatMap(([id, said]) => (said === kind ? [id] : []));
    return `  /** ${words} */\n  ${kind}: ${listText(ids, `  ${kind}: `)},\n`;
  });
  return `// Generated from checks/*.check.ts and src/standards/*.framework.ts by \`npm run generate\`; do not edit.

/** Standards that a baseline can pin: \`src/standards/<id>.framework.ts\`. */
export const frameworkIds = ${listText(standards, "export const frameworkIds = ")} as const;
export type FrameworkId = (typeof frameworkIds)[number];

/** Every check, by what its findings are about: the compiler names each place that has to know of a new one. */
export const checkIdsAbout = {
${lists.join("")}  /** Requirements of a standard that the baseline pins. */
  standard: ${listText(ofStandards, "  standard: ")},
} as const;

export type ConfigurationCheckId = (typeof checkIdsAbout.configuration)[number];
export type PeopleCheckId = (typeof checkIdsAbout.people)[number];
export type BaselineCheckId = (typeof checkIdsAbout.baseline)[number];
export type MemoryCheckId = (typeof checkIdsAbout.memory)[number];
export type StandardCheckId = (typeof checkIdsAbout.standard)[number];

/** Names a check, and its file: \`checks/<id>.check.ts\`; one of a standard is made of the standard. */
export type CheckId =
  | ConfigurationCheckId
  | PeopleCheckId
  | BaselineCheckId
  | MemoryCheckId
  | StandardCheckId;

export const checkIds: readonly CheckId[] = Object.values(checkIdsAbout).flat();
`;
}

function aboutOf(id: string): string {
  const file = `checks/${id}.check.ts`;
  const [, about] = /^ {2}about: "([a-z]+)",$/m.exec(readFileSync(join(packageRoot(), file), "utf8")) ?? [];
  if (about !== undefined && Object.hasOwn(saying, about)) return about;
  throw new Error(`${file} does not say what it is about: ${Object.keys(saying).join(", ")}`);
}
