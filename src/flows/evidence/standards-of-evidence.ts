import type { StandardsReport } from "../../model/standards.ts";
import type { Framework } from "../../standards/contract/framework.ts";
import { registerOf } from "../../standards/register-of-exceptions.ts";
import { standardsReport } from "../standards/standards-report.ts";
import type { JudgedEvidence } from "./judge-evidence.ts";

/**
 * The answers of a bundle to standards; null where none is asked for. Pure. The exemptions of its baseline are the register of
 * exceptions.
 */
export function standardsOfEvidence(
  frameworks: readonly Framework[],
  { loaded, org, judgedAt, circumstances }: Omit<JudgedEvidence, "checks">,
): StandardsReport | null {
  if (frameworks.length === 0) return null;
  return standardsReport({
    frameworks,
    org,
    now: judgedAt,
    exemptions: registerOf(loaded.baseline),
    circumstances,
  });
}
