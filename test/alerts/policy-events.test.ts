import { describe, expect, test } from "vitest";
import { sampleEvent, thing } from "../../src/alerts/detections/sample-event.ts";
import { samplePolicy } from "../../src/alerts/detections/sample-policy.ts";
import { noLiveFacts } from "../../src/alerts/memory/live-facts.ts";
import { judgePolicyEvent } from "../../src/alerts/policy-event/judge-policy-event.ts";
import { emptyOrgMemory } from "../../src/ledger/memory.ts";
import type { BaselinePolicy } from "../../src/model/baseline.ts";
import type { GroupId, PolicyId, PolicyRuleId, UserId, ZoneId } from "../../src/model/ids.ts";
import type { EnrollmentPolicy, EnrollmentRule } from "../../src/model/live-enrollment.ts";
import { noRules } from "../support/alert-rules.ts";
import { onlyApps } from "../support/org-builder.ts";

const policy = samplePolicy({ webauthn: "REQUIRED", phone_number: "NOT_ALLOWED" });
const [rule] = policy.rules ?? [];
const target = thing("PolicyEntity", "00pmfa", "MFA required", {
  detailEntry: { policyType: "OktaMfaEnroll" },
});
const zone = (name: string) => `nzo${name}` as ZoneId;

function withRule(part: Partial<EnrollmentRule>, base: EnrollmentPolicy = policy): EnrollmentPolicy {
  return { ...base, rules: (base.rules ?? []).map((one) => ({ ...one, ...part })) };
}

interface Given {
  readonly eventType?: string;
  readonly before?: EnrollmentPolicy | null;
  readonly after?: EnrollmentPolicy | null;
  readonly from?: Record<string, unknown>;
  readonly to?: Record<string, unknown>;
  readonly isRule?: boolean;
  readonly declared?: BaselinePolicy;
}

/** `before` and `after`: null for policies that were read without this one; left out for ones that were not read. */
function weakenings({
  eventType = "policy.lifecycle.update",
  before,
  after,
  from,
  to,
  isRule,
  declared,
}: Given) {
  const changeDetails = from === undefined ? null : { from, to };
  const rules =
    isRule === true
      ? [thing("PolicyRule", "0prrule", "Enroll at sign-in", { alternateId: "00pmfa", changeDetails })]
      : [];
  const targets = [isRule === true ? target : { ...target, changeDetails }, ...rules];
  const listed = (one: EnrollmentPolicy | null | undefined) =>
    one === undefined ? null : one === null ? [] : [one];
  return judgePolicyEvent(
    sampleEvent({ eventType, targets }),
    {
      person: () => null,
      org: { ...emptyOrgMemory, policies: listed(before) },
      live: { ...noLiveFacts("2026-03-02T09:05:00.000Z"), policies: listed(after) },
    },
    { ...noRules, enrollmentPolicies: declared === undefined ? [] : [declared] },
  )?.weakenings;
}

const narrow = (kind: "in" | "notIn", ...names: string[]) =>
  withRule({ network: { kind, zoneIds: names.map(zone) } });

