import { z } from "zod";
import { engines } from "../../model/words.ts";
import { orgSettingsKeys } from "../resources/org-settings.ts";
import { resourceKeys } from "../resources/resource-kinds.ts";
import type { LogEvent } from "../state/log-event.ts";
import { emulatedUserStatuses } from "../state/state.ts";
import { isJsonObject } from "../wire/json.ts";
import { accessSchema } from "./access-schema.ts";
import { devicesSchema } from "./fill-devices.ts";
import { signOnSections } from "./sign-on-schema.ts";
import { json, onOff, stamps, text, time } from "./written-values.ts";

const role = z.union([
  text,
  z.strictObject({
    id: text.optional(),
    type: text,
    label: text.optional(),
    status: text.optional(),
    role: text.nullish(),
    resourceSet: text.nullish(),
    ...stamps,
  }),
]);

const factor = z.union([
  text,
  z.strictObject({
    id: text.optional(),
    factorType: text,
    provider: text,
    vendorName: text.optional(),
    status: text.optional(),
    profile: json.optional(),
    authenticatorId: text.nullish(),
    ...stamps,
  }),
]);

const user = z.strictObject({
  id: text.optional(),
  login: text.optional(),
  profile: json.optional(),
  status: z.enum(emulatedUserStatuses).optional(),
  activated: time.nullish(),
  statusChanged: time.nullish(),
  lastLogin: time.nullish(),
  passwordChanged: time.nullish(),
  hasPassword: z.boolean().optional(),
  recoveryQuestion: text.nullish(),
  provider: text.optional(),
  roles: z.array(role).optional(),
  factors: z.array(factor).optional(),
  ...stamps,
});

const group = z.strictObject({
  id: text.optional(),
  name: text,
  type: z.enum(["OKTA_GROUP", "APP_GROUP", "BUILT_IN"]).optional(),
  description: z.string().nullish(),
  lastMembershipUpdated: time.optional(),
  members: z.array(text).optional(),
  roles: z.array(role).optional(),
  ...stamps,
});

const groupRule = z.strictObject({
  id: text.optional(),
  name: text,
  status: z.enum(["ACTIVE", "INACTIVE", "INVALID"]).optional(),
  expression: text,
  groupIds: z.array(text),
  excludedUserIds: z.array(text).optional(),
  excludedGroupIds: z.array(text).optional(),
  ...stamps,
});

const authenticator = z.strictObject({
  id: text.optional(),
  key: text,
  type: text.optional(),
  name: text.optional(),
  status: onOff.optional(),
  settings: json.nullish(),
  provider: json.nullish(),
  /** All of its methods, or the status of some: `{ push: INACTIVE }`. */
  methods: z
    .union([
      z.array(z.strictObject({ type: text, status: onOff.optional(), settings: json.nullish() })),
      z.record(text, onOff),
    ])
    .optional(),
  ...stamps,
});

const policyRule = z.strictObject({
  id: text.optional(),
  name: text,
  status: onOff.optional(),
  priority: z.int().min(0).optional(),
  system: z.boolean().optional(),
  created: time.nullish(),
  lastUpdated: time.nullish(),
  conditions: json.nullish(),
  actions: json.optional(),
});

const policy = z.strictObject({
  id: text.optional(),
  type: text,
  name: text,
  description: z.string().nullish(),
  status: onOff.optional(),
  priority: z.int().min(1).optional(),
  system: z.boolean().optional(),
  resourceType: z.enum(["APP", "END_USER_ACCOUNT_MANAGEMENT"]).nullish(),
  conditions: json.nullish(),
  settings: json.nullish(),
  rules: z.array(policyRule).optional(),
  mappings: z.array(z.strictObject({ id: text.optional(), appId: text })).optional(),
  ...stamps,
});

const zone = z.strictObject({
  id: text.optional(),
  name: text,
  type: text.optional(),
  status: onOff.optional(),
  usage: text.optional(),
  system: z.boolean().optional(),
  fields: json.optional(),
  ...stamps,
});

const app = z.strictObject({
  id: text.optional(),
  name: text.optional(),
  label: text,
  status: onOff.optional(),
  signOnMode: text.optional(),
  applicationType: text.optional(),
  /** Name of its app sign-in policy; the default one without. */
  policy: text.optional(),
  userIds: z.array(text).optional(),
  groupIds: z.array(text).optional(),
  ...stamps,
});

const idp = z.strictObject({
  id: text.optional(),
  name: text,
  type: text.optional(),
  status: onOff.optional(),
  trustClaims: z.boolean().optional(),
  trust: z.strictObject({ issuer: text, kid: text }).optional(),
  ...stamps,
});

const minutes = z.int().min(5).optional();

/**
 * A state as it may be written by hand: nearly everything can be left out. People, groups, zones and
 * applications are meant by id or by login, name or label. The whole `EmulatorState` is one such writing.
 */
export const stateSchema = z.strictObject({
  engine: z.enum(engines).optional(),
  org: z
    .strictObject({
      id: text.optional(),
      subdomain: text.optional(),
      cell: text.optional(),
      userTypeId: text.optional(),
      userSchemaId: text.optional(),
      realmId: text.nullish(),
    })
    .optional(),
  ...accessSchema,
  /** Okta's own JSON over what is usual. */
  resources: z.partialRecord(z.enum(resourceKeys), z.array(json)).optional(),
  orgSettings: z.partialRecord(z.enum(orgSettingsKeys), json).optional(),
  users: z.array(user).optional(),
  devices: devicesSchema,
  groups: z.array(group).optional(),
  groupRules: z.array(groupRule).optional(),
  authenticators: z.array(authenticator).optional(),
  orgFactors: z
    .array(
      z.strictObject({
        id: text,
        provider: text.optional(),
        factorType: text.optional(),
        status: z.enum(["ACTIVE", "INACTIVE", "NOT_SETUP", "PENDING_ACTIVATION"]).optional(),
      }),
    )
    .optional(),
  policies: z.array(policy).optional(),
  ...signOnSections,
  zones: z.array(zone).optional(),
  apps: z.array(app).optional(),
  idps: z.array(idp).optional(),
  adminConsole: z
    .strictObject({ sessionIdleTimeoutMinutes: minutes, sessionMaxLifetimeMinutes: minutes })
    .optional(),
  logEvents: z
    .array(z.custom<LogEvent>((event) => isJsonObject(event) && "uuid" in event, "must be a log event"))
    .optional(),
  settings: z
    .strictObject({
      callerZones: z.array(text).optional(),
      authenticatorEnrollments: z.enum(["unfiltered", "policy-filtered", "absent"]).optional(),
      oktaVerifyEnrollments: z.enum(["one", "by-method"]).optional(),
      assigneesThroughGroups: z.boolean().optional(),
      customUserAttributes: z.array(text).optional(),
      searchLagSeconds: z.number().min(0).optional(),
      clockOffsetSeconds: z.int().optional(),
    })
    .optional(),
});

/** A state as it may be written by hand. */
export type WrittenState = z.infer<typeof stateSchema>;
