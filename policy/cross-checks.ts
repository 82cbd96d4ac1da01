import { authenticatorNames } from "./cross-checks/authenticator-names.ts";
import { authenticatorsInFull } from "./cross-checks/authenticators-in-full.ts";
import type { CrossCheck } from "./cross-checks/cross-check.ts";
import { groupOwnership } from "./cross-checks/group-ownership.ts";
import { inactiveAuthenticators } from "./cross-checks/inactive-authenticators.ts";
import { policyShape } from "./cross-checks/policy-shape.ts";
import { repeatedEntries, repeatedExemptions, repeatedNames } from "./cross-checks/repeated-names.ts";
import { requirementShape } from "./cross-checks/requirement-shape.ts";
import { signOnPolicyShape } from "./cross-checks/sign-on-policy-shape.ts";
import { signOnRuleShape } from "./cross-checks/sign-on-rule-shape.ts";
import { unknownNames } from "./cross-checks/unknown-names.ts";

/** All that is judged across the fields of a baseline. */
export const crossChecks: readonly CrossCheck[] = [
  unknownNames,
  repeatedNames,
  repeatedEntries,
  repeatedExemptions,
  groupOwnership,
  policyShape,
  signOnPolicyShape,
  signOnRuleShape,
  requirementShape,
  authenticatorNames,
  inactiveAuthenticators,
  authenticatorsInFull,
];
