import type { Requirement } from "../../model/baseline.ts";

/** Asks of everybody how they sign in to everything: for planning what that takes to read. It judges nobody. */
export const signInOfEverybody: Requirement = {
  id: "sign-in-of-everybody",
  title: "sign-in of everybody",
  appliesTo: { kind: "everyone" },
  memberOf: [],
  governedBy: [],
  factors: null,
  signIn: {
    to: { kind: "any" },
    atLeast: "strong",
    fromOutside: [],
    openEnrollment: false,
    reauthenticateWithinMs: null,
  },
  recovery: null,
  withinMs: 0,
  severity: "low",
};
