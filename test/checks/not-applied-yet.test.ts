import { describe, expect, it } from "vitest";
import { evaluate } from "../../checks/runner/evaluate.ts";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import type { Baseline, BaselineGroup, BaselinePolicy, BaselineRule } from "../../src/model/baseline.ts";
import type { EnrollmentPolicy, EnrollmentRule } from "../../src/model/live-enrollment.ts";
import type { Finding } from "../../src/model/report.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  aDeclaredRule,
  aFilling,
  anExemption,
  theDeclaredDefault,
} from "../support/baseline-builder.ts";
import { aGroup, aPolicy, idOf, partOf } from "../support/org-builder.ts";
import { orgTrueTo } from "../support/org-true-to.ts";
import { aStack, stackAfter } from "../support/stack-builder.ts";

const now = new Date("2026-03-01T00:00:00.000Z");
const checks = await loadChecks();
const [nia, omar, dana] = ["nia@acme.example", "omar@acme.example", "dana@acme.example"];

const staffGroup = aDeclaredGroup("Staff", {
  filledBy: aFilling("Employees", 'user.userType=="employee"'),
  members: [omar],
});
const office = aDeclaredRule({
  name: "Office",
  network: { kind: "in", zones: ["Corp"] },
  exceptUsers: [dana],
});
const elsewhere = aDeclaredRule({ name: "Elsewhere", enroll: "NEVER" });
const adminPolicy = aDeclaredPolicy("Admins", ["Admins"]);
const staffPolicy = aDeclaredPolicy("Staff", ["Staff"], { rules: [office, elsewhere] });

const applied = aBaseline({
  groups: [
    aDeclaredGroup("Admins", { members: [nia] }),
    staffGroup,
    aDeclaredGroup("Sales", { managed: false }),
  ],
  authenticators: { webauthn: "ACTIVE", phone_number: "INACTIVE" },
  enrollmentPolicies: [adminPolicy, staffPolicy, theDeclaredDefault()],
});

const withGroup = (name: string, change: Partial<BaselineGroup>): Partial<Baseline> => ({
  groups: applied.groups.map((group) => (group.name === name ? { ...group, ...change } : group)),
});
const withPolicy = (name: string, change: Partial<BaselinePolicy>): Partial<Baseline> => ({
  enrollmentPolicies: applied.enrollmentPolicies.map((policy) =>
    policy.name === name ? { ...policy, ...change } : policy,
  ),
});
const withOffice = (change: Partial<BaselineRule>) =>
  withPolicy("Staff", { rules: [{ ...office, ...change }, elsewhere] });

/** Change that somebody makes to the live org. */
type ByHand = (org: OrgSnapshot) => OrgSnapshot;

const slices =
  (change: (slices: OrgSnapshot["slices"]) => OrgSnapshot["slices"]): ByHand =>
  (org) => ({ ...org, slices: change(org.slices) });
const policies = (change: (policies: readonly EnrollmentPolicy[]) => readonly EnrollmentPolicy[]) =>
  slices((read) => ({ ...read, policies: change(read.policies ?? []) }));
const policy = (name: string, change: (policy: EnrollmentPolicy) => Partial<EnrollmentPolicy>) =>
  policies((all) => all.map((one) => (one.name === name ? { ...one, ...change(one) } : one)));
const officeByHand = (change: Partial<EnrollmentRule>) =>
  policy("Staff", ({ rules }) => ({
    rules: rules?.map((rule) => (rule.name === "Office" ? { ...rule, ...change } : rule)) ?? null,
  }));
const setting = (name: string, key: string, enroll: string) =>
  policy(name, ({ settings }) => ({
    settings: [...settings.filter((one) => one.key !== key), { key, id: null, enroll }],
  }));
const untouched: ByHand = (org) => org;

function judged(newer: Partial<Baseline>, byHand: ByHand, status: "applied" | "not applied yet" | "unknown") {
  return evaluate({
    checks,
    baseline: { ...applied, ...newer },
    org: byHand(orgTrueTo(applied)),
    now,
    stack: { applied: stackAfter(applied), status },
  });
}

