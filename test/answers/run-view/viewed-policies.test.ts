import { expect, it } from "vitest";
import { viewedPolicies } from "../../../src/answers/run-view/viewed-policies.ts";
import { judge } from "../../../src/evaluator/judgement.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { aBaseline } from "../../support/baseline-builder.ts";
import { anOrg, aPolicy, idOf, network } from "../../support/org-builder.ts";
import { anApp, anAppPolicy, aSessionPolicy, asks, chained } from "../../support/sign-on-builder.ts";

const org = anOrg({
  groups: { Staff: [] },
  zones: ["Corp"],
  policies: [
    aPolicy("Staff", {
      groups: ["Staff"],
      settings: { webauthn: "REQUIRED", okta_email: "NOT_ALLOWED", "custom_otp/aut1": "OPTIONAL" },
      rules: [{ name: "At sign-in" }, { name: "Old", status: "INACTIVE", network: network.in("Corp") }],
    }),
    aPolicy("Twins", { priority: 2 }),
    {
      ...aPolicy("Twins", { priority: 3, rules: null }),
      id: idOf.policy("Twins again"),
      groupIds: [idOf.group("Gone")],
    },
  ],
});
const slices = {
  ...org.slices,
  sessionPolicies: [
    aSessionPolicy(
      "Workforce",
      ["Staff"],
      [
        { name: "Never", access: "DENY" },
        { name: "Asked", requiresFactor: true, factorPrompt: "ALWAYS" },
        { name: "Not asked" },
      ],
    ),
  ],
  appPolicies: [
    anAppPolicy("Vaults", [
      { name: "Closed", access: "DENY" },
      { name: "Open", verification: null },
      { name: "Two", verification: asks("2FA") },
      { name: "Chain", verification: chained([["webauthn:webauthn"]]) },
    ]),
    anAppPolicy("Unread", null),
  ],
  appMappings: [anApp("Payroll", "Vaults"), anApp("Wiki", "Unread")],
};

const viewed = (of: OrgSnapshot) =>
  new Map(
    viewedPolicies(aBaseline(), of, judge(aBaseline(), of)).map((policy) => [
      `${policy.kind} ${policy.name}`,
      policy,
    ]),
  );
const all = viewed({ ...org, slices });

it("says of each rule what it does, where, and whether it is on", () => {
  expect(all.get("enrollment Staff")?.rules).toEqual([
    "At sign-in: enroll CHALLENGE",
    "Old (INACTIVE): enroll CHALLENGE, in Corp",
  ]);
  expect(all.get("session Workforce")?.rules).toEqual([
    "Never: denies",
    "Asked: second factor ALWAYS",
    "Not asked: no second factor",
  ]);
  expect(all.get("app Vaults")?.rules).toEqual([
    "Closed: denies",
    "Open: allows",
    "Two: 2FA",
    "Chain: a chain of factors",
  ]);
});

it("tells rules that were not read from a policy that has none", () => {
  expect(all.get("app Unread")).toMatchObject({ rules: null, apps: ["Wiki"] });
  expect(all.get("enrollment Twins")?.rules).toBeNull();
});

it("lists what may be enrolled, and counts nobody where two policies bear one name", () => {
  expect(all.get("enrollment Staff")).toMatchObject({
    settings: ["webauthn REQUIRED", "custom_otp/aut1 OPTIONAL"],
    groups: ["Staff"],
    people: 0,
  });
  expect(all.get("enrollment Twins")).toMatchObject({ people: null, groups: [idOf.group("Gone")] });
});

it("has nothing of what was not read", () => {
  const { policies: _unread, ...rest } = org.slices;
  expect([...viewed({ ...org, slices: rest }).keys()]).toEqual([]);
});
