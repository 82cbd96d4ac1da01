import { expect, it } from "vitest";
import { judge } from "../../../src/evaluator/judgement.ts";
import type { SignOnTraits } from "../../../src/model/live-sign-on.ts";
import { aBaseline } from "../../support/baseline-builder.ts";
import { aPerson, enrolments } from "../../support/org-builder.ts";
import { anApp, anAppPolicy, catchAll } from "../../support/sign-on-builder.ts";
import { aSignOnOrg, traits } from "../../support/sign-on-org.ts";

const [kim, nia] = ["kim@acme.example", "nia@acme.example"];

it.each<[string, Partial<SignOnTraits>, boolean]>([
  ["are alike, as in a snapshot that was saved, where each has an object of their own", {}, true],
  ["are not, where one has no password", { hasPassword: false }, false],
])("people of equal traits %s", (_, change, areAlike) => {
  const shared = enrolments(["webauthn"]);
  const org = aSignOnOrg({
    people: [aPerson(kim, { signOn: traits() }), aPerson(nia, { signOn: traits(change) })],
    appPolicies: [anAppPolicy("Strong", [catchAll()])],
    mapped: [anApp("Payroll", "Strong")],
    enrolments: { [kim]: shared, [nia]: shared },
  });
  const { live, ...judgement } = judge(aBaseline(), org);
  const signOn = judgement.signOn();
  const [one, other] = [kim, nia].map((login) => live.personCalled(login) ?? aPerson(login));
  expect(one && other && signOn.alike(one) === signOn.alike(other)).toBe(areAlike);
});
