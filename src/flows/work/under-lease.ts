import type { Lease } from "../../ledger/lease.ts";
import type { Ledger } from "../../ledger/ledger.ts";

/**
 * A ledger for work on an org that is held already: whoever asks for its lease has it, and writes under it. To renew it and
 * to hand it back is left to whoever took it.
 */
export function underLease(ledger: Ledger, lease: Lease): Ledger {
  const { outbox, proofs } = ledger;
  return {
    ...ledger,
    takeLease: async () => null,
    renewLease: async () => {},
    releaseLease: async () => {},
    keepRun: (_, options, decide) => ledger.keepRun(lease, options, decide),
    outbox: {
      ...outbox,
      abandon: (_, kept, times) => outbox.abandon(lease, kept, times),
      settle: (_, post, verdict, now) => outbox.settle(lease, post, verdict, now),
    },
    proofs: {
      ...proofs,
      advance: (_, step, now) => proofs.advance(lease, step, now),
      keep: (_, kept, now) => proofs.keep(lease, kept, now),
    },
  };
}

/** The same, for work that leaves the sending of posts to others. */
export const withoutSending = (ledger: Ledger): Ledger => ({
  ...ledger,
  outbox: { ...ledger.outbox, due: async () => [], abandon: async () => {} },
});
