import { z } from "zod";
import type { LiveApp } from "../src/model/app-condition.ts";
import type { AppliedStack } from "../src/model/applied-stack.ts";
import { authenticatorRef } from "../src/model/authenticators.ts";
import type { EnrollTerms } from "../src/model/baseline.ts";
import type {
  AppId,
  GroupId,
  GroupRuleId,
  PolicyId,
  PolicyRuleId,
  UserId,
  ZoneId,
} from "../src/model/ids.ts";
import type { LiveNetwork } from "../src/model/network.ts";
import { providerArguments, providerLists } from "../src/model/provider-keys.ts";
import {
  authenticatorStatuses,
  defaultPolicyName,
  type EnrollSetting,
  enrollActions,
  enrollSettings,
} from "../src/model/words.ts";
import { declaredSignOn } from "./stack-declared-sign-on.ts";
import { lastPart, type Parts, type Reading, reading, type StackResource, text } from "./stack-reading.ts";
import { signOnReadings } from "./stack-sign-on.ts";

const groupIds = z.array(text.transform((id) => id as GroupId));
const userIds = z.array(text.transform((id) => id as UserId));
const zoneIds = z.array(text.transform((id) => id as ZoneId));

const setting = z.looseObject({ enroll: z.enum(enrollSettings), constraints: z.string().default("") });
const listed = z.array(z.looseObject({ id: text, enroll: z.enum(enrollSettings) })).default([]);

const policyInputs = z.looseObject({
  isOie: z.boolean().default(false),
  customApps: listed,
  externalIdps: listed,
});

type PolicyInputs = z.output<typeof policyInputs>;

/** The settings that were written, in the words of the baseline. */
function settingsOf(inputs: PolicyInputs): Readonly<Record<string, EnrollSetting>> {
  const settings: Record<string, EnrollSetting> = {};
  for (const [key, argument] of Object.entries(providerArguments[inputs.isOie ? "identity" : "classic"])) {
    const written = setting.safeParse(inputs[argument]);
    if (written.success) settings[key] = written.data.enroll;
  }
  for (const [key, argument] of Object.entries(providerLists)) {
    for (const { id, enroll } of inputs[argument]) settings[authenticatorRef(key, id)] = enroll;
  }
  return settings;
}

/** The groups of models that were written; the provider joins their names by commas (pulumi-okta 1). */
function termsOf(inputs: PolicyInputs): Readonly<Record<string, EnrollTerms>> {
  const terms: Record<string, EnrollTerms> = {};
  for (const [key, argument] of Object.entries(providerArguments[inputs.isOie ? "identity" : "classic"])) {
    const allowedGroups = (setting.safeParse(inputs[argument]).data?.constraints ?? "")
      .split(",")
      .map((group) => group.trim())
      .filter((group) => group !== "");
    if (allowedGroups.length > 0) terms[key] = { gracePeriod: null, allowedGroups };
  }
  return terms;
}

const ruleApps = z
  .array(
    z.union([
      z
        .looseObject({ type: z.literal("APP"), id: text })
        .transform(({ id }): LiveApp => ({ kind: "app", id: id as AppId })),
      z
        .looseObject({ type: z.literal("APP_TYPE"), name: text })
        .transform(({ name }): LiveApp => ({ kind: "type", name })),
    ]),
  )
  .default([]);

const ruleInputs = z.looseObject({
  policyId: text.transform((id) => id as PolicyId),
  name: text,
  priority: z.number(),
  enroll: z.enum(enrollActions),
  networkConnection: z.string().default("ANYWHERE"),
  networkIncludes: zoneIds.default([]),
  networkExcludes: zoneIds.default([]),
  usersExcluded: userIds.default([]),
  appIncludes: ruleApps,
  appExcludes: ruleApps,
});

function networkOf(inputs: z.output<typeof ruleInputs>): LiveNetwork {
  if (inputs.networkConnection === "ANYWHERE") return { kind: "anywhere" };
  return inputs.networkExcludes.length > 0
    ? { kind: "notIn", zoneIds: inputs.networkExcludes }
    : { kind: "in", zoneIds: inputs.networkIncludes };
}

