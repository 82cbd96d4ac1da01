import { expect, it } from "vitest";
import type { FleetReport, OrgAnswer, SharedPerson } from "../../../src/model/fleet-report.ts";
import { fleetCheckCsv, fleetCheckText } from "../../../src/report/pages/fleet-check-text.ts";
import { personFinding, policyFinding, sampleReport } from "../../support/sample-report.ts";

const answer = (name: string, part: Partial<OrgAnswer>): OrgAnswer => ({
  name,
  url: `https://${name}.okta.com`,
  tags: ["prod", "emea"],
  owner: "nia@acme.example",
  exitCode: 0,
  error: null,
  report: null,
  ...part,
});

const person = (login: string, part: Partial<SharedPerson> = {}): SharedPerson => ({
  login,
  orgs: [
    { org: "acme", roles: ["SUPER_ADMIN"], signIn: "one-factor", usable: "weak" },
    { org: "acme-us", roles: null, signIn: "strong", usable: "strong" },
  ],
  weakest: ["acme"],
  unknownIn: [],
  comparedBy: "sign-in",
  ...part,
});

const findings = [
  policyFinding(),
  ...["kim", "dana", "ravi", "beth"].map((name) =>
    personFinding(`${name}@acme.example`, { message: `${name} lacks ${name}.` }),
  ),
];
const { summary } = sampleReport();
const unread = sampleReport([], {
  gaps: [{ slice: "policies", reason: "403", affected: 1 }],
  summary: { ...summary, verdict: "unknown", unknown: 1, people: { ...summary.people, inScope: null } },
});

const fleet: FleetReport = {
  schemaVersion: 1,
  tool: { name: "plumbline", version: "0.1.0" },
  fleet: "fleet.yaml",
  startedAt: "2026-11-23T10:00:00.000Z",
  finishedAt: "2026-11-23T10:01:00.000Z",
  exitCode: 2,
  summary: { orgs: 4, inLine: 1, drift: 1, unknown: 1, failed: 1 },
  orgs: [
    answer("acme", { exitCode: 2, report: sampleReport(findings) }),
    answer("acme-us", { report: sampleReport() }),
    answer("acme-eu", { exitCode: 1, report: unread }),
    answer("acme-dev", {
      exitCode: 1,
      owner: null,
      error: { code: "NETWORK", message: "no answer\u001b[2J", details: ["twice"], remedy: "look" },
    }),
  ],
  people: {
    people: 20,
    undecided: 1,
    administrators: [
      person("nia@acme.example"),
      person("omar@acme.example", { weakest: ["acme", "acme-us"] }),
      person("lena@acme.example", { weakest: [], unknownIn: ["acme", "acme-us"], comparedBy: null }),
    ],
    uneven: Array.from({ length: 12 }, (_, index) =>
      person(`p${index}@acme.example`, { comparedBy: "usable factors" }),
    ),
  },
};

it("says how many orgs are what, each org with its worst causes, and who is in several", () => {
  const text = fleetCheckText(fleet, { width: 100, color: false });
  expect(text).toBe(`4 orgs: 1 drift, 1 could not be checked, 1 unknown, 1 in line.

DRIFT    acme  https://acme.okta.com
  5 high; 437 people in scope
  high: kim lacks kim.
  high: dana lacks dana.
  high: ravi lacks ravi.
  and 2 more

IN LINE  acme-us  https://acme-us.okta.com
  no open finding; 437 people in scope

UNKNOWN  acme-eu  https://acme-eu.okta.com
  1 unknown; people were not read
  not read: policies: 403

FAILED   acme-dev  https://acme-dev.okta.com
  error[NETWORK]: no answer\\x1b[2J
    twice
  fix: look

Administrators of several orgs (3)
  nia@acme.example: least in acme; acme one-factor (SUPER_ADMIN), acme-us strong
  omar@acme.example: alike; acme one-factor (SUPER_ADMIN), acme-us strong
  lena@acme.example: where least cannot be told; acme weak factors (SUPER_ADMIN), acme-us strong
    factors

People who are held less in one org than in another (12)
${Array.from({ length: 10 }, (_, index) => `  p${index}@acme.example: least in acme; acme weak factors (SUPER_ADMIN), acme-us strong factors\n`).join("")}  and 2 more: --format json lists them

Of 1 person in several orgs it cannot be told where they are held least.
`);
});

it("says no more where there is no more to say", () => {
  const people = { people: 0, undecided: 0, administrators: [], uneven: [] };
  const one = {
    ...fleet,
    orgs: fleet.orgs.slice(1, 2),
    people,
    summary: { ...fleet.summary, orgs: 1, drift: 0, unknown: 0, failed: 0 },
  };
  expect(fleetCheckText(one, { width: 100, color: false })).toBe(
    "1 org: 1 in line.\n\nIN LINE  acme-us  https://acme-us.okta.com\n  no open finding; 437 people in scope\n",
  );
  expect(fleetCheckText(one, { width: 100, color: true })).toContain("\u001b[");
});

it("says what is not known of somebody", () => {
  const held = [
    { org: "acme", roles: [], signIn: null, usable: null },
    { org: "acme-us", roles: [], signIn: "strong" as const, usable: "weak" as const },
  ];
  const people = {
    ...fleet.people,
    administrators: [
      person("kim@acme.example", { orgs: held, weakest: ["acme-us"], unknownIn: ["acme"] }),
      person("ravi@acme.example", { orgs: held, weakest: [], unknownIn: ["acme"], comparedBy: null }),
    ],
  };
  const text = fleetCheckText({ ...fleet, people }, { width: 100, color: false });
  expect(text).toContain("kim@acme.example: alike; acme unknown, acme-us strong\n");
  expect(text).toContain("acme unknown factors, acme-us weak factors\n");
});

it("has a line of CSV an org, also for one that could not be checked", () => {
  const [, ...rows] = fleetCheckCsv(fleet).trimEnd().split("\r\n");
  expect(rows).toEqual([
    '"acme","https://acme.okta.com","prod emea","nia@acme.example","drift","0","5","0","0","0","437","512",""',
    expect.stringContaining('"in-line"'),
    expect.stringContaining('"unknown","0","0","0","0","1","","512"'),
    expect.stringMatching(/^"acme-dev",.*"","failed","","","","","","","","NETWORK: no answer/),
  ]);
});
