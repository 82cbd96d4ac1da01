import type { PolicyStep } from "../../model/report.ts";
import { count } from "../text/count.ts";
import { explainedWords, ofTopic, topicSentence } from "../text/topic-words.ts";
import type { Topic } from "../text/topics.ts";
import { factsOf } from "./finding-facts.ts";
import { html, type Markup } from "./markup.ts";

/** More names than that are in the table of people, not twice on the page. */
const mostNames = 200;
const namesShown = 6;
/** So many things are listed; whoever has more of them reads the JSON report. */
const mostTopics = 300;

/** A list of people: a few in a line, many folded away. */
export function peopleNamed(names: readonly string[]): Markup {
  if (names.length <= namesShown) return html`${names.join(", ")}`;
  const rest = names.length - mostNames;
  return html`<details><summary>${count(names.length, "person", "people")}</summary>
<ul class="names">${names.slice(0, mostNames).map((name) => html`<li>${name}</li>`)}</ul>
${rest > 0 ? html`<p>and ${rest.toLocaleString("en")} more: see People.</p>` : null}</details>`;
}

/** One line of what is said under a finding. */
export function factLine(name: string, text: Markup): Markup {
  return html`<div><dt>${name}</dt><dd>${text}</dd></div>`;
}

const applies = { yes: "applies", no: "does not apply", maybe: "may apply" } as const;

function pathLines(path: readonly PolicyStep[] | undefined): Markup | null {
  if (path === undefined || path.length === 0) return null;
  const steps = path.map((step) => html`<li>${step.policy}: ${applies[step.applies]}, ${step.reason}</li>`);
  return factLine("Tried", html`<ol class="path">${steps}</ol>`);
}

function peopleLine({ people }: Topic, number: number): Markup | null {
  if (people.length === 0) return null;
  return factLine(
    "People",
    html`${peopleNamed(people)} <button type="button" class="show" data-topic="${number}" hidden>Show in the table</button>`,
  );
}

function topicBlock(topic: Topic, number: number): Markup {
  const [first] = topic.findings;
  const alone = topic.findings.length === 1;
  const explained = explainedWords(topic);
  const about = [first.check, explained === null ? null : `explains ${explained}`]
    .filter((one) => one !== null)
    .join(", ");
  return html`<li class="topic">
<span class="severity severity-${first.severity}">${first.severity}</span>
<div><h3>${topicSentence(topic)}</h3>
<p class="meta">${about}</p>
<dl class="facts">${factLine("Fix", html`${ofTopic(topic, ({ remedy }) => remedy)}`)}
${factsOf(first).map(({ name, text }) => factLine(name, html`${ofTopic(topic, () => text)}`))}
${alone ? pathLines(first.path) : null}
${peopleLine(topic, number)}</dl></div>
</li>`;
}

function topicSection(
  id: string,
  title: string,
  topics: readonly (readonly [topic: Topic, number: number])[],
  none: string,
): Markup {
  const rest = topics.length - mostTopics;
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${title} <span class="amount">${topics.length}</span></h2>
${topics.length === 0 ? html`<p class="meta">${none}</p>` : html`<ol class="topics">${topics.slice(0, mostTopics).map((one) => topicBlock(...one))}</ol>`}
${rest > 0 ? html`<p>and ${rest} more: they are in the JSON report.</p>` : null}
</section>`;
}

/** Root causes with the people under them, then the other open findings. */
export function findingsSection(topics: readonly Topic[]): Markup {
  const all = [...topics.entries()].map(([number, topic]) => [topic, number] as const);
  const ofKind = (kind: Topic["kind"]) => all.filter(([topic]) => topic.kind === kind);
  return html`${topicSection("causes", "Root causes", ofKind("cause"), "No finding explains another.")}
${topicSection("findings", "Other findings", ofKind("finding"), "No other finding is open.")}`;
}
