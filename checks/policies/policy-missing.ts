import { livePoliciesFor } from "../../src/evaluator/declared/declared-policy.ts";
import { type PolicyFamily, policyWords } from "../../src/evaluator/declared/policy-family.ts";
import { whyPartial } from "../../src/evaluator/live/partly-read.ts";
import { ambiguousName } from "../contract/ambiguous-name.ts";
import type { FindingDraft } from "../contract/check.ts";
import type { JudgedPart } from "./judged-part.ts";

function missing(family: PolicyFamily, name: string, partial: string | null): FindingDraft {
  const draft = { subject: { type: "policy", id: null, name }, field: null, expected: "present" } as const;
  if (partial === null) {
    return { ...draft, actual: "absent", message: `${policyWords(family, name)} does not exist; it should.` };
  }
  return {
    ...draft,
    status: "unknown",
    actual: null,
    message: `Cannot tell whether ${family.one} "${name}" exists, as it should: not every policy could be read (${partial}).`,
  };
}

/** Finds declared policies of a family that do not exist. */
export function policyMissing(family: PolicyFamily): JudgedPart {
  return {
    severity: "critical",
    needs: (baseline) => (family.declaredIn(baseline).length > 0 ? [family.policySlice] : []),

    *evaluate(input): Generator<FindingDraft> {
      if (family.liveIn(input.org.slices) === undefined) return;
      const partial = whyPartial(family.policySlice, input.org);
      for (const declared of family.declaredIn(input.baseline)) {
        const { name } = declared;
        const ids = livePoliciesFor(family, declared, input).map(({ id }) => id);
        if (ids.length > 1) yield ambiguousName({ type: "policy", name }, ids, family.many);
        if (ids.length === 0) yield missing(family, name, partial);
      }
    },
  };
}
