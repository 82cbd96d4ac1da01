import type { Framework, StandardRequirement } from "./contract/framework.ts";
import { administratorsByTwo, twoFactors } from "./people/two-factors.ts";
import { inactivityAnswers, inactivitySlices } from "./truth/inactivity.ts";
import { logStreamAnswer } from "./truth/log-streams.ts";
import { atLeast, passwordRequirement } from "./truth/password-limits.ts";
import { everySessionRule, idleAtMost, sessionForPeople } from "./truth/session-limits.ts";
import { signInRequirement } from "./truth/sign-in-requirement.ts";

const sessionLock: StandardRequirement = {
  id: "4.3",
  aliases: [],
  title: "A session ends after 15 minutes without use",
  severity: "medium",
  decidedBy: "each session rule that lets somebody in: actions.signon.session.maxSessionIdleMinutes",
  needs: ["session-policies"],
  asTheStandardChecks: (org) => everySessionRule(idleAtMost(15), org),
  asItHoldsForPeople: sessionForPeople(idleAtMost(15)),
};

const dormantAccounts: StandardRequirement = {
  id: "5.3",
  aliases: [],
  title: "An account that was not used for 45 days is disabled",
  severity: "medium",
  decidedBy: "automations (policies of type USER_LIFECYCLE): inactivity, target status, groups",
  needs: inactivitySlices.first,
  ...inactivityAnswers(45),
};

/**
 * CIS Controls v8.1, safeguards that an org of Okta's can be asked about. No CIS Benchmark for Okta was found, so that these
 * stand in its place.
 */
export default {
  id: "cis",
  title: "CIS Critical Security Controls, as they bear on Okta",
  version: "8.1",
  published: "2024-06-25",
  requirements: [
    sessionLock,
    passwordRequirement(
      {
        id: "5.2",
        aliases: [],
        title: "A password has 14 characters or more (8 would do for whoever always gives a second factor)",
      },
      {
        field: "complexity.minLength",
        valueOf: ({ minLength }) => minLength,
        // Eight suffice with multi-factor authentication: whether that is so for everybody, 6.3 says.
        isMet: ({ minLength }) =>
          minLength !== null && minLength >= 8 && minLength < 14 ? null : atLeast(minLength, 14),
      },
    ),
    dormantAccounts,
    signInRequirement({
      id: "6.3",
      aliases: ["6.4"],
      title: "Everybody signs in to every application with two kinds of factor",
      severity: "high",
      whom: "everybody",
      to: { kind: "any" },
      ...twoFactors,
    }),
    administratorsByTwo({ id: "6.5", aliases: [] }),
    {
      id: "8.9",
      aliases: ["8.2"],
      title: "The System Log is sent on to a server for logs",
      severity: "medium",
      decidedBy: "log streams: status",
      needs: ["log-streams"],
      asTheStandardChecks: logStreamAnswer,
      asItHoldsForPeople: { kind: "same" },
    },
  ],
} satisfies Framework;
