import { z } from "zod";
import type { UserId } from "../../model/ids.ts";
import type { Person } from "../../model/snapshot.ts";

/** One of `GET /users`; a status that we do not know is kept as Okta wrote it. */
export const wireUser = z.looseObject({
  id: z.string().min(1),
  status: z.string().min(1),
  created: z.string().nullish(),
  activated: z.string().nullish(),
  profile: z.looseObject({ login: z.string().min(1) }),
});

/** Keeps one string of each status for the whole org. */
const statusNames = new Map<string, string>();

/** The few fields of a person that are kept: an org has a hundred thousand of them. */
export function toPerson(user: z.output<typeof wireUser>): Person {
  const status = statusNames.get(user.status) ?? user.status;
  statusNames.set(status, status);
  return {
    id: user.id as UserId,
    login: user.profile.login,
    status,
    created: user.created ?? null,
    activated: user.activated ?? null,
  };
}
