import { z } from "zod";
import type {
  AppId,
  AuthenticatorId,
  GroupId,
  GroupRuleId,
  OrgId,
  PolicyId,
  PolicyRuleId,
  UserId,
  ZoneId,
} from "../../model/ids.ts";
import { slices } from "../../model/snapshot.ts";
import { engines } from "../../model/words.ts";
import { appCondition } from "./app-condition-schema.ts";
import { id, network, nullableText, text } from "./scalars.ts";
import {
  appPolicy,
  identityProvider,
  mappedApp,
  passwordPolicy,
  sessionPolicy,
  signOnTraits,
  userType,
} from "./sign-on-schema.ts";
import { standardsSlices } from "./standards-schema.ts";

const userIds = z.array(id<UserId>());
const groupIds = z.array(id<GroupId>());

const person = z.strictObject({
  id: id<UserId>(),
  login: text,
  status: text,
  created: nullableText,
  activated: nullableText,
  signOn: signOnTraits.exactOptional(),
});

const group = z.strictObject({
  id: id<GroupId>(),
  name: text,
  type: text,
  description: text.exactOptional(),
});

const groupRule = z.strictObject({
  id: id<GroupRuleId>(),
  name: text,
  status: text,
  expression: text,
  groupIds,
  excludedUserIds: userIds,
  excludedGroupIds: groupIds.exactOptional(),
});

const rule = z.strictObject({
  id: id<PolicyRuleId>(),
  name: text,
  status: text,
  priority: z.number(),
  system: z.boolean(),
  enroll: text,
  network,
  excludedUserIds: userIds,
  apps: appCondition,
  otherConditions: z.array(text),
  otherActions: z.array(text).exactOptional(),
});

const gracePeriod = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("until"), at: z.iso.datetime() }),
  z.strictObject({ kind: z.literal("skips"), count: z.int().min(1) }),
]);

const unmodelled = z.array(text).exactOptional();

const setting = z.strictObject({
  key: text,
  id: id<AuthenticatorId>().nullable(),
  enroll: text,
  gracePeriod: gracePeriod.exactOptional(),
  allowedGroups: z.array(text).exactOptional(),
  unmodelled,
});

const policy = z.strictObject({
  id: id<PolicyId>(),
  name: text,
  description: nullableText,
  status: text,
  priority: z.number(),
  system: z.boolean(),
  groupIds,
  shape: z.enum(["authenticators", "factors"]),
  settings: z.array(setting),
  rules: z.array(rule).nullable(),
  otherConditions: z.array(text).exactOptional(),
  unmodelled,
});

const authenticator = z.strictObject({
  id: id<AuthenticatorId>().nullable(),
  key: text,
  name: text,
  status: text,
  fips: text.exactOptional(),
  channelBinding: z.strictObject({ style: text, required: text }).exactOptional(),
  allowedFor: nullableText.exactOptional(),
  methods: z
    .array(
      z.strictObject({
        type: text,
        status: text,
        userVerification: text.exactOptional(),
        hardwareProtected: z.boolean().exactOptional(),
        allowsSyncable: z.boolean().exactOptional(),
        unmodelled,
      }),
    )
    .nullable()
    .exactOptional(),
  unmodelled,
});

const enrolment = z.strictObject({
  key: text,
  authenticatorId: id<AuthenticatorId>().nullable(),
  method: nullableText,
  status: text,
  known: z.boolean(),
});

const personEnrolments = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("read"),
    source: z.enum(["authenticator-enrollments", "factors", "both"]),
    enrolments: z.array(enrolment),
    factors: z.array(enrolment).nullable(),
  }),
  z.strictObject({ kind: z.literal("unread"), reason: text }),
  z.strictObject({ kind: z.literal("gone") }),
]);

const zone = z.strictObject({
  id: id<ZoneId>(),
  name: text,
  status: text,
  traits: z
    .strictObject({
      type: text,
      usage: text,
      hasAddresses: z.boolean(),
      services: z.array(text),
      exceptServices: z.array(text),
      narrowedBy: z.array(text).exactOptional(),
    })
    .exactOptional(),
});

const roleNames = z.array(text);

const orgSlices = z.strictObject({
  users: z
    .strictObject({ people: z.array(person), deprovisioned: z.number().int().min(0).nullable() })
    .exactOptional(),
  groups: z.array(group).exactOptional(),
  groupMembers: z.record(text, userIds).exactOptional(),
  groupRules: z.array(groupRule).exactOptional(),
  policies: z.array(policy).exactOptional(),
  authenticators: z.array(authenticator).exactOptional(),
  zones: z.array(zone).exactOptional(),
  adminRoles: z
    .strictObject({ users: z.record(text, roleNames), groups: z.record(text, roleNames) })
    .exactOptional(),
  apps: z.array(z.strictObject({ id: id<AppId>(), label: text, userIds, groupIds })).exactOptional(),
  factors: z.record(text, personEnrolments).exactOptional(),
  sessionPolicies: z.array(sessionPolicy).exactOptional(),
  appPolicies: z.array(appPolicy).exactOptional(),
  appMappings: z.array(mappedApp).exactOptional(),
  passwordPolicies: z.array(passwordPolicy).exactOptional(),
  idps: z.array(identityProvider).exactOptional(),
  userTypes: z.array(userType).exactOptional(),
  ...standardsSlices,
});

/** Versions of the file that are read; in the first nothing of sign-on was asked for, so that all of it is absent. */
export const readVersions = [1, 2] as const;

/** A snapshot file, word for word: whatever else is in it was not written by this version of the tool. */
export const snapshotSchema = z.strictObject({
  schemaVersion: z.literal(readVersions).transform(() => 2 as const),
  takenAt: z.iso.datetime(),
  org: z.strictObject({ url: text, id: id<OrgId>().nullable(), engine: z.enum(engines) }),
  slices: orgSlices,
  gaps: z.array(
    z.strictObject({
      slice: z.enum(slices),
      reason: text,
      affected: z.number().int().min(0),
      ids: z.array(text),
    }),
  ),
});
