import type { Change, ChangeReason, ChangeVerdict } from "../../../model/review.ts";
import { sameName } from "../../../model/words.ts";
import { verdict } from "../change/order.ts";
import type { SignInDifference } from "./sign-in-effects.ts";

/** Changes of signing in, for people who can open what it is about, and for whoever may come to. */
export interface SignInFindings {
  readonly people: readonly SignInDifference[];
  readonly probes: readonly SignInDifference[];
  /** Policies whose rules were not read: whatever is declared of them, what decides is not known. */
  readonly unread: { readonly session: readonly string[]; readonly app: readonly string[] };
}

const judgedKinds: ReadonlySet<Change["kind"]> = new Set([
  "session-policy",
  "session-policy-order",
  "app-policy",
]);

function touches({ kind, where }: Change, { policies }: SignInDifference): boolean {
  if (kind !== "app-policy") return true;
  return policies.some((name) => sameName(name, where.policy));
}

const weaker = (differences: readonly SignInDifference[], reason: ChangeReason): ChangeVerdict | null => {
  const found = differences.filter(({ effect }) => effect === "weaker");
  if (found.length === 0) return null;
  const isKnown = found.some(({ kind }) => kind !== "people-sign-in-unknown");
  return verdict("weaker", isKnown ? reason : "sign-in-unknown");
};

/**
 * Judges changes of sign-on policies, which no rule of thumb can rank, by what they come to: weaker where somebody would
 * get in with less or it is not known, stronger where somebody would need more and nobody gets in with less. What the text
 * alone decides stays as it is.
 */
export function judgeSignOnChange(change: Change, findings: SignInFindings): ChangeVerdict | null {
  if (!judgedKinds.has(change.kind) || change.reason !== "unclear") return null;
  const { people, probes, unread } = findings;
  const isUnread =
    change.kind === "app-policy"
      ? unread.app.some((name) => sameName(name, change.where.policy))
      : unread.session.length > 0;
  if (isUnread) return verdict("weaker", "sign-in-unknown");
  const [there, mayCome] = [people, probes].map((those) => those.filter((one) => touches(change, one)));
  const found = weaker(there ?? [], "signs-in-weaker") ?? weaker(mayCome ?? [], "opens-to-nobody-yet");
  if (found !== null) return found;
  const all = [...(there ?? []), ...(mayCome ?? [])];
  if (all.some(({ effect }) => effect === "stronger")) return verdict("stronger", "signs-in-stronger");
  return verdict("neutral", all.length > 0 ? "shuts-out" : "signs-in-alike");
}
