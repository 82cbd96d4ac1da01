import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, it } from "vitest";
import { stringify } from "yaml";
import { parseBaseline } from "../../policy/parse-baseline.ts";
import { parseSource } from "../../policy/source/parse-source.ts";
import { destinationNames } from "../../src/model/alert-names.ts";
import { PlumblineError } from "../../src/model/errors.ts";
import { enrollActions, enrollSettings, severities } from "../../src/model/words.ts";
import { parseText } from "../support/baseline-text.ts";
import { propertyRuns } from "../support/property-runs.ts";

const example = await readFile("policy/baseline.yaml", "utf8");

/** Problems, or none; anything but a BASELINE_INVALID fails the test. */
function problemsIn(bytes: Uint8Array): readonly string[] {
  try {
    parseBaseline([parseSource("baseline.yaml", bytes)]);
    return [];
  } catch (error) {
    if (error instanceof PlumblineError && error.code === "BASELINE_INVALID") return error.details;
    throw error;
  }
}

function expectInside(details: readonly string[], text: string): void {
  const lines = text.split("\n");
  for (const detail of details) {
    const [, line, column, message] = /^baseline\.yaml:(\d+):(\d+): (.+)$/.exec(detail) ?? [];
    expect(message).toBeTruthy();
    expect(Number(line)).toBeGreaterThanOrEqual(1);
    expect(Number(line)).toBeLessThanOrEqual(lines.length);
    expect(Number(column)).toBeGreaterThanOrEqual(1);
    expect(Number(column)).toBeLessThanOrEqual((lines[Number(line) - 1] ?? "").length + 1);
  }
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

// A run reads a whole baseline, and a hundred of them take one to three seconds.

it("answers any bytes with a baseline or with problems inside the file", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array(),
        fc.string({ unit: "binary" }).map((text) => new TextEncoder().encode(text)),
      ),
      (bytes) => {
        expectInside(problemsIn(bytes), textOf(bytes));
      },
    ),
  );
});

it("answers a mangled baseline with a baseline or with problems inside the file", () => {
  const scraps = [
    "",
    ":",
    "- ",
    "[",
    "}",
    "*x",
    "&x ",
    "\t",
    "#",
    '"',
    "\n",
    "null",
    "5",
    "ä",
    "name: x\n",
    "{}",
  ];
  fc.assert(
    fc.property(fc.nat(example.length), fc.nat(20), fc.constantFrom(...scraps), (start, length, scrap) => {
      const mangled = example.slice(0, start) + scrap + example.slice(start + length);
      expectInside(problemsIn(new TextEncoder().encode(mangled)), mangled);
    }),
    { numRuns: propertyRuns(40) },
  );
});

it("complains of the example without any one of its lines only inside the file", () => {
  const lines = example.split("\n");
  for (let gone = 0; gone < lines.length; gone += 5) {
    const shorter = lines.filter((_, index) => index !== gone).join("\n");
    expectInside(problemsIn(new TextEncoder().encode(shorter)), shorter);
  }
});

const word = fc.constantFrom(
  "Staff",
  "Admins",
  "Büro Köln",
  "外部",
  "on",
  "null",
  "2024",
  "a: b",
  "#1",
  "- x",
  "'",
);
const names = fc.uniqueArray(word, { minLength: 1, maxLength: 4 });
const people = fc.uniqueArray(fc.constantFrom("nia@acme.example", "dana@acme.example", "00u1"), {
  maxLength: 3,
});
const keys = fc.constantFrom("okta_password", "okta_verify", "webauthn", "google_otp", "custom_app/autA1");
const network = fc.oneof(
  fc.constant("ANYWHERE" as const),
  names.map((zones) => ({ in: zones })),
  names.map((zones) => ({ notIn: zones })),
);
const day = fc
  .date({ min: new Date("2000-01-01"), max: new Date("2099-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

const baselineFile = names.chain((groups) =>
  fc.record({
    version: fc.constant(1),
    org: fc.constant({ engine: "identity" }),
    groups: fc.tuple(...groups.map((name) => fc.record({ name: fc.constant(name), members: people }))),
    authenticators: fc.dictionary(keys, fc.constant("ACTIVE")),
    enrollmentPolicies: fc.uniqueArray(
      fc.record({
        name: word,
        groups: fc.constant(groups),
        authenticators: fc.dictionary(keys, fc.constantFrom(...enrollSettings)),
        rules: fc.uniqueArray(fc.record({ name: word, enroll: fc.constantFrom(...enrollActions), network }), {
          minLength: 1,
          maxLength: 3,
          selector: ({ name }) => name,
        }),
      }),
      { maxLength: 3, selector: ({ name }) => name },
    ),
    requirements: fc.constant([]),
    approvals: fc.array(fc.record({ change: word, reason: word, owner: word, ticket: word, until: day }), {
      maxLength: 2,
    }),
    alerts: fc.record({
      routes: fc.array(
        fc.record({ to: fc.constantFrom(...destinationNames), minimum: fc.constantFrom(...severities) }),
        { maxLength: 2 },
      ),
    }),
  }),
);

it("reads back what it wrote, in YAML's every style and in JSON, whatever words people use for names", () => {
  fc.assert(
    fc.property(baselineFile, fc.boolean(), (file, block) => {
      const read = parseText(stringify(file, { collectionStyle: block ? "block" : "flow" })).baseline;
      expect(read.groups.map(({ name, members }) => ({ name, members }))).toEqual(file.groups);
      expect(read.authenticators).toEqual({ ...file.authenticators });
      expect(read.enrollmentPolicies.map(({ name }) => name)).toEqual(
        file.enrollmentPolicies.map(({ name }) => name),
      );
      expect(read.approvals).toEqual(file.approvals);
      expect(parseText(JSON.stringify(file, null, 2)).baseline).toEqual(read);
    }),
  );
});
