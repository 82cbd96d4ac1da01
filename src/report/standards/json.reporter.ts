import type { StandardsReporter } from "../../model/standards.ts";
import { jsonText } from "../text/json-text.ts";

/** The whole answer, for programs. */
export default {
  name: "json",
  description: "the whole answer, for programs",
  render: (report) => jsonText(report),
} satisfies StandardsReporter;
