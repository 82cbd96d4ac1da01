import type { Detection } from "../../alerts/detection.ts";
import { discover } from "../../cli/discover.ts";
import { roomFolder } from "../../cli/package-root.ts";

const isDetection = (candidate: unknown): candidate is Detection =>
  typeof candidate === "object" && candidate !== null && "detect" in candidate;

/** Every detection of the house, by id. */
export const everyDetection = await discover(roomFolder("alerts"), "detection", isDetection);
