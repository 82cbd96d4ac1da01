import { z } from "zod";
import type { GroupId, UserId, UserTypeId, ZoneId } from "../../../model/ids.ts";
import type { LivePeople } from "../../../model/live-sign-on.ts";
import type { LiveNetwork } from "../../../model/network.ts";

const ids = z.array(z.string()).nullish();
const sides = z.looseObject({ include: ids, exclude: ids }).nullish();

/** Conditions that all kinds of sign-on rules share. */
export const wireConditions = z.looseObject({
  people: z.looseObject({ users: sides, groups: sides }).nullish(),
  userType: sides,
  network: z.looseObject({ connection: z.string().nullish(), include: ids, exclude: ids }).nullish(),
});

type Conditions = z.output<typeof wireConditions>;

const sidesKnown = { include: true, exclude: true } as const;

/** Which of their keys are read. */
export const knownConditions = {
  people: { users: sidesKnown, groups: sidesKnown },
  userType: sidesKnown,
  network: { connection: true, include: true, exclude: true },
} as const;

export function peopleOf({ people, userType }: Conditions): LivePeople {
  const listed = (list: readonly string[] | null | undefined) => list ?? [];
  return {
    userIds: listed(people?.users?.include).map((id) => id as UserId),
    exceptUserIds: listed(people?.users?.exclude).map((id) => id as UserId),
    groupIds: listed(people?.groups?.include).map((id) => id as GroupId),
    exceptGroupIds: listed(people?.groups?.exclude).map((id) => id as GroupId),
    userTypeIds: listed(userType?.include).map((id) => id as UserTypeId),
    exceptUserTypeIds: listed(userType?.exclude).map((id) => id as UserTypeId),
  };
}

/** A network condition, and the path of one that `LiveNetwork` cannot say. */
export interface ReadNetwork {
  readonly network: LiveNetwork;
  readonly unmodelled: readonly string[];
}

/** Reads a network condition; an older connection word, zones on both sides, or none at all, cannot be said. */
export function networkOf({ network }: Conditions): ReadNetwork {
  const anywhere = { kind: "anywhere" } as const;
  const connection = network?.connection ?? "ANYWHERE";
  if (connection === "ANYWHERE") return { network: anywhere, unmodelled: [] };
  const zones = (list: readonly string[] | null | undefined) => (list ?? []).map((id) => id as ZoneId);
  const [include, exclude] = [zones(network?.include), zones(network?.exclude)];
  if (connection !== "ZONE") {
    return { network: anywhere, unmodelled: [`conditions.network.connection: ${connection}`] };
  }
  if (include.length > 0 && exclude.length === 0) {
    return { network: { kind: "in", zoneIds: include }, unmodelled: [] };
  }
  if (exclude.length > 0 && include.length === 0) {
    return { network: { kind: "notIn", zoneIds: exclude }, unmodelled: [] };
  }
  return { network: anywhere, unmodelled: ["conditions.network"] };
}
