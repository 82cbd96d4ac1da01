import { existingPolicies } from "../../src/evaluator/declared/declared-policy.ts";
import {
  type DeclaredPolicy,
  isReported,
  type LivePolicy,
  type PolicyFamily,
  policyWords,
} from "../../src/evaluator/declared/policy-family.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import type { Slice } from "../../src/model/snapshot.ts";
import type { FindingDraft } from "../contract/check.ts";
import type { JudgedPart } from "./judged-part.ts";

/** How many people in scope a policy takes from a declared one, and how many of them it surely takes. */
export interface Taken {
  readonly people: number;
  readonly surely: number;
}

function takenWords({ people, surely }: Taken): string {
  const counted = surely === 0 ? people : surely;
  const more = surely > 0 && surely < people ? `, and may for ${people - surely} more` : "";
  const takes = `${surely === 0 ? "may take" : "takes"} precedence over a declared policy`;
  return `${takes} for ${counted} ${counted === 1 ? "person" : "people"} in scope${more}`;
}

/** Words of one family about policies that nobody declared. */
interface Own<Live extends LivePolicy> {
  /** Slices without which it cannot be told which of them count. */
  readonly alsoNeeds?: readonly Slice[];
  /** Slices without which it cannot be told whom they take; that they are there is certain. */
  readonly sharpenedBy?: readonly Slice[];
  /** Whether one of people's making decides about anything. */
  counts?(policy: Live, input: JudgedOrg): boolean;
  /** Left out where no policy takes people from another. */
  takenBy?(
    unmanaged: ReadonlySet<Live>,
    declared: ReadonlySet<Live>,
    input: JudgedOrg,
  ): ReadonlyMap<Live, Taken>;
}

/** Finds policies of a family that nobody declared; Okta's own system policies never count. */
export function policyUnmanaged<Declared extends DeclaredPolicy, Live extends LivePolicy>(
  family: PolicyFamily<Declared, Live>,
  own: Own<Live>,
): JudgedPart & { readonly looksForUndeclared: true } {
  const slices = (those: readonly Slice[]) => (baseline: JudgedOrg["baseline"]) =>
    isReported(family, "policies", baseline) ? those : [];
  return {
    severity: "medium",
    looksForUndeclared: true,
    needs: slices([family.policySlice, ...(own.alsoNeeds ?? [])]),
    sharpenedBy: slices(own.sharpenedBy ?? []),

    *evaluate(input): Generator<FindingDraft> {
      if (!isReported(family, "policies", input.baseline)) return;
      const declared = new Set([...existingPolicies(family, input)].map(({ live }) => live));
      const policies = family.liveIn(input.org.slices) ?? [];
      const unmanaged = new Set(
        policies.filter(
          (policy) => !policy.system && !declared.has(policy) && own.counts?.(policy, input) !== false,
        ),
      );
      if (unmanaged.size === 0) return;
      const taken = own.takenBy?.(unmanaged, declared, input);
      for (const policy of unmanaged) {
        const whom = taken?.get(policy);
        const head = `${policyWords(family, policy.name)} (${policy.status}) is not in the baseline`;
        yield {
          subject: { type: "policy", id: policy.id, name: policy.name },
          field: null,
          severity: whom === undefined ? "medium" : "critical",
          expected: null,
          actual: policy.status,
          message: whom === undefined ? `${head}.` : `${head} and ${takenWords(whom)}.`,
        };
      }
    },
  };
}
