import { baselineJsonSchema } from "../policy/json-schema.ts";
import type { CheckDescription } from "../report/check-description.ts";
import { checkPage } from "../report/check-page.ts";
import { reportJsonSchema } from "../report/report-schema.ts";

/** A tracked file that is made from the sources; a test fails when it is not fresh. */
export interface GeneratedFile {
  /** From the folder of the package. */
  readonly path: string;
  readonly text: string;
}

/** What files are made from and only others know: cli/ finds the checks, and test/ makes Acme drift. */
export interface GenerationInput {
  readonly checks: readonly CheckDescription[];
  readonly driftPage: string;
}

/** Every generated file of the house. */
export function generatedFiles({ checks, driftPage }: GenerationInput): readonly GeneratedFile[] {
  return [
    { path: "policy/baseline.schema.json", text: baselineJsonSchema() },
    { path: "report/report.schema.json", text: reportJsonSchema() },
    { path: "docs/checks.md", text: checkPage(checks) },
    { path: "docs/what-drift-is-seen.md", text: driftPage },
  ];
}
