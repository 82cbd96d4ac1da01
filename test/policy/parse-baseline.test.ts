import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { aBaseline, reporting } from "../support/baseline-builder.ts";
import { identityOrg, parseText, problemsOf } from "../support/baseline-text.ts";

it("needs only the version and the engine", () => {
  const { baseline, path, files } = parseText("version: 1\norg: { engine: classic }\n");
  expect(baseline).toEqual(aBaseline({ org: { engine: "classic" } }));
  expect([path, files]).toEqual(["baseline.yaml", ["baseline.yaml"]]);
});

it("fingerprints the file's own bytes", () => {
  const yaml = identityOrg("groups: []");
  expect(parseText(yaml).sha256).toBe(createHash("sha256").update(yaml).digest("hex"));
});

it("fills in the defaults of a group", () => {
  expect(parseText(identityOrg("groups: [{ name: MFA Required }]")).baseline.groups).toEqual([
    {
      name: "MFA Required",
      managed: true,
      description: null,
      filledBy: null,
      members: [],
      onlyMembers: false,
    },
  ]);
});

it("fills in the defaults of a policy and its rules, and knows Okta's own", () => {
  const { baseline } = parseText(
    identityOrg(`groups: [{ name: MFA Required }]
enrollmentPolicies:
  - { name: MFA required, groups: [MFA Required], rules: [{ name: Enroll at sign-in }] }
  - { name: Default Policy }`),
  );
  expect(baseline.enrollmentPolicies).toEqual([
    {
      name: "MFA required",
      isDefault: false,
      description: null,
      groups: ["MFA Required"],
      authenticators: {},
      terms: {},
      unlisted: "NOT_ALLOWED",
      rules: [
        {
          name: "Enroll at sign-in",
          enroll: "CHALLENGE",
          network: { kind: "anywhere" },
          apps: { include: [], exclude: [] },
          exceptUsers: [],
        },
      ],
    },
    {
      name: "Default Policy",
      isDefault: true,
      description: null,
      groups: [],
      authenticators: {},
      terms: {},
      unlisted: "NOT_ALLOWED",
      rules: [],
    },
  ]);
});

it("reads the long form of authenticators beside the short one", () => {
  const { baseline } = parseText(
    identityOrg(`authenticators:
  webauthn: ACTIVE
  okta_verify: { status: ACTIVE, methods: { push: ACTIVE, signed_nonce: INACTIVE } }
  phone_number: { methods: { sms: INACTIVE } }
  duo: { status: INACTIVE }
enrollmentPolicies:
  - name: Default Policy
    authenticators:
      okta_password: REQUIRED
      webauthn: { enroll: REQUIRED, gracePeriod: { until: 2027-01-31 }, allowedGroups: [YubiKey5] }
      google_otp: { enroll: OPTIONAL, gracePeriod: { skips: 3 } }
      okta_verify: { enroll: OPTIONAL, gracePeriod: none }`),
  );
  expect(baseline.authenticators).toEqual({
    webauthn: "ACTIVE",
    okta_verify: "ACTIVE",
    phone_number: "ACTIVE",
    duo: "INACTIVE",
  });
  expect(baseline.authenticatorMethods).toEqual({
    okta_verify: { push: "ACTIVE", signed_nonce: "INACTIVE" },
    phone_number: { sms: "INACTIVE" },
  });
  expect(baseline.enrollmentPolicies[0]).toMatchObject({
    authenticators: {
      okta_password: "REQUIRED",
      webauthn: "REQUIRED",
      google_otp: "OPTIONAL",
      okta_verify: "OPTIONAL",
    },
    terms: {
      webauthn: { gracePeriod: { kind: "until", day: "2027-01-31" }, allowedGroups: ["YubiKey5"] },
      google_otp: { gracePeriod: { kind: "skips", count: 3 }, allowedGroups: [] },
    },
  });
});

it("keeps groups of models where there is no grace", () => {
  const { baseline } = parseText(
    identityOrg(`enrollmentPolicies:
  - { name: Default Policy, authenticators: { webauthn: { enroll: OPTIONAL, allowedGroups: [YubiKey5] } } }`),
  );
  expect(baseline.enrollmentPolicies[0]?.terms).toEqual({
    webauthn: { gracePeriod: null, allowedGroups: ["YubiKey5"] },
  });
});

it.each([
  ["ANYWHERE", { kind: "anywhere" }],
  ["{ in: [Corp, Lab] }", { kind: "in", zones: ["Corp", "Lab"] }],
  ["{ notIn: [Corp] }", { kind: "notIn", zones: ["Corp"] }],
])("reads the network %s", (written, network) => {
  const { baseline } = parseText(
    identityOrg(`enrollmentPolicies:
  - { name: Everybody, groups: [Everyone], rules: [{ name: Enroll, network: ${written} }] }`),
  );
  expect(baseline.enrollmentPolicies[0]?.rules[0]?.network).toEqual(network);
});

it("fills in the defaults of a requirement", () => {
  const { baseline } = parseText(
    identityOrg(
      "requirements: [{ id: everyone, appliesTo: { everyone: true }, factors: { anyOf: [webauthn] } }]",
    ),
  );
  expect(baseline.requirements).toEqual([
    {
      id: "everyone",
      title: "everyone",
      appliesTo: { kind: "everyone" },
      memberOf: [],
      governedBy: [],
      factors: { kind: "anyOf", anyOf: ["webauthn"], atLeast: 1 },
      signIn: null,
      recovery: null,
      withinMs: 0,
      severity: "high",
    },
  ]);
});

