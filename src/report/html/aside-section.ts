import type { FindingStatus, Report } from "../../model/report.ts";
import { count } from "../text/count.ts";
import { topicSentence } from "../text/topic-words.ts";
import { alikeOf, type Topic } from "../text/topics.ts";
import { factsOf } from "./finding-facts.ts";
import { factLine, peopleNamed } from "./findings-section.ts";
import { html, type Markup } from "./markup.ts";

function alikeBlock(topic: Topic): Markup {
  const [first] = topic.findings;
  const alone = topic.findings.length === 1;
  const facts = alone ? factsOf({ ...first, expected: null, actual: null }) : [];
  return html`<li class="topic"><span class="severity">${first.status}</span>
<div><h3>${topicSentence(topic)}</h3><p class="meta">${first.check}</p>
<dl class="facts">${facts.map(({ name, text }) => factLine(name, html`${text}`))}
${alone ? null : factLine("People", peopleNamed(topic.people))}</dl></div></li>`;
}

function folded(report: Report, status: FindingStatus, words: string): Markup | null {
  const findings = report.findings.filter((finding) => finding.status === status);
  if (findings.length === 0) return null;
  return html`<details class="fold"><summary>${count(findings.length, "finding")} ${words}</summary>
<ul class="topics">${alikeOf(findings).map(alikeBlock)}</ul></details>`;
}

function undecided(report: Report): Markup {
  const checks = report.outcomes.filter(({ status, reason }) => status === "unknown" || reason !== null);
  const findings = report.findings.filter(({ status }) => status === "unknown");
  if (checks.length + findings.length + report.gaps.length === 0) {
    return html`<p class="meta">Everything that was asked could be decided.</p>`;
  }
  const gaps = report.gaps.map(
    ({ slice, reason, affected }) =>
      html`<li><b>${slice}</b> was not read${affected > 0 ? ` in full (${affected} affected)` : ""}: ${reason}</li>`,
  );
  const outcomes = checks.map(
    ({ check, status, reason }) =>
      html`<li><b>${check}</b> ${status === "unknown" ? "is unknown" : "found drift, and could not judge everything"}${reason === null ? "" : `: ${reason}`}</li>`,
  );
  return html`${gaps.length === 0 ? null : html`<h3>Not read</h3><ul class="plain">${gaps}</ul>`}
${outcomes.length === 0 ? null : html`<h3>Checks</h3><ul class="plain">${outcomes}</ul>`}
${findings.length === 0 ? null : html`<h3>Findings</h3><ul class="topics">${alikeOf(findings).map(alikeBlock)}</ul>`}`;
}

/** Shows what could not be decided, which is never green; then what is pending and what is exempted. */
export function asideSection(report: Report): Markup {
  const amount = report.findings.filter(({ status }) => status === "unknown").length + report.gaps.length;
  const tone = report.summary.verdict === "unknown" || amount > 0 ? "undecided" : "decided";
  return html`<section aria-labelledby="undecided" class="${tone}"><h2 id="undecided">Could not be decided <span class="amount">${amount}</span></h2>
${undecided(report)}
</section>
<section aria-labelledby="aside"><h2 id="aside">Pending and exempted</h2>
${report.summary.pending + report.summary.exempted === 0 ? html`<p class="meta">Nothing is pending, nobody is exempted.</p>` : null}
${folded(report, "pending", "pending, not due yet")}
${folded(report, "exempted", "exempted")}
</section>`;
}
