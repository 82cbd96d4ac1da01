import type { Reporter } from "../model/reporter.ts";
import { htmlPage } from "./html/html-page.ts";

/** For a person with a browser: one self-contained page. */
const htmlReporter: Reporter = {
  name: "html",
  description: "one self-contained page for a browser",
  render: (report, { people }) => htmlPage(report, people?.() ?? null),
};

export default htmlReporter;
