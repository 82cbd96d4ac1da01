import { describe, expect, test } from "vitest";
import { attribute } from "../../../src/alerts/attribution/attribute.ts";
import { leadsFor } from "../../../src/alerts/attribution/leads-for.ts";
import { filterFor } from "../../../src/alerts/attribution/log-filter.ts";
import {
  asTarget,
  dana,
  omar,
  pulumi,
  type SampleEvent,
  sampleEvent,
  thing,
} from "../../../src/alerts/detections/sample-event.ts";
import { readScimFilter, scimOperators } from "../../../src/emulator/scim/scim-filter.ts";
import { matchesScimFilter } from "../../../src/emulator/scim/scim-match.ts";
import type { CheckId } from "../../../src/model/check-ids.ts";
import type { LogEvent, LogTarget } from "../../../src/model/log-event.ts";
import type { Finding } from "../../../src/model/report.ts";
import { exemptionRef, ruleRef } from "../../../src/model/subject.ts";
import { aBaseline, aDeclaredGroup, aDeclaredPolicy, aDeclaredRule } from "../../support/baseline-builder.ts";
import { aGroup, anOrg, aPerson, aPolicy, idOf, network } from "../../support/org-builder.ts";
import { sampleFinding } from "../../support/sample-report.ts";

const baseline = aBaseline({
  groups: [aDeclaredGroup("MFA Required"), aDeclaredGroup("MFA Admins", { members: ["dana@acme.example"] })],
  enrollmentPolicies: [
    aDeclaredPolicy("Admins", ["MFA Admins"], { rules: [aDeclaredRule(), aDeclaredRule({ name: "Never" })] }),
    aDeclaredPolicy("Staff", ["MFA Required"]),
  ],
});
const org = anOrg({
  people: [aPerson("dana@acme.example"), aPerson("greta@acme.example")],
  groups: { "MFA Required": [], "MFA Admins": [] },
  zones: ["Corp"],
  authenticators: { phone_number: "ACTIVE" },
  policies: [
    aPolicy("Staff", { priority: 1, groups: ["MFA Required"] }),
    aPolicy("Admins", { priority: 2, rules: [{ network: network.in("Corp") }, { name: "Never" }] }),
  ],
});

const about = (check: CheckId, subject: Finding["subject"], more: Partial<Finding> = {}): Finding =>
  sampleFinding({ fingerprint: `f-${check}`, check, requirement: null, field: null, subject, ...more });

const policy = (name: string, details: Partial<LogTarget> = {}): LogTarget =>
  thing("PolicyEntity", idOf.policy(name), name, {
    detailEntry: { policyType: "OktaMfaEnroll" },
    ...details,
  });
const updated = (name: string, from: object, to: object): LogTarget =>
  policy(name, { changeDetails: { from, to } });
const rule = (policyName: string, name: string, details: Partial<LogTarget> = {}): LogTarget =>
  thing("PolicyRule", idOf.rule(policyName, name), name, {
    alternateId: idOf.policy(policyName),
    ...details,
  });
const settings = (webauthn: string, oktaVerify = "OPTIONAL") => ({
  policyExtensiblePropertiesJson: JSON.stringify({
    authenticators: [
      { key: "webauthn", enroll: { self: webauthn } },
      { key: "okta_verify", enroll: { self: oktaVerify } },
    ],
  }),
});

/** An event of that day of March, so that a test can say which one is meant. */
const on = (
  day: number,
  eventType: string,
  targets: readonly LogTarget[],
  more: Partial<SampleEvent> = {},
): LogEvent =>
  sampleEvent({
    eventType,
    targets,
    published: `2026-03-0${day}T09:00:00.000Z`,
    uuid: `event-${day}`,
    ...more,
  });

function lookUp(findings: readonly Finding[], events: readonly LogEvent[], isWhole = true) {
  const leadsOf = (finding: Finding) => leadsFor({ finding, org, baseline });
  return attribute(findings, leadsOf, { events, isWhole }, ["0oaPulumiServiceApp"]);
}

/** The day of the event that is behind a finding, or why there is none. */
function dayOf(finding: Finding, events: readonly LogEvent[], isWhole = true) {
  const changedBy = lookUp([finding], events, isWhole)[0]?.changedBy;
  return changedBy?.at?.slice(8, 10) ?? changedBy?.status ?? null;
}

