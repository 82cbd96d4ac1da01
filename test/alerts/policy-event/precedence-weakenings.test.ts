import { describe, expect, test } from "vitest";
import { samplePolicy } from "../../../src/alerts/detections/sample-policy.ts";
import {
  mayFallToWeaker,
  precedenceWeakenings,
  ruleOrderWeakenings,
} from "../../../src/alerts/policy-event/precedence-weakenings.ts";
import type { GroupId, PolicyId, PolicyRuleId } from "../../../src/model/ids.ts";
import type { EnrollmentPolicy, EnrollmentRule } from "../../../src/model/live-enrollment.ts";
import type { EnrollSetting } from "../../../src/model/words.ts";

type Part = Partial<EnrollmentPolicy> & { readonly webauthn?: EnrollSetting };

function policy(
  name: string,
  priority: number,
  { webauthn = "REQUIRED", ...part }: Part = {},
): EnrollmentPolicy {
  const id = `00p${name.toLowerCase()}` as PolicyId;
  return { ...samplePolicy({ webauthn }), id, name, priority, ...part };
}

const groups = (...names: string[]) => names.map((name) => `00g${name}` as GroupId);
const admins = (priority: number, part: Part = {}) => policy("Admins", priority, part);
const guests = (priority: number, part: Part = {}) =>
  policy("Guests", priority, { webauthn: "OPTIONAL", ...part });
const okta = (part: Part = {}) => policy("Default", 9, { system: true, ...part });
const weaker = ['it now comes before "Admins" (webauthn went from REQUIRED to OPTIONAL)'];
const [sampleRule] = samplePolicy({}).rules ?? [];
const rule = (part: Partial<EnrollmentRule>): EnrollmentRule[] =>
  sampleRule === undefined ? [] : [{ ...sampleRule, ...part }];

describe("which stronger policies Guests comes to be tried before", () => {
  const cases: readonly (readonly [
    what: string,
    before: readonly EnrollmentPolicy[],
    after: readonly EnrollmentPolicy[],
    clauses: readonly string[],
  ])[] = [
    ["it is moved up", [admins(1), guests(2)], [guests(1), admins(2)], weaker],
    ["it is moved down", [guests(1), admins(2)], [admins(1), guests(2)], []],
    ["it stays before", [guests(1), admins(2)], [guests(1), admins(2)], []],
    ["it is new", [admins(1)], [guests(1), admins(2)], weaker],
    [
      "it gets the same number, so that it may be tried first",
      [admins(1), guests(2)],
      [admins(1), guests(1)],
      weaker,
    ],
    ["it had the same number before", [admins(1), guests(1)], [admins(1), guests(1)], weaker],
    ["it is new and comes later", [admins(1)], [admins(1), guests(2)], []],
    ["it is new and asks for as much", [admins(1)], [guests(1, { webauthn: "REQUIRED" }), admins(2)], []],
    ["it is switched on", [guests(1, { status: "INACTIVE" }), admins(2)], [guests(1), admins(2)], weaker],
    ["it is off", [admins(1)], [guests(1, { status: "INACTIVE" }), admins(2)], []],
    [
      "it gets its first active rule",
      [guests(1, { rules: rule({ status: "INACTIVE" }) }), admins(2)],
      [guests(1), admins(2)],
      weaker,
    ],
    ["it has no active rule", [admins(1)], [guests(1, { rules: [] }), admins(2)], []],
    [
      "it gets another group",
      [guests(1, { groupIds: groups("guests") }), admins(2)],
      [guests(1, { groupIds: groups("guests", "finance") }), admins(2)],
      weaker,
    ],
    [
      "it loses a group",
      [guests(1, { groupIds: groups("guests", "finance") }), admins(2)],
      [guests(1, { groupIds: groups("guests") }), admins(2)],
      [],
    ],
    ["the stronger one is off", [admins(1, { status: "INACTIVE" })], [guests(1), admins(2)], []],
    ["the stronger one is as new", [], [guests(1), admins(2)], []],
    ["the stronger one is gone", [admins(1), guests(2)], [guests(1)], []],
    [
      "it is new and asks for less than Okta's own",
      [okta()],
      [guests(1), okta()],
      ['it now comes before "Default" (webauthn went from REQUIRED to OPTIONAL)'],
    ],
    [
      "it makes nobody enroll",
      [admins(1), guests(2)],
      [guests(1, { webauthn: "REQUIRED", rules: rule({ enroll: "NEVER" }) }), admins(2)],
      ['it now comes before "Admins" (nobody is made to enroll)'],
    ],
    ["it is not there", [admins(1)], [admins(1)], []],
  ];
  test.each(cases)("%s", (_, before, after, clauses) => {
    expect(precedenceWeakenings("00pguests", before, after)).toEqual(clauses);
  });

  test("Okta's own is always tried last", () => {
    expect(
      precedenceWeakenings("00pdefault", [admins(1)], [okta({ webauthn: "OPTIONAL" }), admins(2)]),
    ).toEqual([]);
  });
});

describe("whether people may fall to a weaker policy when one is gone", () => {
  const cases: readonly (readonly [what: string, left: readonly EnrollmentPolicy[], may: boolean])[] = [
    ["the next one asks for less", [guests(2)], true],
    ["every later one asks for as much", [policy("Staff", 2), okta()], false],
    ["Okta's own asks for less", [policy("Staff", 2), okta({ webauthn: "OPTIONAL" })], true],
    ["one of the same number asks for less", [guests(1), okta()], true],
    ["one that was tried earlier takes nobody", [guests(0), okta()], false],
    ["nothing is known of the others", [], true],
  ];
  test.each(cases)("%s", (_, left, may) => {
    expect(mayFallToWeaker(admins(1), left)).toBe(may);
  });
});

describe("the order of rules in a policy", () => {
  const enroll = rule({ id: "0prenroll" as PolicyRuleId, name: "Enroll" });
  const spare = rule({ id: "0prspare" as PolicyRuleId, name: "Spare guests", enroll: "NEVER" });
  const inOrder = (...rules: EnrollmentRule[]) => ({ ...samplePolicy({}), rules });
  const clause = 'the rule "Spare guests", which makes nobody enroll, now comes before "Enroll"';

  test("a rule that asks for nothing is moved up", () => {
    expect(ruleOrderWeakenings(inOrder(...enroll, ...spare), inOrder(...spare, ...enroll))).toEqual([clause]);
  });
  test("it is moved down, or stays", () => {
    expect(ruleOrderWeakenings(inOrder(...spare, ...enroll), inOrder(...enroll, ...spare))).toEqual([]);
    expect(ruleOrderWeakenings(inOrder(...spare, ...enroll), inOrder(...spare, ...enroll))).toEqual([]);
  });
  test("rules that were not read, or are new, say nothing of an order", () => {
    expect(ruleOrderWeakenings({ ...samplePolicy({}), rules: null }, inOrder(...spare, ...enroll))).toEqual(
      [],
    );
    expect(ruleOrderWeakenings(inOrder(...enroll), inOrder(...spare, ...enroll))).toEqual([]);
  });
});
