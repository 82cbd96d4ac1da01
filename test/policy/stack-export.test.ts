import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { parseStackExport, readStackExport } from "../../policy/stack-export.ts";
import { PlumblineError } from "../../src/model/errors.ts";
import {
  aDeclaredAppPolicy,
  aDeclaredSessionPolicy,
  theDeclaredCatchAll,
} from "../support/declared-sign-on.ts";

const sha256 = "5".repeat(64);
const componentType = "plumbline:index:MfaBaseline";
const component = (name = "mfa", outputs: object = { baseline: { path: "b.yaml", sha256 } }) => ({
  urn: `urn:pulumi:prod::plumbline::${componentType}::${name}`,
  custom: false,
  type: componentType,
  outputs,
});

/** A resource of the component `mfa`, unless another is named. */
const child = (type: string, id: string, inputs: object, owner = "mfa") => ({
  urn: `urn:pulumi:prod::plumbline::${componentType}$${type}::${owner}/${id}`,
  custom: true,
  type,
  id,
  inputs: { __defaults: [], ...inputs },
  outputs: { id },
  parent: `urn:pulumi:prod::plumbline::${componentType}::${owner}`,
});

const aGroup = (id: string, name: string, owner?: string) =>
  child("okta:group/group:Group", id, { name }, owner);
const admins = child("okta:policy/mfa:Mfa", "00padmins", {
  name: "Admins",
  status: "ACTIVE",
  priority: 1,
  isOie: true,
  groupsIncluded: ["00gadmins"],
  oktaPassword: { enroll: "REQUIRED" },
  webauthn: { enroll: "REQUIRED", constraints: "Feitian, YubiKey5" },
  customApps: [{ id: "autapp", enroll: "OPTIONAL", __defaults: [] }],
});

const secretOf = (value: unknown, how: "plaintext" | "ciphertext") => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  [how]: how === "plaintext" ? JSON.stringify(value) : "v1:Zm9v:YmFy",
});

const text = (resources: unknown, version: unknown = 3, more: object = {}) =>
  JSON.stringify({ version, deployment: { manifest: {}, resources, ...more } });
const parse = (content: string, name?: string) =>
  parseStackExport(content, { file: "stack.json", component: name });

