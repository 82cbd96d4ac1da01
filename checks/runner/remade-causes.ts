import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import type { Finding } from "../../src/model/report.ts";
import { isSameSubject, type SubjectRef } from "../../src/model/subject.ts";
import { sameName } from "../../src/model/words.ts";
import { stackResourceGone } from "../causes/root-causes.ts";
import { resourcesOf } from "../causes/stack-things.ts";
import type { Caused } from "./link-causes.ts";

/**
 * Adds to findings what they owe to a thing of the stack that was deleted and made anew by hand: the new one has another
 * id, settings of its own, and other rules.
 */
export function remadeCauses(input: JudgedOrg): (all: readonly Caused[]) => readonly Caused[] {
  const things = input.stack === null ? [] : resourcesOf(input.stack, input);
  const remade = things.filter(({ presence }) => presence.kind === "remade");
  if (remade.length === 0) return (all) => all;
  return (all) =>
    all.map(({ finding, causes }) => ({
      finding,
      causes: [
        ...causes,
        ...remade
          .filter(({ subject }) => mayExplain(subject, finding))
          .map(({ subject }) => stackResourceGone(subject)),
      ],
    }));
}

function mayExplain(thing: SubjectRef, { check, subject, field, expected }: Finding): boolean {
  // The thing's own finding names its causes itself.
  if (check === "stack-resource") return false;
  if (isSameSubject(thing, subject)) return true;
  const { type, name } = thing;
  if (type === "policy") return subject.type === "policy-rule" && sameName(subject.policy, name);
  return type === "group" && field === "groups" && Array.isArray(expected) && expected.includes(name);
}
