import { expect, it } from "vitest";
import type { AppPolicy } from "../../src/model/live-sign-on.ts";
import { mayHideApps } from "../../src/okta/reading/may-hide-apps.ts";
import { anApp, anAppPolicy } from "../support/sign-on-builder.ts";

const policies: readonly AppPolicy[] = [
  anAppPolicy("Okta Admin Console", []),
  anAppPolicy("Strong", []),
  anAppPolicy("Spare", []),
  anAppPolicy("Okta Account Management Policy", [], { resourceType: "END_USER_ACCOUNT_MANAGEMENT" }),
];
const payroll = anApp("Payroll", "Strong");
const dashboard = anApp("Okta Dashboard", "Strong", { name: "okta_enduser" });

it.each([
  ["none of Okta's own applications", [payroll], ["Okta Admin Console", "Spare"]],
  ["some of them, but not what its own policy is for", [payroll, dashboard], ["Okta Admin Console"]],
  [
    "what each policy is for",
    [payroll, anApp("Okta Admin Console", "Okta Admin Console", { name: "saasure" })],
    [],
  ],
])("where the list shows %s, these policies may hide some", (_, shown, names) => {
  expect(mayHideApps(policies, shown).map(({ name }) => name)).toEqual(names);
});
