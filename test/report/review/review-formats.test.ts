import { readFile } from "node:fs/promises";
import { join } from "node:path";
import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { changeId } from "../../../src/answers/review/change/draft-change.ts";
import { parseReviewOutputs } from "../../../src/cli/review-outputs.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import { effectKinds, type Review, type ReviewWarning } from "../../../src/model/review.ts";
import { pseudonymsFor } from "../../../src/report/redaction/pseudonyms.ts";
import { changeKinds } from "../../../src/report/review/change-words.ts";
import { redactReview } from "../../../src/report/review/redact-review.ts";
import { reviewSchema } from "../../../src/report/review/review-schema.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  aDeclaredRule,
  anExemption,
  aRequirement,
} from "../../support/baseline-builder.ts";
import { showMarkdown } from "../../support/formats/github-markdown.ts";
import { hostileNames } from "../../support/formats/hostile-names.ts";
import { runnerCommands } from "../../support/formats/runner-commands.ts";
import { anOrg, aPerson, aPolicy, theDefaultPolicy } from "../../support/org-builder.ts";
import { reviewOf } from "../../support/sample-review.ts";

const formats = ["pretty", "json", "markdown", "github", "sarif"] as const;
const render = (format: string, review: Review): string => {
  const [output] = parseReviewOutputs([format]);
  return output?.render(review, { color: false, width: 80, verbose: false }) ?? "";
};

const strong = { webauthn: "REQUIRED" } as const;
const approval = (name: string) => ({
  change: changeId("enrollment-policy-removed", [name]),
  reason: name,
  owner: name,
  ticket: name,
  until: "2026-12-31",
});

/** A review with a name in every place that a name can come to. */
function reviewNaming(name: string): Review {
  const base: Baseline = aBaseline({
    groups: [aDeclaredGroup(name, { members: [name] }), aDeclaredGroup("Staff")],
    enrollmentPolicies: [
      aDeclaredPolicy(name, [name], { authenticators: strong }),
      aDeclaredPolicy("Staff", ["Staff"]),
    ],
    requirements: [aRequirement("all", { memberOf: ["Staff"] })],
  });
  const head: Baseline = {
    ...base,
    groups: [aDeclaredGroup(name), aDeclaredGroup("Staff")],
    enrollmentPolicies: [aDeclaredPolicy("Staff", ["Staff"])],
    exemptions: [anExemption(name, "all", { reason: name, owner: name })],
    approvals: [
      approval(name),
      { ...approval(name), change: name },
      { ...approval(name), until: "2020-01-01" },
    ],
    alerts: {
      managedActors: [name],
      detections: {},
      routes: [{ to: name, minimum: "low", detections: [name] }],
    },
  };
  const org = anOrg({
    people: [aPerson(name)],
    groups: { [name]: [name], Staff: [name] },
    policies: [aPolicy(name, { groups: [name], settings: strong }), theDefaultPolicy()],
  });
  const review = reviewOf(
    base,
    head,
    { ...org, org: { ...org.org, url: `https://acme.okta.com/${name}` } },
    `p/${name}`,
  );
  return { ...review, warnings: [slip(name)] };
}

const slip = (name: string, at: ReviewWarning["at"] = null): ReviewWarning => ({
  kind: "excluded-member",
  user: name,
  group: name,
  policy: name,
  next: name,
  at,
});

const obeyed =
  /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\u{e0000}-\u{e007f}]/u;
