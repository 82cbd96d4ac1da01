import type { PeopleView } from "../../model/people-view.ts";
import type { Report } from "../../model/report.ts";
import { isRunView } from "../../model/run-view.ts";
import { hatches } from "../chart/bar.ts";
import { jsonInHtml } from "../escape/json-in-html.ts";
import { topicsOf } from "../text/topics.ts";
import { asideSection } from "./aside-section.ts";
import { coverageSection } from "./coverage-section.ts";
import { encodePeople } from "./encode-people.ts";
import { findingsSection } from "./findings-section.ts";
import { htmlDocument, ours } from "./html-document.ts";
import { drawing, html } from "./markup.ts";
import { pageScript } from "./page-assets.ts";
import { peopleSection } from "./people-section.ts";
import { signInSection } from "./sign-in-section.ts";
import { summarySection } from "./summary-section.ts";

/** One self-contained page, readable without its script but for the table of people. */
export function htmlPage(report: Report, view: PeopleView | null): string {
  const topics = topicsOf(report.findings);
  const data = encodePeople(report, view, topics);
  return htmlDocument({
    title: `${report.summary.verdict}: ${report.org.url} (Plumbline)`,
    script: pageScript,
    body: html`<a class="skip" href="#people">Skip to the people</a>
${drawing(hatches)}
<main>
${summarySection(report, view)}
${findingsSection(topics)}
${asideSection(report)}
${view !== null && isRunView(view) ? signInSection(view) : null}
${view === null ? null : coverageSection(view)}
${peopleSection(data, topics)}
</main>
<script type="application/json" id="data">${ours(jsonInHtml(data))}</script>`,
  });
}
