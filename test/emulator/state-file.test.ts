import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { fillState } from "../../src/emulator/filling/fill-state.ts";
import { parseState, readStateFile } from "../../src/emulator/filling/state-file.ts";

const written = `
engine: identity
users:
  - login: nia.berg@acme.example
    roles: [SUPER_ADMIN, {type: CUSTOM, role: cr0audit}]
    factors: [webauthn, okta_verify:push, custom_app/autA1, {factorType: sms, provider: OKTA}, crystal_ball]
groups:
  - name: MFA Required
    members: [nia.berg@acme.example]
groupRules:
  - {name: Fill, expression: 'user.a==1', groupIds: [MFA Required], excludedUserIds: [nia.berg@acme.example]}
zones: [{name: Corp}]
apps: [{label: Payroll, userIds: [nia.berg@acme.example], groupIds: [MFA Required]}]
policies:
  - type: MFA_ENROLL
    name: Staff
    conditions: {people: {groups: {include: [MFA Required]}}}
    rules: [{name: Office, conditions: {network: {connection: ZONE, include: [Corp]}}}]
  - {type: ACCESS_POLICY, name: Strong, mappings: [{appId: Payroll}]}
tokens: [{value: abc, userId: nia.berg@acme.example}]
serviceApps: [{clientId: 0oaApp, keys: [], scopes: [okta.users.read]}]
settings: {callerZones: [Corp]}
`;

test("applications may share a label: the first is meant by it, and each keeps its policy", () => {
  const { apps, policies } = parseState(
    "apps: [{label: Payroll, policy: Strong}, {label: Payroll}]\nappPolicies: [{name: Strong}]",
    "state.yaml",
  );
  const [first, second] = apps.filter(({ label }) => label === "Payroll");
  const under = (name: string) =>
    policies.find((policy) => policy.name === name)?.mappings.map(({ appId }) => appId);
  expect(first?.id).not.toBe(second?.id);
  expect([under("Strong"), under("Any two factors")]).toEqual([[first?.id], [second?.id]]);
});

test("a short writing is filled, names become ids, and Okta's own things are added", () => {
  const state = parseState(written, "state.yaml");
  const [nia] = state.users;
  const [everyone, required] = state.groups;
  expect(nia).toMatchObject({
    status: "ACTIVE",
    hasPassword: true,
    profile: { firstName: "Nia", lastName: "Berg" },
  });
  expect(nia?.factors.map(({ factorType }) => factorType)).toEqual([
    "webauthn",
    "push",
    "push",
    "sms",
    "crystal_ball",
  ]);
  expect(nia?.factors[2]?.authenticatorId).toBe("autA1");
  expect(everyone?.name).toBe("Everyone");
  expect(required?.members).toEqual([nia?.id]);
  expect(state.groupRules[0]).toMatchObject({ groupIds: [required?.id], excludedUserIds: [nia?.id] });
  expect(state.apps[0]).toMatchObject({ userIds: [nia?.id], groupIds: [required?.id] });
  expect(state.policies[0]?.conditions).toEqual({ people: { groups: { include: [required?.id] } } });
  expect(state.policies[0]?.rules[0]?.conditions).toMatchObject({
    network: { include: [state.zones[0]?.id] },
  });
  expect(state.policies[1]?.mappings[0]?.appId).toBe(state.apps[0]?.id);
  expect(state.policies.filter(({ system }) => system).map(({ type }) => type)).toEqual([
    "MFA_ENROLL",
    "OKTA_SIGN_ON",
    "PASSWORD",
    "IDP_DISCOVERY",
    "ACCESS_POLICY",
  ]);
  expect(state.tokens[0]).toMatchObject({ value: "abc", userId: nia?.id });
  expect(state.serviceApps[0]).toMatchObject({ label: "0oaApp", dpop: false });
  expect(state.settings.callerZones).toEqual([state.zones[0]?.id]);
});

test("a filled state is itself a writing, and stays as it is", () => {
  const state = parseState(written, "state.yaml");
  expect(parseState(JSON.stringify(state), "dump.json")).toEqual(state);
});

test("an empty file is an empty org with everything Okta makes; Classic has org factors", () => {
  expect(parseState("", "empty.yaml")).toEqual(fillState({}));
  const classic = parseState("engine: classic", "classic.yaml");
  expect(classic.authenticators).toEqual([]);
  expect(classic.orgFactors.length).toBeGreaterThan(10);
  expect(classic.org.realmId).toBeNull();
});

test.each([
  ["users: [{logn: nia}]", 'users[0]: Unrecognized key: "logn"'],
  ["engine: steam", "engine: Invalid option"],
  [
    "policies: [{type: MFA_ENROLL, name: A, rules: [{name: B, priority: x}]}]",
    "policies[0].rules[0].priority",
  ],
  ["[]", "(top): Invalid input"],
])("%s is refused with the place", (text, detail) => {
  expect(() => parseState(text, "state.yaml")).toThrow(
    expect.objectContaining({ code: "STATE_INVALID", details: [expect.stringContaining(detail)] }),
  );
});

test("a file is read; one that is missing or no YAML is told", async () => {
  const folder = await mkdtemp(`${tmpdir()}/plumbline-`);
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(`${folder}/state.yaml`, written);
  expect((await readStateFile(`${folder}/state.yaml`)).users).toHaveLength(1);
  await expect(readStateFile(`${folder}/none.yaml`)).rejects.toMatchObject({ code: "STATE_INVALID" });
  expect(() => parseState("a: [", "broken.yaml")).toThrow(/neither JSON nor YAML/);
});