const isWaiting = ({ changedBy }: Finding) => changedBy?.status === "not applied yet";
const openBy = (check: string, findings: readonly Finding[]) =>
  findings.filter((finding) => finding.check === check && finding.status === "open");

interface Case {
  readonly kind: string;
  readonly check: string;
  readonly newer: Partial<Baseline>;
  /** Change that somebody made in the same place. */
  readonly byHand: ByHand;
}

const cases: readonly Case[] = [
  {
    kind: "an authenticator's org-wide status",
    check: "authenticator-status",
    newer: { authenticators: { webauthn: "INACTIVE" } },
    byHand: slices((read) => ({
      ...read,
      authenticators: read.authenticators?.map((one) => ({ ...one, status: "SOMETHING" })) ?? [],
    })),
  },
  {
    kind: "what a policy asks for",
    check: "enrollment-policy-authenticator",
    newer: withPolicy("Admins", { authenticators: { ...adminPolicy.authenticators, webauthn: "REQUIRED" } }),
    byHand: setting("Admins", "webauthn", "NOT_ALLOWED"),
  },
  {
    kind: "what a policy no longer lists",
    check: "enrollment-policy-authenticator",
    newer: withPolicy("Admins", { authenticators: { okta_password: "REQUIRED", okta_verify: "OPTIONAL" } }),
    byHand: setting("Admins", "webauthn", "REQUIRED"),
  },
  {
    kind: "a policy's groups",
    check: "enrollment-policy-groups",
    newer: withPolicy("Admins", { groups: ["Admins", "Sales"] }),
    byHand: policy("Admins", () => ({ groupIds: [idOf.group("Staff")] })),
  },
  {
    kind: "a new policy",
    check: "enrollment-policy-missing",
    newer: { enrollmentPolicies: [aDeclaredPolicy("Kiosks", ["Sales"]), ...applied.enrollmentPolicies] },
    byHand: untouched,
  },
  {
    kind: "the order of policies",
    check: "enrollment-policy-order",
    newer: { enrollmentPolicies: [staffPolicy, adminPolicy, theDeclaredDefault()] },
    byHand: untouched,
  },
  {
    kind: "a policy that is no longer declared",
    check: "enrollment-policy-unmanaged",
    newer: { enrollmentPolicies: [staffPolicy, theDeclaredDefault()] },
    byHand: policy("Admins", () => ({ id: idOf.policy("another of that name") })),
  },
  {
    kind: "what a rule does",
    check: "enrollment-rule",
    newer: withOffice({ enroll: "NEVER" }),
    byHand: officeByHand({ enroll: "NEVER_INCLUDING_RECOVERY" }),
  },
  {
    kind: "where a rule applies",
    check: "enrollment-rule",
    newer: withOffice({ network: { kind: "anywhere" } }),
    byHand: officeByHand({ network: { kind: "notIn", zoneIds: [idOf.zone("Corp")] } }),
  },
  {
    kind: "whom a rule leaves out",
    check: "enrollment-rule",
    newer: withOffice({ exceptUsers: [] }),
    byHand: officeByHand({ excludedUserIds: [idOf.user(dana), idOf.user(omar)] }),
  },
  {
    kind: "the order of rules",
    check: "enrollment-rule",
    newer: withPolicy("Staff", { rules: [elsewhere, office] }),
    byHand: officeByHand({ id: idOf.rule("Staff", "another Office") }),
  },
  {
    kind: "a new rule",
    check: "enrollment-rule-missing",
    newer: withPolicy("Staff", { rules: [office, elsewhere, aDeclaredRule({ name: "Kiosks" })] }),
    byHand: policy("Staff", () => ({ id: idOf.policy("another Staff") })),
  },
  {
    kind: "a rule that is no longer declared",
    check: "enrollment-rule-unmanaged",
    newer: withPolicy("Staff", { rules: [office] }),
    byHand: policy("Staff", ({ rules }) => ({
      rules: rules?.map((rule) => ({ ...rule, id: idOf.rule("Staff", `${rule.name}, made anew`) })) ?? null,
    })),
  },
  {
    kind: "a group's members",
    check: "group-members",
    newer: withGroup("Admins", { members: [nia, omar] }),
    byHand: slices((read) => ({
      ...read,
      groupMembers: { ...read.groupMembers, [idOf.group("Admins")]: [] },
    })),
  },
  {
    kind: "a new group",
    check: "group-missing",
    newer: { groups: [...applied.groups, aDeclaredGroup("Kiosks")] },
    byHand: untouched,
  },
  {
    kind: "whom a group rule takes",
    check: "group-rule",
    newer: withGroup("Staff", { filledBy: aFilling("Employees", 'user.userType!="guest"') }),
    byHand: slices((read) => ({
      ...read,
      groupRules: read.groupRules?.map((rule) => ({ ...rule, expression: "true" })) ?? [],
    })),
  },
  {
    kind: "a new group rule",
    check: "group-rule",
    newer: withGroup("Admins", { filledBy: aFilling("Admins", "true") }),
    byHand: untouched,
  },
];

