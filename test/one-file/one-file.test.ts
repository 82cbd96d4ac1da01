import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Channel } from "../../src/alerts/notifiers/notifier.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmePerson, actionEvent } from "../../src/emulator/acme/acme-log.ts";
import { userTarget } from "../../src/emulator/log/log-events.ts";
import { snapshotToJson } from "../../src/okta/snapshot-file.ts";
import { type Answer, askHouse, copiedHouse } from "../support/copied-house.ts";
import { hostile, named, obeyed, obeyedTexts } from "../support/hostile-posts.ts";
import { anOrg } from "../support/org-builder.ts";
import pager from "./house/src/alerts/notifiers/pager.notifier.ts";

// The house is copied, and compiled anew by a Node of its own.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const now = new Date("2026-11-23T10:00:00.000Z");
let house = "";
const answers = new Map<string, Answer>();

const lines = {
  help: ["--help"],
  checks: ["checks"],
  detections: ["detections"],
  greet: ["greet"],
  report: ["check", "--snapshot", "org.json", "--only", "visitor-book", "--format", "json"],
  shout: ["check", "--snapshot", "org.json", "--only", "visitor-book", "--format", "shout", "--redact"],
  standards: ["standards", "badges", "--snapshot", "org.json"],
  backtest: ["watch", "--backtest", "log.jsonl", "--format", "json"],
} as const;
const files: ReadonlySet<string> = new Set(["org.json", "log.jsonl"]);

/** A badge of Dana's that was printed, and shredded an hour later. */
function badgeEvents(): string {
  const state = acmeState(now);
  const whose = (login: string) => userTarget(acmePerson(state, login));
  const who = { actor: whose("omar@acme.example"), targets: [whose("dana@acme.example")] };
  return ["acme.badge.print", "acme.badge.shred"]
    .map((eventType, place) =>
      actionEvent({ eventType, ...who }, new Date(now.getTime() + place * 3_600_000), place),
    )
    .map((event) => JSON.stringify(event))
    .join("\n");
}

beforeAll(async () => {
  house = await copiedHouse(join(import.meta.dirname, "house"));
  await writeFile(join(house, "org.json"), snapshotToJson(anOrg({})));
  await writeFile(join(house, "log.jsonl"), badgeEvents());
  const baseline = join(house, "baseline.yaml");
  await writeFile(
    baseline,
    "version: 1\norg: {engine: identity}\nalerts: {detections: {badge-printed: {severity: high}}, routes: [{to: pager}]}\n",
  );
  const asked = Object.values(lines).map((line) =>
    line.flatMap((word) => [
      files.has(word) ? join(house, word) : word,
      ...(word === "check" || word === "watch" ? ["--baseline", baseline] : []),
    ]),
  );
  const said = await askHouse(house, asked);
  for (const [index, name] of Object.keys(lines).entries()) {
    const answer = said[index];
    if (answer !== undefined) answers.set(name, answer);
  }
});

afterAll(() => rm(house, { recursive: true, force: true }));

const answerTo = (name: keyof typeof lines): Answer => {
  const answer = answers.get(name);
  if (answer === undefined) throw new Error(`${name} was not asked`);
  return answer;
};

describe("one more file is all that it takes to add", () => {
  it("a check: it is listed, judges, and its findings are reports like all others", () => {
    expect(answerTo("checks").stdout).toMatch(/^visitor-book .*The visitor book is empty$/m);
    expect(answerTo("checks").stdout).toMatch(/^badge-worn .*Everybody wears a badge$/m);
    const { code, stdout } = answerTo("report");
    expect([code, JSON.parse(stdout).findings]).toEqual([
      2,
      [expect.objectContaining({ check: "visitor-book", severity: "low", remedy: "Empty the group." })],
    ]);
  });

  it("a reporter: --format knows it, and it is given redacted reports", () => {
    expect(answerTo("shout").stdout).toMatch(/^PERSON-[0-9A-F]{12} IS IN THE VISITOR BOOK\.\n$/);
  });

  it("a detection: it is listed, a baseline may set it, it raises alerts, and they close by what undoes it", () => {
    expect(answerTo("detections").stdout).toContain("badge-printed");
    const { alerts, opened } = JSON.parse(answerTo("backtest").stdout);
    expect(opened).toMatchObject({ "badge-printed": 1 });
    expect(alerts).toMatchObject([
      {
        detection: "badge-printed",
        severity: "high",
        state: "resolved",
        resolution: expect.stringContaining("undone by omar@acme.example"),
      },
    ]);
  });

  it("a standard: plumbline standards answers it", () => {
    const { code, stdout } = answerTo("standards");
    expect(code).toBe(2);
    expect(stdout).toMatch(/^open {2}B-1 \(low\): Visitors wear a badge$/m);
  });

  it("a notifier: a route may lead to it", () => {
    expect(answerTo("backtest")).toMatchObject({ code: 0, stderr: "" });
  });

  it("a command: --help lists it, and it runs", () => {
    expect(answerTo("help").stdout).toMatch(/greet .*say hello to the visitors/);
    expect(answerTo("greet")).toEqual({ code: 0, stdout: "hello\n", stderr: "" });
  });
});

it("a notifier that forgets that names are hostile does not pass the test that finds it", () => {
  const channel = pager.open() as unknown as Channel;
  const [name = ""] = hostile.filter((one) => obeyed.test(one));
  expect(obeyedTexts(channel(named(name, "open"), now))).not.toEqual([]);
});
