import { expect, it } from "vitest";
import { stepsOf } from "../../../src/answers/run-view/protection-steps.ts";
import type { PersonView } from "../../../src/model/people-view.ts";
import type { ViewedWay } from "../../../src/model/viewed-way.ts";
import { aBaseline, aDeclaredPolicy } from "../../support/baseline-builder.ts";

const way = (level: ViewedWay["level"]): ViewedWay => ({
  level,
  policy: "Strong",
  app: "Payroll",
  alsoApps: 0,
  rule: "Anyone",
  from: "anywhere",
  with: ["okta_password"],
});

const dana: PersonView = {
  id: "00udana",
  login: "dana@acme.example",
  status: "ACTIVE",
  standing: "in-scope",
  groups: [],
  policy: {
    outcomes: [{ policy: "Staff", rule: "Enroll", network: null, apps: null, why: "certain" }],
    path: [],
    uncertainties: [],
  },
  enrolled: { source: "factors", factors: ["okta_password"], reason: null, usable: [] },
  answers: [],
};

const baseline = aBaseline({ enrollmentPolicies: [aDeclaredPolicy("Staff", ["Everyone"])] });

it.each([
  ["none", "no", "no"],
  ["one-factor", "no", "no"],
  ["open-enrollment", "no", "no"],
  ["two-factors", "yes", "no"],
  ["strong", "yes", "no"],
  ["phishing-resistant", "yes", "yes"],
  ["blocked", "yes", "yes"],
  ["denied", "yes", "yes"],
  ["unknown", "unknown", "unknown"],
] as const)("whose weakest way in is %s is asked: %s, resists phishing: %s", (level, asked, resistant) => {
  expect(stepsOf(dana, [way(level), way("denied")], baseline, []).slice(3)).toEqual([asked, resistant]);
});

it("takes a password for nothing enrolled", () => {
  expect(stepsOf(dana, [], baseline, []).slice(1, 3)).toEqual(["no", "no"]);
});

it.each([
  ["no finding", [], "Staff", "yes"],
  ["an open finding", ["open"], "Staff", "no"],
  ["one that is not known", ["unknown"], "Staff", "unknown"],
  ["another policy", [], "Temp", "no"],
  ["a policy that was not read", [], null, "unknown"],
] as const)("knows with %s whether somebody is governed as declared", (_, found, policy, answer) => {
  const outcomes = [{ policy, rule: null, network: null, apps: null, why: "certain" as const }];
  const person = { ...dana, policy: { ...dana.policy, outcomes } };
  expect(stepsOf(person, [], baseline, found)[0]).toBe(answer);
});

it("does not know it where the baseline declares no policy", () => {
  expect(stepsOf(dana, [], aBaseline({}), [])[0]).toBe("unknown");
});
