import { loadChecks } from "../cli/load-checks.ts";
import { baselineJsonSchema } from "../policy/json-schema.ts";
import { checkPage } from "../report/check-page.ts";
import { reportJsonSchema } from "../report/report-schema.ts";

/** A tracked file that is made from the sources; a test fails when it is not fresh. */
export interface GeneratedFile {
  /** From the folder of the package. */
  readonly path: string;
  text(): string | Promise<string>;
}

/** Every generated file of the house. */
export const generatedFiles: readonly GeneratedFile[] = [
  { path: "policy/baseline.schema.json", text: baselineJsonSchema },
  { path: "report/report.schema.json", text: reportJsonSchema },
  { path: "docs/checks.md", text: async () => checkPage(await loadChecks()) },
];