// The published schema is of an older draft than ajv speaks, from which it differs by its name alone.
const { $schema: _draft, id: _id, ...sarifSchema } = schema;
const takesSarif = new Ajv({
  strict: false,
  logger: false,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(sarifSchema);

describe.each(formats)("a review as %s", (format) => {
  const plain = render(format, reviewNaming("Admins"));

  it.each(hostileNames.filter(([, name]) => name !== ""))("lets %s stay what it is", (_aim, name) => {
    const output = render(format, reviewNaming(name));
    expect(output.replaceAll(/\r?\n/g, "")).not.toMatch(obeyed);
    const commands = runnerCommands(output);
    if (format === "github") {
      expect(commands).toHaveLength(runnerCommands(plain).length);
      expect(output.trimEnd().split("\n")).toHaveLength(commands.length);
    } else expect(commands).toEqual([]);
    if (format === "markdown") {
      const shown = showMarkdown(output);
      expect(shown.linked).toEqual([]);
      expect([...shown.elements].sort()).toEqual([...showMarkdown(plain).elements].sort());
      expect(output.indexOf("-->")).toBe(output.indexOf("\n") - 3);
    }
    if (format === "sarif") {
      takesSarif(JSON.parse(output));
      expect(takesSarif.errors).toBe(null);
    }
  });

  it("leaves nobody's name in what is redacted", () => {
    const review = reviewNaming("dana@acme.example");
    const output = render(
      format,
      redactReview(review, pseudonymsFor([{ kind: "person", name: "dana@acme.example" }], "a key")),
    );
    expect(output).not.toContain("dana");
    expect(output).not.toContain("acme.example");
  });
});

it.each(formats)("warns of what may be a slip, as %s, and changes no verdict", (format) => {
  const review = reviewOf(aBaseline(), aBaseline());
  const at = { file: "policy/baseline.yaml", line: 41, column: 5 };
  const warned = { ...review, warnings: [slip("nia", at), { ...slip("omar"), next: null }] };
  const output = render(format, warned).replaceAll(/\s+/g, " ");
  for (const name of ["nia", "omar"]) expect(output).toContain(name);
  expect(output.includes("41")).toBe(format !== "sarif");
  expect(reviewSchema.parse(JSON.parse(render("json", warned))).summary).toEqual(review.summary);
});

it("takes the warnings of the changed baseline, not of the earlier one", () => {
  const excluding = (member: string, out: string): Baseline =>
    aBaseline({
      groups: [aDeclaredGroup("Admins", { members: [member] })],
      enrollmentPolicies: [
        aDeclaredPolicy("Admins", ["Admins"], { rules: [aDeclaredRule({ exceptUsers: [out] })] }),
      ],
    });
  const [slipped, fine] = [excluding("nia", "nia"), excluding("nia", "omar")];
  expect(reviewOf(fine, slipped).warnings).toMatchObject([
    { user: "nia", policy: "Admins", at: { line: 12 } },
  ]);
  expect(reviewOf(slipped, fine).warnings).toEqual([]);
});

describe("a review as JSON", () => {
  it("is what its schema takes", () => {
    const { success, error } = reviewSchema.safeParse(JSON.parse(render("json", reviewNaming("Admins"))));
    expect({ success, error }).toEqual({ success: true, error: undefined });
  });

  it("has every kind of change and of effect in the docs", async () => {
    const page = await readFile(join(import.meta.dirname, "../../../docs/reviewing.md"), "utf8");
    for (const kind of [...changeKinds, ...effectKinds]) expect(page).toContain(`\`${kind}`);
  });
});

describe("a review as a comment", () => {
  const many = Array.from({ length: 3000 }, (_, at) => `person-${at}@${"x".repeat(150)}.example`);
  const group = (names: readonly string[]) =>
    aBaseline({ groups: [aDeclaredGroup("Staff", { members: names })] });

  it("fits into GitHub whatever is in it, and says what it leaves out", () => {
    const text = render("markdown", reviewOf(group(many), group([])));
    expect(text.length).toBeLessThanOrEqual(65_536);
    expect(text).toContain("## ❌ Plumbline review: WEAKER");
    expect(text).toMatch(/… and \d+ more, left out here\./u);
  });

  it("begins with a line that stays the same for the next review", () => {
    const [first] = render("markdown", reviewOf(group(many), group([]))).split("\n");
    expect(first).toBe("<!-- plumbline review: policy/baseline.yaml -->");
  });
});

describe("a review as annotations", () => {
  it("points at the changed baseline, with no more than GitHub shows", () => {
    const policies = (setting: "REQUIRED" | "OPTIONAL") =>
      aBaseline({
        enrollmentPolicies: Array.from({ length: 30 }, (_, at) =>
          aDeclaredPolicy(`Policy ${at}`, [], { authenticators: { webauthn: setting } }),
        ),
      });
    const commands = runnerCommands(render("github", reviewOf(policies("REQUIRED"), policies("OPTIONAL"))));
    expect(commands).toHaveLength(10);
    expect(commands[0]).toMatchObject({
      name: "error",
      properties: { file: "policy/baseline.yaml", line: "12", col: "3" },
    });
    expect(commands.at(-1)?.data).toContain("Left out here: 21");
  });
});
