import { describe, expect, it } from "vitest";
import { firstStart, nextStart, startByTime } from "../../../src/flows/watch/log-start.ts";

const now = new Date("2026-11-23T10:00:00.000Z");
const dayMs = 86_400_000;
const ago = (days: number): Date => new Date(now.getTime() - days * dayMs);
const position = (days: number) => ({
  next: "https://acme.okta.com/api/v1/logs?after=1",
  filter: "these",
  updatedAt: ago(days).toISOString(),
});

describe("a new ledger", () => {
  it("begins where it is told, and says what it does not look at", () => {
    expect(firstStart(ago(7), now)).toEqual({
      start: { since: ago(7) },
      remarks: [
        "a new ledger: reading the System Log from 2026-11-16 10:00 UTC; what happened before is not looked at",
      ],
    });
  });

  it("says that Okta keeps its log for 90 days", () => {
    const { start, remarks } = firstStart(ago(120), now);
    expect(start).toEqual({ since: ago(120) });
    expect(remarks.slice(1)).toEqual([
      "Okta keeps its log for 90 days: nothing from before 2026-08-25 10:00 UTC comes",
    ]);
  });

  it("asks for no more than the 180 days that Okta looks back", () => {
    const { start, remarks } = firstStart(ago(400), now);
    expect(start).toEqual({ since: new Date(ago(180).getTime() + 60_000) });
    expect(remarks).toContain("Okta looks back 180 days at most");
  });
});

describe("a ledger that read before", () => {
  it("goes on from its link without a word", () => {
    expect(nextStart(position(1), "these", now)).toEqual({
      start: { position: position(1).next },
      remarks: [],
    });
  });

  it("reads an hour again where other events are wanted than before", () => {
    const { start, remarks } = nextStart(position(1), "those", now);
    expect(start).toEqual({ since: new Date(ago(1).getTime() - 3_600_000) });
    expect(remarks).toEqual([
      "other kinds of events are read than before: reading again from 2026-11-22 09:00 UTC",
    ]);
  });

  it("says what it missed when it was away for longer than Okta keeps its log", () => {
    expect(nextStart(position(100), "these", now)).toEqual({
      start: { position: position(100).next },
      remarks: [
        "last read 2026-08-15 10:00 UTC, and Okta keeps its log for 90 days: what happened until 2026-08-25 10:00 UTC is lost",
      ],
    });
  });

  it("says why it starts by time", () => {
    expect(startByTime(position(0), now, "the link is gone").remarks).toEqual([
      "the link is gone: reading again from 2026-11-23 09:00 UTC",
    ]);
  });

  it.each([
    ["a year ago, further than Okta looks back", 365, new Date(ago(180).getTime() + 60_000)],
    ["tomorrow, by a clock that was ahead", -1, new Date(now.getTime() - 3_600_000)],
  ])("starts by time from where there is something to read: last read %s", (_, days, since) => {
    expect(startByTime(position(days), now, "the link is gone").start).toEqual({ since });
  });
});
