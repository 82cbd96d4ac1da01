/**
 * Outcome of a message:
 * - `refused`: this message will not do, another may
 * - `down`: the destination takes nothing now
 */
export type Outcome =
  | { readonly kind: "delivered" }
  | {
      readonly kind: "refused" | "down";
      /** One clause, without anything secret. */
      readonly reason: string;
      /** How long the destination asked to be left alone. */
      readonly restMs: number | null;
    };

/** Neither more nor anything of what the other side wrote: it may repeat what we sent. */
export const notDelivered = (
  kind: "refused" | "down",
  reason: string,
  restMs: number | null = null,
): Outcome => ({ kind, reason, restMs });
