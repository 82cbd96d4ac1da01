import { describe, expect, it } from "vitest";
import type { AppRule } from "../../src/model/live-sign-on.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import { idOf, network } from "../support/org-builder.ts";
import { anApp, anAppPolicy, anyone, type SessionRuleParts } from "../support/sign-on-builder.ts";
import {
  adminConsole,
  consoleRule,
  dashboard,
  denied,
  office,
  statuses,
  theOrg,
  withRules,
} from "../support/stig-sign-on.ts";

type Answers = readonly [string, string];
type AppParts = Partial<Omit<AppRule, "id">>;

const anywhere = { network: network.anywhere };
const odd = { ...anywhere, unmodelled: ["conditions.network.connection: ON_NETWORK"] };
const strangers = { name: "Strangers", access: "DENY", network: network.in("Corp") };

/** An org whose zone Corp is switched off. */
function withoutCorp(org: OrgSnapshot): OrgSnapshot {
  const zones = [{ id: idOf.zone("Corp"), name: "Corp", status: "INACTIVE" }];
  return { ...org, slices: { ...org.slices, zones } };
}

const rest: SessionRuleParts = { ...office, ...anywhere, name: "Rest" };

const sessions: readonly (readonly [what: string, rules: readonly SessionRuleParts[], answers: Answers])[] = [
  ["all but a zone", [{ ...office, network: network.notIn("Corp") }], ["pass", "pass"]],
  ["some zones denied, and the rest let in", [strangers, rest], ["pass", "pass"]],
  ["some zones denied where there is a risk", [{ ...strangers, risk: "HIGH" }, rest], ["pass", "open"]],
  [
    "some zones denied to all but one",
    [{ ...strangers, excludedUserIds: [idOf.user("nia@acme.example")] }, rest],
    ["pass", "open"],
  ],
  ["some zones denied too late", [rest, strangers], ["open", "open"]],
  ["a network that is not modelled", [{ ...office, ...odd }], ["not_reviewed", "not_reviewed"]],
  [
    "a network of a lower rule that is not modelled",
    [office, { ...office, ...odd }],
    ["pass", "not_reviewed"],
  ],
];

const apps: readonly (readonly [what: string, rules: readonly AppParts[], answers: Answers])[] = [
  ["all but a zone", [{ ...consoleRule, network: network.notIn("Corp") }], ["pass", "pass"]],
  ["some zones denied, and the rest let in", [strangers, { ...consoleRule, ...anywhere }], ["open", "pass"]],
  [
    "some zones denied to contractors",
    [
      { ...strangers, people: { ...anyone, groupIds: [idOf.group("Contractors")] } },
      { ...consoleRule, ...anywhere },
    ],
    ["open", "open"],
  ],
  ["a network that is not modelled", [{ ...consoleRule, ...odd }], ["not_reviewed", "not_reviewed"]],
];

const ofDashboard = (rules: readonly AppParts[]) =>
  theOrg({ appPolicies: [adminConsole, anAppPolicy("Okta Dashboard", [...rules, denied])] });

describe("sessions by network (V-279691)", () => {
  it.each(sessions)("%s", (_, rules, answers) => {
    expect(statuses(theOrg({ sessionPolicies: [withRules(...rules)] }), "V-279691")).toEqual(answers);
  });

  it.each([
    ["all but a zone", [{ ...office, network: network.notIn("Corp") }]],
    ["some zones denied, and the rest let in", [strangers, rest]],
  ])("%s that is switched off", (_, rules) => {
    const org = withoutCorp(theOrg({ sessionPolicies: [withRules(...rules)] }));
    expect(statuses(org, "V-279691")).toEqual(["pass", "not_reviewed"]);
  });
});

describe("applications by network (V-279693)", () => {
  it.each(apps)("%s", (_, rules, answers) => {
    expect(statuses(ofDashboard(rules), "V-279693")).toEqual(answers);
  });

  it("all but a zone that is switched off", () => {
    const org = withoutCorp(ofDashboard([{ ...consoleRule, network: network.notIn("Corp") }]));
    expect(statuses(org, "V-279693")).toEqual(["pass", "not_reviewed"]);
  });

  it("does not forget an application whose policy was not read", () => {
    const mapped = [anApp("Wiki", "Gone"), anApp("Okta Dashboard", "Okta Dashboard")];
    expect(statuses(theOrg({ appPolicies: [dashboard], mapped }), "V-279693")).toEqual([
      "not_reviewed",
      "not_reviewed",
    ]);
  });
});