describe("a stack export", () => {
  it("gives what the component declared of sign-on, and nothing where it does not say it as we do", () => {
    const signOn = {
      sessionPolicies: [],
      appPolicies: [aDeclaredAppPolicy("Strong", [theDeclaredCatchAll()])],
    };
    const session = aDeclaredSessionPolicy("Workforce", ["Everyone"]);
    const whole = { ...signOn, sessionPolicies: [session] };
    const said = (output: unknown) => parse(text([component("mfa", { signOn: output })])).signOn;
    expect(said(JSON.stringify(whole))).toEqual(whole);
    for (const odd of [undefined, whole, "{", JSON.stringify({ sessionPolicies: [] })]) {
      expect(said(odd)).toBeNull();
    }
  });

  it("gives what each kind of resource wrote, with its id", () => {
    const stack = parse(
      text([
        {
          urn: "urn:pulumi:prod::plumbline::pulumi:pulumi:Stack::plumbline-prod",
          type: "pulumi:pulumi:Stack",
        },
        component("mfa", { baseline: { sha256 }, groups: { "MFA Admins": "00gadmins" } }),
        aGroup("00gadmins", "MFA Admins"),
        child("okta:group/rule:Rule", "0prfill", {
          name: "Employees",
          expressionValue: 'user.userType=="employee"',
          groupAssignments: ["00gadmins"],
          usersExcluded: ["00uomar"],
        }),
        child("okta:index/groupMemberships:GroupMemberships", "00gadmins", {
          groupId: "00gadmins",
          users: ["00unia"],
          trackAllUsers: true,
        }),
        child("okta:index/authenticator:Authenticator", "autwebauthn", { key: "webauthn", status: "ACTIVE" }),
        child("okta:factor/factor:Factor", "okta_sms", { providerId: "okta_sms", active: false }),
        child("okta:index/policyMfaDefault:PolicyMfaDefault", "00pdefault", {
          isOie: false,
          oktaSms: { enroll: "NOT_ALLOWED" },
        }),
        admins,
        // The provider's import takes a rule by its policy's id and its own.
        child("okta:policy/ruleMfa:RuleMfa", "00padmins/0prsecond", {
          policyId: "00padmins",
          name: "Elsewhere",
          priority: 2,
          enroll: "NEVER",
          networkConnection: "ZONE",
          networkExcludes: ["nzocorp"],
          usersExcluded: ["00uomar"],
          appIncludes: [{ type: "APP", id: "0oapayroll" }],
          appExcludes: [{ type: "APP_TYPE", name: "okta" }],
        }),
        child("okta:policy/ruleMfa:RuleMfa", "0prfirst", {
          policyId: "00padmins",
          name: "In the office",
          priority: 1,
          enroll: "CHALLENGE",
          networkConnection: "ZONE",
          networkIncludes: ["nzocorp"],
        }),
        child("okta:policy/signon:Signon", "00pworkforce", { name: "Workforce", priority: 1 }),
        child("okta:policy/ruleSignon:RuleSignon", "00pworkforce/0prany", {
          policyId: "00pworkforce",
          name: "Anyone",
        }),
        child("okta:index/appSignonPolicy:AppSignonPolicy", "rststrong", { name: "Strong" }),
        {
          ...child("okta:app/signonPolicyRules:SignonPolicyRules", "rststrong", {
            policyId: "rststrong",
            rules: [{ name: "Keys" }],
          }),
          outputs: {
            policyId: "rststrong",
            rules: [{ id: "rulkeys", name: "Keys" }, { name: "Never made" }],
          },
        },
        child("okta:app/accessPolicyAssignment:AccessPolicyAssignment", "0oapayroll", {
          appId: "0oapayroll",
          policyId: "rststrong",
        }),
      ]),
    );
    expect(stack).toEqual({
      file: "stack.json",
      sha256,
      signOn: null,
      groupIds: { "MFA Admins": "00gadmins" },
      groups: [{ id: "00gadmins", name: "MFA Admins" }],
      groupRules: [
        {
          id: "0prfill",
          name: "Employees",
          expression: 'user.userType=="employee"',
          groupIds: ["00gadmins"],
          excludedUserIds: ["00uomar"],
        },
      ],
      memberships: [{ groupId: "00gadmins", userIds: ["00unia"], onlyMembers: true }],
      authenticators: { webauthn: "ACTIVE", okta_sms: "INACTIVE" },
      policies: [
        {
          id: "00padmins",
          name: "Admins",
          isDefault: false,
          priority: 1,
          groupIds: ["00gadmins"],
          settings: { okta_password: "REQUIRED", webauthn: "REQUIRED", "custom_app/autapp": "OPTIONAL" },
          terms: { webauthn: { gracePeriod: null, allowedGroups: ["Feitian", "YubiKey5"] } },
        },
        {
          id: "00pdefault",
          name: "Default Policy",
          isDefault: true,
          priority: Number.MAX_SAFE_INTEGER,
          groupIds: [],
          settings: { okta_sms: "NOT_ALLOWED" },
          terms: {},
        },
      ],
      rules: [
        {
          id: "0prfirst",
          policyId: "00padmins",
          name: "In the office",
          priority: 1,
          enroll: "CHALLENGE",
          network: { kind: "in", zoneIds: ["nzocorp"] },
          apps: { include: [], exclude: [] },
          excludedUserIds: [],
        },
        {
          id: "0prsecond",
          policyId: "00padmins",
          name: "Elsewhere",
          priority: 2,
          enroll: "NEVER",
          network: { kind: "notIn", zoneIds: ["nzocorp"] },
          apps: {
            include: [{ kind: "app", id: "0oapayroll" }],
            exclude: [{ kind: "type", name: "okta" }],
          },
          excludedUserIds: ["00uomar"],
        },
      ],
      sessionPolicies: [{ id: "00pworkforce", name: "Workforce" }],
      sessionRules: [{ id: "0prany", policyId: "00pworkforce", name: "Anyone" }],
      appPolicies: [{ id: "rststrong", name: "Strong" }],
      appRules: [{ id: "rulkeys", policyId: "rststrong", name: "Keys" }],
    });
  });

  it("leaves out what waits to be deleted, what is of others, and what is none of ours", () => {
    const stack = parse(
      text([
        component(),
        { ...aGroup("00gold", "MFA Admins"), delete: true },
        { ...aGroup("00gother", "Sales"), parent: undefined },
        child("okta:network/zone:Zone", "nzocorp", { name: "Corp" }),
      ]),
    );
    expect(stack.groups).toEqual([]);
  });

  it("is read by the component that is named where there are several", () => {
    const content = text(
      [component("acme"), component("beta"), aGroup("00ga", "Acme", "acme"), aGroup("00gb", "Beta", "beta")],
      4,
    );
    expect(parse(content, "beta").groups).toEqual([{ id: "00gb", name: "Beta" }]);
  });

  it.each([
    ["an older tool", { groups: { Sales: 7 } }],
    ["an up that never came to its end", {}],
    ["another hash", { baseline: { sha256: "not a hash" } }],
  ])("of %s does not say which baseline", (_, outputs) => {
    expect(parse(text([component("mfa", outputs)]))).toMatchObject({ sha256: null, groupIds: {} });
  });

  const outputs = {
    baseline: { path: "b.yaml", sha256 },
    groups: { "MFA Admins": "00gadmins" },
    policies: {},
  };

  it.each([
    ["a policy that could not be deleted", [admins], {}],
    ["a group that was replaced and not deleted", [{ ...aGroup("00gold", "MFA Admins"), delete: true }], {}],
    ["an update that was interrupted", [], { pending_operations: [{ resource: admins, type: "deleting" }] }],
  ])("with %s does not say that the baseline was applied", (_, left, more) => {
    const done = [component("mfa", outputs), aGroup("00gadmins", "MFA Admins")];
    expect(parse(text(done, 3, { pending_operations: null })).sha256).toBe(sha256);
    expect(parse(text([...done, ...left], 3, more)).sha256).toBeNull();
  });

  it("is read with secrets in plain text", () => {
    const opened = secretOf("MFA Admins", "plaintext");
    const { groups } = parse(text([component(), child("okta:group/group:Group", "00g1", { name: opened })]));
    expect(groups).toEqual([{ id: "00g1", name: "MFA Admins" }]);
  });
});

