import { describe, expect, it } from "vitest";
import type { OrgId } from "../../../src/model/ids.ts";
import type { CostEstimate, Readiness, ReadinessPoint } from "../../../src/model/readiness.ts";
import { readinessText } from "../../../src/report/pages/readiness-text.ts";

function point(id: string, part: Partial<ReadinessPoint> = {}): ReadinessPoint {
  return {
    id,
    status: "good",
    message: `${id} is fine`,
    remedy: null,
    checks: { unknown: [], partly: [] },
    ...part,
  };
}

const cost: CostEstimate = {
  calls: { least: 75, most: 126 },
  byEndpoint: {},
  isOpen: false,
  minutes: { least: 2, most: 4 },
  people: { least: 51, most: 51 },
};

function text(part: Partial<Readiness>, width = 400): string {
  const readiness: Readiness = {
    schemaVersion: 1,
    tool: { name: "plumbline", version: "0.1.0" },
    org: { url: "https://acme.okta.com", id: "00oacme" as OrgId, engine: "identity" },
    baseline: null,
    verdict: "ready",
    checks: ["factors", "member-of", "governed-by"],
    points: [],
    cost: null,
    ...part,
  };
  return readinessText(readiness, { width, color: false });
}

describe("what a check would cost", () => {
  it.each([
    ["a range", {}, "75 to 126 calls: one or two for each of 51 people"],
    ["one number", { calls: { least: 1200, most: 1200 } }, "would cost 1,200 calls: "],
    ["one person", { people: { least: 1, most: 1 } }, "for each of 1 person whose"],
    ["a list that was not counted to its end", { isOpen: true }, "126 calls or more: "],
    ["minutes", {}, "it takes about 2 to 4 minutes (estimated)."],
    ["one minute", { minutes: { least: 1, most: 1 } }, "it takes about 1 minute (estimated)."],
    ["no wait", { minutes: { least: 0, most: 0 } }, "it takes less than a minute (estimated)."],
    ["open minutes", { isOpen: true }, "(estimated, or more as not everything could be counted)."],
    ["no limits", { minutes: null }, "How long that takes cannot be said: Okta sent no rate limits."],
  ] as const)("%s", (_, part, words) => {
    expect(text({ cost: { ...cost, ...part } })).toContain(words);
  });
});

describe("the last line", () => {
  const failed = (unknown: readonly string[], partly: readonly string[] = []): Partial<ReadinessPoint> => ({
    status: "failed",
    message: "okta.users.read is not granted",
    checks: { unknown, partly },
  });

  it.each([
    ["all is well", "ready", [point("clock")], "A check with this could answer everything."],
    [
      "something may mislead",
      "ready",
      [point("zones", { status: "warning", checks: { unknown: [], partly: ["factors"] } })],
      "A check with this could answer everything, except for what a warning names.",
    ],
    [
      "checks would be unknown",
      "not-ready",
      [point("scope", failed(["factors", "member-of"], ["factors", "governed-by"]))],
      "1 thing to fix first: 2 checks would be unknown, 1 check could tell only a part.",
    ],
    [
      "checks could tell a part",
      "not-ready",
      [point("scope", failed([], ["factors"])), point("clock", { status: "unknown" })],
      "2 things to fix first: 1 check could tell only a part.",
    ],
    ["nothing is known", "not-ready", [point("credentials", failed([]))], "1 thing to fix first."],
  ] as const)("says that %s", (_, verdict, points, words) => {
    expect(text({ verdict, points }).trimEnd().split("\n").pop()).toBe(words);
  });

  it("calls all of several checks every check, and one by its name", () => {
    const all = ["factors", "member-of", "governed-by"];
    expect(text({ points: [point("scope", failed(all))] })).toContain("unknown without it: every check");
    expect(text({ checks: ["factors"], points: [point("scope", failed(["factors"]))] })).toContain(
      "unknown without it: factors",
    );
  });

  it("puts what to do under the point, and makes names inert", () => {
    const said = text({
      points: [point("role", { status: "advice", message: "a\u001b[2Jb", remedy: "grant it" })],
    });
    expect(said).toMatch(/^advice {3}a\\x1b\[2Jb\n {9}fix: grant it\n/);
  });
});
