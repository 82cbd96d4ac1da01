import type { FleetReport } from "../model/fleet-report.ts";
import type { FleetReview } from "../model/fleet-review.ts";
import { fleetCheckCsv, fleetCheckText } from "../report/pages/fleet-check-text.ts";
import { fleetReviewText } from "../report/pages/fleet-review-text.ts";
import { jsonText } from "../report/text/json-text.ts";
import { type FleetOutputs, parseFleetOutputs } from "./fleet-outputs.ts";
import { type Output, parseOutputs } from "./outputs.ts";
import { parseReviewOutputs, type ReviewOutput } from "./review-outputs.ts";

/** Outputs of `fleet check`. Throws USAGE. */
export const checkOutputs = (formats: readonly string[]): Promise<FleetOutputs<FleetReport, Output>> =>
  parseFleetOutputs(formats, { pretty: fleetCheckText, json: jsonText, csv: fleetCheckCsv }, parseOutputs);

/** Outputs of `fleet review`. Throws USAGE. */
export const reviewOutputs = (formats: readonly string[]): Promise<FleetOutputs<FleetReview, ReviewOutput>> =>
  parseFleetOutputs(formats, { pretty: fleetReviewText, json: jsonText }, parseReviewOutputs);
