import { expect, it } from "vitest";
import { asTarget, dana, sampleEvent } from "../../../src/alerts/detections/sample-event.ts";
import { asksOfPolicies } from "../../../src/alerts/lifecycle/people-to-read.ts";
import { aRecord } from "../../support/an-alert.ts";

const policy = { type: "policy", id: "rstapp", name: "Payroll" } as const;
const person = { type: "user", id: "00udana", name: "dana@acme.example" } as const;
const reset = sampleEvent({ eventType: "user.mfa.factor.reset_all", targets: [asTarget(dana)] });
const ruleChanged = sampleEvent({ eventType: "policy.rule.update", targets: [] });

it.each([
  ["nothing happened", [], [], false],
  ["something happened to a person", [reset], [], false],
  ["an alert on a person is open", [], [aRecord({ subject: person })], false],
  ["a rule was changed", [reset, ruleChanged], [], true],
  ["an alert on a policy is open", [reset], [aRecord({ subject: policy })], true],
  ["an alert on a policy is closed", [], [aRecord({ subject: policy, state: "resolved" })], false],
])("asks what policies come to only where that is judged: %s", (_, events, alerts, asks) => {
  expect(asksOfPolicies(events, alerts)).toBe(asks);
});
