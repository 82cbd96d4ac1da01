import { topicSentence } from "../text/topic-words.ts";
import type { Topic } from "../text/topics.ts";
import { html, type Markup } from "./markup.ts";
import { answerWords, type PageData } from "./page-data.ts";

const option = (value: string | number, text: string): Markup =>
  html`<option value="${value}">${text}</option>`;

function select(id: string, label: string, any: string, options: readonly Markup[]): Markup | null {
  if (options.length === 0) return null;
  return html`<label>${label}<select id="${id}">${option("", any)}${options}</select></label>`;
}

const mostOptions = 300;
const longestOption = 90;

function shortened(text: string): string {
  return text.length <= longestOption ? text : `${text.slice(0, longestOption - 1)}…`;
}

function topicOptions(topics: readonly Topic[]): readonly Markup[] {
  const withPeople = [...topics.entries()].filter(([, { people }]) => people.length > 0);
  return withPeople
    .slice(0, mostOptions)
    .map(([number, topic]) => option(number, shortened(topicSentence(topic))));
}

function verdictOptions(data: PageData): readonly Markup[] {
  const there = new Set(data.profiles.flatMap(({ overall, answers }) => [overall, ...answers]));
  return Object.entries(answerWords)
    .filter(([letter]) => there.has(letter))
    .map(([letter, { word }]) => option(letter, word));
}

function filters(data: PageData, topics: readonly Topic[]): Markup {
  const statuses = [...new Set(data.profiles.map(({ status }) => status))].filter((status) => status !== "");
  const numbered = (names: readonly string[]) => names.map((name, number) => option(number, name));
  const policies = data.policies.map(({ label }) => label).filter((label) => label !== "");
  return html`<form id="filters" role="search" aria-label="Choose people" autocomplete="off">
<label class="wide">Search<input id="search" type="search" placeholder="login or id" spellcheck="false"></label>
${select("verdict", "Verdict", "any", verdictOptions(data))}
${select("requirement", "Requirement", "all of them", numbered(data.requirements.map(({ id }) => id)))}
${select(
  "status",
  "Status",
  "any",
  statuses.toSorted().map((status) => option(status, status)),
)}
${select("group", "Group", "any", numbered(data.groups))}
${select("policy", "Policy in effect", "any", numbered(policies))}
${select("topic", "Cause or finding", "any", topicOptions(topics))}
<button type="reset">Clear</button>
</form>`;
}

/** The place of the table of people, which the page's script makes of what the page embeds. */
export function peopleSection(data: PageData, topics: readonly Topic[]): Markup {
  const note = data.whole
    ? null
    : html`<p class="meta">This page was made from a report alone, which holds only people about whom there is a finding.</p>`;
  return html`<section aria-labelledby="people"><h2 id="people">People <span class="amount">${data.logins.length.toLocaleString("en")}</span></h2>
${note}
<noscript><p class="meta">The table of people needs JavaScript. Everything above does without, and the JSON report holds every finding.</p></noscript>
<div id="people-app" hidden>
${filters(data, topics)}
<p id="shown" class="meta" role="status"></p>
<div class="scroll" role="region" aria-label="Table of people" tabindex="0" id="people-table"></div>
</div>
</section>`;
}
