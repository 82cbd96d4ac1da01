import type { CheckAnswer } from "../flows/check/perform-check.ts";
import type { ReviewAnswer } from "../flows/review/perform-review.ts";
import type { FleetReport } from "../model/fleet-report.ts";
import type { FleetReview } from "../model/fleet-review.ts";
import type { Review } from "../model/review.ts";
import { hostOf, type KnownName } from "../report/redaction/known-names.ts";
import { pseudonymsFor } from "../report/redaction/pseudonyms.ts";
import { redactFleet, redactFleetReview } from "../report/redaction/redact-fleet.ts";
import { redactReview } from "../report/review/redact-review.ts";
import { askedKey, redactAnswer } from "./redaction.ts";
import type { Terminal } from "./terminal.ts";

type Shown = Pick<CheckAnswer, "report" | "locate" | "people">;

/** Answers of a fleet as `--redact` makes them, all with one key; without it, the answers as they are. */
export interface FleetRedaction {
  answer(answer: CheckAnswer): Shown;
  fleet(report: FleetReport): FleetReport;
  review(answer: ReviewAnswer): Review;
  reviews(fleet: FleetReview): FleetReview;
}

const asItIs: FleetRedaction = {
  answer: (answer) => answer,
  fleet: (report) => report,
  review: ({ review }) => review,
  reviews: (fleet) => fleet,
};

/** Prepares it. A key of this run alone is said on stderr. */
export function fleetRedaction(
  options: { readonly redact?: boolean; readonly quiet?: boolean },
  terminal: Terminal,
): FleetRedaction {
  const key = askedKey(options, terminal);
  if (key === null) return asItIs;
  return {
    answer: (answer) => redactAnswer(answer, pseudonymsFor(answer.names(), key)),
    fleet: (report) => redactFleet(report, pseudonymsFor(hostsOf(report), key)),
    review: ({ review, names }) => redactReview(review, pseudonymsFor(names(), key)),
    reviews: (fleet) => redactFleetReview(fleet, pseudonymsFor(hostsOf(fleet), key)),
  };
}

/** Names of people are found as whole logins, and in the failure of an org no more is named than its address. */
const hostsOf = ({ orgs }: FleetReport | FleetReview): readonly KnownName[] =>
  orgs.map(({ url }) => ({ kind: "org", name: hostOf(url) }));
