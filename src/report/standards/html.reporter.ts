import { createHash } from "node:crypto";
import { toTheMinute } from "../../model/alert-words.ts";
import type {
  FrameworkResult,
  RequirementResult,
  StandardStatus,
  StandardsReport,
  StandardsReporter,
  StandardVerdict,
} from "../../model/standards.ts";
import { html, type Markup } from "../html/markup.ts";
import { pageStyle } from "../html/page-assets.ts";
import { countsWords, statusWords } from "./standards-words.ts";

/** Names that the style of the report has for answers. */
const answers: Readonly<Record<StandardStatus, string>> = {
  pass: "in-line",
  open: "drift",
  not_reviewed: "unknown",
};

/** Nothing is loaded and nothing runs, whatever a name in the org may hold. */
const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(pageStyle).digest("base64")}'; base-uri 'none'; form-action 'none'`;

const ours = (markup: string): Markup => ({ markup });

/** One self-contained page without a script. */
export default {
  name: "html",
  description: "one self-contained page for a browser, to be printed or handed over",
  render: (report) =>
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${ours(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${report.org.url} by standard (Plumbline)</title>
<style>${ours(pageStyle)}</style>
</head>
<body>
<main>
${heading(report)}
${report.frameworks.map(section)}
</main>
</body>
</html>
`.markup,
} satisfies StandardsReporter;

function heading({ org, source, asOf, tool, gaps }: StandardsReport): Markup {
  const from = source === "live" ? "the live org" : "a snapshot";
  const unread = gaps.map(({ slice, reason }) => html`<li>${slice}: ${reason}</li>`);
  const notRead = html`<section class="undecided"><h2>Not read</h2><ul>${unread}</ul></section>`;
  return html`<header>
<p class="product">Plumbline ${tool.version}</p>
<h1><span class="org">${org.url}</span>, by standard</h1>
<p class="meta">Read from ${from}, as of ${toTheMinute(asOf)}.</p>
</header>
${unread.length > 0 ? notRead : null}`;
}

const answer = (status: StandardStatus): Markup =>
  html`<span class="answer answer-${answers[status]}">${statusWords[status]}</span>`;

function section({ id, title, version, published, counts, requirements }: FrameworkResult): Markup {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title} ${version}</h2>
<p class="meta">Published ${published}. ${countsWords(counts)}.</p>
<div class="scroll"><table>
<caption>Each requirement with both answers</caption>
<thead><tr><th scope="col">Requirement</th><th scope="col">Severity</th><th scope="col">As the standard checks it</th><th scope="col">As it holds for people</th></tr></thead>
<tbody>
${requirements.map(row)}
</tbody>
</table></div>
</section>
`;
}

function row(requirement: RequirementResult): Markup {
  const { id, aliases, title, severity, decidedBy, asTheStandardChecks, asItHoldsForPeople } = requirement;
  return html`<tr>
<th scope="row">${[id, ...aliases].join(" ")}: ${title}<br><small class="meta">${decidedBy}</small></th>
<td><span class="severity severity-${severity}">${severity}</span></td>
<td>${verdict(asTheStandardChecks)}</td>
<td>${verdict(asItHoldsForPeople)}</td>
</tr>
`;
}

function verdict({ status, reason, evidence }: StandardVerdict): Markup {
  const items = evidence.map(
    ({ path, name, field, value }) =>
      html`<li>${name}: ${field} = ${value} <span class="hash">${path}</span></li>`,
  );
  const list = html`<details><summary>Evidence (${evidence.length})</summary><ul class="names">${items}</ul></details>`;
  return html`${answer(status)} ${reason}${evidence.length > 0 ? list : null}`;
}
