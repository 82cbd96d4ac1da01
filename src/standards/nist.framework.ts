import type { JudgedOrg } from "../evaluator/judged-org.ts";
import type { StandardVerdict } from "../model/standards.ts";
import type { Framework, StandardRequirement } from "./contract/framework.ts";
import { notReviewed, open, pass } from "./contract/verdicts.ts";
import { authenticatorRequirements } from "./nist/authenticators.ts";
import { passwordRequirements } from "./nist/passwords.ts";
import { signInRequirements } from "./nist/sign-in.ts";
import {
  everySessionRule,
  idleAtMost,
  lifetimeAtMost,
  type SessionLimit,
  sessionForPeople,
} from "./truth/session-limits.ts";

const ofSessions = (
  said: Pick<StandardRequirement, "id" | "aliases" | "title" | "severity">,
  limit: SessionLimit,
): StandardRequirement => ({
  ...said,
  decidedBy: `each session rule that lets somebody in: ${limit.field}`,
  needs: ["session-policies"],
  asTheStandardChecks: (org) => everySessionRule(limit, org),
  asItHoldsForPeople: sessionForPeople(limit),
});

/** At AAL3 a session lasts 12 hours at most, and 15 minutes without use (2.3.3). */
function consoleSession({ org }: JudgedOrg): StandardVerdict {
  const { idleMinutes = null, lifetimeMinutes = null } = org.slices.consoleSettings ?? {};
  if (idleMinutes === null || lifetimeMinutes === null)
    return notReviewed("Okta did not say how long a session lasts");
  const says = `a session of the Admin Console lasts ${lifetimeMinutes} minutes, and ${idleMinutes} without use`;
  const evidence = [
    {
      path: "/api/v1/first-party-app-settings/admin-console",
      name: "Okta Admin Console",
      field: "sessionMaxLifetimeMinutes",
      value: String(lifetimeMinutes),
    },
  ];
  return lifetimeMinutes <= 12 * 60 && idleMinutes <= 15 ? pass(says, evidence) : open(says, evidence);
}

/**
 * NIST SP 800-63B-4 (July 2025), as far as it bears on an org of Okta's: AAL2 for everybody, AAL3 for administrators. Section
 * numbers are given as aliases; the ids are ours, since the publication numbers no requirements.
 */
export default {
  id: "nist",
  title: "NIST SP 800-63B-4 Authentication and Authenticator Management",
  version: "Revision 4",
  published: "2025-07-31",
  asksPasskeys: true,
  requirements: [
    ...signInRequirements,
    ...authenticatorRequirements,
    ofSessions(
      {
        id: "AAL2-session",
        aliases: ["2.2.3"],
        title: "A session lasts 24 hours at most",
        severity: "medium",
      },
      lifetimeAtMost(24 * 60),
    ),
    ofSessions(
      {
        id: "AAL2-idle",
        aliases: ["2.2.3"],
        title: "A session ends after an hour without use",
        severity: "low",
      },
      idleAtMost(60),
    ),
    {
      id: "AAL3-session",
      aliases: ["2.3.3"],
      title: "A session of the Admin Console lasts 12 hours at most, and 15 minutes without use",
      severity: "medium",
      decidedBy: "settings of the Admin Console: sessionMaxLifetimeMinutes, sessionIdleTimeoutMinutes",
      needs: ["console-settings"],
      asTheStandardChecks: consoleSession,
      asItHoldsForPeople: { kind: "same" },
    },
    ...passwordRequirements,
  ],
} satisfies Framework;
