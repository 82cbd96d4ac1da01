import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { parseText, problemsOf } from "../../support/baseline-text.ts";

const common = `version: 1
org: { engine: identity }
groups:
  - { name: MFA Required, description: Everyone who signs in }
  - { name: MFA Admins, members: [nia@acme.example], onlyMembers: true }
authenticators: { webauthn: ACTIVE, phone_number: ACTIVE }
enrollmentPolicies:
  - name: Admins
    groups: [MFA Admins]
    authenticators: { webauthn: REQUIRED, okta_verify: OPTIONAL }
    rules: [{ name: Enroll }, { name: Enroll later }]
  - { name: MFA required, groups: [MFA Required], rules: [{ name: Enroll }] }
  - { name: Default Policy, authenticators: { okta_verify: OPTIONAL } }
requirements:
  - { id: everyone, appliesTo: { everyone: true }, memberOf: [MFA Required], within: 24h }
  - { id: admins, appliesTo: { adminRoles: any }, factors: { phishingResistant: true } }
exemptions:
  - { user: svc-backup@acme.example, requirement: everyone, until: 2027-12-31, reason: machine, owner: platform }
alerts:
  managedActors: [0oaCommon]
  detections: { zone-changed: off }
  routes: [{ to: slack }]
`;

const extending = (section: string) =>
  parseText(`extends: common.yaml\n${section}\n`, { "common.yaml": common });

it("is the extended file where nothing else is said, with all files named and their bytes hashed", () => {
  const { baseline, files, sha256 } = extending("");
  expect(baseline).toEqual(parseText(common).baseline);
  expect(files).toEqual(["baseline.yaml", "common.yaml"]);
  expect(sha256).toBe(createHash("sha256").update(`extends: common.yaml\n\n${common}`).digest("hex"));
});

it("merges maps by key, the extending file winning", () => {
  const { baseline } = extending("authenticators: { phone_number: INACTIVE, google_otp: ACTIVE }");
  expect(baseline.authenticators).toEqual({
    webauthn: "ACTIVE",
    phone_number: "INACTIVE",
    google_otp: "ACTIVE",
  });
});

it("merges named lists by name, its own entries first, and keeps the other fields of an entry", () => {
  const { baseline } = extending(`groups:
  - { name: Contractors, managed: false }
  - { name: MFA Admins, members: [omar@acme.example] }`);
  expect(baseline.groups.map(({ name }) => name)).toEqual(["Contractors", "MFA Admins", "MFA Required"]);
  expect(baseline.groups[1]).toMatchObject({ members: ["omar@acme.example"], onlyMembers: true });
});

it("puts policies before those it extends and leaves Okta's default last", () => {
  const { baseline } = extending(`enrollmentPolicies:
  - { name: MFA required, groups: [Everyone] }
  - { name: Default Policy, authenticators: { webauthn: OPTIONAL } }`);
  expect(baseline.enrollmentPolicies.map(({ name }) => name)).toEqual([
    "MFA required",
    "Admins",
    "Default Policy",
  ]);
  expect(baseline.enrollmentPolicies[0]).toMatchObject({
    groups: ["Everyone"],
    rules: [{ name: "Enroll" }],
  });
  expect(baseline.enrollmentPolicies[2]?.authenticators).toEqual({
    webauthn: "OPTIONAL",
    okta_verify: "OPTIONAL",
  });
});

it("still refuses a default policy that its own file does not put last", () => {
  const yaml = `extends: common.yaml
enrollmentPolicies:
  - name: Default Policy
  - { name: Staff, groups: [Everyone], rules: [{ name: Enroll }] }
`;
  expect(problemsOf(yaml, { "common.yaml": common })).toEqual([
    '3:11: "Default Policy" must be the last enrollment policy, since Okta tries it last',
  ]);
});

it("replaces the rules of a policy as a whole", () => {
  const { baseline } = extending(
    "enrollmentPolicies: [{ name: Admins, rules: [{ name: Enroll, enroll: LOGIN }] }]",
  );
  expect(baseline.enrollmentPolicies[0]?.rules).toEqual([
    {
      name: "Enroll",
      enroll: "LOGIN",
      network: { kind: "anywhere" },
      apps: { include: [], exclude: [] },
      exceptUsers: [],
    },
  ]);
});

