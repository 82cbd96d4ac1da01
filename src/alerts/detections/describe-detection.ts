import type { DetectionDescription } from "../../model/detection-description.ts";
import type { ClosingRule, Detection } from "./detection.ts";

const closings: Readonly<Record<ClosingRule, string>> = {
  requirements:
    "by itself once the person meets every requirement of the baseline, or cannot sign in any more",
  "acceptable-factor": "by itself once the person has an acceptable factor again, or cannot sign in any more",
  "factor-restored":
    "by itself once the person has enrolled a factor again (or a suspended one came back) and an acceptable one is there, or cannot sign in any more",
  "as-declared": "by itself once it is as the baseline declares it; by hand where it is not declared",
  "asks-enough":
    "by itself once it is as the baseline declares it, or, of an app sign-in policy that is not declared, once nobody gets in by it with less than a requirement asks of everyone; otherwise by hand",
  "by-hand": "by hand",
};

/** Description of a detection for people. */
export function describeDetection(detection: Detection): DetectionDescription {
  const { id, title, severity, why, remedy, eventTypes, closing, closedBy, references, samples } = detection;
  const undone = closedBy.length === 0 ? "" : `; or when Okta logs ${closedBy.join(", ")} for it`;
  return {
    id,
    title,
    severity,
    why,
    remedy,
    closes: `${closings[closing]}${undone}`,
    eventTypes,
    says: samples.find(({ raises }) => raises !== null)?.raises?.title ?? "",
    references,
  };
}
