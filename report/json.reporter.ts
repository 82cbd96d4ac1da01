import type { Report } from "../model/report.ts";
import type { Reporter } from "../model/reporter.ts";

// JSON.stringify leaves these as they are, but a terminal that shows the output may obey them.
const obeyed = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** The report itself; `report/report.schema.json` describes it. */
const json: Reporter = {
  name: "json",
  description: "the whole report as one JSON document, for other programs",
  render: (report: Report) => `${JSON.stringify(report, null, 2).replace(obeyed, escaped)}\n`,
};

export default json;
