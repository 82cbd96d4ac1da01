import { describe, expect, it } from "vitest";
import type { PeopleView, PersonView } from "../../../src/model/people-view.ts";
import type { Report } from "../../../src/model/report.ts";
import htmlReporter from "../../../src/report/html.reporter.ts";
import { personFinding, policyFinding, sampleReport } from "../../support/sample-report.ts";

const pageOf = (report: Report, view?: PeopleView): string => {
  const page = htmlReporter.render(report, {
    color: false,
    width: 80,
    verbose: false,
    ...(view && { people: () => view }),
  });
  return page.slice(page.indexOf("<main>"));
};

const logins = (amount: number) => Array.from({ length: amount }, (_, index) => `p${index}@acme.example`);
const changedBy = { status: "found", managed: true, actor: null, at: null, ip: null, via: null } as const;
const exemption = { until: "2026-12-31", reason: "keys delayed", owner: "secops@acme.example" };
const path = [{ policy: "Staff", applies: "no", reason: "not in its groups" }] as const;
const noPeople = { inScope: 1, examined: 0, pending: 0, suspended: 0, deprovisioned: null, gone: 2 };
const { summary } = sampleReport();

describe("what the page says", () => {
  it.each<[string, Report, readonly string[]]>([
    [
      "in line",
      sampleReport(),
      [
        "verdict-in-line",
        "No finding explains another.",
        "No other finding is open.",
        "Everything that was asked could be decided.",
        "Nothing is pending, nobody is exempted.",
      ],
    ],
    [
      "of a snapshot and an applied stack",
      sampleReport([], {
        source: "snapshot",
        stack: { file: "stack.json", sha256: null, status: "applied" },
        summary: { ...summary, people: noPeople },
      }),
      [
        "(from a snapshot)",
        "The stack (stack.json) last applied this very baseline.",
        "an unknown number deactivated, 2 gone during the scan",
      ],
    ],
    [
      "of the policies that were tried, and of a managed change",
      sampleReport([
        personFinding("dana@acme.example", {
          path,
          changedBy,
          expected: "Staff",
          actual: [],
          causedBy: "f-order",
        }),
        personFinding("kim@acme.example", { path, check: "governed-by" }),
        policyFinding({ fingerprint: "f-2", causedBy: "f-order" }),
        policyFinding({ changedBy }),
      ]),
      [
        "<li>Staff: does not apply, not in its groups</li>",
        "by somebody (managed)",
        "1 person and 1 other finding",
      ],
    ],
    [
      "of many exempted alike",
      sampleReport(logins(7).map((name) => personFinding(name, { status: "exempted", exemption }))),
      ["7 findings exempted", "<summary>7 people</summary>"],
    ],
    [
      "of more findings than a page is for",
      sampleReport(logins(301).map((name) => policyFinding({ fingerprint: name, message: name }))),
      ["and 1 more: they are in the JSON report."],
    ],
    [
      "of what was not read at all, and a check that found drift without judging everything",
      sampleReport([policyFinding()], {
        gaps: [{ slice: "zones", reason: "403", affected: 0 }],
        outcomes: [
          { check: "member-of", status: "drift", reason: "the members were not read" },
          { check: "factors", status: "unknown", reason: null },
        ],
      }),
      [
        "<b>zones</b> was not read: 403",
        "<b>member-of</b> found drift, and could not judge everything: the members were not read",
        "<b>factors</b> is unknown</li>",
      ],
    ],
    [
      "of more people than are named twice",
      sampleReport(logins(207).map((name) => personFinding(name, { status: "exempted", exemption }))),
      ["<summary>207 people</summary>", "and 7 more: see People."],
    ],
    [
      "of what was read in part, and of people who were not read at all",
      sampleReport([], {
        gaps: [{ slice: "factors", reason: "500", affected: 12 }],
        summary: {
          ...summary,
          people: {
            inScope: null,
            examined: null,
            pending: null,
            suspended: null,
            deprovisioned: null,
            gone: null,
          },
        },
      }),
      [
        "<b>factors</b> was not read in full (12 affected): 500",
        "<dd>not read</dd>",
        "People were not read.",
      ],
    ],
    [
      "of who changed it, how and from where",
      sampleReport([
        policyFinding({
          fingerprint: "f-1",
          path: [],
          changedBy: {
            status: "found",
            managed: false,
            actor: "omar@acme.example",
            at: "2026-11-23T09:05:00.000Z",
            ip: "203.0.113.24",
            via: "admin console",
            did: "moved it up",
          },
        }),
      ]),
      ["by omar@acme.example, 2026-11-23 09:05 UTC, through admin console, 203.0.113.24: moved it up"],
    ],
    [
      "that nobody is known to have changed it",
      sampleReport([policyFinding({ changedBy: { ...changedBy, status: "no event within retention" } })]),
      ["by whom is not known: no event within retention"],
    ],
    [
      "that nobody changed what is not applied yet",
      sampleReport([policyFinding({ changedBy: { ...changedBy, status: "not applied yet" } })]),
      ["by nobody: the baseline is not applied yet"],
    ],
    [
      "of a long cause in short among the choices",
      sampleReport([personFinding("dana@acme.example", { message: "Long ".repeat(40) })]),
      ["Long…</option>"],
    ],
  ])("%s", (_, report, said) => {
    const page = pageOf(report);
    for (const text of said) expect(page).toContain(text);
  });
});

