import { describe, expect, it } from "vitest";
import { spliceYaml } from "../../../src/answers/adopt/splice-yaml.ts";
import { mapOf, noted } from "../../../src/answers/adopt/yaml-nodes.ts";

const text = `# Acme
version: 1
groups:
  - name: Staff   # everyone
    members: [nia@acme.example]

  # Comes from the directory.
  - { name: Contractors, managed: false }
authenticators: # org-wide
    okta_password: ACTIVE

# The end.
`;
const node = mapOf({ name: noted("Admins", "00g1"), managed: false });

describe("putting entries into a YAML text", () => {
  it("at the end of a list leaves every other byte", () => {
    expect(spliceYaml(text, [{ path: ["groups"], before: null, node }])).toBe(
      text.replace("authenticators:", "  - name: Admins # 00g1\n    managed: false\nauthenticators:"),
    );
  });

  it("before an entry goes above its comment", () => {
    expect(spliceYaml(text, [{ path: ["groups"], before: 1, node }])).toBe(
      text.replace("  # Comes from", "  - name: Admins # 00g1\n    managed: false\n  # Comes from"),
    );
  });

  it("adds fields to a map, in the order given, at its indent", () => {
    const fields = ["webauthn", "google_otp"].map((key) => ({
      path: ["authenticators"],
      before: null,
      node: mapOf({ [key]: "ACTIVE" }),
    }));
    expect(spliceYaml(text, fields)).toBe(
      text.replace(
        "okta_password: ACTIVE\n",
        "okta_password: ACTIVE\n    webauthn: ACTIVE\n    google_otp: ACTIVE\n",
      ),
    );
  });

  it("writes a section that is not there, once, at the end", () => {
    const two = [mapOf({ check: "a" }), mapOf({ check: "b" })];
    expect(
      spliceYaml(
        "version: 1",
        two.map((one) => ({ path: ["accepted"], before: null, node: one })),
      ),
    ).toBe("version: 1\naccepted:\n  - check: a\n  - check: b\n");
  });

  it("writes missing fields as a map", () => {
    const insertion = { path: ["authenticators"], before: null, node: mapOf({ webauthn: "ACTIVE" }) };
    expect(spliceYaml("version: 1\n", [insertion])).toBe("version: 1\nauthenticators:\n  webauthn: ACTIVE\n");
  });

  it("goes above a comment that opens the file, and below a last line without an end", () => {
    const list = "# Staff first\n- name: Staff";
    const admins = mapOf({ name: "Admins" });
    expect(spliceYaml(list, [{ path: [], before: 0, node: admins }])).toBe(
      "- name: Admins\n# Staff first\n- name: Staff\n",
    );
    expect(spliceYaml(list, [{ path: [], before: null, node: admins }])).toBe(`${list}\n- name: Admins\n`);
  });

  it.each([
    ["nothing", "accepted:\n"],
    ["a word", "accepted: none\n"],
  ])("writes a section in which there is %s anew, at the end", (_what, before) => {
    const insertion = { path: ["accepted"], before: null, node: mapOf({ check: "a" }) };
    expect(spliceYaml(`version: 1\n${before}`, [insertion])).toContain("accepted:\n  - check: a\n");
  });

  it.each([
    ["a list that is empty", "groups: []\n", ["groups"]],
    ["a word deeper down", "groups: { Staff: none }\n", ["groups", "Staff"]],
  ])("refuses %s", (_what, before, path) => {
    expect(() => spliceYaml(before, [{ path, before: null, node }])).toThrow(
      `${path.join(".")} is written on one line`,
    );
  });

  it("refuses a list on one line", () => {
    expect(() =>
      spliceYaml("groups: [{ name: Staff }]\n", [{ path: ["groups"], before: null, node }]),
    ).toThrow("groups is written on one line: nothing was added");
  });
});
