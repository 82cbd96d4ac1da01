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

  it("refuses a list on one line", () => {
    expect(() =>
      spliceYaml("groups: [{ name: Staff }]\n", [{ path: ["groups"], before: null, node }]),
    ).toThrow("groups is written on one line: nothing was added");
  });
});
