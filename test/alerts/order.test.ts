import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asTarget, dana, sampleEvent, thing } from "../../src/alerts/detections/sample-event.ts";
import { isOpen } from "../../src/alerts/lifecycle/alert-record.ts";
import type { AlertRecord } from "../../src/ledger/alert-record.ts";
import type { LogEvent } from "../../src/model/log-event.ts";
import { watchInMemory } from "../support/alert-delivery.ts";
import { everyDetection } from "../support/every-detection.ts";

const samples = everyDetection.flatMap(({ samples }) => samples.map(({ event }) => event));
const start = Date.parse("2026-03-02T00:00:00.000Z");
const minuteMs = 60_000;

/** Sample events of every detection, at any minutes of two days. */
const anyEvents: fc.Arbitrary<readonly LogEvent[]> = fc
  .array(fc.tuple(fc.constantFrom(...samples), fc.nat(2 * 24 * 60)), { maxLength: 25 })
  .map((list) =>
    list.map(([event, minute], index) => ({
      ...event,
      uuid: `event-${index}`,
      published: new Date(start + minute * minuteMs).toISOString(),
    })),
  );

/** Lifecycles of one account (okta-api 1.3): made once, then activated and deactivated in turn. */
const accountEvents: fc.Arbitrary<readonly LogEvent[]> = fc
  .tuple(fc.uniqueArray(fc.nat(120), { maxLength: 8 }), fc.boolean(), fc.boolean())
  .map(([minutes, isMadeHere, beginsActive]) =>
    minutes
      .toSorted((left, right) => left - right)
      .map((minute, index) => {
        const isActivation = (index % 2 === 0) === beginsActive;
        const word = isMadeHere && index === 0 ? "create" : isActivation ? "activate" : "deactivate";
        return sampleEvent({
          eventType: `user.lifecycle.${word}`,
          uuid: `${word}-${minute}`,
          published: new Date(start + minute * minuteMs).toISOString(),
          targets: [asTarget(dana)],
        });
      }),
  );

const shuffled = (events: readonly LogEvent[]) =>
  fc.shuffledSubarray([...events], { minLength: events.length, maxLength: events.length });

function deliveredAtOnce(events: readonly LogEvent[]) {
  const watch = watchInMemory();
  return { after: watch.deliver({ events }), alerts: watch.alerts() };
}

describe("how Okta delivers", () => {
  test("neither the order within a delivery nor repeats change the alerts", () => {
    const delivered = anyEvents.chain((events) =>
      fc.tuple(fc.constant(events), shuffled(events), fc.subarray([...events])),
    );
    fc.assert(
      fc.property(delivered, ([events, mixed, again]) => {
        expect(deliveredAtOnce([...mixed, ...again])).toEqual(deliveredAtOnce(events));
      }),
    );
  });

  test("what was handled once changes nothing when it comes again", () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const watch = watchInMemory();
        watch.deliver({ events });
        expect(watch.deliver({ events }).changes).toEqual([]);
      }),
    );
  });

  test("a token is alerted on exactly while it was made or enabled last, however late what happened to it comes", () => {
    const tokenEvents = fc.uniqueArray(fc.nat(120), { minLength: 1, maxLength: 8 }).map((minutes) =>
      minutes
        .toSorted((left, right) => left - right)
        .map((minute, index) =>
          sampleEvent({
            eventType: `system.api_token.${index % 2 === 1 ? "revoke" : index === 0 ? "create" : "enable"}`,
            uuid: `token-${minute}`,
            published: new Date(start + minute * minuteMs).toISOString(),
            targets: [thing("Token", "00Tbackup", "backup")],
          }),
        ),
    );
    const delivered = tokenEvents.chain((events) => fc.tuple(fc.constant(events), shuffled(events)));
    fc.assert(
      fc.property(delivered, ([events, mixed]) => {
        const watch = watchInMemory();
        for (const event of mixed) watch.deliver({ events: [event] });
        expect(watch.alerts().some(isOpen)).toBe(events.length % 2 === 1);
      }),
    );
  });

  test("an activation is judged alike however late what explains it comes", () => {
    const told = (alerts: readonly AlertRecord[]) =>
      alerts.flatMap(({ alert }) => alert.events.map((uuid) => `${alert.detection}: ${uuid}`));
    const delivered = accountEvents.chain((events) => fc.tuple(fc.constant(events), shuffled(events)));
    fc.assert(
      fc.property(delivered, ([events, mixed]) => {
        const watch = watchInMemory();
        for (const event of mixed) watch.deliver({ events: [event] });
        const inOrder = told(deliveredAtOnce(events).alerts);
        // Nothing is missed. What was told otherwise before it was known better is closed.
        expect(told(watch.alerts())).toEqual(expect.arrayContaining(inOrder));
        expect(inOrder).toEqual(expect.arrayContaining(told(watch.alerts().filter(isOpen))));
      }),
    );
  });
});
