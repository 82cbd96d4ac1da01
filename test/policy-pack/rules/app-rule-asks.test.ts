import { describe, expect, it } from "vitest";
import rule from "../../../policy/pack/rules/app-rule-asks.rule.ts";
import { identityOrg, parseText } from "../../support/baseline-text.ts";
import {
  answerOf,
  appRulesResource,
  aResource,
  judge,
  noBaseline,
  unknownValue,
} from "../../support/pack-resources.ts";

const strong = aResource("appPolicy", { name: "Strong" });
const empty = answerOf(parseText(identityOrg("")).baseline);
const one = { name: "Anyone", factorMode: "1FA" };
const json = (value: unknown) => [JSON.stringify(value)];
const possession = (part: object) => json({ possession: { required: true, ...part } });
const resistant = possession({ phishingResistant: "REQUIRED" });

const saysOf = (given: unknown, answer = empty) =>
  judge(rule, [strong, appRulesResource(strong, [given])], answer);

describe("an app rule that lets people in with one factor that can be phished", () => {
  it.each([
    ["any factor", one],
    ["a password", { ...one, constraints: json({ knowledge: { required: true, types: ["password"] } }) }],
    ["any possession", { ...one, constraints: possession({}) }],
    [
      "a push",
      {
        ...one,
        constraints: possession({ authenticationMethods: [{ key: "okta_verify", method: "push" }] }),
      },
    ],
    ["a key, or a code", { ...one, constraints: [...resistant, ...possession({ types: ["app"] })] }],
    [
      "a key that is not required",
      { ...one, constraints: json({ possession: { phishingResistant: "REQUIRED" } }) },
    ],
    ["what is no JSON, which the provider drops", { ...one, constraints: ["{"] }],
    ["what is no object", { ...one, constraints: ["7"] }],
    [
      "a chain of a password alone",
      {
        name: "Anyone",
        type: "AUTH_METHOD_CHAIN",
        chains: json({ authenticationMethods: [{ key: "okta_password", method: "password" }] }),
      },
    ],
    ["a chain without methods", { name: "Anyone", type: "AUTH_METHOD_CHAIN", chains: ["{}"] }],
  ])("%s", (_what, given) => {
    expect(saysOf(given)).toEqual([
      'App rule "Strong / Anyone" lets people in with one factor that can be phished.',
    ]);
  });

  it("is found alone, and in a policy that is not in the stack", () => {
    const alone = aResource("appRule", one, { propertyDependencies: { policyId: [{ urn: strong.urn }] } });
    const elsewhere = appRulesResource(null, [one]);
    expect(judge(rule, [strong, alone, elsewhere], empty)).toEqual([
      'App rule "Strong / Anyone" lets people in with one factor that can be phished.',
      'App rule "Anyone" lets people in with one factor that can be phished.',
    ]);
  });

  it.each([
    ["two factors", { name: "Anyone", factorMode: "2FA" }],
    ["what the provider takes for two", { name: "Anyone" }],
    ["nobody", { ...one, access: "DENY" }],
    ["a phishing-resistant factor", { ...one, constraints: resistant }],
    [
      "a key, FastPass or a smart card",
      {
        ...one,
        constraints: possession({
          authenticationMethods: [
            { key: "webauthn", method: "webauthn" },
            { key: "okta_verify", method: "signed_nonce" },
          ],
        }),
      },
    ],
    [
      "a password and a possession",
      { ...one, constraints: json({ knowledge: { required: true }, possession: { required: true } }) },
    ],
    ["a registered device", { ...one, deviceIsRegistered: true }],
    ["an identity that is proven", { ...one, type: "ID_PROOFING" }],
    ["a factor mode that is not known yet", { ...one, factorMode: unknownValue }],
    ["constraints that are not known yet", { ...one, constraints: unknownValue }],
    ["a constraint that is not known yet", { ...one, constraints: [unknownValue] }],
    ["a rule that is not known yet", unknownValue],
    ["what is no rule", 7],
    [
      "a chain of two steps",
      {
        name: "Anyone",
        type: "AUTH_METHOD_CHAIN",
        chains: json({ authenticationMethods: [{ key: "okta_password" }], next: [{}] }),
      },
    ],
    [
      "a chain of one key, or of FastPass with a demand",
      {
        name: "Anyone",
        type: "AUTH_METHOD_CHAIN",
        chains: json({
          authenticationMethods: [
            { key: "webauthn", method: "webauthn" },
            { key: "okta_verify", method: "push", phishingResistant: "REQUIRED" },
          ],
        }),
      },
    ],
  ])("is none that asks for %s", (_what, given) => {
    expect(saysOf(given)).toEqual([]);
  });

  it("is none while its list is not known", () => {
    expect(judge(rule, [appRulesResource(strong, unknownValue)], empty)).toEqual([]);
  });

  it.each([
    ["factors: 1", 0],
    ["factors: 1, constraints: [{ possession: { methods: [okta_email] } }]", 0],
    ["factors: 1, constraints: [{ knowledge: { types: [password] } }]", 0],
    ["chains: [[okta_password]]", 0],
    ["factors: 2", 1],
    ["factors: 1, device: REGISTERED", 1],
    ["factors: 1, constraints: [{ possession: { phishingResistant: true } }]", 1],
    ["factors: 1, constraints: [{ possession: {}, knowledge: {} }]", 1],
    ["chains: [[okta_password, webauthn]]", 1],
    ["access: DENY", 1],
  ])("where the baseline says %s: %i", (asks, violations) => {
    const text = `signOn: { appPolicies: [{ name: Strong, rules: [{ name: Anyone, ${asks} }] }] }`;
    const answer = answerOf(parseText(identityOrg(text)).baseline);
    expect(saysOf(one, answer)).toHaveLength(violations);
    // The policy is one that Okta made: its name is not in the stack.
    expect(judge(rule, [appRulesResource(null, [one])], answer)).toHaveLength(violations);
  });

  it("is not passed where the baseline cannot be read", () => {
    expect(saysOf(one, noBaseline)).toEqual([expect.stringMatching(/^Not judged/)]);
  });
});
