import {
  classicFactors,
  flexibleOktaVerifyKeys,
  identityAuthenticators,
} from "../../model/authenticators.ts";
import { firstPartyPolicyNames } from "../../model/first-party-apps.ts";
import { catchAllRuleName, defaultRuleName, signInLevels } from "../../model/sign-on-words.ts";
import { slices, userStatuses } from "../../model/snapshot.ts";
import {
  adminRoleTypes,
  authenticatorStatuses,
  defaultPolicyName,
  enrollActions,
  enrollSettings,
  everyoneGroupName,
  severities,
} from "../../model/words.ts";

/** Names that every org has: they tell nothing of one. */
const namesOfOkta: readonly string[] = [
  everyoneGroupName,
  defaultPolicyName,
  defaultRuleName,
  catchAllRuleName,
  ...firstPartyPolicyNames,
  "Okta Browser Plugin",
  "Any two factors",
  "ALL_ZONES",
];

const words: readonly string[] = [
  ...Object.entries(identityAuthenticators).flatMap(([key, { methods }]) => [key, ...Object.keys(methods)]),
  ...Object.keys(classicFactors),
  ...Object.keys(flexibleOktaVerifyKeys),
  ...enrollSettings,
  ...enrollActions,
  ...authenticatorStatuses,
  ...userStatuses,
  ...adminRoleTypes,
  ...slices,
  ...severities,
  ...signInLevels,
  // The user type that every org begins with.
  "user",
];

const lower = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.map((text) => text.toLowerCase()));

/** Names that stay wherever they stand, in lower case. */
export const keptNames = lower(namesOfOkta);

/**
 * Okta's words and ours, in lower case. A thing of that name is replaced where a name stands for sure, which is alone or in
 * quotes; elsewhere in a sentence the word is most likely itself.
 */
export const ownWords = lower(words);