const person = (login: string, over: Partial<PersonView>): PersonView => ({
  id: `00u-${login}`,
  login,
  status: "ACTIVE",
  standing: "in-scope",
  groups: [],
  policy: { outcomes: [], path: [], uncertainties: ["enrollment policies were not read: 403"] },
  enrolled: { source: null, factors: [], usable: [], reason: null },
  answers: ["unknown"],
  ...over,
});

describe("coverage", () => {
  const outcome = { policy: null, rule: null, network: null, apps: null, why: "undecidable" } as const;
  const view: PeopleView = {
    requirements: [{ id: "everyone", title: "Everyone", severity: "high" }],
    groups: [
      { name: "Everyone", state: "read" },
      { name: "Staff", state: "unread" },
      { name: "Empty", state: "read" },
      { name: "Gone", state: "absent" },
    ],
    people: [
      person("dana@acme.example", { policy: { outcomes: [outcome], path: [], uncertainties: [] } }),
      person("kim@acme.example", {
        groups: ["Everyone", "A group that nobody declares"],
        answers: ["in-line"],
        enrolled: {
          source: "both",
          factors: ["okta_verify:push", "okta_verify:totp"],
          reason: null,
          usable: [
            { authenticator: "okta_verify", method: "push" },
            { authenticator: "okta_verify", method: "totp" },
          ],
        },
      }),
      person("omar@acme.example", {
        answers: [],
        enrolled: { source: "factors", factors: [], usable: [], reason: null },
      }),
      person("ravi@acme.example", { standing: "suspended", answers: ["not-asked"] }),
    ],
  };
  const page = pageOf(sampleReport(), view);
  /** The cells of the row of that name, without bar and tags. */
  const cells = (name: string) =>
    (
      page.match(
        new RegExp(`<th scope="row">(?:<span[^>]*>by method </span>)?${name}</th>(.*?)</tr>`, "s"),
      )?.[1] ?? ""
    )
      .split("</td>")
      .map((cell) => cell.replace(/<[^>]*>/g, "").trim())
      .filter((cell) => cell !== "");

  it.each<[string, string[]]>([
    ["Everyone", ["50.0 %", "1", "0", "0", "1", "0", "1", "3"]],
    ["Staff", ["? its members were not read"]],
    ["Gone", ["does not exist"]],
    ["Empty", ["–", "0", "0", "0", "0", "0", "0", "0"]],
    ["okta_verify", ["50.0 %", "1"]],
    ["push", ["50.0 %", "1"]],
    ["none usable", ["50.0 %", "1"]],
  ])("of %s is counted", (name, expected) => {
    expect(cells(name)).toEqual(expected);
  });

  it("says whose enrolments were not read, and what no policy could be told of", () => {
    expect(page).toContain("the enrolments of 1 more were not read");
    expect(page).toContain('"label":"not read"');
    expect(page).toContain('"label":"no policy that was read (not decided)"');
  });
});
