import type { PeopleView } from "../../model/people-view.ts";
import type { RequirementAnswer } from "../../model/requirement-answers.ts";
import { bar, swatch } from "../chart/bar.ts";
import { coverages, type FactorCoverage, type GroupCoverage } from "./coverage.ts";
import { drawing, html, type Markup } from "./markup.ts";
import { number, percent } from "./numbers.ts";

/** In the order in which a bar shows them: what is good first, so that bars compare from the left. */
const shown: readonly (readonly [answer: RequirementAnswer, word: string])[] = [
  ["in-line", "In line"],
  ["exempted", "Exempted"],
  ["pending", "Pending"],
  ["unknown", "Unknown"],
  ["drift", "Drift"],
  ["not-asked", "Not asked"],
];

function groupRow({ name, unread, counts, total }: GroupCoverage): Markup {
  if (unread !== null) {
    return html`<tr><th scope="row">${name}</th><td colspan="${shown.length + 3}" class="unread">${unread}</td></tr>`;
  }
  const parts = shown.map(([answer]) => ({ tone: answer, people: counts[answer] }));
  const asked = total - counts["not-asked"];
  return html`<tr><th scope="row">${name}</th><td class="chart">${drawing(bar(parts, total))}</td><td>${percent(counts["in-line"], asked)}</td>
${shown.map(([answer]) => html`<td class="${counts[answer] === 0 ? "zero" : "some"}">${number(counts[answer])}</td>`)}<td>${number(total)}</td></tr>`;
}

function amountRow(name: string, kind: string, people: number, read: number): Markup {
  const isMethod = kind === "method";
  return html`<tr class="${kind}"><th scope="row">${isMethod ? html`<span class="unseen">by method </span>` : null}${name}</th><td class="chart">${drawing(bar([{ tone: kind, people }], read))}</td><td>${percent(people, read)}</td><td>${number(people)}</td></tr>`;
}

const factorRows = (
  { authenticator, people, methods }: FactorCoverage,
  read: number,
): Markup => html`${amountRow(authenticator, "factor", people, read)}
${methods.map((one) => amountRow(one.method, "method", one.people, read))}`;

const legend = html`<ul class="legend" aria-hidden="true">${shown.map(
  ([answer, word]) => html`<li>${drawing(swatch(answer))} ${word}</li>`,
)}</ul>`;

/** How the groups stand and what is enrolled, as tables whose rows have a bar. */
export function coverageSection(view: PeopleView): Markup {
  const { groups, factors, read, unread, without } = coverages(view);
  const note = unread > 0 ? `; the enrolments of ${number(unread)} more were not read` : "";
  return html`<section aria-labelledby="coverage"><h2 id="coverage">Coverage</h2>
<h3 id="by-group">By group</h3>
${legend}
<div class="scroll" role="region" aria-labelledby="by-group" tabindex="0"><table class="coverage">
<caption class="meta">How people stand with all requirements that apply to them. In line is a share of those asked anything.</caption>
<thead><tr><th scope="col">Group</th><th scope="col"><span class="unseen">Chart</span></th><th scope="col">In line %</th>${shown.map(([, word]) => html`<th scope="col">${word}</th>`)}<th scope="col">People</th></tr></thead>
<tbody>${groups.map(groupRow)}</tbody></table></div>
<h3 id="by-authenticator">By authenticator</h3>
<div class="scroll" role="region" aria-labelledby="by-authenticator" tabindex="0"><table class="coverage">
<caption class="meta">What is enrolled and can be used at the next sign-in, of ${number(read)} people who can sign in and whose enrolments were read${note}. Methods are counted where they were read.</caption>
<thead><tr><th scope="col">Authenticator</th><th scope="col"><span class="unseen">Chart</span></th><th scope="col">Share</th><th scope="col">People</th></tr></thead>
<tbody>${factors.map((one) => factorRows(one, read))}${amountRow("none usable", "unknown", without, read)}</tbody></table></div>
</section>`;
}
