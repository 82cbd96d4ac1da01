import type { Alert } from "../../model/alert.ts";
import type { AlertGuidance } from "../../model/alert-guidance.ts";
import { toTheMinute } from "../../model/alert-words.ts";
import type { DetectionDescription } from "../../model/detection-description.ts";
import { describeDetection } from "../detections/describe-detection.ts";
import type { Detection } from "../detections/detection.ts";
import { consoleLinks } from "./console-links.ts";

/** Reads how to guide somebody through an alert of an org. */
export type Guide = (alert: Alert, org: string) => AlertGuidance;

type Words = Pick<DetectionDescription, "why" | "remedy" | "closes">;

/** An alert in the ledger may be older than the detections of today. */
const unknown: Words = {
  why: "This version of Plumbline does not know its detection any more.",
  remedy: "Read its events in the System Log, then resolve it.",
  closes: "by hand",
};

/**
 * Tells of alerts what their detections say, and where to look.
 *
 * @param page origin of `plumbline serve`, for links to it; null: not known
 */
export function guideBy(detections: readonly Detection[], page: string | null): Guide {
  const byId = new Map<string, Words>(detections.map((one) => [one.id, describeDetection(one)]));
  return (alert, org) => {
    const { why, remedy, closes } = byId.get(alert.detection) ?? unknown;
    const how = closes.replace(/^by hand\b/, `by hand (plumbline alerts resolve ${alert.id})`);
    return {
      why,
      remedy,
      closes: `${how}${dueClause(alert)}`,
      links: [...pageLinks(alert, page), ...consoleLinks(alert, org)],
    };
  };
}

const pageLinks = ({ id }: Alert, page: string | null): AlertGuidance["links"] =>
  page === null ? [] : [{ label: "The alert in Plumbline", url: `${page}/alerts/${encodeURIComponent(id)}` }];

const dueClause = ({ dueAt }: Alert): string => (dueAt === null ? "" : `; due by ${toTheMinute(dueAt)}`);
