import { join } from "node:path";
import { expect, it } from "vitest";
import { discover } from "../../src/flows/catalogue/discover.ts";
import type { Reporter } from "../../src/model/reporter.ts";
import { sampleReport } from "../support/sample-report.ts";

const proof = {
  oldest: "2026-10-25T02:00:00.000Z",
  reused: 99_123,
  read: 877,
  sampled: 400,
  silentChanges: 0,
  silentRateBelow: 0.0075,
  asOf: "2026-11-23T01:45:00.000Z",
};

/** A list of findings has no place for it. */
const listsAlone: ReadonlySet<string> = new Set(["csv"]);

it("every report says how far memory stood for reading, and the bound of silent changes", async () => {
  const plain = sampleReport();
  const report = { ...plain, summary: { ...plain.summary, proof } };
  const isTeller = (candidate: unknown): candidate is Reporter =>
    typeof candidate === "object" && candidate !== null && "render" in candidate;
  const all = await discover(join(import.meta.dirname, "../../src/report"), "reporter", isTeller);
  const reporters = all.filter(({ name }) => !listsAlone.has(name));
  const silent = reporters.flatMap((reporter) => {
    const text = reporter.render(report, { color: false, width: 400, verbose: false });
    const isTold = /0\.75[ {2}]%|0\.0075/.test(text) && /99,?123/.test(text);
    return isTold ? [] : [reporter.name];
  });
  expect(reporters.length).toBeGreaterThan(0);
  expect(silent).toEqual([]);
});
