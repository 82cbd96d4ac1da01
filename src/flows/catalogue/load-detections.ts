import type { Detection } from "../../alerts/detections/detection.ts";
import { discover } from "./discover.ts";
import { roomFolder } from "./package-root.ts";

const isDetection = (candidate: unknown): candidate is Detection =>
  typeof candidate === "object" && candidate !== null && "detect" in candidate;

/** Every detection of the house, by id. */
export function loadDetections(): Promise<readonly Detection[]> {
  return discover(roomFolder("src/alerts/detections"), "detection", isDetection);
}
