import type { StandardVerdict } from "../model/standards.ts";
import type { Framework, StandardRequirement, StandardsInput } from "./contract/framework.ts";
import { open, pass } from "./contract/verdicts.ts";
import { administratorsByTwo, twoFactors } from "./people/two-factors.ts";
import { exceptionSeen, exceptionsInEffect, noRegister } from "./truth/exceptions.ts";
import { signInRequirement } from "./truth/sign-in-requirement.ts";

/** Ends, owners and reasons of exceptions; an exception that has ended excepts nobody. */
function register(org: StandardsInput): StandardVerdict {
  if (!org.hasRegister) return noRegister;
  const exceptions = exceptionsInEffect(org);
  const unowned = exceptions.filter(({ exemption }) => exemption.owner === "TODO");
  if (unowned.length > 0) {
    return open(`${unowned.length} exceptions have no owner yet`, unowned.map(exceptionSeen));
  }
  return pass(
    exceptions.length === 0
      ? "no exception is in effect"
      : `each of ${exceptions.length} exceptions in effect has an end, an owner and a reason`,
    exceptions.map(exceptionSeen),
  );
}

const registerRequirement: StandardRequirement = {
  id: "8.5.1-exceptions",
  aliases: ["8.5.1"],
  title: "Each exception is documented, for a limited time, and somebody answers for it",
  severity: "medium",
  decidedBy: "exemptions of the baseline: until, owner, reason",
  needs: ["users"],
  asTheStandardChecks: register,
  asItHoldsForPeople: { kind: "same" },
};

/**
 * PCI DSS 4.0.1, requirements 8.4 and 8.5 on multi-factor authentication. Which applications are the cardholder data
 * environment is not to be seen in Okta: all of them are judged.
 */
export default {
  id: "pci",
  title: "PCI DSS, multi-factor authentication",
  version: "4.0.1",
  published: "2024-06-11",
  requirements: [
    administratorsByTwo({ id: "8.4.1", aliases: [] }),
    signInRequirement({
      id: "8.4.2",
      aliases: ["8.4.3"],
      title: "Everybody signs in to every application with two kinds of factor, from wherever",
      severity: "high",
      whom: "everybody",
      to: { kind: "any" },
      ...twoFactors,
    }),
    signInRequirement({
      id: "8.5.1",
      aliases: [],
      title:
        "Nobody gets around the second factor, administrators neither, but for documented exceptions; all factors are given before access",
      severity: "high",
      whom: "everybody",
      to: { kind: "any" },
      ...twoFactors,
      lessExceptions: true,
    }),
    registerRequirement,
  ],
} satisfies Framework;