describe("with a stack that applied an older baseline", () => {
  it("begins with an org that is as the stack left it", () => {
    expect(judged({}, untouched, "not applied yet").summary.findings).toBe(0);
  });

  it.each(cases)("$kind is not applied yet", ({ check, newer }) => {
    const { findings, summary } = judged(newer, untouched, "not applied yet");
    const open = openBy(check, findings);
    expect(open.length).toBeGreaterThan(0);
    expect(open.filter((finding) => !isWaiting(finding))).toEqual([]);
    expect(open[0]).toMatchObject({
      message: expect.stringMatching(/^Not applied yet: /),
      remedy: expect.stringContaining("pulumi up"),
      changedBy: { status: "not applied yet", managed: true, actor: null, at: null, ip: null, via: null },
    });
    expect(summary.verdict).toBe("drift");
  });

  it.each(cases.filter(({ byHand }) => byHand !== untouched))("$kind, changed by hand, is drift", (one) => {
    const open = openBy(one.check, judged(one.newer, one.byHand, "not applied yet").findings);
    expect(open.length).toBeGreaterThan(0);
    expect(open.filter(isWaiting)).toEqual([]);
  });

  it.each(["applied", "unknown"] as const)("names nothing when its status is %s", (status) => {
    for (const { newer } of cases)
      expect(judged(newer, untouched, status).findings.some(isWaiting)).toBe(false);
  });

  it.each<{ readonly what: string; readonly newer: Partial<Baseline>; readonly byHand: ByHand }>([
    {
      what: "a policy that somebody deleted",
      newer: withPolicy("Admins", { groups: ["Sales"] }),
      byHand: policies((all) => all.filter(({ name }) => name !== "Admins")),
    },
    {
      what: "policies in another order than the stack's",
      newer: { enrollmentPolicies: [staffPolicy, adminPolicy, aDeclaredPolicy("Kiosks", ["Sales"])] },
      byHand: policies((all) => [
        ...all,
        aPolicy("Kiosks", { groups: ["Sales"], priority: 0, settings: adminPolicy.authenticators }),
      ]),
    },
    {
      what: "a group that lives elsewhere and is not there",
      newer: { groups: [...applied.groups, aDeclaredGroup("Partners", { managed: false })] },
      byHand: untouched,
    },
    {
      what: "one of several authenticators, which the provider cannot switch",
      newer: { authenticators: { ...applied.authenticators, "custom_app/autapp": "ACTIVE" } },
      byHand: untouched,
    },
    {
      what: "a policy that somebody switched off",
      newer: withPolicy("Admins", { description: "For administrators" }),
      byHand: policy("Admins", () => ({ status: "INACTIVE" })),
    },
  ])("does not excuse $what", ({ newer, byHand }) => {
    const { findings } = judged(newer, byHand, "not applied yet");
    const things = findings.filter(({ status }) => status === "open");
    expect(things.length).toBeGreaterThan(0);
    expect(things.filter(isWaiting)).toEqual([]);
  });

  it("excuses a default policy that it did not have yet, which Okta made", () => {
    const before = aBaseline({ ...applied, enrollmentPolicies: [adminPolicy, staffPolicy] });
    const { findings } = evaluate({
      checks,
      baseline: {
        ...applied,
        ...withPolicy("Default Policy", { authenticators: { okta_password: "REQUIRED" } }),
      },
      org: orgTrueTo(applied),
      now,
      stack: { applied: stackAfter(before), status: "not applied yet" },
    });
    const open = findings.filter(({ status }) => status === "open");
    expect(open.length).toBeGreaterThan(0);
    expect(open.every(isWaiting)).toBe(true);
  });

  it.each<[string, Partial<Baseline>, ByHand, boolean]>([
    ["whose outputs name no group", withPolicy("Staff", { groups: ["Staff"] }), untouched, true],
    [
      "with a network zone that is gone",
      withPolicy("Staff", {
        groups: ["Staff", "Sales"],
        rules: [{ ...office, network: { kind: "anywhere" } }, elsewhere],
      }),
      slices((read) => ({ ...read, zones: [] })),
      false,
    ],
    [
      "whose looked-up group is gone, and now to be made",
      withGroup("Sales", { managed: true }),
      slices((read) => ({ ...read, groups: read.groups?.filter(({ name }) => name !== "Sales") ?? [] })),
      false,
    ],
  ])("reads a stack %s", (what, newer, byHand, waits) => {
    const before = aBaseline({ ...applied, ...withPolicy("Staff", { groups: ["Staff", "Sales"] }) });
    const after = stackAfter(before);
    const { findings } = evaluate({
      checks,
      baseline: { ...before, ...newer },
      org: byHand(orgTrueTo(before)),
      now,
      stack: {
        applied: what.includes("outputs") ? { ...after, groupIds: {} } : after,
        status: "not applied yet",
      },
    });
    const open = findings.filter(({ status }) => status === "open");
    expect(open.length).toBeGreaterThan(0);
    for (const finding of open)
      expect([finding.message, isWaiting(finding)]).toEqual([finding.message, waits]);
  });

  it("excuses all that is missing when it never made anything", () => {
    const empty = aBaseline({ ...applied, authenticators: {}, enrollmentPolicies: [adminPolicy] });
    const { findings, outcomes } = evaluate({
      checks,
      baseline: empty,
      org: orgTrueTo(aBaseline({ groups: [aDeclaredGroup("Sales", { managed: false })] })),
      now,
      stack: { applied: aStack(), status: "not applied yet" },
    });
    const open = findings.filter(({ status }) => status === "open");
    expect(open.map(({ check }) => check)).toEqual([
      "enrollment-policy-missing",
      "group-missing",
      "group-missing",
      "group-rule",
    ]);
    expect(open.every(isWaiting)).toBe(true);
    expect(outcomes.find(({ check }) => check === "stack-resource")).toMatchObject({ status: "in-line" });
  });

  it("excuses nothing about exemptions", () => {
    const stale = anExemption("kim@acme.example", "all");
    const { findings } = judged({ exemptions: [stale] }, untouched, "not applied yet");
    expect(findings.map(({ check, changedBy }) => [check, changedBy])).toEqual([["exemption-stale", null]]);
  });

  it("excuses nothing about people", () => {
    const asking = aBaseline({
      ...applied,
      requirements: [
        {
          id: "all",
          title: "All are staff",
          appliesTo: { kind: "everyone" },
          memberOf: ["Staff"],
          governedBy: [],
          factors: null,
          signIn: null,
          recovery: null,
          withinMs: 0,
          severity: "high",
        },
      ],
    });
    const people = judged({ requirements: asking.requirements }, untouched, "not applied yet").findings;
    expect(people.length).toBeGreaterThan(0);
    expect(people.filter(isWaiting)).toEqual([]);
  });
});

