import type { Approval, Baseline } from "../../model/baseline.ts";
import type { Review } from "../../model/review.ts";

/** Weakenings that approvals let pass. */
export interface Ratchet {
  readonly approvals: Review["approvals"];
  /** Whether a weakening with this id may pass. */
  isApproved(id: string): boolean;
}

const same = (left: Approval, right: Approval): boolean =>
  left.change === right.change &&
  left.owner === right.owner &&
  left.reason === right.reason &&
  left.ticket === right.ticket &&
  left.until === right.until;

/**
 * Holds the approvals of the later baseline against what is weaker: one counts by the change's id, up to and including
 * its last day in UTC. Those of the earlier baseline alone count for nothing.
 */
export function ratchet(
  base: Baseline,
  head: Baseline,
  weakenings: readonly { readonly id: string }[],
  now: Date,
): Ratchet {
  const today = now.toISOString().slice(0, 10);
  const weaker = new Set(weakenings.map(({ id }) => id));
  const live = head.approvals.filter(({ until }) => until >= today);
  const used = live.filter(({ change }) => weaker.has(change.normalize("NFC")));
  const approved = new Set(used.map(({ change }) => change.normalize("NFC")));
  return {
    isApproved: (id) => approved.has(id),
    approvals: {
      used: used.map((approval) => ({
        ...approval,
        isNew: !base.approvals.some((earlier) => same(earlier, approval)),
      })),
      unused: live.filter((approval) => !used.includes(approval)),
      ended: head.approvals.filter(({ until }) => until < today),
    },
  };
}
