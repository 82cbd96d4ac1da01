import { beforeAll, describe, expect, it, vi } from "vitest";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { planReads } from "../../checks/runner/plan-reads.ts";
import type { WrittenState } from "../../src/emulator/filling/state-schema.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import { loadFrameworks } from "../../src/flows/catalogue/load-frameworks.ts";
import type { Finding } from "../../src/model/report.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import { slicesOfStandards } from "../../src/model/snapshot.ts";
import { judgeStandards } from "../../src/standards/judge-standards.ts";
import { planStandards } from "../../src/standards/plan-standards.ts";
import { standardsSnapshot } from "../support/answered-standards.ts";
import { aBaseline } from "../support/baseline-builder.ts";
import { parseText } from "../support/baseline-text.ts";
import { failingOrg, meetingOrg } from "../support/standards-orgs.ts";

// Orgs are read over real sockets, and the SDK has to load.
vi.setConfig({ hookTimeout: 60_000 });

const now = new Date("2026-11-23T10:00:00.000Z");
const checks = await loadChecks();
const frameworks = await loadFrameworks();
const ids = frameworks.map(({ id }) => id);

const weakSession: WrittenState = {
  ...meetingOrg,
  sessionPolicies: failingOrg.sessionPolicies?.map((policy) => ({
    ...policy,
    rules: [
      ...(policy.rules ?? []).map((rule) => ({ ...rule, name: "Office", zones: ["Corp"] })),
      { name: "Default Rule", actions: { signon: { access: "DENY" } } },
    ],
  })),
};

const written = { meeting: meetingOrg, failing: failingOrg, weakSession };
type Name = keyof typeof written;
const orgs = new Map<Name, OrgSnapshot>();
beforeAll(async () => {
  for (const [name, state] of Object.entries(written)) {
    orgs.set(name as Name, await standardsSnapshot(state, frameworks));
  }
});

const orgOf = (name: Name): OrgSnapshot => {
  const org = orgs.get(name);
  if (org === undefined) throw new Error(`${name} was not read`);
  return org;
};

const checked = (org: OrgSnapshot, section: string) =>
  evaluate({
    checks,
    baseline: parseText(`version: 1\norg: {engine: identity}\n${section}\n`).baseline,
    org,
    now,
  });

const ofStandards = (findings: readonly Finding[]) =>
  findings.filter(({ subject }) => subject.type === "standard-requirement");

describe.each(ids)("%s", (id) => {
  it.each([
    "meeting",
    "failing",
  ] as const)("has a finding for each requirement that an org does not meet (%s)", (name) => {
    const org = orgOf(name);
    const { findings, outcomes } = checked(org, `standards: [${id}]`);
    const [result] = judgeStandards(
      frameworks.filter((one) => one.id === id),
      org,
      now,
      [],
    );
    const expected = result?.requirements.flatMap((one) =>
      one.status === "pass"
        ? []
        : [[`${id} ${one.id}`, one.status === "open" ? "open" : "unknown", one.severity, one.title]],
    );
    const told = ofStandards(findings).map((one) => [
      one.subject.name,
      one.status,
      one.severity,
      one.expected,
    ]);
    expect(told.toSorted()).toEqual(expected?.toSorted());
    expect(outcomes.filter(({ check }) => check.startsWith("standard-")).map(({ check }) => check)).toEqual([
      `standard-${id}`,
    ]);
  });

  it("is read for, and judged, only where it is pinned", () => {
    const plain = planReads(checks, aBaseline());
    const pinned = planReads(checks, aBaseline({ standards: [id] }));
    const alone = planStandards(
      frameworks.filter((one) => one.id === id),
      "identity",
    );
    expect(pinned.slices).toEqual(new Set([...plain.slices, ...alone.slices]));
    expect(slicesOfStandards.filter((slice) => plain.slices.has(slice))).toEqual([]);
    const { outcomes } = checked(orgOf("meeting"), "standards: []");
    expect(outcomes.filter(({ check }) => check.startsWith("standard-"))).toEqual([]);
  });
});

it("counts each pinned standard as a check, and none that is not", () => {
  const { summary } = checked(orgOf("meeting"), "");
  const pinned = checked(orgOf("meeting"), `standards: [${ids.join(", ")}]`);
  expect(pinned.summary.checks - summary.checks).toBe(ids.length);
});

