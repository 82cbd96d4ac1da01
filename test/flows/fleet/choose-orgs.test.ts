import { describe, expect, it } from "vitest";
import { chooseOrgs, type OrgChoice } from "../../../src/flows/fleet/choose-orgs.ts";
import { aFleetOrg } from "../../support/a-fleet-org.ts";

const fleet = {
  path: "fleet.yaml",
  orgs: [
    aFleetOrg({ name: "Prod", tags: ["prod", "emea"], owner: "nia@acme.example" }),
    aFleetOrg({ name: "Prod US", tags: ["prod"], owner: "kim@acme.example" }),
    aFleetOrg({ name: "Preview", tags: [], owner: null }),
  ],
};
const everything: OrgChoice = { org: [], tag: [], owner: [] };

describe("chooses orgs", () => {
  it.each<[string, Partial<OrgChoice>, readonly string[]]>([
    ["all", {}, ["Prod", "Prod US", "Preview"]],
    ["by name, in the order of the fleet", { org: ["preview", "prod us"] }, ["Prod US", "Preview"]],
    ["by tag", { tag: ["PROD"] }, ["Prod", "Prod US"]],
    ["by one of two tags", { tag: ["emea", "prod"] }, ["Prod", "Prod US"]],
    ["by owner", { owner: ["kim@acme.example"] }, ["Prod US"]],
    ["by all that is asked", { tag: ["prod"], owner: ["nia@acme.example"] }, ["Prod"]],
  ])("%s", (_, choice, names) => {
    expect(chooseOrgs(fleet, { ...everything, ...choice }).map(({ name }) => name)).toEqual(names);
  });
});

describe("refuses", () => {
  it.each<[string, Partial<OrgChoice>, string]>([
    ["a name", { org: ["Prdo"] }, 'fleet.yaml has no org called "Prdo", did you mean Prod?'],
    ["a tag", { tag: ["canary"] }, 'no org of fleet.yaml has the tag "canary"'],
    ["an owner", { owner: ["dana@acme.example"] }, 'no org of fleet.yaml has the owner "dana@acme.example"'],
    [
      "what no org has together",
      { tag: ["emea"], owner: ["kim@acme.example"] },
      "no org of fleet.yaml has all that was asked for",
    ],
  ])("%s", (_, choice, message) => {
    expect(() => chooseOrgs(fleet, { ...everything, ...choice })).toThrow(message);
  });

  it("a tag where none has any", () => {
    const bare = { path: "fleet.yaml", orgs: [aFleetOrg()] };
    expect(() => chooseOrgs(bare, { ...everything, tag: ["prod"] })).toThrow(
      expect.objectContaining({ code: "ORG_NOT_FOUND", remedy: "leave it out: none has any" }),
    );
  });
});
