import { closest } from "../../../policy/source/closest.ts";
import { describeDetection } from "../../alerts/detections/describe-detection.ts";
import type { DetectionDescription } from "../../model/detection-description.ts";
import { PlumblineError } from "../../model/errors.ts";
import { loadDetections } from "./load-detections.ts";

/** Every detection of the house as people are told of it, by id. */
export async function loadDetectionCatalogue(): Promise<readonly DetectionDescription[]> {
  return (await loadDetections()).map(describeDetection);
}

/**
 * The detection of that id.
 *
 * @throws PlumblineError DETECTION_NOT_FOUND with what was probably meant
 */
export function detectionCalled<Item extends { readonly id: string }>(
  detections: readonly Item[],
  id: string,
): Item {
  const found = detections.find((detection) => detection.id === id);
  if (found !== undefined) return found;
  throw noDetection(
    id,
    detections.map((one) => one.id),
  );
}

/** DETECTION_NOT_FOUND with the choices. */
export function noDetection(id: string, ids: readonly string[]): PlumblineError {
  const meant = closest(id, ids);
  const hint = meant === null ? "" : `; did you mean ${meant}?`;
  return new PlumblineError("DETECTION_NOT_FOUND", `there is no detection "${id}"${hint}`, {
    remedy: `choose from ${ids.join(", ")}`,
  });
}