const none = "no event within retention";
const phone = {
  type: "authenticator",
  id: idOf.authenticator("phone_number"),
  name: "phone_number",
} as const;
const phoneTarget = thing("Authenticator", phone.id, "Phone");
const phoneOn = about("authenticator-status", phone, {
  field: "status",
  expected: "INACTIVE",
  actual: "ACTIVE",
});
const admins = { type: "policy", id: idOf.policy("Admins"), name: "Admins" } as const;
const atSignIn = {
  ...ruleRef("Admins", "Enroll at sign-in"),
  id: idOf.rule("Admins", "Enroll at sign-in"),
};
const mfaAdmins = { type: "group", id: idOf.group("MFA Admins"), name: "MFA Admins" } as const;
const groupTarget = (name: string) => thing("UserGroup", idOf.group(name), name);
const person = (login: string) => thing("User", idOf.user(login), login, { alternateId: login });
const filling = { type: "group-rule", id: idOf.groupRule("Fill"), name: "Fill" } as const;
const webauthn = about("enrollment-policy-authenticator", admins, {
  field: "authenticators.webauthn",
  expected: "REQUIRED",
  actual: "OPTIONAL",
});

const cases: readonly (readonly [string, Finding, readonly LogEvent[], string])[] = [
  [
    "is the latest one",
    phoneOn,
    [
      on(1, "security.authenticator.lifecycle.activate", [phoneTarget]),
      on(3, "security.authenticator.lifecycle.activate", [phoneTarget]),
      on(2, "security.authenticator.lifecycle.activate", [phoneTarget]),
    ],
    "03",
  ],
  [
    "succeeded",
    phoneOn,
    [
      on(1, "security.authenticator.lifecycle.activate", [phoneTarget]),
      on(2, "security.authenticator.lifecycle.activate", [phoneTarget], { result: "FAILURE" }),
    ],
    "01",
  ],
  [
    "is about that very thing",
    phoneOn,
    [on(1, "security.authenticator.lifecycle.activate", [thing("Authenticator", "autOther", "Phone")])],
    none,
  ],
  [
    "names it, where Okta tells no id of that kind",
    phoneOn,
    [
      on(1, "security.authenticator.lifecycle.activate", [thing("Authenticator", "phone_number", "Phone")]),
      on(2, "security.authenticator.lifecycle.activate", [
        thing("Authenticator", "unknown", "Google Authenticator"),
      ]),
    ],
    "01",
  ],
  [
    "led to the state that was found",
    phoneOn,
    [
      on(1, "security.authenticator.lifecycle.create", [phoneTarget]),
      on(2, "security.authenticator.lifecycle.deactivate", [phoneTarget]),
    ],
    "01",
  ],
  [
    "of a method is told by an update of its authenticator",
    about("authenticator-status", phone, { field: "methods.sms", expected: "ACTIVE", actual: "INACTIVE" }),
    [
      on(1, "security.authenticator.lifecycle.update", [phoneTarget]),
      on(2, "security.authenticator.lifecycle.activate", [phoneTarget]),
      on(3, "security.authenticator.lifecycle.create", [phoneTarget]),
    ],
    "01",
  ],
  [
    "of a Classic factor names it by its key",
    about(
      "authenticator-status",
      { type: "authenticator", id: null, name: "okta_sms" },
      { expected: "INACTIVE" },
    ),
    [
      on(1, "system.mfa.factor.activate", [thing("Factor", "okta_sms", "SMS")]),
      on(2, "system.mfa.factor.activate", [thing("Factor", "okta_call", "Voice")]),
    ],
    "01",
  ],
  [
    "of a deleted group names it",
    about("group-missing", { type: "group", id: null, name: "MFA Required" }),
    [
      on(1, "group.lifecycle.delete", [thing("UserGroup", "00gold", "MFA Required")]),
      on(2, "group.lifecycle.delete", [thing("UserGroup", "00gother", "Temp")]),
    ],
    "01",
  ],
  [
    "put the stranger into the group",
    about("group-members", mfaAdmins, {
      expected: ["dana@acme.example"],
      actual: ["dana@acme.example", "greta@acme.example"],
    }),
    [
      on(1, "group.user_membership.add", [person("greta@acme.example"), groupTarget("MFA Admins")]),
      on(2, "group.user_membership.add", [person("dana@acme.example"), groupTarget("MFA Admins")]),
      on(3, "group.user_membership.add", [person("greta@acme.example"), groupTarget("MFA Required")]),
      on(4, "group.user_membership.remove", [person("greta@acme.example"), groupTarget("MFA Admins")]),
    ],
    "01",
  ],
  [
    "took the member out, or deactivated the account, which only the login tells",
    about("group-members", mfaAdmins, { expected: ["Carol@acme.example"], actual: [] }),
    [
      on(1, "user.lifecycle.deactivate", [
        thing("User", "00ucarol", "Carol", { alternateId: "carol@acme.example" }),
      ]),
    ],
    "01",
  ],
  [
    "deactivated the group rule, without which it could not have been changed",
    about("group-rule", filling, { field: "expression", expected: "a", actual: "b" }),
    [on(1, "group.user_membership.rule.deactivated", [thing("GroupRule", filling.id, "Fill")])],
    "01",
  ],
  [
    "deactivated the group rule that is gone",
    about("group-rule", { ...filling, id: null }, { field: "status", actual: "absent" }),
    [on(1, "group.user_membership.rule.deactivated", [thing("GroupRule", "0prold", "Fill")])],
    "01",
  ],
  [
    "deleted a policy of that name and kind",
    about("enrollment-policy-missing", { type: "policy", id: null, name: "Admins" }),
    [
      on(1, "policy.lifecycle.delete", [
        thing("PolicyEntity", "00pold", "Admins", { detailEntry: { policyType: "OktaMfaEnroll" } }),
      ]),
      on(2, "policy.lifecycle.delete", [
        thing("PolicyEntity", "00psign", "Admins", { detailEntry: { policyType: "OktaSignOn" } }),
      ]),
    ],
    "01",
  ],
  [
    "renamed the policy",
    about("enrollment-policy-missing", { type: "policy", id: null, name: "Admins" }),
    [on(1, "policy.lifecycle.update", [updated("Root", { policyName: "Admins" }, { policyName: "Root" })])],
    "01",
  ],
  [
    "deactivated the policy",
    about("enrollment-policy-status", admins, { field: "status" }),
    [
      on(1, "policy.lifecycle.deactivate", [policy("Admins")]),
      on(2, "policy.lifecycle.update", [policy("Admins")]),
    ],
    "01",
  ],
  [
    "changed that authenticator, not another one later",
    webauthn,
    [
      on(1, "policy.lifecycle.update", [updated("Admins", settings("REQUIRED"), settings("OPTIONAL"))]),
      on(2, "policy.lifecycle.update", [
        updated("Admins", settings("OPTIONAL"), settings("OPTIONAL", "REQUIRED")),
      ]),
      on(3, "policy.lifecycle.update", [updated("Admins", { policyPriority: "2" }, { policyPriority: "1" })]),
    ],
    "01",
  ],
  [
    "may be an update of which Okta does not say what it changed",
    webauthn,
    [
      on(2, "policy.lifecycle.update", [policy("Admins")]),
      on(1, "policy.lifecycle.create", [policy("Admins")]),
    ],
    "02",
  ],
  [
    "moved one of the policies, whichever",
    about("enrollment-policy-order", admins, {
      field: "order",
      expected: ["Admins", "Staff"],
      actual: ["Staff", "Admins"],
    }),
    [
      on(1, "policy.lifecycle.update", [updated("Staff", { policyPriority: "2" }, { policyPriority: "1" })]),
      on(2, "policy.lifecycle.update", [updated("Admins", settings("REQUIRED"), settings("OPTIONAL"))]),
      on(3, "policy.lifecycle.update", [policy("Admins")]),
    ],
    "01",
  ],
  [
    "changed the policy's groups, or in the end anything about it",
    about("enrollment-policy-groups", admins, { field: "groups" }),
    [on(1, "policy.lifecycle.update", [updated("Admins", settings("REQUIRED"), settings("OPTIONAL"))])],
    "01",
  ],
  [
    "made the policy that nobody declared",
    about("enrollment-policy-unmanaged", { type: "policy", id: "00ptemp", name: "Temp" }),
    [
      on(1, "policy.lifecycle.create", [thing("PolicyEntity", "00ptemp", "Temp")]),
      on(2, "policy.lifecycle.update", [thing("PolicyEntity", "00ptemp", "Temp")]),
    ],
    "01",
  ],
  [
    "took the last people out of the policy's group",
    about("enrollment-policy-unreachable", admins, { expected: ["MFA Admins"], actual: [] }),
    [on(1, "group.user_membership.remove", [person("dana@acme.example"), groupTarget("MFA Admins")])],
    "01",
  ],
  [
    "deleted a rule of that name in that policy",
    about("enrollment-rule-missing", { ...atSignIn, id: null }),
    [
      on(1, "policy.rule.delete", [policy("Admins"), thing("PolicyRule", "0prold", "Enroll at sign-in")]),
      on(2, "policy.rule.delete", [policy("Staff"), thing("PolicyRule", "0prother", "Enroll at sign-in")]),
      on(3, "policy.rule.delete", [policy("Admins"), thing("PolicyRule", "0prnever", "Never")]),
    ],
    "01",
  ],
  [
    "changed the rule's action",
    about("enrollment-rule", atSignIn, { field: "enroll" }),
    [
      on(1, "policy.rule.update", [policy("Admins"), rule("Admins", "Enroll at sign-in")], {
        debugData: { oldPolicyRuleAction: "{}", newPolicyRuleAction: '{"enroll":{"self":"NEVER"}}' },
      }),
      on(2, "policy.rule.update", [
        policy("Admins"),
        rule("Admins", "Enroll at sign-in", {
          changeDetails: {
            from: { policyRuleConditionsJson: "{}" },
            to: { policyRuleConditionsJson: '{"a":1}' },
          },
        }),
      ]),
    ],
    "01",
  ],
  [
    "renamed the zone that the rule asks for",
    about("enrollment-rule", atSignIn, { field: "network" }),
    [on(1, "zone.update", [thing("NetworkZone", idOf.zone("Corp"), "Corp")])],
    "01",
  ],
  [
    "deactivated the rule",
    about("enrollment-rule", atSignIn, { field: "status" }),
    [on(1, "policy.rule.deactivate", [policy("Admins"), rule("Admins", "Enroll at sign-in")])],
    "01",
  ],
  [
    "moved any of the policy's rules",
    about("enrollment-rule", atSignIn, { field: "order", expected: ["Enroll at sign-in", "Never"] }),
    [
      on(1, "policy.rule.update", [
        policy("Admins"),
        rule("Admins", "Never", {
          changeDetails: { from: { policyRulePriority: "2" }, to: { policyRulePriority: "1" } },
        }),
      ]),
    ],
    "01",
  ],
  [
    "added the rule that nobody declared",
    about("enrollment-rule-unmanaged", { ...ruleRef("Admins", "Skip"), id: "0prskip" }),
    [on(1, "policy.rule.add", [policy("Admins"), thing("PolicyRule", "0prskip", "Skip")])],
    "01",
  ],
  [
    "deleted what the stack made",
    about("stack-resource", { type: "policy", id: null, name: "Admins" }, { expected: "00pold" }),
    [on(1, "policy.lifecycle.delete", [thing("PolicyEntity", "00pold", "Admins")])],
    "01",
  ],
];

