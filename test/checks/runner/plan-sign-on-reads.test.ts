import { describe, expect, it } from "vitest";
import { planReads } from "../../../checks/runner/plan-reads.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import type { UserTypeId } from "../../../src/model/ids.ts";
import type { AppPolicy, LivePeople } from "../../../src/model/live-sign-on.ts";
import { aBaseline, aRequirement } from "../../support/baseline-builder.ts";
import { aDeclaredAppPolicy, declaringApps } from "../../support/declared-sign-on.ts";
import { aPerson } from "../../support/org-builder.ts";
import { anAppPolicy, anyone } from "../../support/sign-on-builder.ts";
import { aSignOnOrg, traits } from "../../support/sign-on-org.ts";

const all = await loadChecks();
const signIn = {
  to: { kind: "any" },
  atLeast: "two-factors",
  fromOutside: [],
  openEnrollment: false,
  reauthenticateWithinMs: null,
} as const;
const asking = aBaseline({ requirements: [aRequirement("everyone", { signIn })] });
const silent = aBaseline({ requirements: [aRequirement("everyone")] });

describe("user types are read", () => {
  const contractors = ["otyA" as UserTypeId];
  const policy = (name: string, people: Partial<LivePeople>): AppPolicy =>
    anAppPolicy(name, [{ people: { ...anyone, ...people } }]);

  it.each<[string, AppPolicy, boolean]>([
    ["a rule for some of them", policy("Strong", { userTypeIds: contractors }), true],
    ["a rule for all but some of them", policy("Strong", { exceptUserTypeIds: contractors }), true],
    ["rules for anybody", policy("Strong", {}), false],
    ["rules that were not read", anAppPolicy("Strong", null), false],
    ["a rule of a policy that nobody declared", policy("Other", { userTypeIds: contractors }), false],
  ])("by %s", (_, live, isNeeded) => {
    const plan = planReads(all, declaringApps([aDeclaredAppPolicy("Strong", [{}])]));
    expect(plan.needsUserTypes?.([live])).toBe(isNeeded);
  });
});

describe("identity providers are read", () => {
  it.each<[string, Baseline, string, boolean]>([
    ["somebody signs in there and a requirement asks how", asking, "FEDERATION", true],
    ["everybody signs in with Okta", asking, "OKTA", false],
    ["no requirement asks how", silent, "FEDERATION", false],
  ])("where %s", (_, baseline, provider, isNeeded) => {
    const nia = aPerson("nia@acme.example", { signOn: traits({ provider }) });
    expect(planReads(all, baseline).needsIdps?.([nia])).toBe(isNeeded);
  });
});

describe("methods of authenticators are read", () => {
  const listed = (status: string) =>
    (aSignOnOrg({ people: [], authenticators: { okta_verify: status } }).slices.authenticators ?? []).filter(
      ({ key }) => key === "okta_verify",
    );

  it.each<[string, Baseline, string, number]>([
    ["of one with several, where sign-in is asked for", asking, "ACTIVE", 1],
    ["of none that is off", asking, "INACTIVE", 0],
    ["of none, where only factors are asked for", silent, "ACTIVE", 0],
  ])("%s", (_, baseline, status, amount) => {
    expect(planReads(all, baseline).methodsNeededOf(listed(status))).toHaveLength(amount);
  });
});
