import { describe, expect, it } from "vitest";
import { compareBaselines } from "../../../src/answers/review/compare-baselines.ts";
import type { Baseline, BaselinePolicy, DeclaredGracePeriod } from "../../../src/model/baseline.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  aDeclaredRule,
  aFilling,
  anExemption,
  anyOf,
  appliesTo,
  aRequirement,
  reporting,
  theDeclaredDefault,
} from "../../support/baseline-builder.ts";

const admins = aDeclaredPolicy("Admins", ["MFA Admins"], {
  authenticators: { okta_password: "REQUIRED", webauthn: "REQUIRED", okta_verify: "OPTIONAL" },
});
const staff = aDeclaredPolicy("Staff", ["Staff"], {
  authenticators: { okta_password: "REQUIRED", okta_verify: "REQUIRED" },
});
const whole = aBaseline({
  groups: [
    aDeclaredGroup("MFA Admins", { members: ["nia@acme.example", "omar@acme.example"], onlyMembers: true }),
    aDeclaredGroup("Staff", { filledBy: aFilling("Staff", 'user.userType=="employee"') }),
    aDeclaredGroup("Contractors", { managed: false }),
  ],
  authenticators: { webauthn: "ACTIVE", phone_number: "INACTIVE" },
  enrollmentPolicies: [admins, staff, theDeclaredDefault()],
  requirements: [
    aRequirement("everyone", {
      memberOf: ["Staff"],
      governedBy: ["Admins", "Staff"],
      factors: anyOf(["okta_verify:push", "google_otp"]),
      withinMs: 86_400_000,
    }),
    aRequirement("admins", {
      appliesTo: appliesTo.anyAdmin,
      factors: { kind: "phishingResistant", atLeast: 1 },
    }),
  ],
  exemptions: [anExemption("svc-backup@acme.example", "everyone")],
  alerts: {
    managedActors: ["0oaPulumi"],
    detections: { "user-created": { enabled: true, severity: "low" } },
    routes: [{ to: "slack", minimum: "medium", detections: [] }],
  },
});

const graced = (gracePeriod: DeclaredGracePeriod): Edit =>
  policy("Staff", { terms: { okta_verify: { gracePeriod, allowedGroups: [] } } });

const methods =
  (of: Readonly<Record<string, "ACTIVE" | "INACTIVE">>): Edit =>
  (baseline) => ({ ...baseline, authenticatorMethods: { webauthn: of } });

type Edit = (baseline: Baseline) => Baseline;

const policy =
  (name: string, change: Partial<BaselinePolicy>): Edit =>
  (baseline) => ({
    ...baseline,
    enrollmentPolicies: baseline.enrollmentPolicies.map((one) =>
      one.name === name ? { ...one, ...change } : one,
    ),
  });
const setting = (name: string, ref: string, value: "REQUIRED" | "OPTIONAL" | "NOT_ALLOWED"): Edit => {
  const { authenticators } = name === "Admins" ? admins : staff;
  return policy(name, { authenticators: { ...authenticators, [ref]: value } });
};
const rules = (...list: readonly Parameters<typeof aDeclaredRule>[0][]): Edit =>
  policy("Staff", { rules: list.map((one) => aDeclaredRule(one)) });
const group =
  (name: string, change: Partial<Baseline["groups"][number]>): Edit =>
  (baseline) => ({
    ...baseline,
    groups: baseline.groups.map((one) => (one.name === name ? { ...one, ...change } : one)),
  });
const requirement =
  (id: string, change: Partial<Baseline["requirements"][number]>): Edit =>
  (baseline) => ({
    ...baseline,
    requirements: baseline.requirements.map((one) => (one.id === id ? { ...one, ...change } : one)),
  });
const alerts =
  (change: Partial<Baseline["alerts"]>): Edit =>
  (baseline) => ({ ...baseline, alerts: { ...baseline.alerts, ...change } });
const payroll = { kind: "label", label: "Payroll" } as const;
const oktaType = { kind: "type", name: "okta" } as const;
const inCorp = { kind: "in", zones: ["Corp"] } as const;
const outsideCorp = { kind: "notIn", zones: ["Corp"] } as const;

const said = (before: Baseline, after: Baseline) =>
  compareBaselines(before, after, () => "medium").map(({ change }) => `${change.effect} ${change.id}`);

