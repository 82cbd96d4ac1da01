import { expect, it } from "vitest";
import rule from "../../../policy/pack/rules/sign-on-protected.rule.ts";
import {
  appRulesResource,
  aResource,
  aSessionRuleResource,
  judge,
  noBaseline,
} from "../../support/pack-resources.ts";

const bare = { opts: { protect: false } };
const policies = [
  aResource("sessionPolicy", { name: "Workforce" }, bare),
  aResource("appPolicy", { name: "Strong" }, bare),
];

it("names each resource of the sign-on side that is not protected", () => {
  const resources = [
    ...policies,
    aSessionRuleResource(null, {}, bare),
    appRulesResource(null, [], bare),
    aResource("appRule", { name: "Alone" }, bare),
  ];
  expect(judge(rule, resources, noBaseline)).toEqual(
    ["Workforce", "Strong", "Anyone", "Strong", "Alone"].map(
      (name) => `The resource mfa/${name} is declared without protect: true.`,
    ),
  );
});

it("says nothing of those that are, nor of anything else", () => {
  const resources = [
    aResource("sessionPolicy", { name: "Workforce" }),
    aSessionRuleResource(null),
    aResource("group", { name: "Board" }, bare),
  ];
  expect(judge(rule, resources, noBaseline)).toEqual([]);
});
