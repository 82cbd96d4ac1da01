import { describe, expect, it } from "vitest";
import { durationValue, idsValue, numberValue, shareValue, timeValue } from "../../src/cli/option-values.ts";

describe("a duration", () => {
  it.each([
    ["30s", 30_000],
    ["30m", 1_800_000],
    ["2h", 7_200_000],
  ])("%s", (text, milliseconds) => {
    expect(durationValue(text)).toBe(milliseconds);
  });
  it.each(["", "0", "0s", "-3m", "30", "half an hour", "1.5h", "2 h"])("refuses %j", (text) => {
    expect(() => durationValue(text)).toThrow("such as 30s, 30m or 2h");
  });
});

describe("a time", () => {
  it.each([
    ["2026-11-23T09:00:00Z", "2026-11-23T09:00:00.000Z"],
    ["2026-11-23T09:00Z", "2026-11-23T09:00:00.000Z"],
    ["2026-11-23T09:00:00.5+02:00", "2026-11-23T07:00:00.500Z"],
    ["2026-11-23", "2026-11-23T00:00:00.000Z"],
    ["2028-02-29", "2028-02-29T00:00:00.000Z"],
  ])("%s", (text, moment) => {
    expect(timeValue(text).toISOString()).toBe(moment);
  });
  it.each([
    "",
    "now",
    "2026-11-23T09:00:00",
    "23.11.2026",
    "2026-02-30",
    "2026-13-01",
    "2026-11-23T25:00:00Z",
    "1e3",
  ])("refuses %j", (text) => {
    expect(() => timeValue(text)).toThrow("such as 2026-11-23T09:00:00Z");
  });
});

describe("a share", () => {
  it.each([
    ["50%", 0.5],
    ["0.5", 0.5],
    ["100%", 1],
    ["1", 1],
    ["12.5%", 0.125],
  ])("%s", (text, share) => {
    expect(shareValue(text)).toBe(share);
  });
  it.each(["", "0", "0%", "150%", "1.5", "-1", "half", "NaN", "5 0%"])("refuses %j", (text) => {
    expect(() => shareValue(text)).toThrow("such as 50% or 0.5");
  });
});

describe("ids", () => {
  it("come between commas, and add up", () => {
    expect(idsValue("factors, member-of", ["governed-by"])).toEqual(["governed-by", "factors", "member-of"]);
  });
  it.each(["", ",", "factors,"])("refuse %j", (text) => {
    expect(() => idsValue(text, [])).toThrow("with commas between them");
  });
});

describe("a whole number", () => {
  it("has bounds", () => {
    expect(numberValue(0, 65_535)("8080")).toBe(8080);
    for (const text of ["-1", "65536", "8.5", "", "x"]) {
      expect(() => numberValue(0, 65_535)(text)).toThrow("from 0 to 65535");
    }
  });
});
