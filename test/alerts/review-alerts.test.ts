import { describe, expect, it } from "vitest";
import { reviewAlerts } from "../../src/alerts/review-alerts.ts";
import { aRecord } from "../support/an-alert.ts";

const period = { since: new Date("2026-11-16T10:00:00.000Z"), now: new Date("2026-11-23T10:00:00.000Z") };
const closed = (id: string, openedAt: string, resolvedAt: string) =>
  aRecord({
    id,
    openedAt,
    lastSeenAt: openedAt,
    state: "resolved",
    resolvedAt,
    resolution: "enrolled again",
  });

const none = { opened: 0, closed: 0, open: 0, overdue: 0, medianSecondsToClose: null };

describe("a review of alerts", () => {
  it("of nothing counts nothing", () => {
    expect(reviewAlerts([], period)).toEqual({
      since: "2026-11-16T10:00:00.000Z",
      until: "2026-11-23T10:00:00.000Z",
      total: none,
      byDetection: [],
      byPerson: [],
      byActor: [],
      managed: 0,
      alerts: [],
    });
  });

  it("counts what was opened, closed, is open or overdue, and how long closing took", () => {
    const records = [
      closed("before", "2026-11-01T10:00:00.000Z", "2026-11-02T10:00:00.000Z"),
      closed("long", "2026-11-10T10:00:00.000Z", "2026-11-17T10:00:00.000Z"),
      closed("short", "2026-11-18T10:00:00.000Z", "2026-11-18T10:01:00.000Z"),
      aRecord({ id: "old", openedAt: "2026-10-01T10:00:00.000Z", dueAt: "2026-10-02T10:00:00.000Z" }),
      aRecord({ id: "new", state: "acknowledged", dueAt: "2026-11-24T10:00:00.000Z" }),
    ];
    const { total, alerts } = reviewAlerts(records, period);
    expect(alerts.map(({ id }) => id)).toEqual(["long", "short", "old", "new"]);
    expect(total).toEqual({
      opened: 2,
      closed: 2,
      open: 2,
      overdue: 1,
      medianSecondsToClose: (7 * 86_400 + 60) / 2,
    });
  });

  it("counts by detection, person and actor, most first, a renamed person once", () => {
    const zone = { type: "zone", id: "nzo1", name: "Corp" };
    const omar = { ...aRecord().alert.actor, id: "00uomar", name: "omar@acme.example" };
    const { byDetection, byPerson, byActor } = reviewAlerts(
      [
        aRecord({ id: "1" }),
        aRecord({ id: "2", subject: { type: "user", id: "00udana", name: "dana.r@acme.example" } }),
        aRecord({ id: "3", detection: "zone-changed", subject: zone, actor: omar }),
      ],
      period,
    );
    expect(byDetection.map(({ id, opened }) => [id, opened])).toEqual([
      ["mfa-reset", 2],
      ["zone-changed", 1],
    ]);
    expect(byPerson.map(({ id, name, open }) => [id, name, open])).toEqual([
      ["00udana", "dana.r@acme.example", 2],
    ]);
    expect(byActor.map(({ name, opened }) => [name, opened])).toEqual([
      ["nia@acme.example", 2],
      ["omar@acme.example", 1],
    ]);
  });

  it("counts changes of ours apart, and what another alert tells better not at all", () => {
    const record = closed("one", "2026-11-18T10:00:00.000Z", "2026-11-18T10:00:00.000Z");
    const managed = { ...record, resolvedBy: "managed" as const };
    const told = { ...record, alert: { ...record.alert, id: "two", resolution: "told by alert one" } };
    expect(reviewAlerts([managed, told], period)).toMatchObject({ total: none, managed: 1, alerts: [] });
  });
});
