import type { Finding } from "../../model/report.ts";
import { explainedWords, ofTopic, topicSentence, whoWords } from "../text/topic-words.ts";
import { alikeOf, type Topic } from "../text/topics.ts";
import { valueWords } from "../text/value-words.ts";
import { type BlockLayout, labelled, nameSome, wrapped } from "./layout.ts";

const inward = 2;

/**
 * One thing to read about: severity, sentence and check; whom it concerns, who did it, what to do; in full detail what
 * was wanted, what is, which policies were tried, and everything that it explains.
 */
export function topicBlock(topic: Topic, layout: BlockLayout): string {
  const [first] = topic.findings;
  const { detail } = layout;
  const dim = (line: string, hang?: number): string => layout.paint("dim", wrapped(line, layout, hang));
  const who = whoWords(topic);
  const concerns = concernsLine(topic, layout);
  const inner = { ...layout, indent: layout.indent + inward };
  return [
    labelled(first.severity, `${topicSentence(topic)} (${first.check})`, layout),
    ...(concerns === null ? [] : [wrapped(concerns, layout)]),
    ...(who === null ? [] : [dim(`who: ${who}`)]),
    ...(detail === "brief" ? [] : [dim(`fix: ${ofTopic(topic, ({ remedy }) => remedy)}`)]),
    ...(detail === "full" ? facts(first).map((line) => dim(line, inward)) : []),
    ...(detail === "full" ? alikeOf(topic.explained, "none").map((one) => topicBlock(one, inner)) : []),
  ].join("\n");
}

/** Says what a cause explains, and whom; of many people with the same finding, who they are. */
function concernsLine(topic: Topic, { detail }: BlockLayout): string | null {
  const explained = explainedWords(topic);
  if (explained === null) return topic.findings.length === 1 ? null : nameSome(topic.people, detail);
  return detail === "full" || topic.people.length === 0
    ? `explains ${explained}`
    : `explains ${explained}: ${nameSome(topic.people, detail)}`;
}

function facts({ expected, actual, path }: Finding): readonly string[] {
  return [
    ...(expected === null ? [] : [`expected: ${valueWords(expected)}`]),
    ...(actual === null ? [] : [`actual: ${valueWords(actual)}`]),
    ...(path ?? []).map((step) => `tried ${step.policy}: ${appliesWords[step.applies]}, ${step.reason}`),
  ];
}

const appliesWords = { yes: "applies", no: "does not apply", maybe: "may apply" } as const;
