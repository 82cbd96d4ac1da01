import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Rhythm, slotAt } from "../../src/jobs/slots.ts";
import { propertyRuns } from "../support/property-runs.ts";

const hourMs = 3_600_000;
const acme: Rhythm = { kind: "check", org: "https://acme.okta.com", everyMs: 6 * hourMs };
const now = new Date("2026-11-23T10:00:00.000Z");
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/;

const rhythms = fc.record({
  kind: fc.constantFrom("check", "watch", "posts"),
  org: fc.webUrl(),
  everyMs: fc.integer({ min: 1000, max: 7 * 24 * hourMs }),
});
const times = fc.date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true });

describe("a slot", () => {
  it("is the same for whoever works it out during its period, and another right after", () => {
    fc.assert(
      fc.property(rhythms, times, fc.nat({ max: 999 }), (rhythm, time, part) => {
        const slot = slotAt(rhythm, time);
        const within = new Date(slot.dueAt.getTime() + Math.floor((rhythm.everyMs * part) / 1000));
        const after = slotAt(rhythm, new Date(slot.dueAt.getTime() + rhythm.everyMs));
        expect(slotAt(rhythm, within)).toEqual(slot);
        expect(slot.dueAt.getTime()).toBeLessThanOrEqual(time.getTime());
        expect(after.dueAt.getTime() - slot.dueAt.getTime()).toBe(rhythm.everyMs);
        expect(after.id).not.toBe(slot.id);
        expect(slot.id).toMatch(uuid);
      }),
      { numRuns: propertyRuns(100) },
    );
  });

  it.each<[string, Partial<Rhythm>]>([
    ["org", { org: "https://globex.okta.com" }],
    ["kind", { kind: "watch" }],
    ["period", { everyMs: hourMs }],
  ])("is another one for another %s", (_, part) => {
    expect(slotAt({ ...acme, ...part }, now).id).not.toBe(slotAt(acme, now).id);
  });

  it("begins at another time for each org, spread over the period", () => {
    const fleet = Array.from({ length: 600 }, (_, index) => `https://acme-${index}.okta.com`);
    const sixths = fleet.map((org) => {
      const { dueAt } = slotAt({ ...acme, org }, now);
      return Math.floor((now.getTime() - dueAt.getTime()) / hourMs);
    });
    for (const hour of [0, 1, 2, 3, 4, 5]) {
      const share = sixths.filter((one) => one === hour).length / fleet.length;
      expect(share).toBeGreaterThan(0.1);
      expect(share).toBeLessThan(0.24);
    }
  });
});
