import { Document, type YAMLMap } from "yaml";
import { parseBaseline } from "../../../policy/parse-baseline.ts";
import { parseSource } from "../../../policy/source/parse-source.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { Engine } from "../../model/words.ts";
import { everyoneGroupName } from "../../model/words.ts";
import { mapOf } from "./yaml-nodes.ts";

/** The baseline that a written text comes to; throws BASELINE_INVALID where it is none. */
export const parseAdopted = (text: string) =>
  parseBaseline([parseSource("baseline.yaml", new TextEncoder().encode(text))]);

/**
 * Why a baseline would refuse a section `signOn`, in its own words; null where it takes it. Okta takes rules that contradict
 * themselves, and knows authenticators that Plumbline does not.
 *
 * @param groups - names of the groups that the section uses
 */
export function whyRefused(signOn: YAMLMap, engine: Engine, groups: readonly string[]): string | null {
  const others = [...new Set(groups)].filter((name) => name !== everyoneGroupName);
  const document = new Document(
    mapOf({
      version: 1,
      org: mapOf({ engine }),
      groups: others.length === 0 ? undefined : others.map((name) => mapOf({ name })),
      signOn,
    }),
  );
  try {
    parseAdopted(document.toString({ lineWidth: 0 }));
    return null;
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    const [problem = error.message] = error.details;
    return `a baseline refuses it: ${problem.replace(/^baseline\.yaml:\d+:\d+: /, "")}`;
  }
}
