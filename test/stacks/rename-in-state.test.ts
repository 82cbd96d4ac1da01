import { execFile } from "node:child_process";
import { join } from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { type RenamedKind, renameCommand, renamesInState } from "../../stacks/rename-in-state.ts";
import { compiledFolder } from "../support/compiled.ts";

const type = "plumbline:index:MfaBaseline";
const urnOf = (of: string, name: string) => `urn:pulumi:prod::plumbline::${type}$${of}::${name}`;
const resource = (of: string, name: string, more: object = {}) => ({
  urn: urnOf(of, name),
  type: of,
  ...more,
});

const state = JSON.stringify({
  version: 3,
  deployment: {
    resources: [
      { urn: `urn:pulumi:prod::plumbline::${type}::mfa`, type },
      resource("okta:group/group:Group", "mfa/Admins", { id: "00gAdmins" }),
      resource("okta:index/groupMemberships:GroupMemberships", "mfa/Admins", { id: "00gAdmins" }),
      resource("okta:group/rule:Rule", "mfa/Employees"),
      resource("okta:policy/mfa:Mfa", "mfa/Admins", { id: "00pAdmins" }),
      resource("okta:policy/ruleMfa:RuleMfa", "mfa/Admins / Office", {
        inputs: { policyId: "00pAdmins", name: "Office" },
      }),
      resource("okta:policy/ruleMfa:RuleMfa", "mfa/Admins / Temporary / Office", {
        inputs: { policyId: "00pTemporary", name: "Office" },
      }),
      resource("okta:policy/signon:Signon", "mfa/Admins", { id: "00pSession" }),
      resource("okta:policy/ruleSignon:RuleSignon", "mfa/Admins / Anyone", {
        inputs: { policyId: "00pSession", name: "Anyone" },
      }),
      resource("okta:index/appSignonPolicy:AppSignonPolicy", "mfa/Strong", { id: "rstStrong" }),
      resource("okta:app/signonPolicyRules:SignonPolicyRules", "mfa/Strong", {
        id: "rstStrong",
        inputs: { policyId: "rstStrong" },
      }),
    ],
  },
});

const moved = (kind: RenamedKind, from: string, to: string, component = "mfa") =>
  renamesInState(state, { kind, from, to, component });

describe("what to rename in the state", () => {
  it("is a group and its memberships", () => {
    expect(moved("group", "Admins", "Bosses")).toEqual([
      { urn: urnOf("okta:group/group:Group", "mfa/Admins"), name: "mfa/Bosses" },
      { urn: urnOf("okta:index/groupMemberships:GroupMemberships", "mfa/Admins"), name: "mfa/Bosses" },
    ]);
  });

  it("is a policy and its own rules, not those of a policy whose name begins alike", () => {
    expect(moved("policy", "Admins", "Bosses")).toEqual([
      { urn: urnOf("okta:policy/mfa:Mfa", "mfa/Admins"), name: "mfa/Bosses" },
      { urn: urnOf("okta:policy/ruleMfa:RuleMfa", "mfa/Admins / Office"), name: "mfa/Bosses / Office" },
    ]);
  });

  it("is a session policy and its rules, or one of them", () => {
    expect(moved("session-policy", "Admins", "Bosses")).toEqual([
      { urn: urnOf("okta:policy/signon:Signon", "mfa/Admins"), name: "mfa/Bosses" },
      { urn: urnOf("okta:policy/ruleSignon:RuleSignon", "mfa/Admins / Anyone"), name: "mfa/Bosses / Anyone" },
    ]);
    expect(moved("session-rule", "Admins / Anyone", "Admins / All").map(({ name }) => name)).toEqual([
      "mfa/Admins / All",
    ]);
  });

  it("is an app policy and the list of its rules", () => {
    expect(moved("app-policy", "Strong", "Keys").map(({ name }) => name)).toEqual(["mfa/Keys", "mfa/Keys"]);
  });

  it("is a rule alone", () => {
    expect(moved("rule", "Admins / Office", "Admins / Anywhere").map(({ name }) => name)).toEqual([
      "mfa/Admins / Anywhere",
    ]);
    expect(moved("group-rule", "Employees", "Staff").map(({ name }) => name)).toEqual(["mfa/Staff"]);
  });

  it.each([
    ["group", "Nobody", "mfa"],
    ["policy", "Employees", "mfa"],
    ["group", "Admins", "other"],
  ] as const)("is nothing for the %s %s of %s", (kind, from, component) => {
    expect(() => moved(kind, from, "New", component)).toThrow(
      `no ${kind} "${from}" in the component "${component}"`,
    );
  });

  it.each(["", "[]", '{"resources":[]}'])("is not in %j", (text) => {
    const rename = { kind: "group", from: "Admins", to: "Bosses", component: "mfa" } as const;
    expect(() => renamesInState(text, rename)).toThrow("this is not the output of pulumi stack export");
  });

  it("is quoted for a shell", () => {
    expect(renameCommand({ urn: urnOf("okta:group/group:Group", "mfa/Kim's"), name: "mfa/Kims" })).toBe(
      `pulumi state rename --yes --stack 'prod' 'urn:pulumi:prod::plumbline::${type}$okta:group/group:Group::mfa/Kim'\\''s' 'mfa/Kims'`,
    );
  });
});

function run(
  args: readonly string[],
  input: string,
): Promise<{ readonly code: number; readonly said: string }> {
  return new Promise((done) => {
    const child = execFile(
      process.execPath,
      [join(compiledFolder, "stacks", "rename.js"), ...args],
      (error, stdout, stderr) => done({ code: Number(error?.code ?? 0), said: stdout + stderr }),
    );
    child.stdin?.end(input);
  });
}

describe("the command that prints it", { timeout: 60_000 }, () => {
  it("prints one line for each", async () => {
    const { code, said } = await run(["group", "Admins", "Bosses"], state);
    expect({ code, lines: said.trim().split("\n") }).toEqual({
      code: 0,
      lines: moved("group", "Admins", "Bosses").map(renameCommand),
    });
  });

  it("says what is wrong, and what to do", async () => {
    expect(await run(["group", "Nobody", "Bosses"], state)).toEqual({
      code: 1,
      said: expect.stringMatching(/^error\[STACK_INVALID\]: .*"Nobody".*\nfix: /),
    });
    expect(await run(["person", "Nia", "Kim"], "")).toMatchObject({
      code: 1,
      said: expect.stringMatching(/^usage: /),
    });
  });
});