describe("accepted", () => {
  const accept = (subject: string, until: string) => `standards: [stig]
accepted:
  - { check: standard-stig, subject: ${subject}, until: ${until}, reason: no DOD users, owner: secops@acme.example }`;
  const statusOf = (org: OrgSnapshot, section: string, id: string) =>
    ofStandards(checked(org, section).findings).find(({ subject }) => subject.name === id)?.status;
  const withoutPages = (): OrgSnapshot => {
    const { signInPages: _, ...slices } = orgOf("meeting").slices;
    return { ...orgOf("meeting"), slices };
  };

  it.each([
    ["open, for now", () => orgOf("failing"), "stig V-273192", "2026-11-23", "exempted"],
    ["open, the day after its end", () => orgOf("failing"), "stig V-273192", "2026-11-22", "open"],
    ["of another requirement", () => orgOf("failing"), "stig V-273193", "2026-12-31", "open"],
    ["not reviewed, once somebody looked", withoutPages, "stig V-273192", "2026-12-31", "exempted"],
    ["not reviewed, the day after its end", withoutPages, "stig V-273192", "2026-11-22", "unknown"],
  ])("%s", (_says, org, subject, until, status) => {
    expect(statusOf(org(), accept(subject, until), "stig V-273192")).toBe(status);
  });

  it("does not hide that something was not read", () => {
    const { summary, gaps } = checked(withoutPages(), accept("stig V-273192", "2026-12-31"));
    expect(gaps.map(({ slice }) => slice)).toEqual(["sign-in-pages"]);
    expect(summary).toMatchObject({ verdict: "unknown", exempted: 1, unknown: 0 });
  });
});

it("takes the exemptions of the baseline for the register of exceptions", () => {
  const exemption = (owner: string) => `standards: [pci]
requirements: [{ id: everyone, appliesTo: { everyone: true }, factors: { anyOf: [webauthn] } }]
exemptions: [{ user: kim@acme.example, requirement: everyone, until: 2026-12-31, reason: leave, owner: ${owner} }]`;
  const told = (owner: string) =>
    ofStandards(checked(orgOf("meeting"), exemption(owner)).findings).map(({ subject }) => subject.name);
  expect(told("secops")).not.toContain("pci 8.5.1-exceptions");
  expect(told("TODO")).toContain("pci 8.5.1-exceptions");
});

describe("root causes", () => {
  const declared = `standards: [stig]
authenticators: { smart_card_idp: ACTIVE }
signOn:
  sessionPolicies:
    - name: Default Policy
      rules:
        - name: Office
          network: { in: [Corp] }
          session: { idle: 15m, lifetime: 18h }
        - { name: Default Rule, access: DENY }`;

  it("are findings on what the baseline declares, without which the requirement would be met", () => {
    const { findings } = checked(orgOf("weakSession"), declared);
    const named = new Map(findings.map((one) => [one.fingerprint, one]));
    const causes = ofStandards(findings).map(({ subject, causedBy }) => {
      const cause = named.get(causedBy ?? "");
      return [
        subject.name,
        cause === undefined ? null : `${cause.check} ${cause.subject.name} ${cause.field}`,
      ];
    });
    expect(causes).toEqual([
      ["stig V-273186", "session-rule Default Policy / Office session.idle"],
      ["stig V-273203", "session-rule Default Policy / Office session.lifetime"],
      ["stig V-273206", "session-rule Default Policy / Office session.persistentCookie"],
    ]);
  });

  it("are authenticators that are off", () => {
    const { slices } = orgOf("meeting");
    const authenticators = slices.authenticators?.map((one) =>
      one.key === "smart_card_idp" ? { ...one, status: "INACTIVE" as const } : one,
    );
    const org = { ...orgOf("meeting"), slices: { ...slices, authenticators } } as OrgSnapshot;
    const { findings } = checked(
      org,
      "standards: [stig]\nauthenticators: { smart_card_idp: ACTIVE, webauthn: ACTIVE }",
    );
    const cause = findings.find(({ check }) => check === "authenticator-status");
    expect(ofStandards(findings).map(({ subject, causedBy }) => [subject.name, causedBy])).toEqual([
      ["stig V-273204", cause?.fingerprint],
    ]);
  });

  it("are none of what the baseline does not declare", () => {
    const { findings } = checked(orgOf("failing"), "standards: [stig]");
    expect(ofStandards(findings).map(({ causedBy }) => causedBy)).toEqual(
      ofStandards(findings).map(() => null),
    );
  });
});

it("leads to the findings on each person, where the baseline asks the same of sign-in, and repeats none", () => {
  const asks = (to: string, atLeast: string) => `standards: [stig, nist]
requirements: [{ id: in, appliesTo: { everyone: true }, signIn: { to: ${to}, atLeast: ${atLeast} } }]`;
  const led = (section: string) => {
    const { findings } = checked(orgOf("failing"), section);
    expect(findings.some(({ check }) => check === "sign-in")).toBe(true);
    return ofStandards(findings).flatMap(({ subject, remedy }) =>
      remedy.startsWith('Begin with what sign-in finds by "in", which names each person it is for. ')
        ? subject.name
        : [],
    );
  };
  expect(led(asks("dashboard", "phishing-resistant")).toSorted()).toEqual(["stig V-273190", "stig V-273194"]);
  expect(led(asks("dashboard", "strong"))).toEqual(["stig V-273194"]);
  expect(led(asks("any", "two-factors")).toSorted()).toEqual(["stig V-273193", "stig V-273194"]);
});
