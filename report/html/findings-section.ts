import type { PolicyStep } from "../../model/report.ts";
import { count } from "../count.ts";
import { moreOf } from "./finding-facts.ts";
import { html, type Markup } from "./markup.ts";
import { sentenceOfAnybody, type Topic } from "./topics.ts";

/** More names than that are in the table of people, not twice on the page. */
const mostNames = 200;
const namesShown = 6;
/** So many things are listed; whoever has more of them reads the JSON report. */
const mostTopics = 300;

/** A list of people: a few in a sentence, many folded away. */
export function peopleNamed(names: readonly string[]): Markup | null {
  if (names.length === 0) return null;
  if (names.length <= namesShown) return html`<p class="names">${names.join(", ")}</p>`;
  const rest = names.length - mostNames;
  return html`<details><summary>${count(names.length, "person", "people")}</summary>
<ul class="names">${names.slice(0, mostNames).map((name) => html`<li>${name}</li>`)}</ul>
${rest > 0 ? html`<p>and ${rest.toLocaleString("en")} more: see People.</p>` : null}</details>`;
}

const applies = { yes: "applies", no: "does not apply", maybe: "may apply" } as const;

/** Which policies were tried, in order. */
function pathList(path: readonly PolicyStep[] | undefined): Markup | null {
  if (path === undefined || path.length === 0) return null;
  const steps = path.map((step) => html`<li>${step.policy}: ${applies[step.applies]}, ${step.reason}</li>`);
  return html`<p class="fact">Enrollment policies tried:</p><ol class="path">${steps}</ol>`;
}

function explains({ explained }: Topic): string | null {
  if (explained.length === 0) return null;
  const people = new Set(explained.flatMap(({ subject }) => (subject.type === "user" ? subject.name : [])));
  const things = explained.filter(({ subject }) => subject.type !== "user").length;
  const parts = [
    ...(people.size > 0 ? [count(people.size, "person", "people")] : []),
    ...(things > 0 ? [count(things, "other finding")] : []),
  ];
  return `explains ${parts.join(" and ")}`;
}

/** What a topic says: of one in full, of many people with the name left out. */
export function topicSentence({ findings }: Topic): string {
  const [first] = findings;
  if (findings.length === 1) return first.message;
  return `${count(findings.length, "person", "people")}: ${sentenceOfAnybody(first)}`;
}

function topicBlock(topic: Topic, number: number): Markup {
  const [first] = topic.findings;
  const alone = topic.findings.length === 1;
  const facts = [first.check, explains(topic)].filter((one) => one !== null).join(", ");
  const anybody = (text: string): string =>
    alone || first.subject.type !== "user" ? text : text.replaceAll(first.subject.name, "…");
  const inTable =
    topic.people.length === 0
      ? null
      : html`<button type="button" class="show" data-topic="${number}" hidden>Show in the table</button>`;
  return html`<li class="topic">
<h3><span class="severity severity-${first.severity}">${first.severity}</span> ${topicSentence(topic)}</h3>
<p class="meta">${facts}</p>
<p class="fix"><b>Fix</b> ${anybody(first.remedy)}</p>
${moreOf(first).map((line) => html`<p class="fact">${anybody(line)}</p>`)}
${alone ? pathList(first.path) : null}
${peopleNamed(topic.people)}
${inTable}
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