it("replaces appliesTo and factors as a whole, since half of each would be neither", () => {
  const { baseline } = extending(`requirements:
  - { id: admins, appliesTo: { groups: [MFA Admins] }, factors: { anyOf: [webauthn] } }`);
  expect(baseline.requirements.find(({ id }) => id === "admins")).toMatchObject({
    appliesTo: { kind: "groups", groups: ["MFA Admins"] },
    factors: { kind: "anyOf", anyOf: ["webauthn"] },
  });
});

it("joins exemptions, managed actors and routes, its own first", () => {
  const { baseline } = extending(`exemptions:
  - { user: dana@acme.example, requirement: everyone, until: 2026-12-31, reason: leave, owner: secops }
alerts:
  managedActors: [0oaAcme]
  detections: { user-created: { severity: low } }
  routes: [{ to: pagerduty, minimum: critical }]`);
  expect(baseline.exemptions.map(({ user }) => user)).toEqual([
    "dana@acme.example",
    "svc-backup@acme.example",
  ]);
  expect(baseline.alerts).toEqual({
    managedActors: ["0oaAcme", "0oaCommon"],
    detections: {
      "user-created": { enabled: true, severity: "low" },
      "zone-changed": { enabled: false, severity: null },
    },
    routes: [
      { to: "pagerduty", minimum: "critical", detections: [] },
      { to: "slack", minimum: "low", detections: [] },
    ],
  });
});

it("joins standards, each once", () => {
  const { baseline } = parseText("extends: common.yaml\nstandards: [stig, pci]\n", {
    "common.yaml": `${common}standards: [nist, stig]\n`,
  });
  expect(baseline.standards).toEqual(["stig", "pci", "nist"]);
});

it("keeps positions of every file", () => {
  const { positions } = extending("groups: [{ name: MFA Admins, description: Administrators }]");
  expect(positions.get("/groups/0/description")).toEqual({ file: "baseline.yaml", line: 2, column: 30 });
  expect(positions.get("/groups/0/members")).toEqual({ file: "common.yaml", line: 5, column: 25 });
  expect(positions.get("/groups/1/name")).toEqual({ file: "common.yaml", line: 4, column: 7 });
});

it("reports the problems of every file at their own places, file by file", () => {
  expect(
    problemsOf("extends: common.yaml\ngruops: []\n", {
      "common.yaml": "version: 1\norg: { engine: identity }\npolicies: []\n",
    }).map((problem) => problem.split(";")[0]),
  ).toEqual([
    '2:1: the baseline: unknown key "gruops", did you mean "groups"?',
    'common.yaml:3:1: the baseline: unknown key "policies"',
  ]);
});

it("names the other file when something is named in both", () => {
  const exemption =
    "exemptions: [{ user: svc-backup@acme.example, requirement: everyone, until: 2026-01-01, reason: x, owner: x }]";
  expect(problemsOf(`extends: common.yaml\n${exemption}\n`, { "common.yaml": common })).toEqual([
    'common.yaml:18:13: the exemption of "svc-backup@acme.example" from "everyone" is already in baseline.yaml:2; keep one of them',
  ]);
});

it("refuses an extended file of another version, though its own version would cover it", () => {
  expect(
    problemsOf("version: 1\nextends: common.yaml\n", {
      "common.yaml": "version: 2\norg: { engine: identity }\n",
    }),
  ).toEqual(["common.yaml:1:10: version: must be 1"]);
  expect(
    problemsOf("version: 1\nextends: common.yaml\n", {
      "common.yaml": "version: [1]\norg: { engine: identity }\n",
    }),
  ).toEqual(["common.yaml:1:10: version: must be 1"]);
});

it("lets the extending file be wrong in kind, and says so", () => {
  expect(problemsOf("extends: common.yaml\nalerts: none\n", { "common.yaml": common })).toEqual([
    '2:9: alerts: must be a map of fields, not "none"',
  ]);
});

it("keeps entries without a readable name apart", () => {
  const problems = problemsOf("extends: common.yaml\ngroups: [{ name: 5 }, { members: [] }]\n", {
    "common.yaml": `${common}`,
  });
  expect(problems.map((problem) => problem.split(" ")[0])).toEqual(["2:18:", "2:23:"]);
});
