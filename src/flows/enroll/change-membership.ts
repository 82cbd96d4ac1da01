import { PlumblineError } from "../../model/errors.ts";
import type { OktaConnection } from "../../okta/connection/connection.ts";
import { isGroupMember, type Membership } from "../../okta/group-membership.ts";
import { ReadFailure } from "../../okta/transport/read-failure.ts";

/** Result of a change, as far as Okta could be asked. */
export type ChangeResult =
  | { readonly kind: "done" }
  | { readonly kind: "failed" | "unknown"; readonly reason: string };

/** Where to make changes, and what ends the run between two of them. */
export interface Changing {
  readonly connection: OktaConnection;
  /** Ctrl-C and `--timeout`; a change that is under way is finished all the same. */
  readonly signal: AbortSignal;
}

/** A change is never cut off in the middle: then nobody would know what came of it. */
const never = new AbortController().signal;

/**
 * Makes one change and finds out whether it was made. A refusal is certain; after anything else (the connection died,
 * Okta was busy to the end of our patience) the membership is asked for.
 */
export async function changeMembership(
  { connection }: Changing,
  membership: Membership,
  make: (connection: OktaConnection, membership: Membership, signal: AbortSignal) => Promise<void>,
  wanted: "member" | "no member",
): Promise<ChangeResult> {
  try {
    await make(connection, membership, never);
    return { kind: "done" };
  } catch (failure) {
    const reason = reasonOf(failure);
    if (failure instanceof ReadFailure && failure.kind === "refused") return { kind: "failed", reason };
    try {
      const isMember = await isGroupMember(connection, membership, never);
      return isMember === (wanted === "member") ? { kind: "done" } : { kind: "failed", reason };
    } catch (another) {
      reasonOf(another);
      return { kind: "unknown", reason };
    }
  }
}

/** Why Okta did not do, or say, what was asked. Whatever is not about Okta is thrown on. */
export function reasonOf(failure: unknown): string {
  if (failure instanceof ReadFailure || failure instanceof PlumblineError) return failure.message;
  throw failure;
}
