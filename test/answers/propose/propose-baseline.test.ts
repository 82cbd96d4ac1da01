import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { type ProposedBaseline, proposeBaseline } from "../../../src/answers/propose/propose-baseline.ts";
import { summariseProposal } from "../../../src/answers/propose/summarise-proposal.ts";
import { acmeState } from "../../../src/emulator/acme/acme.ts";
import { acmeDeviations } from "../../../src/emulator/acme/acme-deviations.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import { packageRoot } from "../../../src/flows/catalogue/package-root.ts";
import type { ChangedBy, Finding } from "../../../src/model/report.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { proposalText } from "../../../src/report/pages/proposal-text.ts";
import { parseText } from "../../support/baseline-text.ts";
import {
  aGroupRule,
  anOrg,
  aPerson,
  aPolicy,
  enrolments,
  theDefaultPolicy,
} from "../../support/org-builder.ts";
import { snapshotOfState } from "../../support/snapshot-of-state.ts";

const now = new Date("2026-11-23T10:00:00.000Z");
const until = "2026-12-23";
const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);
const acme = await readFile(join(packageRoot(), "policy/baseline.yaml"), "utf8");

interface Given {
  readonly text: string;
  readonly org: OrgSnapshot;
  readonly others?: Readonly<Record<string, string>>;
  readonly changedBy?: ChangedBy;
}

function propose({ text, org, others = {}, changedBy }: Given): ProposedBaseline {
  const parse = (one: string) => parseText(one, others).baseline;
  const baseline = parse(text);
  const { findings } = evaluate({ checks, baseline, org, now });
  return proposeBaseline({
    text,
    baseline,
    parse,
    org,
    checks,
    now,
    findings: findings.map((finding) => ({ ...finding, changedBy: changedBy ?? null })),
    who: () => "by omar@acme.example",
    until,
  });
}

/** Open findings on the org by a text, as `check subject`. */
function openOnOrg(text: string, org: OrgSnapshot, others: Readonly<Record<string, string>> = {}) {
  const { findings } = evaluate({ checks, baseline: parseText(text, others).baseline, org, now });
  return findings
    .filter(({ status, subject }) => status === "open" && subject.type !== "user")
    .map(({ check, subject }) => `${check} ${subject.name}`);
}

const driftedBy = (deviations: typeof acmeDeviations): OrgSnapshot =>
  snapshotOfState(
    deviations.reduce((state, { apply }) => apply(state), acmeState(now)),
    now,
  );

const linesOnlyIn = (text: string, other: string): readonly string[] => {
  const known = new Set(other.split("\n"));
  return text.split("\n").filter((line) => !known.has(line));
};

describe("a proposal for what was done to Acme", () => {
  it.each(
    acmeDeviations.map((deviation) => [deviation.title, deviation] as const),
  )("closes the circle: %s", (_, deviation) => {
    const org = driftedBy([deviation]);
    const { text } = propose({ text: acme, org });
    expect(openOnOrg(text, org)).toEqual([]);
    expect(parseText(text).baseline.requirements).toEqual(parseText(acme).baseline.requirements);
    expect(parseText(text).baseline.exemptions).toEqual(parseText(acme).baseline.exemptions);
  });

  it("says above each hunk who did it, and keeps every other line", () => {
    const { text, declared } = propose({ text: acme, org: driftedBy(acmeDeviations) });
    const comments = text.split("\n").filter((line) => line.includes("# PROPOSED"));
    expect(declared.length).toBeGreaterThan(0);
    for (const { check } of declared) {
      expect(comments.join("\n")).toContain(`# PROPOSED ${check} (by omar@acme.example): `);
    }
    const gone = linesOnlyIn(acme, text).map((line) => line.trim());
    expect(gone).toEqual([
      "members: [nia@acme.example, omar@acme.example]",
      "- name: Service Accounts",
      "description: Accounts of machines, which nobody signs in to",
      "members: [svc-backup@acme.example]",
      "phone_number: INACTIVE # SIM swaps and call forwarding",
      "webauthn: REQUIRED",
      "groups: [Contractors]",
      "session: { idle: 1h, lifetime: 12h }",
    ]);
  });

  it("proposes nothing that only waits for the stack, and says so", () => {
    const changedBy: ChangedBy = {
      status: "not applied yet",
      managed: false,
      actor: null,
      at: null,
      ip: null,
      via: null,
    };
    const proposed = propose({ text: acme, org: driftedBy(acmeDeviations), changedBy });
    expect([proposed.text, proposed.declared, proposed.accepted]).toEqual([acme, [], []]);
    const summary = summariseProposal(proposed, { baseline: "baseline.yaml", file: null, until });
    expect(summary.notApplied).toBeGreaterThan(0);
    expect(proposalText(summary, 80)).toMatch(
      /^Nothing to propose[\s\S]*run `pulumi up`; nothing is proposed/,
    );
  });
});

