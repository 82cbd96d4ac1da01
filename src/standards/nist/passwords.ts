import type { StandardRequirement } from "../contract/framework.ts";
import { atLeast, type PasswordLimit, passwordRequirement } from "../truth/password-limits.ts";

const composition: PasswordLimit = {
  field: "complexity",
  valueOf: ({ minUpperCase, minLowerCase, minNumber, minSymbol }) =>
    (minUpperCase ?? 0) + (minLowerCase ?? 0) + (minNumber ?? 0) + (minSymbol ?? 0),
  isMet: ({ minUpperCase, minLowerCase, minNumber, minSymbol }) =>
    [minUpperCase, minLowerCase, minNumber, minSymbol].every((one) => (one ?? 0) === 0),
};

/**
 * Requirements on passwords (SP 800-63B-4 section 3.1.1.2). Some are the contrary of a STIG's, which is why the two are never
 * one score.
 */
export const passwordRequirements: readonly StandardRequirement[] = [
  passwordRequirement(
    {
      id: "password-length",
      aliases: ["3.1.1.2"],
      title: "A password has 15 characters or more (8 would do for whoever always gives a second factor)",
    },
    {
      field: "complexity.minLength",
      valueOf: ({ minLength }) => minLength,
      // Eight suffice only within multi-factor authentication: whether that is so for everybody, AAL2 says.
      isMet: ({ minLength }) =>
        minLength !== null && minLength >= 8 && minLength < 15 ? null : atLeast(minLength, 15),
    },
  ),
  passwordRequirement(
    { id: "password-blocklist", aliases: ["3.1.1.2"], title: "A password that many people use is refused" },
    {
      field: "complexity.dictionary.common.exclude",
      valueOf: ({ excludesCommon }) => excludesCommon,
      isMet: ({ excludesCommon }) => excludesCommon,
    },
  ),
  passwordRequirement(
    {
      id: "password-composition",
      aliases: ["3.1.1.2"],
      title: "No kinds of character are prescribed",
      severity: "low",
    },
    composition,
  ),
  passwordRequirement(
    {
      id: "password-change",
      aliases: ["3.1.1.2"],
      title: "Nobody has to change a password because time has passed",
      severity: "low",
    },
    {
      field: "age.maxAgeDays",
      valueOf: ({ maxAgeDays }) => maxAgeDays,
      isMet: ({ maxAgeDays }) => (maxAgeDays === null ? null : maxAgeDays === 0),
    },
  ),
];
