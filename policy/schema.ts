import { z } from "zod";
import type { UnmanagedKind } from "../src/model/baseline.ts";
import { frameworkIds } from "../src/model/check-ids.ts";
import { slices } from "../src/model/snapshot.ts";
import { authenticatorStatuses, engines } from "../src/model/words.ts";
import { alerts } from "./schema/alerts.ts";
import { appPolicy } from "./schema/app-policy.ts";
import { enrollmentPolicy } from "./schema/enrollment-policy.ts";
import { acceptance, approval, exemption } from "./schema/exception.ts";
import { group } from "./schema/group.ts";
import { requirement } from "./schema/requirement.ts";
import { name } from "./schema/scalars.ts";
import { sessionPolicy } from "./schema/session-policy.ts";

const reportOrIgnore = z.enum(["report", "ignore"]).default("report");

const unmanaged = z.strictObject({
  enrollmentPolicies: reportOrIgnore.describe("Live enrollment policies that are not declared"),
  enrollmentRules: reportOrIgnore.describe("Live rules that are not declared, in declared policies"),
  sessionPolicies: reportOrIgnore.describe("Live session policies that are not declared, where any is"),
  sessionRules: reportOrIgnore.describe("Live session rules that are not declared, in declared policies"),
  appPolicies: reportOrIgnore.describe(
    "Live app sign-in policies with applications that are not declared, where any is",
  ),
  appRules: reportOrIgnore.describe("Live app rules that are not declared, in declared policies"),
} satisfies Record<UnmanagedKind, z.ZodType>);

const authenticatorStatus = z.enum(authenticatorStatuses);

const authenticatorInFull = z.strictObject({
  status: authenticatorStatus.default("ACTIVE").describe("The status of the authenticator in the whole org"),
  methods: z
    .record(z.string(), authenticatorStatus)
    .default({})
    .describe("The status of its methods: push, totp and signed_nonce, or sms and voice"),
});

const signOn = z.strictObject({
  sessionPolicies: z
    .array(sessionPolicy)
    .default([])
    .describe("Global session policies (OKTA_SIGN_ON), highest priority first"),
  appPolicies: z
    .array(appPolicy)
    .default([])
    .describe("App sign-in policies (ACCESS_POLICY), in no order; Identity Engine only"),
});

/**
 * The YAML of a baseline, strictly: an unknown key is an error, or a typing mistake would relax the policy.
 * How one field fits another is judged by the cross-checks.
 */
export const baselineSchema = z.strictObject({
  version: z.literal(1).describe("The version of this format"),
  extends: z
    .union([name, z.array(name).min(1)])
    .optional()
    .describe("Baseline files that this one is laid over, as paths relative to it"),
  org: z
    .strictObject({
      engine: z.enum(engines).describe("identity (Identity Engine) or classic (Classic Engine)"),
    })
    .describe("The org: engine: identity or engine: classic"),
  groups: z.array(group).default([]).describe("Groups that the baseline names"),
  authenticators: z
    .record(z.string(), z.union([authenticatorStatus, authenticatorInFull]))
    .default({})
    .describe("Org-wide status by Okta's key, or key/id where a key repeats; in full with its methods"),
  enrollmentPolicies: z
    .array(enrollmentPolicy)
    .default([])
    .describe("Authenticator enrollment policies (MFA_ENROLL), highest priority first"),
  signOn: signOn.prefault({}).describe("What sign-in asks for: session policies and app sign-in policies"),
  unmanaged: unmanaged.prefault({}).describe("Whether what nobody declared is reported"),
  requirements: z.array(requirement).default([]).describe("What people must have"),
  standards: z
    .array(z.enum(frameworkIds))
    .default([])
    .describe("Standards whose requirements are checked, too"),
  exemptions: z.array(exemption).default([]).describe("People who need not meet a requirement for now"),
  accepted: z
    .array(acceptance)
    .default([])
    .describe("Deviations of the org itself that are known and let stand for now"),
  unread: z
    .array(z.enum(slices))
    .default([])
    .describe("What `adopt --partial` could not read: unknown until it is adopted and the entry removed"),
  approvals: z.array(approval).default([]).describe("Weakenings that a review lets pass for now"),
  alerts: alerts.prefault({}).describe("How System Log alerts are raised and sent"),
});

/** A baseline as its file writes it, with defaults filled in. */
export type BaselineFile = z.output<typeof baselineSchema>;
