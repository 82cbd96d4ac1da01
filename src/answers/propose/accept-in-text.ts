import { ownerToBe } from "../../model/baseline.ts";
import type { Finding } from "../../model/report.ts";
import { spliceYaml } from "../adopt/splice-yaml.ts";
import { mapOf, under } from "../adopt/yaml-nodes.ts";

/** Lets findings stand until a day, with an owner to be named: one entry for all that a check says of one subject. */
export function acceptInText(
  text: string,
  findings: readonly Finding[],
  { until, comment }: { readonly until: string; readonly comment: (finding: Finding) => string },
): string {
  const bySubject = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.check, finding.subject.name]);
    bySubject.set(key, [...(bySubject.get(key) ?? []), finding]);
  }
  const insertions = [...bySubject.values()].map((those) => {
    const [{ check, subject } = { check: "", subject: { name: "" } }] = those;
    const node = mapOf({ check, subject: subject.name, until, reason: "proposed", owner: ownerToBe });
    under(those.map(comment), node);
    return { path: ["accepted"], before: null, node };
  });
  return insertions.length === 0 ? text : spliceYaml(text, insertions);
}
