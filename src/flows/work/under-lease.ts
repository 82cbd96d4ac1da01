import type { Lease } from "../../ledger/lease.ts";
import type { Ledger } from "../../ledger/ledger.ts";

/**
 * A ledger for work on an org that is held already: whoever asks for its lease has it, and writes under it. To renew it and
 * to hand it back is left to whoever took it. Other leases, such as that of the org's memory, are taken as ever.
 */
export function underLease(ledger: Ledger, lease: Lease): Ledger {
  const { outbox } = ledger;
  const isHeld = ({ org }: Pick<Lease, "org">): boolean => org === lease.org;
  return {
    ...ledger,
    takeLease: async (claim) => (isHeld(claim) ? null : ledger.takeLease(claim)),
    renewLease: async (one, now) => (isHeld(one) ? undefined : ledger.renewLease(one, now)),
    releaseLease: async (one) => (isHeld(one) ? undefined : ledger.releaseLease(one)),
    keepRun: (_, options, decide) => ledger.keepRun(lease, options, decide),
    outbox: {
      ...outbox,
      abandon: (_, kept, times) => outbox.abandon(lease, kept, times),
      settle: (_, post, verdict, now) => outbox.settle(lease, post, verdict, now),
    },
  };
}

/** The same, for work that leaves the sending of posts to others. */
export const withoutSending = (ledger: Ledger): Ledger => ({
  ...ledger,
  outbox: { ...ledger.outbox, due: async () => [], abandon: async () => {} },
});