describe("a file that is no stack export of ours", () => {
  it.each([
    ["no JSON", "{", "stack.json is not JSON"],
    ["a list", "[]", "is not the output of pulumi stack export"],
    ["stack outputs", JSON.stringify({ baseline: { sha256 } }), "is not the output of pulumi stack export"],
    ["resources that are none", text([{ type: 7 }]), "is not the output of pulumi stack export"],
    ["an old version", text([], 1), "is an export of version 1, and only 3 and 4 are known"],
    ["an empty stack", text(undefined), `there is no resource of type ${componentType}`],
    ["a stack without our component", text([aGroup("00g1", "Sales")]), "holds no baseline"],
    [
      "two components",
      text([component("acme"), component("beta")]),
      "enforces several baselines: acme, beta",
    ],
  ])("is refused: %s", (_, content, message) => {
    expect(() => parse(content)).toThrow(expect.objectContaining({ code: "STACK_INVALID" }));
    expect(() => parse(content)).toThrow(message);
  });

  it("names the components there are when the one asked for is not", () => {
    expect(() => parse(text([component("acme")]), "beta")).toThrow(
      expect.objectContaining({ message: 'stack.json has no component "beta"', remedy: "choose from acme" }),
    );
  });

  it.each([
    ["encrypted", secretOf("x", "ciphertext")],
    ["plain text that is not JSON", { ...secretOf("x", "plaintext"), plaintext: "hunter2" }],
  ])("names each field that it cannot read and never its value: %s", (_, name) => {
    const content = text([component(), child("okta:group/group:Group", "00g1", { name })]);
    let refusal: unknown;
    try {
      parse(content);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(PlumblineError);
    expect(refusal).toMatchObject({
      code: "STACK_INVALID",
      remedy: expect.stringContaining("--show-secrets"),
      details: [expect.stringMatching(/mfa\/00g1: name: Invalid input: expected string/)],
    });
    expect(JSON.stringify(refusal)).not.toMatch(/hunter2|Zm9v/);
  });
});

describe("the file of a stack export", () => {
  it("is read with a byte order mark", async () => {
    const folder = await mkdtemp(join(tmpdir(), "plumbline-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, "stack.json");
    await writeFile(file, `\uFEFF${text([component()])}`);
    expect(await readStackExport({ file, component: undefined })).toMatchObject({ file, sha256 });
  });

  it.each([
    ["nowhere.json", "there is no stack export at nowhere.json"],
    [".", ". cannot be read (EISDIR)"],
  ])("is not found: %s", async (file, message) => {
    await expect(readStackExport({ file, component: undefined })).rejects.toMatchObject({
      code: "STACK_NOT_FOUND",
      message,
    });
  });
});
