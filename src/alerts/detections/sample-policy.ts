import { anyApp } from "../../model/app-condition.ts";
import type { GroupId, PolicyId, PolicyRuleId } from "../../model/ids.ts";
import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import type { EnrollSetting } from "../../model/words.ts";

/** Acme's policy "MFA required" with these authenticators besides the password. */
export function samplePolicy(authenticators: Readonly<Record<string, EnrollSetting>>): EnrollmentPolicy {
  const settings = { okta_password: "REQUIRED", ...authenticators };
  return {
    id: "00pmfa" as PolicyId,
    name: "MFA required",
    description: null,
    status: "ACTIVE",
    priority: 1,
    system: false,
    groupIds: ["00gmfa" as GroupId],
    shape: "authenticators",
    settings: Object.entries(settings).map(([key, enroll]) => ({ key, id: null, enroll })),
    rules: [
      {
        id: "0prrule" as PolicyRuleId,
        name: "Enroll at sign-in",
        status: "ACTIVE",
        priority: 1,
        system: false,
        enroll: "CHALLENGE",
        network: { kind: "anywhere" },
        excludedUserIds: [],
        apps: anyApp,
        otherConditions: [],
      },
    ],
  };
}
