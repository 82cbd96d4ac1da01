import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fleetJsonSchema } from "../policy/fleet/fleet-schema.ts";
import { baselineJsonSchema } from "../policy/json-schema.ts";
import { packRules } from "../policy/pack/pack-rules.ts";
import { withRules } from "../policy/pack/rules-table.ts";
import type { Detection } from "../src/alerts/detections/detection.ts";
import { detectionPage } from "../src/alerts/detections/detection-page.ts";
import type { CheckDescription } from "../src/model/check-description.ts";
import { checkPage } from "../src/report/pages/check-page.ts";
import { errorPage } from "../src/report/pages/error-page.ts";
import { reportJsonSchema } from "../src/report/report-schema.ts";
import { reviewJsonSchema } from "../src/report/review/review-schema.ts";
import { alertNames, alertNamesPath } from "./alert-names.ts";
import { checkIds, checkIdsPath } from "./check-ids.ts";
import { demoPicture } from "./demo-picture.ts";
import { pageAssets } from "./page-assets.ts";

/** A tracked file that is made from the sources; a test fails when it is not fresh. */
export interface GeneratedFile {
  /** From the folder of the package. */
  readonly path: string;
  readonly text: string;
}

/** Facts that files are made from: the catalogue finds the checks and detections, and test/ makes Acme drift. */
export interface GenerationInput {
  readonly checks: readonly CheckDescription[];
  readonly detections: readonly Detection[];
  readonly driftPage: string;
}

const root = join(import.meta.dirname, "..");
/** Written by hand but for the rules in it. */
const packPage = "docs/policy-pack.md";

/** Every generated file of the house. */
export function generatedFiles({ checks, detections, driftPage }: GenerationInput): readonly GeneratedFile[] {
  return [
    { path: alertNamesPath, text: alertNames() },
    { path: checkIdsPath, text: checkIds() },
    { path: "policy/baseline.schema.json", text: baselineJsonSchema() },
    { path: "policy/fleet.schema.json", text: fleetJsonSchema() },
    { path: "src/report/report.schema.json", text: reportJsonSchema() },
    { path: "src/report/review.schema.json", text: reviewJsonSchema() },
    { path: "src/report/html/page-assets.ts", text: pageAssets() },
    { path: "docs/checks.md", text: checkPage(checks) },
    { path: "docs/detections.md", text: detectionPage(detections) },
    { path: "docs/troubleshooting.md", text: errorPage() },
    { path: "docs/demo.svg", text: demoPicture() },
    { path: "docs/what-drift-is-seen.md", text: driftPage },
    { path: packPage, text: withRules(readFileSync(join(root, packPage), "utf8"), packRules) },
  ];
}