/** The same done by somebody else on a later day, to something else. */
function toOthers(event: LogEvent, index: number): LogEvent {
  const targets = event.targets.map((target) => ({
    ...target,
    id: `${(target.id ?? "").slice(0, 3)}-other-${index}`,
    displayName: `Other ${index}`,
    alternateId: "unknown",
    changeDetails: null,
  }));
  return { ...event, uuid: `other-${index}`, published: "2026-03-08T09:00:00.000Z", actor: dana, targets };
}

describe("the event behind a finding", () => {
  test.each(cases)("%s", (_, finding, events, expected) => {
    expect(dayOf(finding, events)).toBe(expected);
  });

  test.each(
    cases,
  )("is none that failed later, or was done to something else: %s", (_, finding, events, expected) => {
    const failed = events.map((event, index) => ({
      ...event,
      uuid: `failed-${index}`,
      published: "2026-03-09T09:00:00.000Z",
      outcome: { result: "FAILURE", reason: null },
    }));
    expect(dayOf(finding, [...failed, ...events.map(toOthers), ...events])).toBe(expected);
    expect(dayOf(finding, [...events, ...events.map(toOthers), ...failed].reverse())).toBe(expected);
  });

  test.each(
    cases.filter(([, , , day]) => day !== none),
  )("passes the filter that the log is asked with: %s", (_, finding, events, day) => {
    const leads = leadsFor({ finding, org, baseline })?.flat() ?? [];
    const reading = readScimFilter(filterFor(leads), {
      parameter: "filter",
      operatorsOf: () => scimOperators,
    });
    if (reading.kind === "error") throw new Error(reading.error.errorSummary);
    const asked = events.filter((event) => {
      const wire = { eventType: event.eventType, target: event.targets };
      return matchesScimFilter(reading.filter, wire, { caseSensitiveValues: true });
    });
    expect(dayOf(finding, asked)).toBe(day);
  });
});

