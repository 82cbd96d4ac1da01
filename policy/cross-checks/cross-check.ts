import type { Draft } from "../draft/draft.ts";
import type { Problem } from "../source/problem.ts";

/** Judges what one part of a baseline says of another. */
export type CrossCheck = (draft: Draft) => Iterable<Problem>;
