import type { Baseline } from "../../model/baseline.ts";
import { changeEffects } from "../../model/review.ts";
import type { Severity } from "../../model/words.ts";
import { align } from "./change/align.ts";
import type { DraftChange } from "./change/draft-change.ts";
import { scopesOf } from "./change/scopes.ts";
import { compareAlerts } from "./compare/compare-alerts.ts";
import {
  compareAccepted,
  compareApprovals,
  compareExemptions,
  compareUnread,
} from "./compare/compare-exceptions.ts";
import { compareGroups } from "./compare/compare-groups.ts";
import { compareNames } from "./compare/compare-names.ts";
import { compareOrg } from "./compare/compare-org.ts";
import { comparePolicies } from "./compare/compare-policies.ts";
import { compareRequirements, compareStandards } from "./compare/compare-requirements.ts";
import { compareSignInRequirements } from "./compare/compare-sign-in.ts";
import { compareSignOn } from "./compare/compare-sign-on.ts";
import type { CompareOne } from "./compare/comparison.ts";

const parts: readonly CompareOne[] = [
  compareNames,
  compareOrg,
  compareGroups,
  comparePolicies,
  compareSignOn,
  compareRequirements,
  compareSignInRequirements,
  compareStandards,
  compareExemptions,
  compareAccepted,
  compareUnread,
  compareAlerts,
  compareApprovals,
];

/** All that differs in meaning between two baselines, weaker first. Pure; the order of what has no order is no change. */
export function compareBaselines(
  before: Baseline,
  after: Baseline,
  severityOf: (detection: string) => Severity | null = () => null,
): readonly DraftChange[] {
  const head = inNormalForm(after);
  const { base, renames } = align(inNormalForm(before), head);
  const comparison = { base, head, renames, scopes: scopesOf(base, head), severityOf };
  const changes = parts.flatMap((compare) => [...compare(comparison)]);
  const rank = ({ change }: DraftChange): number => changeEffects.indexOf(change.effect);
  return changes.toSorted((left, right) => rank(left) - rank(right));
}

/** Two spellings of one name in Unicode are one name. */
function inNormalForm<Value>(value: Value): Value {
  return normal(value) as Value;
}

function normal(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC");
  if (Array.isArray(value)) return value.map(normal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key.normalize("NFC"), normal(one)]));
}
