import { loadBaseline } from "../../../policy/load-baseline.ts";
import type { ReviewSide } from "../../answers/review/review-baselines.ts";
import { PlumblineError } from "../../model/errors.ts";
import { filesAt } from "./git-files.ts";

/** Which two baselines to compare: two files, or one file at two moments; no head: as it lies in the working tree. */
export type ReviewSides =
  | { readonly kind: "files"; readonly base: string; readonly head: string }
  | { readonly kind: "refs"; readonly baseline: string; readonly base: string; readonly head: string | null };

/**
 * Reads both baselines with all that they extend.
 *
 * @throws PlumblineError what `loadBaseline` and `filesAt` throw, with the side that is meant
 */
export async function readSides(
  sides: ReviewSides,
): Promise<{ readonly base: ReviewSide; readonly head: ReviewSide }> {
  if (sides.kind === "files") {
    return {
      base: await readSide(sides.base, null, "base"),
      head: await readSide(sides.head, null, "head"),
    };
  }
  return {
    base: await readSide(sides.baseline, sides.base, "base"),
    head: await readSide(sides.baseline, sides.head, "head"),
  };
}

async function readSide(path: string, ref: string | null, side: "base" | "head"): Promise<ReviewSide> {
  const read = ref === null ? undefined : await filesAt(ref, path);
  try {
    // Nobody can mend the base in the change that is reviewed, and alerts protect nobody's factors.
    return { loaded: await loadBaseline(path, read, side === "base" ? "alerts" : null), ref };
  } catch (error) {
    throw error instanceof PlumblineError ? atSide(error, ref, side) : error;
  }
}

const baseRemedies: Readonly<Record<string, string>> = {
  BASELINE_INVALID: "the base is what is wrong: name one at which the baseline is valid",
  BASELINE_NOT_FOUND:
    "a review needs a baseline to compare with: name a base that has one, and its place with --baseline FILE",
};

function atSide(error: PlumblineError, ref: string | null, side: "base" | "head"): PlumblineError {
  const remedy = side === "base" ? (baseRemedies[error.code] ?? error.remedy) : error.remedy;
  const where = ref === null ? ` (the ${side})` : ` at ${ref} (the ${side})`;
  return new PlumblineError(error.code, `${error.message}${where}`, {
    remedy,
    details: error.details,
    cause: error,
  });
}
