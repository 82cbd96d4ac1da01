import type { StandardCounts, StandardStatus } from "../../model/standards.ts";
import { count } from "../text/count.ts";

/** How a status is called; in JSON and in checklists it is the word of the model. */
export const statusWords: Readonly<Record<StandardStatus, string>> = {
  pass: "pass",
  open: "open",
  not_reviewed: "not reviewed",
};

/** `29 requirements: 12 pass, 10 open, 7 not reviewed`. */
export const countsWords = ({ pass, open, notReviewed }: StandardCounts): string =>
  `${count(pass + open + notReviewed, "requirement")}: ${pass} ${statusWords.pass}, ${open} ${statusWords.open}, ${notReviewed} ${statusWords.not_reviewed}`;