describe("what a changed baseline does", () => {
  it.each<[string, Edit, readonly string[]]>([
    ["engine", (one) => ({ ...one, org: { engine: "classic" } }), ["weaker engine"]],
    [
      "a strong authenticator switched off for the org",
      (one) => ({ ...one, authenticators: { webauthn: "INACTIVE", phone_number: "INACTIVE" } }),
      ["weaker authenticator-status/webauthn"],
    ],
    [
      "a weak one switched on, a strong one no longer compared",
      (one) => ({ ...one, authenticators: { phone_number: "ACTIVE" } }),
      ["weaker authenticator-status/webauthn", "weaker authenticator-status/phone_number"],
    ],
    [
      "webauthn made optional",
      setting("Admins", "webauthn", "OPTIONAL"),
      ["weaker enrollment-policy-authenticator/Admins/webauthn"],
    ],
    [
      "webauthn required",
      setting("Staff", "webauthn", "REQUIRED"),
      ["stronger enrollment-policy-authenticator/Staff/webauthn"],
    ],
    [
      "SMS allowed",
      setting("Staff", "phone_number", "OPTIONAL"),
      ["weaker enrollment-policy-authenticator/Staff/phone_number"],
    ],
    [
      "an authenticator that nobody knows",
      setting("Staff", "carrier_pigeon", "REQUIRED"),
      ["weaker enrollment-policy-authenticator/Staff/carrier_pigeon"],
    ],
    [
      "one of several of a kind, whose id is escaped",
      setting("Staff", "custom_app/autA1", "REQUIRED"),
      ["stronger enrollment-policy-authenticator/Staff/custom_app%2FautA1"],
    ],
    ["what is barred anyway, written out", setting("Staff", "phone_number", "NOT_ALLOWED"), []],
    [
      "the rest no longer held",
      policy("Staff", { unlisted: "ignore" }),
      ["weaker enrollment-policy-unlisted/Staff"],
    ],
    [
      "a group that leaves a policy",
      policy("Staff", { groups: ["Contractors"] }),
      ["weaker enrollment-policy-groups/Staff/Staff", "stronger enrollment-policy-groups/Staff/Contractors"],
    ],
    [
      "a group put under a weaker policy than before",
      (one) => ({
        ...one,
        enrollmentPolicies: [
          aDeclaredPolicy("Easy", ["Staff"], { authenticators: { okta_password: "REQUIRED" } }),
          ...one.enrollmentPolicies,
        ],
      }),
      ["weaker enrollment-policy-added/Easy"],
    ],
    [
      "a policy less",
      (one) => ({ ...one, enrollmentPolicies: [staff, theDeclaredDefault()] }),
      ["weaker enrollment-policy-removed/Admins"],
    ],
    [
      "the weaker of two policies first",
      (one) => ({ ...one, enrollmentPolicies: [staff, admins, theDeclaredDefault()] }),
      ["weaker enrollment-policy-order/Staff/Admins"],
    ],
    [
      "a policy that is the same under another name",
      (one) => ({
        ...requirement("everyone", { governedBy: ["Administrators", "Staff"] })(one),
        enrollmentPolicies: [{ ...admins, name: "Administrators" }, staff, theDeclaredDefault()],
      }),
      ["neutral enrollment-policy-renamed/Administrators"],
    ],
    [
      "enrolling that can be put off",
      graced({ kind: "skips", count: 3 }),
      ["weaker enrollment-policy-grace-period/Staff/okta_verify"],
    ],
    [
      "a method that is off for the org",
      methods({ push: "INACTIVE" }),
      ["weaker authenticator-method/webauthn/push"],
    ],
    [
      "a method that must be on",
      methods({ push: "ACTIVE" }),
      ["stronger authenticator-method/webauthn/push"],
    ],
    [
      "security keys of some models only",
      policy("Admins", { terms: { webauthn: { gracePeriod: null, allowedGroups: ["YubiKey5"] } } }),
      ["stronger enrollment-policy-allowed-groups/Admins/webauthn"],
    ],
    [
      "terms of what nobody may enroll",
      policy("Staff", { terms: { duo: { gracePeriod: { kind: "skips", count: 3 }, allowedGroups: [] } } }),
      [],
    ],
    [
      "nobody made to enroll",
      rules({ enroll: "NEVER" }),
      ["weaker enrollment-rule-enroll/Staff/Enroll at sign-in"],
    ],
    [
      "a rule that works in the office only",
      rules({ network: inCorp }),
      ["weaker enrollment-rule-network/Staff/Enroll at sign-in"],
    ],
    [
      "a rule for one application only",
      rules({ apps: { include: [payroll], exclude: [] } }),
      ["weaker enrollment-rule-apps/Staff/Enroll at sign-in"],
    ],
    [
      "a rule split by application and type, which do the same",
      rules(
        { apps: { include: [payroll, oktaType], exclude: [] } },
        { name: "The rest", apps: { include: [], exclude: [payroll, oktaType] } },
      ),
      [
        "neutral enrollment-rule-added/Staff/The rest",
        "neutral enrollment-rule-apps/Staff/Enroll at sign-in",
      ],
    ],
    [
      "a rule before it that asks nobody at Okta itself",
      rules({ name: "Not there", enroll: "NEVER", apps: { include: [oktaType], exclude: [] } }, {}),
      ["weaker enrollment-rule-added/Staff/Not there"],
    ],
    [
      "a rule split in two that do the same",
      rules({ network: inCorp }, { name: "Elsewhere", network: outsideCorp }),
      [
        "neutral enrollment-rule-added/Staff/Elsewhere",
        "neutral enrollment-rule-network/Staff/Enroll at sign-in",
      ],
    ],
    [
      "a rule before it that asks nobody outside",
      rules({ name: "Not outside", enroll: "NEVER", network: outsideCorp }, {}),
      ["weaker enrollment-rule-added/Staff/Not outside"],
    ],
    [
      "a rule of Okta's own policy that asks nobody outside",
      policy("Default Policy", {
        rules: [aDeclaredRule({ name: "Not outside", enroll: "NEVER", network: outsideCorp })],
      }),
      ["weaker enrollment-rule-added/Default Policy/Not outside"],
    ],
    [
      "a rule of Okta's own policy that asks as Okta's own does",
      policy("Default Policy", { rules: [aDeclaredRule({ name: "Outside", network: outsideCorp })] }),
      ["neutral enrollment-rule-added/Default Policy/Outside"],
    ],
    [
      "a rule that never comes to be tried",
      rules({}, { name: "Never tried", enroll: "NEVER" }),
      ["neutral enrollment-rule-added/Staff/Never tried"],
    ],
    [
      "somebody left out",
      rules({ exceptUsers: ["dana@acme.example"] }),
      ["weaker enrollment-rule-except-users/Staff/Enroll at sign-in/dana@acme.example"],
    ],
    ["a rule by another name", rules({ name: "Enroll" }), ["neutral enrollment-rule-renamed/Staff/Enroll"]],
    [
      "a group by another name",
      (one) => renameGroup(one, "Staff", "People"),
      ["neutral group-renamed/People"],
    ],
    [
      "a group kept elsewhere by another name, which may be another group",
      (one) => renameGroup(one, "Contractors", "Externals"),
      ["neutral group-removed/Contractors", "neutral group-added/Externals"],
    ],
    [
      "a declared member less",
      group("MFA Admins", { members: ["nia@acme.example"] }),
      ["weaker group-members/MFA Admins/omar@acme.example"],
    ],
    [
      "a declared member more",
      group("MFA Admins", { members: ["Nia@acme.example", "omar@acme.example", "kim@acme.example"] }),
      ["stronger group-members/MFA Admins/kim@acme.example"],
    ],
    ["others welcome", group("MFA Admins", { onlyMembers: false }), ["weaker group-only-members/MFA Admins"]],
    ["another filling", group("Staff", { filledBy: aFilling("Staff", "true") }), ["weaker group-rule/Staff"]],
    [
      "a filling rule that leaves out one more, and a group",
      group("Staff", {
        filledBy: aFilling("Staff", 'user.userType=="employee"', {
          exceptUsers: ["kim@acme.example"],
          exceptGroups: ["MFA Admins"],
        }),
      }),
      [
        "weaker group-rule-except-users/Staff/kim@acme.example",
        "weaker group-rule-except-groups/Staff/MFA Admins",
      ],
    ],
    ["no filling", group("Staff", { filledBy: null }), ["weaker group-rule/Staff"]],
    [
      "a filling rule by another name",
      group("Staff", { filledBy: aFilling("Fill", 'user.userType=="employee"') }),
      ["neutral group-rule/Staff"],
    ],
    ["kept elsewhere", group("MFA Admins", { managed: false }), ["weaker group-managed/MFA Admins"]],
    ["words", group("Staff", { description: "All of us" }), ["neutral group-description/Staff"]],
    [
      "undeclared policies ignored",
      (one) => ({ ...one, unmanaged: reporting({ enrollmentPolicies: "ignore" }) }),
      ["weaker unmanaged/enrollmentPolicies"],
    ],
    [
      "a requirement less",
      (one) => ({ ...one, requirements: one.requirements.slice(0, 1) }),
      ["weaker requirement-removed/admins"],
    ],
    [
      "a requirement by another id, with its exemption",
      (one) => ({
        ...one,
        requirements: one.requirements.map((each) =>
          each.id === "everyone" ? { ...each, id: "all" } : each,
        ),
        exemptions: [anExemption("svc-backup@acme.example", "all")],
      }),
      ["neutral requirement-renamed/all"],
    ],
    [
      "fewer people asked",
      requirement("everyone", { appliesTo: appliesTo.groups("Staff") }),
      ["weaker requirement-applies-to/everyone"],
    ],
    [
      "some admin roles only",
      requirement("admins", { appliesTo: appliesTo.adminRoles("SUPER_ADMIN") }),
      ["weaker requirement-applies-to/admins"],
    ],
    [
      "no group asked for",
      requirement("everyone", { memberOf: [] }),
      ["weaker requirement-member-of/everyone/Staff"],
    ],
    [
      "one policy more that will do",
      requirement("everyone", { governedBy: ["Admins", "Staff", "Default Policy"] }),
      ["weaker requirement-governed-by/everyone/Default Policy"],
    ],
    [
      "one policy less that will do",
      requirement("everyone", { governedBy: ["Admins"] }),
      ["stronger requirement-governed-by/everyone/Staff"],
    ],
    [
      "no policy asked for",
      requirement("everyone", { governedBy: [] }),
      ["weaker requirement-governed-by/everyone/Admins", "weaker requirement-governed-by/everyone/Staff"],
    ],
    [
      "SMS will do",
      requirement("everyone", { factors: anyOf(["okta_verify:push", "google_otp", "phone_number:sms"]) }),
      ["weaker requirement-factor/everyone/phone_number:sms"],
    ],
    [
      "a security key will do",
      requirement("everyone", { factors: anyOf(["okta_verify:push", "google_otp", "webauthn"]) }),
      ["neutral requirement-factor/everyone/webauthn"],
    ],
    [
      "two are needed",
      requirement("everyone", { factors: anyOf(["okta_verify:push", "google_otp"], 2) }),
      ["stronger requirement-at-least/everyone"],
    ],
    [
      "any will do in place of phishing-resistant ones",
      requirement("admins", { factors: anyOf(["okta_verify"]) }),
      ["weaker requirement-factors/admins"],
    ],
    ["no factor", requirement("admins", { factors: null }), ["weaker requirement-factors/admins"]],
    [
      "a longer grace",
      requirement("everyone", { withinMs: 90_000_000 }),
      ["weaker requirement-within/everyone"],
    ],
    ["less severe", requirement("everyone", { severity: "low" }), ["weaker requirement-severity/everyone"]],
    ["a title", requirement("everyone", { title: "All" }), ["neutral requirement-title/everyone"]],
    [
      "one more exempted",
      (one) => ({ ...one, exemptions: [...one.exemptions, anExemption("dana@acme.example", "everyone")] }),
      ["weaker exemption-added/dana@acme.example/everyone"],
    ],
    [
      "exempted for longer",
      (one) => ({
        ...one,
        exemptions: [anExemption("SVC-backup@acme.example", "everyone", { until: "2027-01-01" })],
      }),
      ["weaker exemption-until/SVC-backup@acme.example/everyone"],
    ],
    [
      "exempted for something else",
      (one) => ({ ...one, exemptions: [anExemption("svc-backup@acme.example", "admins")] }),
      [
        "weaker exemption-added/svc-backup@acme.example/admins",
        "stronger exemption-removed/svc-backup@acme.example/everyone",
      ],
    ],
    [
      "one more whose changes are ours",
      alerts({ managedActors: ["0oaPulumi", "dana@acme.example"] }),
      ["weaker alert-managed-actor/dana@acme.example"],
    ],
    [
      "a detection off, another quieter than usual",
      alerts({
        detections: {
          "user-created": { enabled: false, severity: null },
          "mfa-reset": { enabled: true, severity: "low" },
        },
      }),
      ["weaker alert-detection/user-created", "weaker alert-detection/mfa-reset"],
    ],
    [
      "a route that takes fewer",
      alerts({ routes: [{ to: "slack", minimum: "medium", detections: ["mfa-reset"] }] }),
      ["weaker alert-route/slack"],
    ],
    [
      "a route said twice",
      alerts({
        routes: [
          { to: "slack", minimum: "critical", detections: [] },
          { to: "slack", minimum: "medium", detections: [] },
        ],
      }),
      [],
    ],
  ])("%s", (_, edit, expected) => {
    expect(said(whole, edit(whole))).toEqual(expected);
  });

  it.each<[string, Edit, Edit, readonly string[]]>([
    [
      "nobody else, where nothing depends on the group",
      group("Contractors", { managed: true }),
      group("Contractors", { managed: true, onlyMembers: true }),
      ["stronger group-only-members/Contractors"],
    ],
    [
      "nobody else, where a requirement asks the group",
      requirement("admins", { appliesTo: appliesTo.groups("Contractors") }),
      (one) =>
        group("Contractors", { onlyMembers: true })(
          requirement("admins", { appliesTo: appliesTo.groups("Contractors") })(one),
        ),
      ["weaker group-only-members/Contractors"],
    ],
    [
      "nobody else, where a policy governs the group",
      group("MFA Admins", { onlyMembers: false }),
      (one) => one,
      ["weaker group-only-members/MFA Admins"],
    ],
    [
      "a rule for the rest of the world that asks",
      rules({ network: inCorp }),
      rules({ network: inCorp }, { name: "Elsewhere", network: outsideCorp }),
      ["stronger enrollment-rule-added/Staff/Elsewhere"],
    ],
    [
      "a rule for the rest of the world that asks for nothing",
      rules({ network: inCorp }),
      rules({ network: inCorp }, { name: "Elsewhere", enroll: "NEVER", network: outsideCorp }),
      ["weaker enrollment-rule-added/Staff/Elsewhere"],
    ],
    [
      "no rule for the rest of the world any more",
      rules({ network: inCorp }, { name: "Elsewhere", network: outsideCorp }),
      rules({ network: inCorp }),
      ["weaker enrollment-rule-removed/Staff/Elsewhere"],
    ],
    [
      "a rule that asks again",
      rules({ enroll: "NEVER" }),
      (one) => one,
      ["stronger enrollment-rule-enroll/Staff/Enroll at sign-in"],
    ],
    [
      "somebody whom a rule takes again",
      rules({ exceptUsers: ["dana@acme.example"] }),
      (one) => one,
      ["stronger enrollment-rule-except-users/Staff/Enroll at sign-in/dana@acme.example"],
    ],
    [
      "words of a policy",
      (one) => one,
      policy("Staff", { description: "Everybody" }),
      ["neutral enrollment-policy-description/Staff"],
    ],
    [
      "reason and owner of an exemption",
      (one) => one,
      (one) => ({
        ...one,
        exemptions: [anExemption("svc-backup@acme.example", "everyone", { owner: "nia@acme.example" })],
      }),
      ["neutral exemption-words/svc-backup@acme.example/everyone"],
    ],
    [
      "a requirement on apps put to everyone",
      requirement("admins", { appliesTo: { kind: "apps", apps: ["Payroll"] } }),
      requirement("admins", { appliesTo: { kind: "everyone" } }),
      ["stronger requirement-applies-to/admins"],
    ],
    [
      "two policies that ask for the same, the other way round",
      (one) => ({
        ...one,
        enrollmentPolicies: [
          staff,
          aDeclaredPolicy("Guests", ["Contractors"], { authenticators: staff.authenticators }),
        ],
      }),
      (one) => ({
        ...one,
        enrollmentPolicies: [
          aDeclaredPolicy("Guests", ["Contractors"], { authenticators: staff.authenticators }),
          staff,
        ],
      }),
      ["neutral enrollment-policy-order/Guests/Staff"],
    ],
  ])("%s", (_, before, after, expected) => {
    expect(said(before(whole), after(whole))).toEqual(expected);
  });

  it("tells ids apart by their capitals, and logins not", () => {
    const actors = (...managedActors: readonly string[]) => alerts({ managedActors })(whole);
    expect(said(actors("0oaAcmePulumiAppXyz1"), actors("0oaacmepulumiappxyz1"))).toEqual([
      "weaker alert-managed-actor/0oaacmepulumiappxyz1",
      "stronger alert-managed-actor/0oaAcmePulumiAppXyz1",
    ]);
    expect(said(actors("Dana@acme.example"), actors("dana@acme.example"))).toEqual([]);
  });

  it("tries no more sign-ins than it can, and calls what it did not try weaker", () => {
    const many = Array.from({ length: 9 }, (_, zone) => `Zone ${zone}`);
    const before = rules({ network: { kind: "in", zones: many } })(whole);
    const after = rules({ network: { kind: "in", zones: many.slice(0, 1) } }, { name: "Anywhere" })(whole);
    expect(said(before, after)).toContain("weaker enrollment-rule-network/Staff/Enroll at sign-in");
    const everybody = Array.from({ length: 20_000 }, (_, at) => `person-${at}@acme.example`);
    expect(said(whole, rules({ exceptUsers: everybody.slice(0, 500) })(whole))).toHaveLength(500);
    expect(said(rules({ exceptUsers: everybody })(whole), rules({ exceptUsers: everybody })(whole))).toEqual(
      [],
    );
  });

  it("calls an approval neutral", () => {
    const approval = {
      change: "engine",
      reason: "moving",
      owner: "secops@acme.example",
      ticket: "SEC-1",
      until: "2026-12-31",
    };
    expect(said(whole, { ...whole, approvals: [approval] })).toEqual(["neutral approval/engine"]);
  });

  it("tells LOGIN and CHALLENGE apart on Classic only", () => {
    const on = (engine: "identity" | "classic", enroll: "LOGIN" | "CHALLENGE") =>
      rules({ enroll })({ ...whole, org: { engine } });
    expect(said(on("identity", "LOGIN"), on("identity", "CHALLENGE"))).toEqual([
      "neutral enrollment-rule-enroll/Staff/Enroll at sign-in",
    ]);
    expect(said(on("classic", "LOGIN"), on("classic", "CHALLENGE"))).toEqual([
      "weaker enrollment-rule-enroll/Staff/Enroll at sign-in",
    ]);
  });
});

