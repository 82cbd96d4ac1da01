import { expect, it, vi } from "vitest";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { logEvent, userTarget } from "../../src/emulator/log/log-events.ts";
import type { LogEvent } from "../../src/emulator/state/log-event.ts";
import type { EmulatedUser } from "../../src/emulator/state/state.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { watchAcme } from "../support/watched-acme.ts";

// Acme is read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const state = acmeState(new Date());
const dana = theUser("dana@acme.example");

function theUser(login: string): EmulatedUser {
  const user = state.users.find(({ profile }) => profile.login === login);
  if (user === undefined) throw new Error(`nobody is called ${login}`);
  return user;
}

/** Dana answers a push, so many minutes ago. */
function push(minutesAgo: number, result: "SUCCESS" | "FAILURE"): LogEvent {
  const event = logEvent(
    { eventType: "user.authentication.auth_via_mfa", targets: [] },
    {
      uuid: `${result}-${minutesAgo}`,
      published: new Date(Date.now() - minutesAgo * 60_000),
      actor: userTarget(dana),
      tokenId: null,
      requestId: "req1",
      requestUri: "/api/v1/authn",
      ipAddress: "203.0.113.9",
      userAgent: "Mozilla/5.0",
    },
  );
  const reason = result === "SUCCESS" ? null : "INVALID_CREDENTIALS";
  return {
    ...event,
    outcome: { result, reason },
    debugContext: { debugData: { ...event.debugContext.debugData, factor: "OKTA_VERIFY_PUSH" } },
  };
}

const acmeWith = (...events: readonly LogEvent[]) =>
  watchAcme({ state: { ...state, logEvents: [...state.logEvents, ...events] } });

it("watch tells of pushes that were denied until one was accepted", async () => {
  const denied = [9, 8, 7].map((minutes) => push(minutes, "FAILURE"));
  const acme = await acmeWith(push(30, "SUCCESS"), ...denied, push(6, "SUCCESS"));
  expect(await acme.watchOnce("--since", "1h")).toMatchObject({ exitCode: 0 });
  expect(await acme.alerts()).toMatchObject([
    {
      detection: "mfa-push-fatigue",
      severity: "critical",
      subject: { name: "dana@acme.example" },
      actor: { via: "self", ip: "203.0.113.9" },
      events: ["FAILURE-9", "FAILURE-8", "FAILURE-7", "SUCCESS-6"],
    },
  ]);
  expect(await acme.watchOnce()).toMatchObject({ exitCode: 0, stdout: "" });
});

it("watch asks the org nothing for people who sign in as usual, and keeps nothing of it", async () => {
  const acme = await acmeWith(push(9, "SUCCESS"), push(3, "SUCCESS"));
  expect(await acme.watchOnce("--since", "1h")).toMatchObject({
    exitCode: 0,
    stdout: "",
    stderr: expect.stringContaining("2 events read"),
  });
  expect([...acme.emulator.requests.keys()].filter((request) => request.includes("/policies"))).toEqual([]);
  const ledger = await openLedger(acme.ledger, { create: false });
  const known = await ledger.recall(acme.emulator.url, {
    uuids: ["SUCCESS-9", "SUCCESS-3"],
    people: [dana.id],
    resolvedSince: new Date(0),
  });
  await ledger.close();
  expect([known.seen.size, known.people.size, known.records.length]).toEqual([0, 0, 0]);
});
