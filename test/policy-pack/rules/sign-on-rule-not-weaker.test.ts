import { describe, expect, it } from "vitest";
import rule from "../../../policy/pack/rules/sign-on-rule-not-weaker.rule.ts";
import { identityOrg, parseText } from "../../support/baseline-text.ts";
import {
  answerOf,
  appRulesResource,
  aResource,
  aSessionRuleResource,
  judge,
  unknownValue,
} from "../../support/pack-resources.ts";

const baseline = answerOf(
  parseText(
    identityOrg(`signOn:
  sessionPolicies:
    - name: Workforce
      groups: [Everyone]
      rules:
        - { name: Anyone, primaryFactor: PASSWORD_IDP, secondFactor: SESSION }
        - { name: Nobody, access: DENY }
        - { name: Whatever }
  appPolicies:
    - name: Strong
      rules:
        - { name: Office, factors: 2 }
        - { name: Open, factors: 1 }
        - { name: Catch-all Rule, access: DENY }
    - { name: Lax, rules: [{ name: Catch-all Rule, factors: 1 }] }
`),
  ).baseline,
);
const workforce = aResource("sessionPolicy", { name: "Workforce" });
const strong = aResource("appPolicy", { name: "Strong" });
const session = (props: Readonly<Record<string, unknown>>) =>
  judge(rule, [workforce, aSessionRuleResource(workforce, props)], baseline);
const app = (props: object, owner: typeof strong | null = strong) =>
  judge(rule, [strong, appRulesResource(owner, [props])], baseline);

const asBaseline = { name: "Anyone", primaryFactor: "PASSWORD_IDP", mfaRequired: true, mfaPrompt: "SESSION" };

describe("a session rule", () => {
  it.each<[string, object, readonly string[]]>([
    ["is as the baseline has it", {}, []],
    ["asks more often", { mfaPrompt: "ALWAYS" }, []],
    ["keeps everybody out", { access: "DENY", mfaRequired: false }, []],
    ["is not known yet", { mfaRequired: unknownValue, mfaPrompt: unknownValue, access: unknownValue }, []],
    ["is off", { status: "INACTIVE" }, ["is INACTIVE; the baseline's rules are ACTIVE."]],
    [
      "asks for no second factor",
      { mfaRequired: false },
      ["asks for no second factor; the baseline asks for one once a session."],
    ],
    [
      "asks more seldom",
      { mfaPrompt: "DEVICE" },
      ["has mfaPrompt DEVICE; the baseline asks once a session."],
    ],
    [
      "leaves the first factor to the application",
      { primaryFactor: "PASSWORD_IDP_ANY_FACTOR" },
      ["leaves the first factor to the application; the baseline asks for a password or identity provider."],
    ],
    ["lets in whom the baseline keeps out", { name: "Nobody" }, ["lets people in; the baseline has DENY."]],
    ["is nothing that the baseline has", { name: "Elsewhere", mfaRequired: false }, []],
    ["asks for what the baseline does not", { name: "Whatever", mfaRequired: false }, []],
  ])("that %s", (_what, change, messages) => {
    const props = { ...asBaseline, ...change };
    const head = `Session rule "Workforce / ${props.name}"`;
    expect(session(props)).toEqual(messages.map((message) => `${head} ${message}`));
  });
});

describe("an app rule", () => {
  it.each<[string, object, readonly string[]]>([
    ["is as the baseline has it", { name: "Office", factorMode: "2FA" }, []],
    [
      "asks for one factor less",
      { name: "Office", factorMode: "1FA" },
      ["asks for one factor; the baseline asks for two."],
    ],
    ["asks for one where the baseline does", { name: "Open", factorMode: "1FA" }, []],
    ["keeps everybody out", { name: "Office", access: "DENY", factorMode: "1FA" }, []],
    [
      "lets in whom the baseline keeps out",
      { name: "Catch-all Rule" },
      ["lets people in; the baseline has DENY."],
    ],
    ["is off", { name: "Office", status: "INACTIVE" }, ["is INACTIVE; the baseline's rules are ACTIVE."]],
  ])("that %s", (_what, props, messages) => {
    const head = `App rule "Strong / ${"name" in props ? props.name : ""}"`;
    expect(app(props)).toEqual(messages.map((message) => `${head} ${message}`));
  });

  it("of a policy that is not in the stack may be any of its name", () => {
    expect(app({ name: "Catch-all Rule", factorMode: "1FA" }, null)).toEqual([]);
    expect(app({ name: "Office", factorMode: "1FA" }, null)).toEqual([
      'App rule "Office" asks for one factor; the baseline asks for two.',
    ]);
  });
});
