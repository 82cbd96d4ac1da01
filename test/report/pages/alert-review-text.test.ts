import { describe, expect, it } from "vitest";
import type { AlertCounts, AlertReview } from "../../../src/model/alert-review.ts";
import { alertReviewAsMarkdown } from "../../../src/report/pages/alert-review-text.ts";
import { anAlert } from "../../support/an-alert.ts";

const none: AlertCounts = { opened: 0, closed: 0, open: 0, overdue: 0, medianSecondsToClose: null };
const quiet: AlertReview = {
  since: "2026-11-16T09:00:00.000Z",
  until: "2026-11-23T12:00:00.000Z",
  orgs: [{ url: "https://acme.okta.com", readUntil: "2026-11-23T11:59:00.000Z" }],
  total: none,
  byDetection: [],
  byPerson: [],
  byActor: [],
  managed: 0,
  alerts: [],
};
const text = (part: Partial<AlertReview>): string => alertReviewAsMarkdown({ ...quiet, ...part });
const resolved = {
  state: "resolved",
  resolvedAt: "2026-11-23T10:00:00.000Z",
  resolution: "an acceptable factor is enrolled again",
} as const;

it.each([
  ["a quiet week", {}, "**0 opened, 0 closed, 0 still open.**"],
  ["what is overdue", { total: { ...none, open: 2, overdue: 1 } }, "2 still open, 1 of them overdue.**"],
  ["managed changes", { managed: 2 }, "2 changes by managed actors, recorded and not alerted."],
  [
    "who did how much",
    { byActor: [{ ...none, id: "00unia", name: "nia@acme.example", opened: 2, medianSecondsToClose: 90 }] },
    "| `nia@acme.example` | 2 | 0 | 0 | 0 | 90 s |",
  ],
  ["nobody's median", { byActor: [{ ...none, id: "00unia", name: "nia" }] }, "| `nia` | 0 | 0 | 0 | 0 |  |"],
  ["an open alert", { alerts: [anAlert()] }, "### Still open (1)"],
  [
    "one that is overdue and that somebody looks into",
    {
      alerts: [anAlert({ dueAt: "2026-11-23T10:00:00.000Z", state: "acknowledged", note: "asking Dana" })],
    },
    "| 2026-11-23 10:00 UTC | `nia@acme.example` | acknowledged: asking Dana |",
  ],
  [
    "one that is not due yet",
    { alerts: [anAlert({ dueAt: "2026-11-24T10:00:00.000Z" })] },
    "### Still open (1)",
  ],
  [
    "a closed one",
    { alerts: [anAlert(resolved)] },
    "| 2026-11-23 10:00 UTC | an acceptable factor is enrolled again |",
  ],
  [
    "a closed one of which no more is known",
    { alerts: [anAlert({ state: "resolved" })] },
    "| 2026-11-23 09:00 UTC | 2026-11-23 09:00 UTC |  |",
  ],
] as const)("tells %s", (_, part, words) => {
  expect(text(part)).toContain(words);
});

it.each([
  [45, "45 s"],
  [720, "12 min"],
  [18_000, "5 h"],
  [216_000, "2.5 d"],
])("says %d seconds as %s", (medianSecondsToClose, words) => {
  expect(text({ total: { ...none, medianSecondsToClose } })).toContain(`Median time to close: ${words}.`);
});

describe("a week of many alerts", () => {
  const many = Array.from({ length: 3000 }, (_, index) =>
    anAlert({ id: `a${index}`, title: "x".repeat(400) }),
  );

  it("stays within what GitHub takes, and says how many are left out", () => {
    const said = text({ alerts: many });
    expect(said.length).toBeLessThanOrEqual(65_536);
    expect(said).toMatch(/… and 29\d\d more, left out here\./);
  });

  it("keeps the counts where not even one row of each table fits", () => {
    const orgs = Array.from({ length: 400 }, () => ({ url: "u".repeat(200), readUntil: quiet.until }));
    expect(text({ orgs, alerts: many })).toContain("… and 3000 more, left out here.");
  });
});
