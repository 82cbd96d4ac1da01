import type { Finding } from "../../model/report.ts";
import { severities } from "../../model/words.ts";
import { changedByWords } from "./changed-by-words.ts";
import { count } from "./count.ts";
import { ofAnybody, type Topic } from "./topics.ts";

/** A text about the first finding; where there are several, with the name left out. */
export function ofTopic({ findings }: Topic, text: (finding: Finding) => string): string {
  const [first] = findings;
  return findings.length === 1 ? text(first) : ofAnybody(first, text(first));
}

/** Sentence of a topic: of one in full, of many people with the name left out. */
export function topicSentence(topic: Topic): string {
  const sentence = ofTopic(topic, ({ message }) => message);
  const { length } = topic.findings;
  return length === 1 ? sentence : `${count(length, "person", "people")}: ${sentence}`;
}

/** `2 people and 1 other finding, critical`: what goes back to a topic, and how bad that is where it is worse; or null. */
export function explainedWords({ findings, explained, severity }: Topic): string | null {
  if (explained.length === 0) return null;
  const people = new Set(explained.flatMap(({ subject }) => (subject.type === "user" ? subject.name : [])));
  const things = explained.filter(({ subject }) => subject.type !== "user").length;
  const parts = [
    ...(people.size > 0 ? [count(people.size, "person", "people")] : []),
    ...(things > 0 ? [count(things, "other finding")] : []),
  ].join(" and ");
  const isWorse = severities.indexOf(severity) < severities.indexOf(findings[0].severity);
  return isWorse ? `${parts}, ${severity}` : parts;
}

/** Who changed it, and how often more where the same was done to many; null where nobody looked or there is nothing to say. */
export function whoWords({ findings }: Topic): string | null {
  const [{ changedBy }] = findings;
  const words = changedBy === null ? null : changedByWords(changedBy);
  const more = new Set(findings.map((finding) => finding.changedBy?.at ?? null)).size - 1;
  return words === null || more === 0 ? words : `${words}, and ${count(more, "time")} more`;
}
