import type { Reporter } from "../model/reporter.ts";
import { jsonText } from "./text/json-text.ts";

/** The report itself; `src/report/report.schema.json` describes it. */
const json: Reporter = {
  name: "json",
  description: "the whole report as one JSON document, for other programs",
  render: (report) => jsonText(report),
};

export default json;
