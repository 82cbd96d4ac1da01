import { describe, expect, it } from "vitest";
import type { GroupId, UserId } from "../../../src/model/ids.ts";
import type { Addition, Enrollment, RefusedMemberships } from "../../../src/model/memberships.ts";
import { enrollText } from "../../../src/report/pages/enroll-text.ts";
import { enrollUndoText } from "../../../src/report/pages/enroll-undo-text.ts";

const group = { id: "00gMfa" as GroupId, name: "MFA Required" };
const addition = (login: string, change: Partial<Addition> = {}): Addition => ({
  group,
  user: { id: `00u-${login}` as UserId, login },
  requirements: ["everyone"],
  isDeclared: false,
  status: "planned",
  reason: null,
  ...change,
});
const refused: RefusedMemberships = {
  group,
  reason: "rule",
  message: 'Group "MFA Required" is filled by the group rule "Fill".',
  alternative: "Change the rule.",
  people: Array.from({ length: 22 }, (_, index) => ({ id: null, login: `person${index}@acme.example` })),
  requirements: ["everyone"],
};
const answer = (change: Partial<Enrollment> = {}): Enrollment => ({
  schemaVersion: 1,
  tool: { name: "plumbline", version: "0.1.0" },
  org: { url: "https://acme.okta.com", id: null, engine: "identity" },
  baseline: { path: "policy/baseline.yaml", sha256: "" },
  source: "live",
  mode: "plan",
  additions: [],
  refused: [],
  leftOut: [],
  uncertainties: [],
  gaps: [],
  log: null,
  cost: { requests: 0, byEndpoint: {}, throttledMs: 0 },
  ...change,
});
const render = (change: Partial<Enrollment>) => enrollText(answer(change), { width: 200, color: false });
const where = "at https://acme.okta.com (policy/baseline.yaml).";

describe("the first line", () => {
  it.each<[string, Partial<Enrollment>, string]>([
    ["a plan", { additions: [addition("dana@acme.example")] }, `1 membership to add ${where}`],
    ["nothing to do", {}, `No membership is missing ${where}`],
    ["all of it refused", { refused: [refused] }, `No membership that Plumbline can add ${where}`],
    [
      "not known",
      { gaps: [{ slice: "groups", reason: "403", affected: 0 }] },
      `Whether memberships are missing ${where.slice(0, -1)} could not be told.`,
    ],
    [
      "done in part",
      {
        mode: "apply",
        additions: [
          addition("dana@acme.example", { status: "added" }),
          addition("kim@acme.example", { status: "failed", reason: "403" }),
        ],
      },
      `1 of 2 memberships added ${where}`,
    ],
  ])("of %s", (_, change, line) => {
    expect(render(change).split("\n")[0]).toBe(line);
  });
});

describe("the rest", () => {
  it("says why somebody has to be added, and what came of it", () => {
    const additions = [
      addition("dana@acme.example", { isDeclared: true, requirements: [] }),
      addition("kim@acme.example", { requirements: ["a", "b"], status: "failed", reason: "403 E0000006" }),
    ];
    expect(render({ additions })).toContain(
      "MFA Required (2)\n  dana@acme.example, a declared member\n  kim@acme.example, requirement a, requirement b: failed (403 E0000006)\n",
    );
  });

  it("names twenty of the people who are refused, and what to do instead", () => {
    const text = render({ refused: [refused] });
    expect(text).toContain("person19@acme.example and 2 more (requirement everyone)");
    expect(text).toContain("\n    instead: Change the rule.\n");
  });

  it("puts people together who are left out for the same reason", () => {
    const left = (login: string) => ({ user: { id: null, login }, group: "MFA", requirement: "everyone" });
    const text = render({
      leftOut: [
        { ...left("mateo@acme.example"), why: "pending", until: null },
        { ...left("ayesha@acme.example"), why: "pending", until: null },
        { ...left("svc@acme.example"), why: "exempted", until: "2026-12-31" },
      ],
    });
    expect(text).toContain(
      "mateo@acme.example, ayesha@acme.example: not signed in yet (requirement everyone, MFA;",
    );
    expect(text).toContain("svc@acme.example: exempted from requirement everyone until 2026-12-31 (MFA)");
  });

  it("says once what was not read, and how to take back what was done", () => {
    const gaps = [{ slice: "groups", reason: "403 E0000006", affected: 0 }] as const;
    expect(render({ gaps, uncertainties: ["groups: 403 E0000006"] }).match(/403/g)).toHaveLength(1);
    expect(
      render({ mode: "apply", additions: [addition("x", { status: "added" })], log: "undo.jsonl" }),
    ).toContain("To take them back: plumbline enroll --undo undo.jsonl\n");
  });

  it("leaves nothing of a hostile name that a terminal would obey", () => {
    const hostile = "dana\u001b[2J\u202e@acme.example";
    const texts = [
      render({ additions: [addition(hostile, { group: { ...group, name: hostile } })] }),
      render({ refused: [{ ...refused, message: hostile, people: [{ id: null, login: hostile }] }] }),
      render({ uncertainties: [hostile] }),
      enrollUndoText(
        {
          schemaVersion: 1,
          tool: { name: "plumbline", version: "0.1.0" },
          mode: "undo",
          org: "https://acme.okta.com",
          log: "undo.jsonl",
          removals: [
            { group, user: { id: "00u" as UserId, login: hostile }, status: "failed", reason: hostile },
          ],
        },
        100,
      ),
    ];
    for (const text of texts) {
      expect(text).toContain("dana\\x1b[2J\\u202e@acme.example");
      expect(text).not.toContain("\u001b");
    }
  });
});
