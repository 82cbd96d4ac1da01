import { expect } from "vitest";
import { openLedger } from "../../../src/ledger/open-ledger.ts";
import type { Alert } from "../../../src/model/alert.ts";
import type { WatchedAcme } from "../watched-acme.ts";

/** People whom nobody enrolls again: their alerts stay open, whenever they are looked at. */
const people = ["dana@acme.example", "omar@acme.example", "kim@acme.example"];

/** An administrator at work: resets somebody's factors. */
export async function resetSomebody(acme: WatchedAcme, random: () => number): Promise<void> {
  const login = people[Math.floor(random() * people.length)] ?? "";
  await acme.change("POST", `/users/${acme.userId(login)}/lifecycle/reset_factors`);
}

/** The events that the administrator caused, in the order of the log. */
export const uuidsOf = (acme: WatchedAcme): readonly string[] =>
  acme.emulator.state.logEvents
    .filter(({ eventType }) => eventType === "user.mfa.factor.reset_all")
    .map(({ uuid }) => uuid);

interface Inspection {
  /** Events that were logged when the process died, and that the ledger does not have. */
  readonly behind: number;
}

/** Must be true of a ledger at any moment: it has the log up to some event, each event in one alert. */
export async function inspect(acme: WatchedAcme, place: string): Promise<Inspection> {
  const logged = uuidsOf(acme);
  const ledger = await openLedger(place, { create: false });
  const { url } = acme.emulator;
  const { seen } = await ledger.recall(url, { uuids: logged, people: [], resolvedSince: new Date() });
  const inAlerts = (await ledger.records(url)).flatMap(({ record }) => record.alert.events);
  const outbox = await ledger.outbox.waiting(url);
  await ledger.close();
  const dealtWith = logged.slice(0, seen.size);
  expect([...seen].toSorted()).toEqual(dealtWith.toSorted());
  expect(inAlerts.toSorted()).toEqual(dealtWith.toSorted());
  expect(outbox.size).toBe(0);
  return { behind: logged.length - dealtWith.length };
}

/** Every alert of a ledger. */
export async function alertsIn(acme: WatchedAcme, place: string): Promise<readonly Alert[]> {
  const ledger = await openLedger(place, { create: false });
  const records = await ledger.records(acme.emulator.url);
  await ledger.close();
  return records.map(({ record }) => record.alert);
}
