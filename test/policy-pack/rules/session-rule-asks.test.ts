import { describe, expect, it } from "vitest";
import rule from "../../../policy/pack/rules/session-rule-asks.rule.ts";
import { classicOrg, identityOrg, parseText } from "../../support/baseline-text.ts";
import {
  answerOf,
  appRulesResource,
  aResource,
  aSessionRuleResource,
  judge,
  unknownValue,
} from "../../support/pack-resources.ts";

const workforce = aResource("sessionPolicy", { name: "Workforce" });
const weak = appRulesResource(null, [{ name: "Contractors", factorMode: "1FA" }]);
const sound = appRulesResource(null, [{ name: "Contractors", factorMode: "2FA" }]);
const session = (props: object = {}) => aSessionRuleResource(workforce, { ...props });

const identity = (section = "") => answerOf(parseText(identityOrg(section)).baseline);
const classic = (section = "") => answerOf(parseText(classicOrg(section)).baseline);
const declared = (rest: string) =>
  `signOn: { sessionPolicies: [{ name: Workforce, groups: [Everyone], rules: [{ name: Anyone, ${rest} }] }] }`;

describe("a session rule that asks for no second factor", () => {
  it("is refused where an app rule asks for one factor that can be phished", () => {
    expect(judge(rule, [workforce, session(), weak], identity())).toEqual([
      'Session rule "Workforce / Anyone" asks for no second factor, and App rule "Contractors" asks for one factor that can be phished.',
    ]);
  });

  it("is found by the id of its policy too, as in a stack that is analysed", () => {
    const made = aResource("sessionPolicy", { name: "Workforce", id: "00pWorkforce" });
    const by = (policyId: unknown) => aSessionRuleResource(null, { policyId });
    const declaredSo = identity(declared("secondFactor: NEVER"));
    expect(judge(rule, [made, by("00pWorkforce"), weak], declaredSo)).toEqual([]);
    // Of one that is not known, or another's, the rule of that name may be meant.
    expect(judge(rule, [made, by(unknownValue), by("00pOther"), weak], identity())).toEqual(
      [1, 2].map(() => expect.stringMatching(/^Session rule "Anyone" asks for no second factor/)),
    );
  });

  it("is refused on Classic, whatever else there is", () => {
    expect(judge(rule, [workforce, session({ mfaRequired: undefined })], classic())).toEqual([
      'Session rule "Workforce / Anyone" asks for no second factor, and a password alone gets a session.',
    ]);
  });

  it("may leave it to app rules that ask", () => {
    expect(judge(rule, [workforce, session(), sound], identity())).toEqual([]);
  });

  it.each([
    ["it asks", { mfaRequired: true }],
    ["it denies", { access: "DENY" }],
    ["its answer is not known yet", { mfaRequired: unknownValue }],
    ["its access is not known yet", { access: unknownValue }],
  ])("is none where %s", (_why, props) => {
    expect(judge(rule, [workforce, session(props), weak], identity())).toEqual([]);
    expect(judge(rule, [workforce, session(props)], classic())).toEqual([]);
  });

  it("is let pass where the baseline has it so", () => {
    expect(judge(rule, [workforce, session(), weak], identity(declared("secondFactor: NEVER")))).toEqual([]);
    expect(judge(rule, [workforce, session()], classic(declared("secondFactor: NEVER")))).toEqual([]);
    expect(
      judge(rule, [workforce, session(), weak], identity(declared("secondFactor: ALWAYS"))),
    ).toHaveLength(1);
  });
});