describe("before and after", () => {
  const cases: readonly (readonly [
    what: string,
    before: EnrollmentPolicy,
    after: EnrollmentPolicy | null,
    weaker: readonly string[],
  ])[] = [
    ["nothing changed", policy, policy, []],
    [
      "a weak authenticator is allowed",
      policy,
      samplePolicy({ webauthn: "REQUIRED", phone_number: "OPTIONAL" }),
      ["phone_number went from NOT_ALLOWED to OPTIONAL"],
    ],
    ["an authenticator is gone", policy, samplePolicy({}), ["webauthn went from REQUIRED to NOT_ALLOWED"]],
    [
      "a word of Okta's that is not known",
      policy,
      { ...policy, settings: [{ key: "webauthn", id: null, enroll: "DISABLED" }] },
      [],
    ],
    ["the policy is gone", policy, null, ["the policy is gone"]],
    [
      "it is not active any more",
      policy,
      { ...policy, status: "INACTIVE" },
      ["the policy is no longer active"],
    ],
    ["it never was active", { ...policy, status: "INACTIVE" }, null, []],
    ["a group is left out", policy, { ...policy, groupIds: [] }, ["it no longer applies to one group"]],
    [
      "two groups are left out",
      { ...policy, groupIds: ["00ga", "00gb"].map((id) => id as GroupId) },
      { ...policy, groupIds: [] },
      ["it no longer applies to 2 groups"],
    ],
    ["a group is added", { ...policy, groupIds: [] }, policy, []],
    ["rules that were not read", { ...policy, rules: null }, withRule({ enroll: "NEVER" }), []],
    ["the rule is gone", policy, { ...policy, rules: [] }, ['the rule "Enroll at sign-in" is gone']],
    ["a rule that did nothing is gone", withRule({ enroll: "NEVER" }), { ...policy, rules: [] }, []],
    [
      "the rule is switched off",
      policy,
      withRule({ status: "INACTIVE" }),
      ['the rule "Enroll at sign-in" is no longer active'],
    ],
    [
      "the rule asks for nothing",
      policy,
      withRule({ enroll: "NEVER" }),
      ['in the rule "Enroll at sign-in" enrollment went from CHALLENGE to NEVER'],
    ],
    ["the rule asks at sign-in", withRule({ enroll: "NEVER" }), policy, []],
    ["the rule does what nobody knows", policy, withRule({ enroll: "PERHAPS" }), []],
    [
      "somebody is left out",
      policy,
      withRule({ excludedUserIds: ["00udana" as UserId] }),
      ['the rule "Enroll at sign-in" leaves out one more person'],
    ],
    [
      "two are left out",
      policy,
      withRule({ excludedUserIds: ["00udana", "00uomar"].map((id) => id as UserId) }),
      ['the rule "Enroll at sign-in" leaves out 2 more people'],
    ],
    [
      "only some apps",
      policy,
      withRule({ apps: onlyApps.in("Payroll") }),
      ['the rule "Enroll at sign-in" applies to fewer applications'],
    ],
    [
      "only in the office",
      policy,
      narrow("in", "corp"),
      ['the rule "Enroll at sign-in" applies in fewer networks'],
    ],
    ["everywhere again", narrow("in", "corp"), policy, []],
    [
      "in one zone less",
      narrow("in", "corp", "home"),
      narrow("in", "corp"),
      ['the rule "Enroll at sign-in" applies in fewer networks'],
    ],
    ["in one zone more", narrow("in", "corp"), narrow("in", "corp", "home"), []],
    [
      "outside one more zone",
      narrow("notIn", "corp"),
      narrow("notIn", "corp", "home"),
      ['the rule "Enroll at sign-in" applies in fewer networks'],
    ],
    [
      "a narrower rule that asks for nothing",
      withRule({ enroll: "NEVER" }),
      withRule({ enroll: "NEVER", excludedUserIds: ["00udana" as UserId] }),
      [],
    ],
  ];
  test.each(cases)("%s", (_, before, after, weaker) => {
    expect(weakenings({ before, after })).toEqual(weaker);
  });

  test("a weak policy that is deleted protected nobody", () => {
    const guests = {
      ...samplePolicy({ phone_number: "OPTIONAL" }),
      id: "00pguests" as PolicyId,
      name: "Guests",
    };
    const left = [{ ...policy, priority: 2 }];
    const subject = thing("PolicyEntity", "00pguests", "Guests", {
      detailEntry: { policyType: "OktaMfaEnroll" },
    });
    for (const eventType of [
      "policy.lifecycle.delete",
      "policy.lifecycle.deactivate",
      "policy.lifecycle.update",
    ]) {
      const judged = judgePolicyEvent(
        sampleEvent({ eventType, targets: [subject] }),
        {
          person: () => null,
          org: { ...emptyOrgMemory, policies: [guests, ...left] },
          live: { ...noLiveFacts("2026-03-02T09:05:00.000Z"), policies: left },
        },
        noRules,
      );
      expect(judged?.weakenings).toEqual([]);
    }
  });

  test("a new rule that makes nobody enroll, also where nothing older is known", () => {
    const guests = {
      ...rule,
      id: "0prguest" as PolicyRuleId,
      name: "Guests",
      enroll: "NEVER",
    } as EnrollmentRule;
    const after = { ...policy, rules: [guests, ...(policy.rules ?? [])] };
    const added = ['the rule "Guests" does not make anybody enroll'];
    expect(weakenings({ before: policy, after })).toEqual(added);
    const targets = [target, thing("PolicyRule", "0prguest", "Guests", { alternateId: "00pmfa" })];
    const event = sampleEvent({ eventType: "policy.rule.add", targets });
    const live = { ...noLiveFacts("2026-03-02T09:05:00.000Z"), policies: [after] };
    const memory = { person: () => null, org: emptyOrgMemory, live };
    expect(judgePolicyEvent(event, memory, noRules)?.weakenings).toEqual(added);
  });
});

