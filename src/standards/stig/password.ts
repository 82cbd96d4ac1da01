import type { StandardRequirement } from "../contract/framework.ts";
import { atLeast, type PasswordLimit, passwordRequirement, within } from "../truth/password-limits.ts";

/** Only the lock (V-273189) is left to a directory by the guide; of the others it has each listed policy looked at. */
const everyPolicy = true;

const ofKind = (field: "minUpperCase" | "minLowerCase" | "minNumber" | "minSymbol"): PasswordLimit => ({
  everyPolicy,
  field: `complexity.${field}`,
  valueOf: (settings) => settings[field],
  isMet: (settings) => atLeast(settings[field], 1),
});

/** Requirements on passwords (STIG V1R2). */
export const passwordRequirements: readonly StandardRequirement[] = [
  passwordRequirement(
    {
      id: "V-273189",
      aliases: ["OKTA-APP-000170"],
      title: "An account is locked after three wrong passwords",
    },
    {
      field: "lockout.maxAttempts",
      valueOf: ({ maxAttempts }) => maxAttempts,
      isMet: ({ maxAttempts }) => within(maxAttempts, 1, 3),
    },
  ),
  passwordRequirement(
    { id: "V-273195", aliases: ["OKTA-APP-000650"], title: "A password has 15 characters or more" },
    {
      everyPolicy,
      field: "complexity.minLength",
      valueOf: ({ minLength }) => minLength,
      isMet: ({ minLength }) => atLeast(minLength, 15),
    },
  ),
  passwordRequirement(
    { id: "V-273196", aliases: ["OKTA-APP-000670"], title: "A password has an upper-case letter" },
    ofKind("minUpperCase"),
  ),
  passwordRequirement(
    { id: "V-273197", aliases: ["OKTA-APP-000680"], title: "A password has a lower-case letter" },
    ofKind("minLowerCase"),
  ),
  passwordRequirement(
    { id: "V-273198", aliases: ["OKTA-APP-000690"], title: "A password has a digit" },
    ofKind("minNumber"),
  ),
  passwordRequirement(
    { id: "V-273199", aliases: ["OKTA-APP-000700"], title: "A password has a special character" },
    ofKind("minSymbol"),
  ),
  passwordRequirement(
    { id: "V-273200", aliases: ["OKTA-APP-000740"], title: "A password is kept for a day at least" },
    {
      everyPolicy,
      field: "age.minAgeMinutes",
      valueOf: ({ minAgeMinutes }) => minAgeMinutes,
      isMet: ({ minAgeMinutes }) => atLeast(minAgeMinutes, 24 * 60),
    },
  ),
  passwordRequirement(
    { id: "V-273201", aliases: ["OKTA-APP-000745"], title: "A password is kept for 60 days at most" },
    {
      everyPolicy,
      field: "age.maxAgeDays",
      valueOf: ({ maxAgeDays }) => maxAgeDays,
      isMet: ({ maxAgeDays }) => within(maxAgeDays, 1, 60),
    },
  ),
  passwordRequirement(
    {
      id: "V-273208",
      aliases: ["OKTA-APP-002980"],
      title: "A password that many people use is refused",
    },
    {
      everyPolicy,
      field: "complexity.dictionary.common.exclude",
      valueOf: ({ excludesCommon }) => excludesCommon,
      isMet: ({ excludesCommon }) => excludesCommon,
    },
  ),
  passwordRequirement(
    { id: "V-273209", aliases: ["OKTA-APP-003010"], title: "The last five passwords cannot be used again" },
    {
      everyPolicy,
      field: "age.historyCount",
      valueOf: ({ historyCount }) => historyCount,
      isMet: ({ historyCount }) => atLeast(historyCount, 5),
    },
  ),
];