describe("a thing of the stack that is gone", () => {
  const root = (findings: readonly Finding[]) =>
    findings
      .filter(({ status, causedBy }) => status === "open" && causedBy === null)
      .map(({ check, subject }) => `${check} ${subject.name}`);

  it.each<{
    readonly what: string;
    readonly newer?: Partial<Baseline>;
    readonly byHand: ByHand;
    readonly roots: readonly string[];
  }>([
    {
      what: "a policy",
      byHand: policies((all) => all.filter(({ name }) => name !== "Staff")),
      roots: ["enrollment-policy-missing Staff"],
    },
    {
      what: "a policy, with another of its name in its place",
      byHand: policies((all) =>
        all.map((one) =>
          one.name === "Staff"
            ? { ...aPolicy("Staff", { rules: [], priority: one.priority }), id: idOf.policy("new") }
            : one,
        ),
      ),
      roots: ["stack-resource Staff"],
    },
    {
      what: "a policy that the baseline no longer declares",
      newer: { enrollmentPolicies: [staffPolicy, theDeclaredDefault()] },
      byHand: policies((all) => all.filter(({ name }) => name !== "Admins")),
      roots: ["stack-resource Admins"],
    },
    {
      what: "a rule",
      byHand: policy("Staff", ({ rules }) => ({
        rules: rules?.filter(({ name }) => name !== "Office") ?? null,
      })),
      roots: ["enrollment-rule-missing Staff / Office"],
    },
    {
      what: "a rule, with another of its name in its place",
      byHand: officeByHand({ id: idOf.rule("Staff", "new"), enroll: "NEVER" }),
      roots: ["stack-resource Staff / Office"],
    },
    {
      what: "a group",
      byHand: slices((read) => ({
        ...read,
        groups: read.groups?.filter(({ name }) => name !== "Staff") ?? [],
      })),
      roots: ["group-missing Staff"],
    },
    {
      what: "a group, with another of its name in its place",
      byHand: slices((read) => ({
        ...read,
        groups:
          read.groups?.map((one) => (one.name === "Staff" ? { ...one, id: idOf.group("new") } : one)) ?? [],
      })),
      roots: ["stack-resource Staff"],
    },
    {
      what: "a group, with one of a directory in its place",
      byHand: slices((read) => ({
        ...read,
        groups: [
          ...(read.groups?.filter(({ name }) => name !== "Staff") ?? []),
          { ...aGroup("Staff", "APP_GROUP"), id: idOf.group("directory") },
        ],
      })),
      roots: ["group-missing Staff"],
    },
    {
      what: "a group rule",
      byHand: slices((read) => ({ ...read, groupRules: [] })),
      roots: ["group-rule Employees"],
    },
  ])("is one root cause: $what", ({ newer = {}, byHand, roots }) => {
    const { findings } = judged(newer, byHand, "not applied yet");
    expect(findings.some(({ check }) => check === "stack-resource")).toBe(true);
    expect(root(findings)).toEqual(roots);
  });

  it("is unknown where not everything could be read", () => {
    const byHand = policies((all) => all.filter(({ name }) => name !== "Admins"));
    const { findings } = judged({}, (org) => ({ ...byHand(org), gaps: [partOf("policies")] }), "applied");
    expect(findings.filter(({ check }) => check === "stack-resource").map(({ status }) => status)).toEqual([
      "unknown",
      "open",
    ]);
  });

  it.each<[string, ByHand, string]>([
    [
      "a slice was not read",
      slices(({ groups: _, ...read }) => read),
      "groups: the snapshot does not hold it",
    ],
    [
      "the rules of a policy were not read",
      policy("Staff", () => ({ rules: null })),
      'the rules of policy "Staff" were not read',
    ],
    [
      "the org has nothing of it",
      slices((read) => ({ ...read, groups: [], groupRules: [], policies: [] })),
      "nothing that the stack made is in this org, so that stack.json may be the stack of another one",
    ],
  ])("leaves the check unknown when %s", (_, byHand, reason) => {
    const { outcomes } = judged({}, byHand, "applied");
    expect(outcomes.find(({ check }) => check === "stack-resource")).toMatchObject({
      status: "unknown",
      reason,
    });
  });

  it("is not looked for without a stack", () => {
    const { outcomes } = evaluate({ checks, baseline: applied, org: orgTrueTo(applied), now });
    expect(outcomes.find(({ check }) => check === "stack-resource")).toEqual({
      check: "stack-resource",
      status: "in-line",
      reason: null,
    });
  });
});
