import { z } from "zod";
import type { GroupId, UserId } from "../../model/ids.ts";
import { ReadFailure } from "../transport/read-failure.ts";
import type { Reading } from "./reading.ts";

const wireStatus = z.looseObject({ status: z.string() });

/** The status of one thing; null when Okta knows none of that id. */
async function statusOf(reading: Reading, endpoint: string, id: string): Promise<string | null> {
  try {
    const { body } = await reading.connection.get({ endpoint, ids: [id] }, reading.signal);
    return wireStatus.safeParse(body).data?.status ?? "";
  } catch (failure) {
    if (failure instanceof ReadFailure && failure.status === 404) return null;
    throw failure;
  }
}

/**
 * Whether a person was deleted or deactivated: a 404 about one who still exists is about something else (okta-api 2.1:
 * DEPROVISIONED answers 404 too).
 *
 * @throws ReadFailure when Okta does not say
 */
export async function isPersonGone(reading: Reading, user: UserId): Promise<boolean> {
  const status = await statusOf(reading, "/api/v1/users/{id}", user);
  return status === null || status === "DEPROVISIONED";
}

/**
 * Whether a group was deleted.
 *
 * @throws ReadFailure when Okta does not say
 */
export async function isGroupGone(reading: Reading, group: GroupId): Promise<boolean> {
  return (await statusOf(reading, "/api/v1/groups/{id}", group)) === null;
}
