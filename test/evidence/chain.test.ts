import { describe, expect, it } from "vitest";
import { checkChain, inTime } from "../../src/evidence/chain.ts";
import { checkTimes } from "../../src/evidence/check-times.ts";
import { longestSilence } from "../../src/evidence/silence.ts";
import { standingOf } from "../../src/evidence/standing.ts";
import type { EvidenceLog, EvidenceManifest, ExaminedEvidence } from "../../src/model/evidence.ts";
import { aboutAcme, aSealedBundle } from "../support/sealed-evidence.ts";

const at = (day: number): string => `2026-11-${String(day).padStart(2, "0")}T10:00:00.000Z`;

/** Weekly bundles, each with the one before it. */
function weekly(days: readonly number[]): readonly ExaminedEvidence[] {
  const bundles: ExaminedEvidence[] = [];
  for (const day of days) {
    const before = bundles.at(-1);
    const previous =
      before?.manifest == null || before.statement === null
        ? null
        : { statement: before.statement, period: before.manifest.period };
    const period = { from: previous?.period.to ?? null, to: at(day) };
    const { manifest, statement } = aSealedBundle(null, { period, asOf: at(day), previous });
    bundles.push({
      folder: `week-${day}`,
      manifest,
      statement,
      seal: { kind: "unsigned" },
      faults: [],
      reworded: false,
      silence: null,
    });
  }
  return bundles;
}

const found = (bundles: readonly ExaminedEvidence[]): readonly string[] =>
  checkChain(bundles).flatMap(({ folder, faults }) =>
    faults.map(({ kind, detail }) => `${folder}: ${kind} ${detail}`),
  );

const weeks = weekly([2, 9, 16, 23]);
const [first, second, third, fourth] = weeks as [
  ExaminedEvidence,
  ExaminedEvidence,
  ExaminedEvidence,
  ExaminedEvidence,
];

const changed = (bundle: ExaminedEvidence, change: Partial<EvidenceManifest>): ExaminedEvidence => ({
  ...bundle,
  manifest: bundle.manifest === null ? null : { ...bundle.manifest, ...change },
});

describe("a chain", () => {
  it("holds, in whatever order its bundles are given", () => {
    expect(found([third, first, fourth, second])).toEqual([]);
    expect(inTime([third, first]).map(({ folder }) => folder)).toEqual(["week-2", "week-16"]);
  });

  it("may begin anywhere", () => {
    expect(found([third, fourth])).toEqual([]);
  });

  it.each<[string, readonly ExaminedEvidence[], readonly string[]]>([
    ["a missing week", [first, second, fourth], [`week-23: previous-missing ${at(9)} to ${at(16)}`]],
    ["two missing weeks", [first, fourth], [`week-23: previous-missing ${at(9)} to ${at(16)}`]],
    [
      "a week that was made anew, and names none before it",
      [first, second, ...weekly([16]).map((one) => ({ ...one, folder: "anew" }))],
      ["anew: not-chained week-9"],
    ],
    [
      "two that go on from the same one",
      [
        first,
        second,
        ...weekly([2, 16])
          .slice(1)
          .map((one) => ({ ...one, folder: "fork" })),
      ],
      ["fork: forked week-9"],
    ],
    [
      "a first week that was made anew",
      [{ ...first, statement: "0".repeat(64), folder: "anew" }, second, third],
      ["week-9: replaced anew"],
    ],
    ["one that is given twice", [first, second, { ...second, folder: "copy" }], ["copy: given-twice week-9"]],
    [
      "another signer than before, where none is known",
      [
        { ...first, seal: { kind: "signed", keyId: "SHA256:nia", trusted: false } },
        { ...second, seal: { kind: "signed", keyId: "SHA256:kim", trusted: false } },
        third,
      ],
      ["week-9: other-signer week-2", "week-16: other-signer week-9"],
    ],
    [
      "nothing in keys that were given, or that are no news",
      [
        { ...first, seal: { kind: "signed", keyId: "SHA256:nia", trusted: true } },
        { ...second, seal: { kind: "signed", keyId: "SHA256:kim", trusted: true } },
        { ...third, faults: [{ kind: "unsigned", file: null, detail: "" }] },
        { ...fourth, seal: null },
      ],
      ["week-16: unsigned "],
    ],
    [
      "a bundle of another org",
      [first, changed(second, { org: { url: "https://other.okta.com", id: null, engine: "identity" } })],
      ["week-9: previous-differs week-2 is of https://acme.okta.com"],
    ],
    [
      "a gap between two periods",
      [first, changed(second, { period: { from: at(5), to: at(9) } })],
      [`week-9: previous-differs week-2 ends ${at(2)}`],
    ],
    [
      "a bundle that nobody can read, besides what is wrong with it",
      [first, { ...second, manifest: null }],
      [],
    ],
  ])("shows %s", (_what, bundles, faults) => {
    expect(found(bundles)).toEqual(faults);
  });
});

