import type { Reporter } from "../model/reporter.ts";
import { jsonText } from "./text/json-text.ts";
import { listPeople } from "./text/list-people.ts";

/** The report itself; `src/report/report.schema.json` describes it. */
const json: Reporter = {
  name: "json",
  description: "the whole report as one JSON document, for other programs",
  listsPeople: true,
  render: (report, { listPeople: asked, people }) =>
    jsonText(asked === true && people !== undefined ? { ...report, people: listPeople(people()) } : report),
};

export default json;
