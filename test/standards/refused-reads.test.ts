import { beforeAll, expect, it, vi } from "vitest";
import type { FaultEffect } from "../../src/emulator/server/faults.ts";
import { loadFrameworks } from "../../src/flows/catalogue/load-frameworks.ts";
import type { StandardsReport } from "../../src/model/standards.ts";
import type { Framework } from "../../src/standards/contract/framework.ts";
import { type AnsweredOptions, answeredOf } from "../support/answered-standards.ts";
import { propertyRuns } from "../support/property-runs.ts";
import { meetingOrg } from "../support/standards-orgs.ts";

// Every standard is read some fifty times over sockets.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let frameworks: readonly Framework[];
let whole: StandardsReport;
/** The reads of all standards together, ids as `*`: a standard or a slice that is added is here by itself. */
let reads: readonly string[];

const answered = (options: AnsweredOptions) => answeredOf(meetingOrg, frameworks, null, options);

beforeAll(async () => {
  frameworks = await loadFrameworks();
  const paths = new Set<string>();
  const onExchange = ({ path }: { readonly path: string }) =>
    paths.add(path.replaceAll(/\/[^/]*\d{6,}[^/]*/g, "/*"));
  whole = await answered({ onExchange });
  // Without a token, or the page on which an org describes itself, nothing is read; factors are shown in two ways.
  const isOne = (path: string) => path.startsWith("/api/v1/") && !path.endsWith("/authenticator-enrollments");
  reads = [...paths].filter(isOne);
});

const statusesOf = ({ frameworks: results }: StandardsReport): ReadonlyMap<string, readonly string[]> =>
  new Map(
    results.flatMap(({ id, requirements }) =>
      requirements.map((one) => [
        `${id} ${one.id}`,
        [one.asTheStandardChecks.status, one.asItHoldsForPeople.status],
      ]),
    ),
  );

/** Answers that a fault turned into something else than not reviewed, and reads that nobody missed. */
function wrongIn(report: StandardsReport): readonly string[] {
  const before = statusesOf(whole);
  const after = [...statusesOf(report)];
  const changed = after.filter(([id, statuses]) => String(statuses) !== String(before.get(id)));
  const isWorse = ([id, statuses]: (typeof after)[number]) =>
    statuses.some((status, index) => status !== "not_reviewed" && status !== before.get(id)?.[index]);
  const unnoticed = changed.length === 0 || report.gaps.length === 0 ? ["nobody missed it"] : [];
  return [
    ...changed.filter(isWorse).map(([id, statuses]) => `${id} is ${statuses.join(" and ")}`),
    ...unnoticed,
  ];
}

const effects: readonly FaultEffect[] = [
  { kind: "forbidden" },
  { kind: "not-found" },
  { kind: "garbage" },
  { kind: "empty-page" },
];

/** Where nobody made a page, Okta answers 404, and its own stands in its place: then there is no banner. */
const isTruth = (path: string, { kind }: FaultEffect): boolean =>
  kind === "not-found" && path.endsWith("/sign-in/customized");

// One kind in `npm test`, all of them in CI.
it.each(
  propertyRuns(1) > 1 ? effects : effects.slice(0, 1),
)("leaves not reviewed whatever a read decides that ends with $kind", async (effect) => {
  expect(reads.length).toBeGreaterThan(0);
  const wrong: string[] = [];
  for (const path of reads.filter((one) => !isTruth(one, effect))) {
    const report = await answered({ faults: { seed: 1, faults: [{ path, probability: 1, effect }] } });
    wrong.push(...wrongIn(report).map((what) => `${path}: ${what}`));
  }
  expect(wrong).toEqual([]);
});
