import { describe, expect, it } from "vitest";
import { EventIntake, streamedAs } from "../../../src/flows/watch/event-intake.ts";
import type { LogEvent } from "../../../src/model/log-event.ts";

const reset = "user.mfa.factor.reset_all";
const restored = "user.mfa.factor.activate";
const push = "user.authentication.auth_via_mfa";

const event = (uuid: string, part: Partial<LogEvent> = {}): LogEvent => ({
  uuid,
  published: "2026-11-23T09:00:00.000Z",
  eventType: reset,
  displayMessage: null,
  actor: { id: "00unia", type: "User", alternateId: null, displayName: null },
  client: { ipAddress: null, country: null, userAgent: null },
  outcome: { result: "SUCCESS", reason: null },
  targets: [],
  debugData: {},
  transaction: { id: null, type: null, requestApiTokenId: null },
  ...part,
});

function anIntake() {
  let time = 0;
  const intake = new EventIntake(() => time, [reset, restored, push], [{ closedBy: [restored] }]);
  const add = (...events: readonly LogEvent[]) =>
    intake.add({ events: events.map((one) => ({ event: one, isWhole: true })), unreadable: [] });
  const pass = (ms: number) => {
    time += ms;
  };
  return { intake, add, pass };
}

const uuidsOf = (events: readonly LogEvent[]) => events.map(({ uuid }) => uuid);

describe("what came by a stream", () => {
  it("waits once, however often it came", () => {
    const { intake, add } = anIntake();
    expect(uuidsOf(add(event("a"), event("a"), event("b")))).toEqual(["a", "a", "b"]);
    expect(uuidsOf(intake.take())).toEqual(["a", "b"]);
    expect(intake.take()).toEqual([]);
  });

  it("rings and is no content where it closes alerts, answers a push, or is not whole", () => {
    const { intake, add } = anIntake();
    expect(uuidsOf(add(event("a", { eventType: restored }), event("b", { eventType: push })))).toEqual([
      "a",
      "b",
    ]);
    const poorer = { event: event("c"), isWhole: false };
    expect(uuidsOf(intake.add({ events: [poorer], unreadable: [] }))).toEqual(["c"]);
    expect(intake.take()).toEqual([]);
  });

  it("does not even ring where nobody watches such events", () => {
    const { intake, add } = anIntake();
    expect(add(event("a", { eventType: "user.session.start" }))).toEqual([]);
    expect(intake.take()).toEqual([]);
  });

  it("need not be handled once the log has shown it", () => {
    const { intake, add } = anIntake();
    add(event("a"));
    intake.shown([event("a")]);
    expect(intake.take()).toEqual([]);
  });

  it("is another event where it is told otherwise, and not for a detail", () => {
    const targets = [
      {
        id: "00uravi",
        type: "User",
        alternateId: null,
        displayName: null,
        detailEntry: {},
        changeDetails: null,
      },
    ];
    const as = streamedAs(event("a"));
    expect(streamedAs(event("a", { debugData: { more: 1 } }))).toBe(as);
    const others = [event("a", { targets }), event("a", { eventType: restored }), event("b")].map(streamedAs);
    expect(others).not.toContain(as);
  });

  it("is said where the log does not show it for ten minutes, once", () => {
    const { intake, pass } = anIntake();
    intake.expect([event("a"), event("b")]);
    intake.shown([event("b")]);
    pass(10 * 60_000);
    expect(intake.remarks()).toEqual([]);
    pass(1);
    expect(intake.remarks()).toEqual([
      "the System Log does not show what came by the stream (1: a, …): is it of another org?",
    ]);
    expect(intake.remarks()).toEqual([]);
    intake.expect([event("c")]);
    expect(intake.remarks(true)).toEqual([
      "the System Log does not show yet what came by the stream (1: c, …): is it of another org?",
    ]);
  });

  it("is not more than memory holds: what does not fit comes by the log", () => {
    const { intake, add } = anIntake();
    add(...Array.from({ length: 10_500 }, (_, index) => event(`e${index}`)));
    const taken = intake.take();
    expect(taken.length).toBeLessThan(10_500);
    intake.expect(taken);
    add(event("another"));
    expect(intake.take()).toEqual([]);
  });
});

it("says of lines that hold no event the first and how many", () => {
  const { intake } = anIntake();
  for (const lines of [["line 1: x", "line 2: x"], ["line 3: x", "line 4: x"], ["line 5: x"]]) {
    intake.add({ events: [], unreadable: lines });
  }
  expect(intake.remarks()).toEqual(["not read from the stream: line 1: x; line 2: x; line 3: x; and 2 more"]);
  intake.add({ events: [], unreadable: ["line 6: x"] });
  expect(intake.remarks()).toEqual(["not read from the stream: line 6: x"]);
});
