import { createHash } from "node:crypto";
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
import { drawing, html, type Markup } from "./markup.ts";
import { pageScript, pageStyle } from "./page-assets.ts";
import { peopleSection } from "./people-section.ts";
import { signInSection } from "./sign-in-section.ts";
import { summarySection } from "./summary-section.ts";

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing is loaded and nothing runs but the page's own style and script, whatever a name in the org may hold. */
const policy = [
  "default-src 'none'",
  `script-src ${hashOf(pageScript)}`,
  `style-src ${hashOf(pageStyle)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** Text that is ours, to go in as it is. */
const ours = (markup: string): Markup => ({ markup });

/** One self-contained page, readable without its script but for the table of people. */
export function htmlPage(report: Report, view: PeopleView | null): string {
  const topics = topicsOf(report.findings);
  const data = encodePeople(report, view, topics);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${ours(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${report.summary.verdict}: ${report.org.url} (Plumbline)</title>
<style>${ours(pageStyle)}</style>
</head>
<body>
<a class="skip" href="#people">Skip to the people</a>
${drawing(hatches)}
<main>
${summarySection(report, view)}
${findingsSection(topics)}
${asideSection(report)}
${view !== null && isRunView(view) ? signInSection(view) : null}
${view === null ? null : coverageSection(view)}
${peopleSection(data, topics)}
</main>
<script type="application/json" id="data">${ours(jsonInHtml(data))}</script>
<script>${ours(pageScript)}</script>
</body>
</html>
`;
  return page.markup;
}