describe("what the event says", () => {
  const settings = (enroll: string) => ({
    policyExtensiblePropertiesJson: JSON.stringify({
      settings: { authenticators: [{ key: "webauthn", enroll: { self: enroll } }] },
    }),
  });
  const factors = (enroll: string) => ({
    policyExtensiblePropertiesJson: JSON.stringify({ factors: { okta_push: { enroll: { self: enroll } } } }),
  });
  const conditions = (value: object) => ({ policyRuleConditionsJson: JSON.stringify(value) });
  const excluding = (...exclude: string[]) => conditions({ people: { users: { exclude } } });
  const action = (value: object) => ({ policyRuleActionJson: JSON.stringify(value) });
  const inRule = 'in the rule "Enroll at sign-in" ';
  const cases: readonly (readonly [what: string, given: Given, weaker: readonly string[]])[] = [
    [
      "settings",
      { from: settings("REQUIRED"), to: settings("OPTIONAL") },
      ["webauthn went from REQUIRED to OPTIONAL"],
    ],
    [
      "settings of Classic",
      { from: factors("REQUIRED"), to: factors("NOT_ALLOWED") },
      ["okta_push went from REQUIRED to NOT_ALLOWED"],
    ],
    ["settings that are stricter", { from: settings("OPTIONAL"), to: settings("REQUIRED") }, []],
    [
      "no settings",
      { from: { policyExtensiblePropertiesJson: "{}" }, to: { policyExtensiblePropertiesJson: "{}" } },
      [],
    ],
    ["what is no JSON", { from: { policyExtensiblePropertiesJson: "{" }, to: settings("OPTIONAL") }, []],
    [
      "somebody left out",
      { isRule: true, from: excluding(), to: excluding("00udana") },
      ['the rule "Enroll at sign-in" leaves out one more person'],
    ],
    [
      "only in zones",
      { isRule: true, from: conditions({}), to: conditions({ network: { connection: "ZONE" } }) },
      ['the rule "Enroll at sign-in" applies in fewer networks'],
    ],
    [
      "a session without a second factor",
      {
        isRule: true,
        from: action({ signon: { requireFactor: true } }),
        to: action({ signon: { requireFactor: false } }),
      },
      [`${inRule}a second factor is no longer asked for`],
    ],
    [
      "access that was denied",
      {
        isRule: true,
        from: action({ signon: { access: "DENY" } }),
        to: action({ signon: { access: "ALLOW" } }),
      },
      [`${inRule}access is allowed that was denied`],
    ],
    ["a rule's action in the debug data only", { isRule: true, from: {}, to: {} }, []],
  ];
  test.each(cases)("%s", (_, given, weaker) => {
    expect(weakenings(given)).toEqual(weaker);
  });

  test("left out of a rule that asks for nothing is no loss", () => {
    const after = withRule({ enroll: "NEVER" });
    expect(
      weakenings({ isRule: true, before: after, after, from: excluding(), to: excluding("00udana") }),
    ).toEqual([]);
  });

  test("the debug data speaks where the details are silent", () => {
    const debugData = {
      oldPolicyRuleAction: JSON.stringify({ enroll: { self: "CHALLENGE" } }),
      newPolicyRuleAction: JSON.stringify({ enroll: { self: "NEVER" } }),
    };
    const targets = [thing("PolicyRule", "0prrule", "Enroll at sign-in", { alternateId: "00pmfa" })];
    const memory = { person: () => null, org: emptyOrgMemory, live: noLiveFacts("") };
    const judged = judgePolicyEvent(
      sampleEvent({ eventType: "policy.rule.update", targets, debugData }),
      memory,
      noRules,
    );
    expect(judged).toMatchObject({
      subject: { type: "policy", id: "00pmfa" },
      weakenings: [`${inRule}enrollment went from CHALLENGE to NEVER`],
    });
  });

  test("an event that names nothing is about the org", () => {
    const memory = { person: () => null, org: emptyOrgMemory, live: noLiveFacts("") };
    expect(
      judgePolicyEvent(sampleEvent({ eventType: "policy.lifecycle.update", targets: [] }), memory, noRules),
    ).toMatchObject({ subject: { type: "org" }, weakenings: [] });
  });
});

describe("what is taken away", () => {
  test.each([
    ["a policy of which nothing is known", "policy.lifecycle.delete", undefined, ["the policy was deleted"]],
    ["an active policy", "policy.lifecycle.deactivate", policy, ["the policy was deactivated"]],
    ["a policy that was off", "policy.lifecycle.delete", { ...policy, status: "INACTIVE" }, []],
  ] as const)("%s", (_, eventType, before, weaker) => {
    expect(weakenings({ eventType, ...(before === undefined ? {} : { before }) })).toEqual(weaker);
  });

  test.each([
    ["a rule that asks", policy, ['the rule "Enroll at sign-in" was deleted']],
    ["a rule that asks for nothing", withRule({ enroll: "NEVER" }), []],
  ] as const)("%s", (_, before, weaker) => {
    expect(weakenings({ eventType: "policy.rule.delete", isRule: true, before })).toEqual(weaker);
  });
});

describe("against the baseline, where nothing older is known", () => {
  const declared: BaselinePolicy = {
    name: "MFA required",
    isDefault: false,
    description: null,
    groups: [],
    authenticators: { okta_password: "REQUIRED", webauthn: "REQUIRED" },
    terms: {},
    unlisted: "NOT_ALLOWED",
    rules: [],
  };
  const loose = samplePolicy({ webauthn: "OPTIONAL", phone_number: "OPTIONAL" });

  test.each([
    [
      "what is not listed counts",
      declared,
      [
        "phone_number went from NOT_ALLOWED to OPTIONAL, against the baseline",
        "webauthn went from REQUIRED to OPTIONAL, against the baseline",
      ],
    ],
    [
      "what is not listed is ignored",
      { ...declared, unlisted: "ignore" as const },
      ["webauthn went from REQUIRED to OPTIONAL, against the baseline"],
    ],
    ["a policy that is not declared", { ...declared, name: "Guests" }, []],
  ])("%s", (_, given, weaker) => {
    expect(weakenings({ after: loose, declared: given })).toEqual(weaker);
  });
});
