import { toTheMinute } from "../../model/alert-words.ts";
import type { PeopleView } from "../../model/people-view.ts";
import type { Report, Verdict } from "../../model/report.ts";
import { severities } from "../../model/words.ts";
import { count } from "../text/count.ts";
import { inWords, remarksOn } from "../text/verdict-words.ts";
import { html, type Markup } from "./markup.ts";
import { worstOf } from "./people-with-findings.ts";

const verdicts: Readonly<
  Record<Verdict, { readonly label: string; readonly mark: string; readonly says: string }>
> = {
  "in-line": { label: "In line", mark: "✓", says: "is as the baseline says." },
  drift: { label: "Drift", mark: "✕", says: "differs from the baseline." },
  unknown: { label: "Unknown", mark: "?", says: "could not be judged in full." },
};

interface Figure {
  readonly label: string;
  readonly value: number | string;
  /** Says more than the number. */
  readonly tone?: string;
}

const notRead = "not read";

function figures({ summary }: Report, view: PeopleView | null): readonly Figure[] {
  const { people, bySeverity } = summary;
  const inLine = view?.people.filter(
    ({ answers, standing }) => standing === "in-scope" && worstOf(answers) === "in-line",
  ).length;
  return [
    { label: "open findings", value: summary.findings, tone: summary.findings > 0 ? "drift" : "plain" },
    ...severities.map((severity) => ({
      label: severity,
      value: bySeverity[severity],
      tone: bySeverity[severity] > 0 ? severity : "plain",
    })),
    { label: "undecided", value: summary.unknown, tone: summary.unknown > 0 ? "unknown" : "plain" },
    { label: "pending", value: summary.pending },
    { label: "exempted", value: summary.exempted },
    { label: "can sign in", value: people.inScope ?? notRead },
    { label: "examined", value: people.examined ?? notRead },
    ...(inLine === undefined ? [] : [{ label: "people in line", value: inLine }]),
  ];
}

const figure = ({ label, value, tone = "plain" }: Figure): Markup =>
  html`<div class="figure tone-${tone}"><dt>${label}</dt><dd>${typeof value === "number" ? value.toLocaleString("en") : value}</dd></div>`;

function restOfPeople({ summary: { people } }: Report): string {
  if (people.inScope === null) return "People were not read.";
  const { pending, suspended, deprovisioned } = people;
  const gone = people.gone === 0 ? "" : `, ${inWords(people.gone)} gone during the scan`;
  return `Beside those who can sign in: ${inWords(pending)} not signed in yet, ${inWords(suspended)} suspended, ${inWords(deprovisioned)} deactivated${gone}.`;
}

/** The verdict, when and by which baseline, and the numbers. */
export function summarySection(report: Report, view: PeopleView | null): Markup {
  const { verdict } = report.summary;
  const { label, mark, says } = verdicts[verdict];
  const remarks = remarksOn(report).map((remark) => ` ${remark}`);
  return html`<header class="top">
<p class="product">Plumbline</p>
<h1><span class="verdict verdict-${verdict}"><span aria-hidden="true">${mark}</span> ${label}</span> <span class="org">${report.org.url}</span> ${says}</h1>
<p class="meta">Checked ${toTheMinute(report.startedAt)} (${report.source === "live" ? "live" : "from a snapshot"}) against ${report.baseline.path} <span class="hash" title="SHA-256 of the baseline">${report.baseline.sha256.slice(0, 12)}</span>, ${count(report.summary.checks, "check")}, ${count(report.cost.requests, "request")}, plumbline ${report.tool.version}.${remarks.join("")}</p>
</header>
<section aria-labelledby="numbers"><h2 id="numbers" class="quiet">Numbers</h2>
<dl class="figures">${figures(report, view).map(figure)}</dl>
<p class="meta">${restOfPeople(report)}</p>
</section>`;
}
