import { z } from "zod";
import type { UserId, UserTypeId } from "../../model/ids.ts";
import type { SignOnTraits } from "../../model/live-sign-on.ts";
import type { Person } from "../../model/snapshot.ts";

/** One of `GET /users`; a status that we do not know is kept as Okta wrote it. */
export const wireUser = z.looseObject({
  id: z.string().min(1),
  status: z.string().min(1),
  created: z.string().nullish(),
  activated: z.string().nullish(),
  profile: z.looseObject({ login: z.string().min(1) }),
  type: z.looseObject({ id: z.string().nullish() }).nullish(),
  credentials: z
    .looseObject({
      password: z.unknown().optional(),
      provider: z.looseObject({ type: z.string().nullish() }).nullish(),
    })
    .nullish(),
});

/** Keeps one string of each status for the whole org. */
const statusNames = new Map<string, string>();

export type WireUser = z.output<typeof wireUser>;

/** Makes a person of what Okta sent. */
export type ToPerson = (user: WireUser) => Person;

const traitsOf = ({ type, credentials, profile }: WireUser, attributes: readonly string[]): SignOnTraits => ({
  typeId: type?.id == null ? null : (type.id as UserTypeId),
  provider: credentials?.provider?.type ?? null,
  hasPassword: credentials?.password != null,
  profile: Object.fromEntries(attributes.map((name) => [name, profile[name] ?? null])),
});

/**
 * Prepares keeping the few fields of a person that matter: an org has a hundred thousand of them.
 *
 * @param attributes - profile attributes that sign-on rules ask about; null where nothing of sign-on is judged
 */
export function personReader(attributes: readonly string[] | null): ToPerson {
  // People of whom sign-on rules can say the same share one object.
  const kept = new Map<string, SignOnTraits>();
  const shared = (traits: SignOnTraits): SignOnTraits => {
    const content = JSON.stringify(traits);
    const known = kept.get(content) ?? traits;
    kept.set(content, known);
    return known;
  };
  return (user) => ({
    ...toPerson(user),
    ...(attributes !== null && { signOn: shared(traitsOf(user, attributes)) }),
  });
}

function toPerson(user: WireUser): Person {
  const status = statusNames.get(user.status) ?? user.status;
  statusNames.set(status, status);
  const created = user.created ?? null;
  const activated = user.activated ?? null;
  return {
    id: user.id as UserId,
    login: user.profile.login,
    status,
    created,
    // Of most people it is the same time, which is kept once.
    activated: activated === created ? created : activated,
  };
}
