import { loadDetections } from "../../src/flows/catalogue/load-detections.ts";

/** Every detection of the house, by id. */
export const everyDetection = await loadDetections();