it.each([
  ["{ everyone: true }", { kind: "everyone" }],
  ["{ groups: [Everyone] }", { kind: "groups", groups: ["Everyone"] }],
  ["{ apps: [Payroll] }", { kind: "apps", apps: ["Payroll"] }],
  ["{ adminRoles: any }", { kind: "adminRoles", roles: "any" }],
  ["{ adminRoles: [SUPER_ADMIN] }", { kind: "adminRoles", roles: ["SUPER_ADMIN"] }],
])("reads appliesTo: %s", (written, appliesTo) => {
  const { baseline } = parseText(
    identityOrg(
      `requirements: [{ id: strong, appliesTo: ${written}, factors: { phishingResistant: true, atLeast: 2 } }]`,
    ),
  );
  expect(baseline.requirements[0]).toMatchObject({
    appliesTo,
    factors: { kind: "phishingResistant", atLeast: 2 },
  });
});

it.each([
  ["24h", 86_400_000],
  ["30m", 1_800_000],
  ["7d", 604_800_000],
  ["90s", 90_000],
  ["0", 0],
  ['"0"', 0],
])("reads within: %s", (written, withinMs) => {
  const { baseline } = parseText(
    identityOrg(
      `requirements: [{ id: strong, appliesTo: { everyone: true }, memberOf: [Everyone], within: ${written} }]`,
    ),
  );
  expect(baseline.requirements[0]?.withinMs).toBe(withinMs);
});

const exempted = (until: string): string =>
  `requirements: [{ id: everyone, appliesTo: { everyone: true }, memberOf: [Everyone] }]
exemptions: [{ user: svc-backup@acme.example, requirement: everyone, until: ${until}, reason: no sign-in, owner: platform }]`;

it.each(["2026-12-31", '"2026-12-31"', "2028-02-29"])("reads the day %s", (written) => {
  expect(parseText(identityOrg(exempted(written))).baseline.exemptions[0]?.until).toBe(
    written.replaceAll('"', ""),
  );
});

it("reads an unquoted day in a file that says it is YAML 1.1", () => {
  const yaml = `%YAML 1.1\n---\n${identityOrg(exempted("2026-12-31"))}alerts: { detections: { zone-changed: off } }\n`;
  const { baseline } = parseText(yaml);
  expect(baseline.exemptions[0]?.until).toBe("2026-12-31");
  expect(baseline.alerts.detections).toEqual({ "zone-changed": { enabled: false, severity: null } });
});

it("reads how alerts are raised and sent", () => {
  const { baseline } = parseText(
    identityOrg(`alerts:
  managedActors: [0oaPulumiServiceApp]
  detections: { user-created: { severity: low }, zone-changed: off, support-access: false }
  routes: [{ to: slack }, { to: pagerduty, minimum: critical, detections: [mfa-reset] }]`),
  );
  expect(baseline.alerts).toEqual({
    managedActors: ["0oaPulumiServiceApp"],
    detections: {
      "user-created": { enabled: true, severity: "low" },
      "zone-changed": { enabled: false, severity: null },
      "support-access": { enabled: false, severity: null },
    },
    routes: [
      { to: "slack", minimum: "low", detections: [] },
      { to: "pagerduty", minimum: "critical", detections: ["mfa-reset"] },
    ],
  });
});

it("reads approvals and what to do with what nobody declared", () => {
  const { baseline } = parseText(
    identityOrg(`unmanaged: { enrollmentRules: ignore }
approvals:
  - change: enrollment-policy-authenticator/Admins/webauthn
    reason: keys delayed
    owner: secops@acme.example
    ticket: SEC-42
    until: 2026-12-31`),
  );
  expect(baseline.unmanaged).toEqual(reporting({ enrollmentRules: "ignore" }));
  expect(baseline.approvals).toEqual([
    {
      change: "enrollment-policy-authenticator/Admins/webauthn",
      reason: "keys delayed",
      owner: "secops@acme.example",
      ticket: "SEC-42",
      until: "2026-12-31",
    },
  ]);
});

it("names every problem at once, from top to bottom", () => {
  const problems = problemsOf(
    identityOrg(`groups:
  - nmae: MFA Required
requirements:
  - id: everyone
    appliesTo: { everyone: true }
    factors: { anyOf: [okta_verfy] }
exemptions:
  - { user: dana@acme.example, requirement: evryone, reason: on leave, owner: secops@acme.example }`),
  );
  expect(problems.map((problem) => problem.split(";")[0])).toEqual([
    '4:5: groups[0]: "name" is missing (The group\'s name in Okta)',
    '4:5: groups[0]: unknown key "nmae", did you mean "name"?',
    '8:24: unknown authenticator key "okta_verfy" for Identity Engine, did you mean okta_verify?',
    '10:5: exemptions[0]: "until" is missing (The last day in effect, UTC: YYYY-MM-DD)',
    '10:45: unknown requirement "evryone", did you mean "everyone"?',
  ]);
});
