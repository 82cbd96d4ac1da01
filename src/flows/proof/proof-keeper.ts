import type { Forgotten } from "../../answers/proof/whom-to-forget.ts";
import type { Lease } from "../../ledger/lease.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { ChainStep } from "../../ledger/proofs.ts";
import { errorLines } from "../../model/error-lines.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { UserId } from "../../model/ids.ts";
import type { EnrolmentProof } from "../../model/proof.ts";
import type { Caller } from "../caller.ts";

/** A step of the reading of the log, whosever memory it makes worthless. */
type Step = Omit<ChainStep, "org" | "forget"> & { readonly forget: Forgotten };

/** Writes what is to be remembered, in the order in which it is asked. */
export interface ProofKeeper {
  advance(step: Step): void;
  keep(user: UserId, proof: EnrolmentProof): void;
  /** Waits until all of it is written. */
  settled(): Promise<void>;
}

/** A killed run loses so many people at most. */
const atOnce = 500;

/**
 * Keeps proofs in parts while the reading goes on. The answer does not depend on it: what keeps from writing is said once,
 * and nothing more is written, which costs the next run some reading and no truth.
 */
export function proofKeeper(
  { ledger, lease, org }: { readonly ledger: Ledger; readonly lease: Lease; readonly org: string },
  { warn, now }: Pick<Caller, "warn" | "now">,
): ProofKeeper {
  let written: Promise<void> = Promise.resolve();
  let isWriting = true;
  let proofs = new Map<UserId, EnrolmentProof>();
  const then = (write: () => Promise<void>): void => {
    written = written.then(async () => {
      if (!isWriting) return;
      try {
        await write();
      } catch (error) {
        if (!(error instanceof PlumblineError)) throw error;
        isWriting = false;
        warn("what was read of people was not kept in the ledger; the answer holds all the same");
        for (const line of errorLines(error)) warn(line);
      }
    });
    // Told by `settled`.
    written.catch(() => undefined);
  };
  const flush = (): void => {
    const part = proofs;
    proofs = new Map();
    if (part.size > 0) then(() => ledger.proofs.keep(lease, { org, proofs: part }, now()));
  };
  return {
    advance({ forget, ...step }) {
      flush();
      const whom = forget === "everybody" ? forget : [...forget];
      then(() => ledger.proofs.advance(lease, { org, ...step, forget: whom }, now()));
    },
    keep(user, proof) {
      proofs.set(user, proof);
      if (proofs.size >= atOnce) flush();
    },
    settled() {
      flush();
      return written;
    },
  };
}
