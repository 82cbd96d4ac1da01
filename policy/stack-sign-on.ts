import { z } from "zod";
import type { PolicyId, PolicyRuleId } from "../src/model/ids.ts";
import { reading, text } from "./stack-reading.ts";

const policyId = text.transform((id) => id as PolicyId);

const named = z.looseObject({ name: text });

/** Session and app sign-in policies by type: that they exist is all that is held against the org. */
export const signOnReadings = {
  "okta:policy/signon:Signon": reading(named, ({ name }, id) => ({
    sessionPolicies: [{ id: id as PolicyId, name }],
  })),
  "okta:policy/ruleSignon:RuleSignon": reading(
    named.extend({ policyId }),
    ({ name, policyId: policy }, id) => ({
      sessionRules: [{ id: id as PolicyRuleId, policyId: policy, name }],
    }),
  ),
  "okta:index/appSignonPolicy:AppSignonPolicy": reading(named, ({ name }, id) => ({
    appPolicies: [{ id: id as PolicyId, name }],
  })),
  // One resource for all rules of a policy: their ids are what the provider gave back.
  "okta:app/signonPolicyRules:SignonPolicyRules": reading(
    z.looseObject({
      policyId,
      rules: z.array(z.looseObject({ id: z.string().default(""), name: text })).default([]),
    }),
    ({ policyId: policy, rules }) => ({
      appRules: rules.flatMap(({ id, name }) =>
        id === "" ? [] : [{ id: id as PolicyRuleId, policyId: policy, name }],
      ),
    }),
    "outputs",
  ),
};
