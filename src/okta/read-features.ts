import { z } from "zod";
import { ScopeMissing } from "./access/scope-missing.ts";
import type { OktaConnection } from "./connection/connection.ts";
import { ReadFailure } from "./transport/read-failure.ts";

const scope = "okta.features.read";
const wireFeatures = z.array(z.looseObject({ name: z.string().min(1), status: z.string().min(1) }));

/** Features that Okta offers an org to switch by itself, by name with their status; or why they were not read. */
export type FeaturesRead =
  | { readonly kind: "read"; readonly statuses: ReadonlyMap<string, string> }
  | { readonly kind: "unread"; readonly reason: string };

/**
 * Reads the self-service features of an org, those of Early Access and Beta: Okta lists no others. What keeps from reading
 * them is no error: they only explain.
 */
export async function readFeatures(connection: OktaConnection, signal: AbortSignal): Promise<FeaturesRead> {
  connection.needScopes([scope]);
  try {
    const { body } = await connection.get({ endpoint: "/api/v1/features" }, signal);
    const listed = wireFeatures.safeParse(body);
    if (!listed.success) return { kind: "unread", reason: "not a list of features" };
    return { kind: "read", statuses: new Map(listed.data.map(({ name, status }) => [name, status])) };
  } catch (error) {
    if (error instanceof ScopeMissing) {
      connection.doWithout([scope]);
      return { kind: "unread", reason: error.gapReason };
    }
    if (!(error instanceof ReadFailure)) throw error;
    const fix = error.status === 403 ? `; to see them, grant ${scope}` : "";
    return { kind: "unread", reason: `${error.message}${fix}` };
  }
}
