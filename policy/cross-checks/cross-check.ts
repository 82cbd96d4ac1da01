import type { Draft } from "../draft.ts";
import type { Problem } from "../problem.ts";

/** Judges what one part of a baseline says of another. */
export type CrossCheck = (draft: Draft) => Iterable<Problem>;
