import type { LivePolicy } from "../../src/evaluator/declared/policy-family.ts";
import type { JudgedOrg } from "../../src/evaluator/judged-org.ts";
import type { FindingDraft } from "../contract/check.ts";
import type { JudgedFamily } from "./families.ts";

/** Critical where somebody in scope gets in with less than if the policies of the family were these; else as usual. */
export function severityAgainst(
  family: JudgedFamily,
  input: JudgedOrg,
  others: readonly LivePolicy[],
): Pick<FindingDraft, "severity"> {
  return family.opensWider(input, others) ? { severity: "critical" } : {};
}