describe("times", () => {
  const now = new Date("2026-11-23T10:06:00.000Z");
  const judged = new Date(aboutAcme.asOf);
  const faults = (change: Partial<EvidenceManifest>, judgedAt: Date | null = judged, by = now) =>
    checkTimes({ ...aboutAcme, files: [], ...change }, judgedAt, by).map(
      ({ kind, detail }) => `${kind} ${detail}`,
    );

  it("that can be", () => {
    expect(faults({})).toEqual([]);
    expect(faults({}, null)).toEqual([]);
  });

  it.each<[string, Partial<EvidenceManifest>, Date, readonly string[]]>([
    [
      "a period that ends at another time",
      { period: { from: null, to: at(22) } },
      judged,
      [`times its period ends ${at(22)}, and the org was read ${at(23)}`],
    ],
    [
      "a period that ends before it begins",
      {
        period: { from: at(24), to: at(23) },
        previous: { statement: "0".repeat(64), period: { from: null, to: at(24) } },
      },
      judged,
      ["times its period ends before it begins"],
    ],
    [
      "a period that begins elsewhere than the one before ends",
      {
        period: { from: at(9), to: at(23) },
        previous: { statement: "0".repeat(64), period: { from: null, to: at(16) } },
      },
      judged,
      ["times its period does not begin where the bundle before it ends"],
    ],
    [
      "an org read after it was judged",
      {},
      new Date(at(22)),
      [`times the org was read ${at(23)}, after it was judged`],
    ],
    [
      "a bundle made before it was judged",
      { createdAt: at(23) },
      new Date("2026-11-23T11:00:00.000Z"),
      [`times made ${at(23)}, before it was judged`],
    ],
    ["a bundle from the future", { createdAt: at(30) }, judged, [`future ${at(30)}`]],
  ])("%s", (_what, change, judgedAt, expected) => {
    expect(faults(change, judgedAt)).toEqual(expected);
  });
});

describe("silence", () => {
  const log = (...days: readonly number[]): EvidenceLog => ({
    watchedSince: null,
    readUntil: null,
    events: { count: 0, first: null, last: null },
    checks: days.map((day) => ({ id: `run-${day}`, at: at(day), verdict: "drift" })),
  });

  it.each<[string, string | null, EvidenceLog, readonly [number, number] | null]>([
    ["between two checks", at(2), log(3, 4, 15, 20), [4, 15]],
    ["before the first", at(2), log(15, 16), [2, 15]],
    ["after the last", at(2), log(3), [3, 23]],
    ["without any", at(2), log(), [2, 23]],
    ["from the first check, where the period has no beginning", null, log(12, 20), [12, 20]],
  ])("is longest %s", (_where, from, checks, span) => {
    const silence = longestSilence({ from, to: at(23) }, checks);
    expect(silence === null ? null : [silence.from, silence.to]).toEqual(span?.map(at));
  });

  it("is none between the only check and a bundle made with it", () => {
    const checks = [{ id: "run", at: "2026-11-23T09:59:58.000Z", verdict: "drift" as const }];
    expect(longestSilence({ from: null, to: at(23) }, { ...log(), checks })).toBe(null);
    expect(longestSilence({ from: null, to: at(23) }, log(23))).toBe(null);
  });

  it("is not known where the period has no beginning and no check", () => {
    expect(longestSilence({ from: null, to: at(23) }, log())).toBe(null);
  });
});

it.each([
  [[], "holds"],
  [["future"], "unproven"],
  [["future", "changed"], "broken"],
] as const)("faults %j: %s", (kinds, standing) => {
  expect(standingOf(kinds.map((kind) => ({ kind, file: null, detail: "" })))).toBe(standing);
});
