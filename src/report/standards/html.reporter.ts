import { toTheMinute } from "../../model/alert-words.ts";
import type {
  FrameworkResult,
  RequirementResult,
  StandardStatus,
  StandardsReport,
  StandardsReporter,
  StandardVerdict,
} from "../../model/standards.ts";
import { htmlDocument } from "../html/html-document.ts";
import { html, type Markup } from "../html/markup.ts";
import { countsWords, statusWords } from "./standards-words.ts";

/** Names that the style of the report has for answers. */
const answers: Readonly<Record<StandardStatus, string>> = {
  pass: "in-line",
  open: "drift",
  not_reviewed: "unknown",
};

/** One self-contained page without a script. */
export default {
  name: "html",
  description: "one self-contained page for a browser, to be printed or handed over",
  render: (report) =>
    htmlDocument({
      title: `${report.org.url} by standard (Plumbline)`,
      script: null,
      body: html`<main>
${heading(report)}
${report.frameworks.map(section)}
</main>`,
    }),
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