describe("what is said of it", () => {
  const event = on(1, "security.authenticator.lifecycle.activate", [phoneTarget]);

  test("actor, time, address and channel", () => {
    expect(lookUp([phoneOn], [event])[0]?.changedBy).toEqual({
      status: "found",
      managed: false,
      actor: "omar@acme.example",
      at: "2026-03-01T09:00:00.000Z",
      ip: "192.0.2.7",
      via: "admin console",
    });
  });

  test("that it was one of ours", () => {
    expect(lookUp([phoneOn], [{ ...event, actor: pulumi }])[0]?.changedBy).toMatchObject({
      managed: true,
      actor: "Pulumi",
      via: "service app",
    });
  });

  test("who explains the root cause explains what follows from it", () => {
    const missing = about("group-missing", { type: "group", id: null, name: "MFA Required" });
    const follows = about("group-rule", filling, { actual: "INVALID", causedBy: missing.fingerprint });
    const events = [
      on(1, "group.lifecycle.delete", [thing("UserGroup", "00gold", "MFA Required")], { actor: dana }),
      on(2, "group.user_membership.rule.invalidate", [thing("GroupRule", filling.id, "Fill")], {
        actor: omar,
      }),
    ];
    expect(lookUp([follows, missing], events).map(({ changedBy }) => changedBy?.actor)).toEqual([
      "dana@acme.example",
      "dana@acme.example",
    ]);
  });

  test("nothing where older events may be missing: not that there was none, and nothing by second-best evidence", () => {
    expect(dayOf(phoneOn, [], false)).toBe("not looked up");
    const order = about("enrollment-policy-order", admins, { expected: ["Admins", "Staff"] });
    const silent = [on(2, "policy.lifecycle.update", [policy("Admins")])];
    expect(dayOf(order, silent, false)).toBe("not looked up");
    expect(dayOf(order, silent)).toBe("02");
  });

  test("of an exemption that matches nobody: nobody is asked for", () => {
    expect(dayOf(about("exemption-stale", { ...exemptionRef("x", "everyone"), id: null }), [event])).toBe(
      null,
    );
  });

  test("a renamed group is known by the policy that still points at it", () => {
    const renamed = {
      ...org,
      slices: {
        ...org.slices,
        groups: [{ ...aGroup("MFA Required"), name: "Everybody with MFA" }, aGroup("MFA Admins")],
      },
    };
    const finding = about("group-missing", { type: "group", id: null, name: "MFA Required" });
    const events = [
      on(1, "group.profile.update", [thing("UserGroup", idOf.group("MFA Required"), "Everybody with MFA")]),
      on(2, "group.profile.update", [groupTarget("MFA Admins")]),
    ];
    const evidence = { events, isWhole: true };
    const [found] = attribute(
      [finding],
      (one) => leadsFor({ finding: one, org: renamed, baseline }),
      evidence,
      [],
    );
    expect(found?.changedBy?.at).toBe("2026-03-01T09:00:00.000Z");
  });

  test("a target that is called as the sample person is not the person", () => {
    const finding = about("group-members", mfaAdmins, { expected: ["dana@acme.example"], actual: [] });
    expect(
      dayOf(finding, [on(1, "group.user_membership.remove", [asTarget(omar), groupTarget("MFA Admins")])]),
    ).toBe(none);
  });
});