function renameGroup(baseline: Baseline, from: string, to: string): Baseline {
  return JSON.parse(
    JSON.stringify(baseline)
      .replaceAll(`"name":"${from}","managed"`, `"name":"${to}","managed"`)
      .replaceAll(`"groups":["${from}"]`, `"groups":["${to}"]`)
      .replaceAll(`"memberOf":["${from}"]`, `"memberOf":["${to}"]`),
  ) as Baseline;
}

describe("accepted deviations", () => {
  const until = (day: string, owner = "nia@acme.example") =>
    aBaseline({
      accepted: [{ check: "group-rule", subject: "Staff", until: day, reason: "known", owner }],
    });
  it.each([
    ["longer is weaker", until("2027-01-01"), until("2027-02-01"), ["weaker"]],
    ["shorter is stronger", until("2027-01-01"), until("2026-12-01"), ["stronger"]],
    ["gone is stronger", until("2027-01-01"), aBaseline(), ["stronger"]],
    ["another owner is neutral", until("2027-01-01"), until("2027-01-01", "omar@acme.example"), ["neutral"]],
    ["the same is no change", until("2027-01-01"), until("2027-01-01"), []],
  ])("%s", (_, before, after, effects) => {
    expect(compareBaselines(before, after).map(({ change }) => change.effect)).toEqual(effects);
  });
});

it("tells which standards are pinned, and which no longer: without one, less is checked", () => {
  const changes = compareBaselines(
    aBaseline({ standards: ["stig", "nist"] }),
    aBaseline({ standards: ["nist", "pci"] }),
  );
  expect(changes.map(({ change, path }) => [change.id, change.effect, change.reason, path])).toEqual([
    ["standard/stig", "weaker", "check-off", ["standards"]],
    ["standard/pci", "stronger", "check-on", ["standards", 1]],
  ]);
});

it("tells what was adopted unread, and what no longer is", () => {
  const changes = compareBaselines(aBaseline({ unread: ["zones"] }), aBaseline({ unread: ["apps"] }));
  expect(changes.map(({ change }) => [change.effect, change.where, change.from, change.to])).toEqual([
    ["neutral", { slice: "zones" }, "zones", null],
    ["neutral", { slice: "apps" }, null, "apps"],
  ]);
});
