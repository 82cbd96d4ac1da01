import { expect, it } from "vitest";
import { pairsById, pairsInUse, showsSignOn } from "../../../../src/answers/review/people/sign-in-effects.ts";
import type { AppId } from "../../../../src/model/ids.ts";
import type { MappedApp } from "../../../../src/model/live-sign-on.ts";
import type { OrgSnapshot } from "../../../../src/model/snapshot.ts";
import { without } from "../../../support/org-builder.ts";
import { anApp, anAppPolicy } from "../../../support/sign-on-builder.ts";
import { aSignOnOrg } from "../../../support/sign-on-org.ts";

const policies = [anAppPolicy("Strong", []), anAppPolicy("Weak", [])];
const orgOf = (...apps: readonly MappedApp[]) => aSignOnOrg({ appPolicies: policies, mapped: apps });
const inWords = (base: OrgSnapshot, head: OrgSnapshot) =>
  pairsInUse(base, head).map(({ before, after }) => `${before?.name ?? "none"} > ${after?.name ?? "none"}`);

const payroll = anApp("Payroll", "Strong");

it.each<[string, OrgSnapshot, OrgSnapshot, readonly string[]]>([
  [
    "stay where they are, one pair for all",
    orgOf(payroll, anApp("Wiki", "Strong")),
    orgOf(payroll, anApp("Wiki", "Strong")),
    ["Strong > Strong"],
  ],
  ["are moved", orgOf(payroll), orgOf(anApp("Payroll", "Weak")), ["Strong > Weak"]],
  ["come under a policy", orgOf(anApp("Payroll", null)), orgOf(payroll), ["none > Strong"]],
  ["are gone", orgOf(payroll), orgOf(), ["Strong > none"]],
  ["are inactive", orgOf(anApp("Payroll", "Strong", { status: "INACTIVE" })), orgOf(payroll), []],
  ["are under no policy before and after", orgOf(anApp("Payroll", null)), orgOf(anApp("Payroll", null)), []],
])("applications that %s", (_what, base, head, pairs) => {
  expect(inWords(base, head)).toEqual(pairs);
});

it("counts Okta's own applications that are not shown where they stay", () => {
  const hidden = [anAppPolicy("Strong", [], { hiddenAppIds: ["0oahidden" as AppId] })];
  const org = aSignOnOrg({ appPolicies: hidden });
  expect(inWords(org, org)).toEqual(["Strong > Strong"]);
});

it("of Classic there is the session alone", () => {
  const org = aSignOnOrg({ engine: "classic" });
  expect(inWords(org, org)).toEqual(["none > none"]);
});

it("policies that are there before and after are pairs, too, whatever is under them", () => {
  const fewer = aSignOnOrg({ appPolicies: policies.slice(0, 1) });
  expect(pairsById(orgOf(), fewer).map(({ before }) => before?.name)).toEqual(["Strong"]);
});

it("shows the sign-on side only where all of it was read", () => {
  const org = orgOf(payroll);
  expect(showsSignOn(org)).toBe(true);
  for (const slice of ["sessionPolicies", "appPolicies", "appMappings"] as const) {
    expect(showsSignOn(without(org, { [slice]: "app-policies" })), slice).toBe(false);
  }
});
