import type { Acceptance, Approval, Exemption } from "../../../model/baseline.ts";
import type { ChangeVerdict } from "../../../model/review.ts";
import { type DraftChange, draftChange } from "../change/draft-change.ts";
import { judgeTime, verdict } from "../change/order.ts";
import { personKey } from "../change/person-key.ts";
import { type CompareOne, sortOut, sortOutNames } from "./comparison.ts";

const keyOf = ({ user, requirement }: Exemption): string => JSON.stringify([personKey(user), requirement]);

/** Exemptions: whom they spare what, and how long. */
export const compareExemptions: CompareOne = function* ({ base, head }) {
  const { removed, added, kept } = sortOut(base.exemptions, head.exemptions, keyOf);
  for (const { user, requirement, until } of removed) {
    yield draftChange(
      "exemption-removed",
      { user, requirement },
      { from: until, to: null, verdict: verdict("stronger", "exempts-less"), path: ["exemptions"] },
    );
  }
  for (const { item, index } of added) {
    const { user, requirement, until } = item;
    yield draftChange(
      "exemption-added",
      { user, requirement },
      { from: null, to: until, verdict: verdict("weaker", "exempts-more"), path: ["exemptions", index] },
    );
  }
  for (const { from, to, index } of kept) yield* compareExemption(from, to, index);
};

function* compareExemption(from: Exemption, to: Exemption, index: number): Generator<DraftChange> {
  const where = { user: to.user, requirement: to.requirement };
  if (from.until !== to.until) {
    yield draftChange("exemption-until", where, {
      from: from.until,
      to: to.until,
      verdict: judgeTime(from.until, to.until),
      path: ["exemptions", index, "until"],
    });
  }
  if (from.reason !== to.reason || from.owner !== to.owner) {
    yield draftChange("exemption-words", where, {
      from: [from.owner, from.reason],
      to: [to.owner, to.reason],
      verdict: verdict("neutral", "words-only"),
      path: ["exemptions", index],
    });
  }
}

/** Accepted deviations: what is let stand, and how long. */
export const compareAccepted: CompareOne = function* ({ base, head }) {
  const { removed, added, kept } = sortOut(base.accepted, head.accepted, ({ check, subject }) =>
    JSON.stringify([check, subject]),
  );
  const change = (
    { check, subject }: Acceptance,
    from: Acceptance | null,
    to: Acceptance | null,
    path: readonly (string | number)[],
  ): DraftChange =>
    draftChange(
      "acceptance",
      { check, subject },
      { from: acceptedWords(from), to: acceptedWords(to), verdict: judgeAccepted(from, to), path },
    );
  for (const one of removed) yield change(one, one, null, ["accepted"]);
  for (const { item, index } of added) yield change(item, null, item, ["accepted", index]);
  for (const { from, to, index } of kept) {
    if (acceptedWords(from) !== acceptedWords(to)) yield change(to, from, to, ["accepted", index]);
  }
};

const acceptedWords = (one: Acceptance | null): string | null =>
  one === null ? null : `until ${one.until}, ${one.owner}: ${one.reason}`;

function judgeAccepted(from: Acceptance | null, to: Acceptance | null): ChangeVerdict {
  if (to === null) return verdict("stronger", "no-longer-stands");
  if (from === null) return verdict("weaker", "lets-stand");
  return from.until === to.until ? verdict("neutral", "words-only") : judgeTime(from.until, to.until);
}

/** Compares slices adopted unread: a check is unknown there, so neither way is weaker. */
export const compareUnread: CompareOne = function* ({ base, head }) {
  const change = (slice: string, from: string | null, to: string | null): DraftChange =>
    draftChange(
      "unread",
      { slice },
      { from, to, verdict: verdict("neutral", "words-only"), path: ["unread"] },
    );
  const { removed, added } = sortOutNames(base.unread, head.unread);
  for (const slice of removed) yield change(slice, slice, null);
  for (const { item } of added) yield change(item, null, item);
};

/** Approvals change nothing by themselves; what they let pass is judged each time. */
export const compareApprovals: CompareOne = function* ({ base, head }) {
  const inWords = (approvals: readonly Approval[]): ReadonlyMap<string, readonly string[]> => {
    const found = new Map<string, readonly string[]>();
    for (const { change, owner, reason, ticket, until } of approvals) {
      found.set(change, [...(found.get(change) ?? []), `${owner}, ${ticket}, until ${until}: ${reason}`]);
    }
    return new Map([...found].map(([change, words]) => [change, words.toSorted()]));
  };
  const [before, after] = [inWords(base.approvals), inWords(head.approvals)];
  for (const change of new Set([...before.keys(), ...after.keys()])) {
    const [from, to] = [before.get(change) ?? null, after.get(change) ?? null];
    if (from?.join("\n") === to?.join("\n")) continue;
    const index = head.approvals.findIndex((approval) => approval.change === change);
    yield draftChange(
      "approval",
      { change },
      {
        from,
        to,
        verdict: verdict("neutral", "agreement"),
        path: index < 0 ? ["approvals"] : ["approvals", index],
      },
    );
  }
};
