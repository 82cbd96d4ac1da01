import { z } from "zod";
import type { UserId } from "../model/ids.ts";
import { ScopeMissing } from "./access/scope-missing.ts";
import type { OktaConnection } from "./connection/connection.ts";
import { pages } from "./connection/paging.ts";
import { ReadFailure } from "./transport/read-failure.ts";

const scope = "okta.devices.read";
const holders = z.array(z.looseObject({ user: z.looseObject({ id: z.string().min(1) }) }));

/** Who holds each of these devices; null where Okta does not say, such as of one that was deleted. */
export async function deviceHolders(
  connection: OktaConnection,
  devices: Iterable<string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly UserId[] | null>> {
  const found = new Map<string, readonly UserId[] | null>();
  for (const device of devices) {
    connection.needScopes([scope]);
    found.set(device, await holdersOf(connection, device, signal));
  }
  return found;
}

async function holdersOf(
  connection: OktaConnection,
  device: string,
  signal: AbortSignal,
): Promise<readonly UserId[] | null> {
  const read = { endpoint: "/api/v1/devices/{id}/users", ids: [device] };
  const people: UserId[] = [];
  try {
    for await (const body of pages(connection, read, signal)) {
      const page = holders.safeParse(body);
      if (!page.success) return null;
      people.push(...page.data.map(({ user }) => user.id as UserId));
    }
    return people;
  } catch (error) {
    if (error instanceof ScopeMissing) connection.doWithout([scope]);
    else if (!(error instanceof ReadFailure)) throw error;
    return null;
  }
}
