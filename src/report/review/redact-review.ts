import type { Review } from "../../model/review.ts";
import type { Pseudonyms } from "../redaction/pseudonyms.ts";

/** Fields that hold words of ours, hashes and days: nobody's name is in them. */
const ours: ReadonlySet<string> = new Set([
  "sha256",
  "kind",
  "effect",
  "reason",
  "until",
  "judgedAt",
  "tool",
]);

/** The review with every name and id of the org replaced by keyed hashes in every text; ids of changes name the hashes, too. */
export function redactReview(review: Review, { within, whole }: Pseudonyms): Review {
  const hidden = (value: unknown): unknown => {
    if (typeof value === "string") return within(value);
    if (Array.isArray(value)) return value.map(hidden);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, ours.has(key) ? one : hidden(one)]),
    );
  };
  const named = {
    ...review,
    approvals: {
      used: review.approvals.used.map((one) => ({ ...one, reason: within(one.reason) })),
      unused: review.approvals.unused.map((one) => ({ ...one, reason: within(one.reason) })),
      ended: review.approvals.ended.map((one) => ({ ...one, reason: within(one.reason) })),
    },
    effects: review.effects.map((effect) => ({
      ...effect,
      people: effect.people.map((person) => ({
        ...person,
        id: whole(person.id),
        login: whole(person.login),
      })),
    })),
  };
  return hidden(named) as Review;
}