const settings = { okta_password: "REQUIRED", webauthn: "OPTIONAL" };
const staff = ["nia@acme.example"];
const anAcme = (policies: readonly ReturnType<typeof aPolicy>[]): OrgSnapshot =>
  anOrg({
    people: staff.map((login) => aPerson(login)),
    groups: { Staff: staff, Guests: staff },
    policies: [...policies, theDefaultPolicy(settings)],
    authenticators: { okta_password: "ACTIVE", webauthn: "ACTIVE" },
    enrolments: Object.fromEntries(staff.map((login) => [login, enrolments(["webauthn"])])),
  });

const baselineOf = (policies: string): string => `version: 1
org: { engine: identity }
groups:
  - name: Staff
  - name: Guests
enrollmentPolicies:
${policies}`;

const onOneLine = `  - { name: Staff, groups: [Staff], authenticators: { okta_password: REQUIRED, webauthn: REQUIRED }, rules: [{ name: Enroll at sign-in }] }\n`;
const guests = `  # Visitors.
  - name: Guests
    groups:
      - Guests
    authenticators: { okta_password: REQUIRED, webauthn: { enroll: OPTIONAL } }
    rules:
      - name: Enroll at sign-in
        exceptUsers:
          - nia@acme.example
`;

describe("a proposal keeps how a baseline is written", () => {
  it.each([
    {
      what: "a setting on one line",
      policies: onOneLine,
      live: [aPolicy("Staff", { groups: ["Staff"], settings })],
      says: ["webauthn: OPTIONAL }, rules"],
    },
    {
      what: "a setting in full",
      policies: guests,
      live: [
        aPolicy("Guests", {
          groups: ["Guests"],
          settings: { ...settings, webauthn: "REQUIRED" },
          rules: [{ excludedUserIds: ["00u-nia@acme.example"] as never }],
        }),
      ],
      says: ["webauthn: { enroll: REQUIRED }"],
    },
    {
      what: "a list of lines, and a field that is gone",
      policies: guests,
      live: [aPolicy("Guests", { groups: ["Guests", "Staff"], settings })],
      says: [
        "      - Guests\n      - Staff\n    authenticators",
        "      - name: Enroll at sign-in\n        # PROPOSED",
      ],
    },
    {
      what: "a setting that nobody declared",
      policies: onOneLine.replace(", webauthn: REQUIRED", ""),
      live: [aPolicy("Staff", { groups: ["Staff"], settings })],
      says: ["authenticators: { okta_password: REQUIRED, webauthn: OPTIONAL }"],
    },
    {
      what: "the order, with the comments above an entry",
      policies: `${onOneLine.replace("REQUIRED }", "OPTIONAL }")}${guests.replace(/ {8}except[\s\S]*/, "")}`,
      live: [
        aPolicy("Staff", { groups: ["Staff"], settings, priority: 2 }),
        aPolicy("Guests", { groups: ["Guests"], settings, priority: 1 }),
      ],
      says: ["  # Visitors.\n  - name: Guests\n"],
    },
  ])("$what", ({ policies, live, says }) => {
    const text = baselineOf(policies);
    const org = anAcme(live);
    const proposed = propose({ text, org });
    for (const part of says) expect(proposed.text).toContain(part);
    expect(openOnOrg(proposed.text, org)).toEqual([]);
  });

  it("declares in the file what it declares, and accepts what another file does", () => {
    const text = "version: 1\nextends: common.yaml\norg: { engine: identity }\ngroups: [{ name: Guests }]\n";
    const others = { "common.yaml": baselineOf(onOneLine) };
    const org = anAcme([aPolicy("Staff", { groups: ["Staff"], settings })]);
    const proposed = propose({ text, org, others });
    expect(openOnOrg(proposed.text, org, others)).toEqual([]);
    expect(proposed.accepted.map(({ check }) => check)).toContain("enrollment-policy-authenticator");
    expect(proposed.text.startsWith(text)).toBe(true);
  });

  it.each([
    {
      what: "an undeclared policy, where the list is on one line",
      policies: onOneLine
        .replace(/^ {2}- (.*)\n/, "  [$1]\n")
        .replace("webauthn: REQUIRED", "webauthn: OPTIONAL"),
      live: [
        aPolicy("Staff", { groups: ["Staff"], settings }),
        aPolicy("Guests", { groups: ["Guests"], settings }),
      ],
      check: "enrollment-policy-unmanaged",
    },
    {
      what: "an order, where the list is on one line",
      policies: `  [{ name: Staff, groups: [Staff], authenticators: { okta_password: REQUIRED, webauthn: OPTIONAL }, rules: [{ name: Enroll at sign-in }] }, { name: Guests, groups: [Guests], authenticators: { okta_password: REQUIRED, webauthn: OPTIONAL }, rules: [{ name: Enroll at sign-in }] }]\n`,
      live: [
        aPolicy("Staff", { groups: ["Staff"], settings, priority: 2 }),
        aPolicy("Guests", { groups: ["Guests"], settings, priority: 1 }),
      ],
      check: "enrollment-policy-order",
    },
    {
      what: "a policy that is off",
      policies: onOneLine.replace("webauthn: REQUIRED", "webauthn: OPTIONAL"),
      live: [aPolicy("Staff", { groups: ["Staff"], settings, status: "INACTIVE" })],
      check: "enrollment-policy-status",
    },
  ])("accepts $what", ({ policies, live, check }) => {
    const text = baselineOf(policies);
    const org = anAcme(live);
    const proposed = propose({ text, org });
    expect(proposed.accepted.map((one) => one.check)).toContain(check);
    expect(openOnOrg(proposed.text, org)).toEqual([]);
  });

  it("accepts an order in which another file has a part", () => {
    const policy = (name: string) =>
      `  - { name: ${name}, groups: [${name}], authenticators: { okta_password: REQUIRED, webauthn: OPTIONAL }, rules: [{ name: Enroll at sign-in }] }\n`;
    const text = `version: 1\nextends: common.yaml\norg: { engine: identity }\nenrollmentPolicies:\n${policy("Staff")}`;
    const others = { "common.yaml": baselineOf(policy("Guests")) };
    const org = anAcme([
      aPolicy("Staff", { groups: ["Staff"], settings, priority: 2 }),
      aPolicy("Guests", { groups: ["Guests"], settings, priority: 1 }),
    ]);
    const proposed = propose({ text, org, others });
    expect(proposed.accepted.map(({ check }) => check)).toContain("enrollment-policy-order");
    expect(openOnOrg(proposed.text, org, others)).toEqual([]);
  });

  it("empties a list that no longer leaves anybody out", () => {
    const text = `version: 1
org: { engine: identity }
groups:
  - name: Staff
    filledBy: { rule: Staff - all, when: "true", exceptUsers: [nia@acme.example] }
`;
    const org = anOrg({
      people: staff.map((login) => aPerson(login)),
      groups: { Staff: staff },
      groupRules: [aGroupRule("Staff - all", ["Staff"], { expression: "true" })],
    });
    const proposed = propose({ text, org });
    expect(proposed.declared.map(({ check, field }) => `${check} ${field}`)).toContain(
      "group-rule exceptUsers",
    );
    expect(proposed.text).toContain('when: "true", exceptUsers: [] }');
  });

  it("leaves a policy that a requirement names, and accepts that it is gone", () => {
    const text = `${baselineOf(guests)}requirements:
  - { id: all, title: All, appliesTo: { everyone: true }, governedBy: [Guests] }
`;
    const org = anAcme([]);
    const proposed = propose({ text, org });
    expect(proposed.accepted.map(({ check }) => check)).toContain("enrollment-policy-missing");
    expect(parseText(proposed.text).baseline.requirements).toEqual(parseText(text).baseline.requirements);
  });
});

