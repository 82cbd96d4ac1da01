import { describe, expect, it } from "vitest";
import { parseReviewOutputs } from "../../../src/cli/review-outputs.ts";
import type { AffectedPerson, PeopleEffect, Review } from "../../../src/model/review.ts";
import { effectWords } from "../../../src/report/review/effect-words.ts";
import { aBaseline, aDeclaredGroup } from "../../support/baseline-builder.ts";
import { reviewOf } from "../../support/sample-review.ts";

const person = (login: string, part: Partial<AffectedPerson> = {}): AffectedPerson => ({
  id: `00u${login}`,
  login: `${login}@acme.example`,
  admin: false,
  certain: true,
  ...part,
});
const noStrongFactor: PeopleEffect & { readonly approved: boolean } = {
  id: "people-lose-second-factor",
  kind: "people-lose-second-factor",
  effect: "weaker",
  names: [],
  admins: 0,
  people: [person("dana"), person("kim")],
  explainedBy: [],
  approved: false,
};

type Part = Partial<Omit<Review, "summary">> & { readonly summary?: Partial<Review["summary"]> };

/** A review that changes no text, with what is given in its place. */
function review({ summary, ...part }: Part): Review {
  const same = aBaseline({ groups: [aDeclaredGroup("Staff")] });
  const plain = reviewOf(same, same);
  const people = { counted: true, uncertainties: [], inScope: 51, org: "https://acme.okta.com" };
  return { ...plain, ...part, summary: { ...plain.summary, people, ...summary } };
}

const render = (format: string, part: Part): string =>
  parseReviewOutputs([format])[0]?.render(review(part), { color: false, width: 200, verbose: false }) ?? "";

describe("how many people", () => {
  it.each([
    ["two", {}, "2 people would no longer"],
    [
      "one, an administrator",
      { people: [person("nia", { admin: true })], admins: 1 },
      "1 person (1 administrator) would",
    ],
    ["roles that were not read", { admins: null }, "2 people would"],
    [
      "one of two for certain",
      { people: [person("dana"), person("kim", { certain: false })] },
      "Up to 2 people, 1 of them for certain, would",
    ],
    [
      "nobody for certain",
      { people: [person("kim", { certain: false })] },
      "Up to 1 person, none of them for certain, would",
    ],
  ] as const)("%s", (_, part, words) => {
    expect(effectWords({ ...noStrongFactor, ...part })).toContain(words);
  });
});

const unexplained = { effects: [noStrongFactor], summary: { verdict: "weaker", weaker: 1 } } as const;
const approved = {
  effects: [{ ...noStrongFactor, approved: true }],
  summary: { verdict: "weaker", weaker: 1, approved: 1 },
} as const;
const explained = {
  effects: [{ ...noStrongFactor, explainedBy: ["group-members/Staff/dana"] }],
  summary: { verdict: "neutral" },
} as const;
const many = {
  effects: [{ ...noStrongFactor, people: Array.from({ length: 500 }, (_, at) => person(`person-${at}`)) }],
  summary: { verdict: "weaker", weaker: 1 },
} as const;

describe.each(["pretty", "markdown", "github"])("people in %s", (format) => {
  it("has an id for what no change of the text explains", () => {
    expect(render(format, unexplained)).toContain("people-lose-second-factor");
  });

  it("has none for what a change of the text explains", () => {
    expect(render(format, explained)).toContain("2 people would no longer need a strong second factor");
    expect(render(format, explained)).not.toContain("people-lose-second-factor");
  });

  it("says how many it does not name", () => {
    expect(render(format, many)).toMatch(/and \d+ more/);
  });
});

it("annotates as an error only what nobody approved", () => {
  expect(render("github", unexplained)).toContain("::error title=Plumbline review%3A WEAKER");
  expect(render("github", approved)).toContain("::warning title=Plumbline review%3A WEAKER%2C APPROVED::");
  expect(render("github", explained)).toContain("::notice title=Plumbline review%3A NEUTRAL");
});

it("marks in Markdown what passes and what does not", () => {
  expect(render("markdown", unexplained)).toContain("## ❌ ");
  expect(render("markdown", approved)).toContain("## ⚠️ ");
  expect(render("markdown", explained)).toContain("## ✅ ");
});

it.each([
  ["everything is known", {}, "People were counted in https://acme.okta.com, where 51 can sign in"],
  ["an org without a name", { org: null }, "People were counted in the org, where 51 can sign in"],
  ["something is not known", { uncertainties: ["groups were not read"] }, "not everything is known"],
  [
    "nobody was counted",
    { counted: false, uncertainties: ["no --snapshot was given"] },
    "People were not counted",
  ],
] as const)("tells of the count when %s", (_, part, words) => {
  const people = { counted: true, uncertainties: [], inScope: 51, org: "https://acme.okta.com", ...part };
  expect(render("pretty", { summary: { people } })).toContain(words);
});

it.each([
  [true, "NEW IN THIS CHANGE"],
  [false, "used: "],
])("tells a new approval (%s) from an old one", (isNew, words) => {
  const approval = {
    change: "people-lose-second-factor",
    reason: "migration",
    owner: "secops@acme.example",
    ticket: "SEC-42",
    until: "2026-12-31",
    isNew,
  };
  const said = render("pretty", { ...approved, approvals: { used: [approval], unused: [], ended: [] } });
  expect(said).toContain(words);
  expect(said.includes("NEW IN THIS CHANGE")).toBe(isNew);
});
