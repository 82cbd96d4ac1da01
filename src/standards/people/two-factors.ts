import type { StandardRequirement } from "../contract/framework.ts";
import { signInRequirement } from "../truth/sign-in-requirement.ts";

type Ids = Pick<StandardRequirement, "id" | "aliases">;

/** The level that several standards ask for, in words that fit them all. */
export const twoFactors = { atLeast: "two-factors", levelWords: "two kinds of factor" } as const;

/** Administrators at the Admin Console. */
export const administratorsByTwo = (ids: Ids): StandardRequirement =>
  signInRequirement({
    ...ids,
    title: "Administrators sign in to the Admin Console with two kinds of factor",
    severity: "high",
    whom: "administrators",
    to: { kind: "adminConsole" },
    ...twoFactors,
  });

/** Everybody at every application; whoever has an exception in effect is left out. */
export const everybodyByTwoLessExceptions = (ids: Ids): StandardRequirement =>
  signInRequirement({
    ...ids,
    title: "Everybody signs in to every application with two kinds of factor, but for documented exceptions",
    severity: "high",
    whom: "everybody",
    to: { kind: "any" },
    ...twoFactors,
    lessExceptions: true,
  });
