import {
  type Input,
  notYetKnown,
  type Properties,
  readBoolean,
  readObjects,
  readText,
  readTexts,
} from "./input.ts";
import type { GivenResource } from "./policy-inputs.ts";
import { resourceTypes } from "./resource-types.ts";

/** A session rule as a program declares it: `okta.policy.RuleSignon`. */
export interface SessionRuleInputs {
  readonly urn: string;
  readonly name: Input<string>;
  readonly status: Input<string>;
  readonly access: Input<string>;
  readonly primaryFactor: Input<string>;
  readonly mfaRequired: Input<boolean>;
  readonly mfaPrompt: Input<string>;
  /** Name of the policy it belongs to; null when that is not in the stack. */
  readonly policy: Input<string>;
}

/** A rule of an app sign-in policy, in a list of rules or alone. */
export interface AppRuleInputs {
  readonly urn: string;
  readonly name: Input<string>;
  readonly status: Input<string>;
  readonly access: Input<string>;
  readonly type: Input<string>;
  readonly factorMode: Input<string>;
  /** In JSON, as the provider takes them. */
  readonly constraints: readonly string[] | typeof notYetKnown;
  readonly chains: readonly string[] | typeof notYetKnown;
  /** A device that must be registered is something that the person has. */
  readonly deviceIsRegistered: Input<boolean>;
  readonly policy: Input<string>;
}

/** A session rule; null when the resource is something else. */
export function readSessionRule(
  { type, urn, props }: GivenResource,
  policy: Input<string>,
): SessionRuleInputs | null {
  if (type !== resourceTypes.sessionRule) return null;
  return {
    urn,
    name: readText(props, "name"),
    status: readText(props, "status"),
    access: readText(props, "access"),
    primaryFactor: readText(props, "primaryFactor"),
    mfaRequired: readBoolean(props, "mfaRequired"),
    mfaPrompt: readText(props, "mfaPrompt"),
    policy,
  };
}

/** The app rules of a resource: those of a list, the one that stands alone, or none. */
export function readAppRules(
  { type, urn, props }: GivenResource,
  policy: Input<string>,
): readonly AppRuleInputs[] {
  if (type === resourceTypes.appRule) return [appRule(urn, props, policy)];
  if (type !== resourceTypes.appRules) return [];
  const rules = readObjects(props, "rules");
  if (rules === notYetKnown) return [unknownRule(urn, policy)];
  return rules.flatMap((rule) => {
    if (rule === notYetKnown) return [unknownRule(urn, policy)];
    return rule === null ? [] : [appRule(urn, rule, policy)];
  });
}

/** A rule of which nothing is known yet. */
const unknownRule = (urn: string, policy: Input<string>): AppRuleInputs => ({
  ...appRule(urn, {}, policy),
  name: notYetKnown,
  factorMode: notYetKnown,
});

const appRule = (urn: string, rule: Properties, policy: Input<string>): AppRuleInputs => ({
  urn,
  name: readText(rule, "name"),
  status: readText(rule, "status"),
  access: readText(rule, "access"),
  type: readText(rule, "type"),
  factorMode: readText(rule, "factorMode"),
  constraints: readTexts(rule, "constraints"),
  chains: readTexts(rule, "chains"),
  deviceIsRegistered: readBoolean(rule, "deviceIsRegistered"),
  policy,
});