describe("what is said of a proposal", () => {
  const finding = (change: Partial<Finding>): Finding =>
    ({
      check: "enrollment-policy-unmanaged",
      subject: { type: "policy", id: null, name: "Temp" },
      remedy: "Delete it.",
      message: "It is there.",
      changedBy: null,
      ...change,
    }) as Finding;

  it("names what stays open, and no more remedies than fit", () => {
    const many = ["A", "B", "C", "D", "E", "F"].map((name) =>
      finding({ subject: { type: "policy", id: null, name } }),
    );
    const summary = summariseProposal(
      {
        text: "",
        declared: many,
        accepted: [],
        left: [
          finding({ check: "stack-resource", message: "Group gone.", remedy: "Run `pulumi up --refresh`." }),
          finding({ check: "member-of", subject: { type: "user", id: null, name: "nia@acme.example" } }),
        ],
      },
      { baseline: "baseline.yaml", file: "proposed.yaml", until },
    );
    expect(
      proposalText(summary, 100),
    ).toBe(`Wrote proposed.yaml: baseline.yaml as it would be if the drift were meant.
6 findings declared, each under a comment that says who did it.
  1 person still lacks what is asked: requirements stay as they are, and nobody is exempted.
  Stays open: Group gone.
If it was meant
  plumbline review baseline.yaml proposed.yaml
If it was not
  pulumi up --refresh (1 finding)
  plumbline enroll (1 person to add to groups)
  by hand, A: Delete it.
  by hand, B: Delete it.
  by hand, C: Delete it.
  by hand, D: Delete it.
  by hand, E: Delete it.
  and 1 more by hand, in the report
`);
  });
});