/** By type, what we read of it; other types are none of ours. */
const readings: Readonly<Record<string, (resource: StackResource) => Reading>> = {
  ...signOnReadings,
  "okta:group/group:Group": reading(z.looseObject({ name: text }), ({ name }, id) => ({
    groups: [{ id: id as GroupId, name }],
  })),
  "okta:group/rule:Rule": reading(
    z.looseObject({
      name: text,
      expressionValue: z.string(),
      groupAssignments: groupIds,
      usersExcluded: userIds.default([]),
    }),
    ({ name, expressionValue, groupAssignments, usersExcluded }, id) => ({
      groupRules: [
        {
          id: id as GroupRuleId,
          name,
          expression: expressionValue,
          groupIds: groupAssignments,
          excludedUserIds: usersExcluded,
        },
      ],
    }),
  ),
  "okta:index/groupMemberships:GroupMemberships": reading(
    z.looseObject({
      groupId: text.transform((id) => id as GroupId),
      users: userIds,
      trackAllUsers: z.boolean().default(false),
    }),
    ({ groupId, users, trackAllUsers }) => ({
      memberships: [{ groupId, userIds: users, onlyMembers: trackAllUsers }],
    }),
  ),
  "okta:index/authenticator:Authenticator": reading(
    z.looseObject({ key: text, status: z.enum(authenticatorStatuses) }),
    ({ key, status }) => ({ authenticators: { [key]: status } }),
  ),
  "okta:factor/factor:Factor": reading(
    z.looseObject({ providerId: text, active: z.boolean() }),
    ({ providerId, active }) => ({ authenticators: { [providerId]: active ? "ACTIVE" : "INACTIVE" } }),
  ),
  "okta:policy/mfa:Mfa": reading(
    policyInputs.extend({ name: text, priority: z.number(), groupsIncluded: groupIds.default([]) }),
    ({ name, priority, groupsIncluded, ...inputs }, id) => ({
      policies: [
        {
          id: id as PolicyId,
          name,
          isDefault: false,
          priority,
          groupIds: groupsIncluded,
          settings: settingsOf(inputs),
          terms: termsOf(inputs),
        },
      ],
    }),
  ),
  "okta:index/policyMfaDefault:PolicyMfaDefault": reading(policyInputs, (inputs, id) => ({
    policies: [
      {
        id: id as PolicyId,
        name: defaultPolicyName,
        isDefault: true,
        priority: Number.MAX_SAFE_INTEGER,
        groupIds: [],
        settings: settingsOf(inputs),
        terms: termsOf(inputs),
      },
    ],
  })),
  "okta:policy/ruleMfa:RuleMfa": reading(ruleInputs, (inputs, id) => ({
    rules: [
      {
        id: id as PolicyRuleId,
        policyId: inputs.policyId,
        name: inputs.name,
        priority: inputs.priority,
        enroll: inputs.enroll,
        network: networkOf(inputs),
        apps: { include: inputs.appIncludes, exclude: inputs.appExcludes },
        excludedUserIds: inputs.usersExcluded,
      },
    ],
  })),
};

const idsByName = z.record(z.string(), text.transform(lastPart)).optional().catch(undefined);

/** Of the component's outputs (src/model/stack-outputs.ts): absent after an `up` that never came to its end. */
const outputsSchema = z.looseObject({
  baseline: z
    .looseObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) })
    .nullable()
    .catch(null)
    .default(null),
  groups: z
    .record(
      z.string(),
      text.transform((id) => id as GroupId),
    )
    .catch({})
    .default({}),
});

const made = [
  "groups",
  "groupRules",
  "policies",
  "rules",
  "sessionPolicies",
  "sessionRules",
  "appPolicies",
] as const;
const madeSchema = z.looseObject({
  groups: idsByName,
  groupRules: idsByName,
  policies: idsByName,
  rules: idsByName,
  sessionPolicies: idsByName,
  sessionRules: idsByName,
  appPolicies: idsByName,
});

/**
 * Whether the state holds something that the outputs do not: Pulumi saves the outputs before it deletes, so that what
 * could not be deleted stays beside outputs of a baseline that no longer has it.
 */
function holdsMore(outputs: StackResource["outputs"], parts: readonly Partial<Parts>[]): boolean {
  const named = madeSchema.parse(outputs);
  return made.some((kind) => {
    const ids = named[kind] === undefined ? null : new Set<string>(Object.values(named[kind]));
    return ids !== null && parts.some((part) => part[kind]?.some(({ id }) => !ids.has(id)));
  });
}

/**
 * Reads a component and its resources, and lists what of them could not be understood, one line each.
 *
 * @param isUnfinished - the state says that an update did not come to its end
 */
export function appliedResources(
  component: StackResource,
  resources: readonly StackResource[],
  isUnfinished: boolean,
): { readonly applied: Omit<AppliedStack, "file">; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const parts: Partial<Parts>[] = [];
  for (const resource of resources) {
    const said = readings[resource.type]?.(resource) ?? {};
    if (!(said instanceof z.ZodError)) parts.push(said);
    else
      problems.push(
        ...said.issues.map(
          (issue) => `${resource.urn}: ${issue.path.map(String).join(".")}: ${issue.message}`,
        ),
      );
  }
  const { baseline, groups } = outputsSchema.parse(component.outputs);
  const isDone = !isUnfinished && !holdsMore(component.outputs, parts);
  return {
    problems,
    applied: {
      sha256: isDone ? (baseline?.sha256 ?? null) : null,
      groupIds: groups,
      groups: parts.flatMap((part) => part.groups ?? []),
      groupRules: parts.flatMap((part) => part.groupRules ?? []),
      memberships: parts.flatMap((part) => part.memberships ?? []),
      authenticators: Object.assign({}, ...parts.map((part) => part.authenticators ?? {})),
      policies: parts.flatMap((part) => part.policies ?? []).toSorted(byPriority),
      rules: parts.flatMap((part) => part.rules ?? []).toSorted(byPriority),
      sessionPolicies: parts.flatMap((part) => part.sessionPolicies ?? []),
      sessionRules: parts.flatMap((part) => part.sessionRules ?? []),
      appPolicies: parts.flatMap((part) => part.appPolicies ?? []),
      appRules: parts.flatMap((part) => part.appRules ?? []),
      signOn: declaredSignOn(component.outputs["signOn"]),
    },
  };
}

const byPriority = (left: { readonly priority: number }, right: { readonly priority: number }): number =>
  left.priority - right.priority;
