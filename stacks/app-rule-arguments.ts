import type { app } from "@pulumi/okta/types/input.js";
import type { BaselineAppRule, PeopleCondition } from "../src/model/baseline-sign-on.ts";
import type { DeviceCondition, PlatformName } from "../src/model/sign-on-words.ts";
import { verificationOf } from "./asked-of-factors.ts";
import type { Ids } from "./declare-groups.ts";
import { isoDuration } from "./iso-duration.ts";
import { networkCondition } from "./network-condition.ts";
import { idsOf, type OrgIds } from "./org-ids.ts";

/** Okta's place for its catch-all, whatever is written (sign-on 1.3). */
const catchAllPriority = 99;

/**
 * Rules in their order, numbered from 0 as Okta numbers them. The catch-all keeps its own number; the provider takes over
 * the one that is there when it makes the list, and sends none of its conditions.
 */
export const appRuleArguments = (
  rules: readonly BaselineAppRule[],
  ids: OrgIds,
  groups: Ids,
): app.SignonPolicyRulesRule[] =>
  rules.map((rule, index) => ({
    name: rule.name,
    status: "ACTIVE",
    priority: rule.isCatchAll ? catchAllPriority : index,
    access: rule.access,
    ...(rule.isCatchAll ? {} : conditionsOf(rule, ids, groups)),
    ...(rule.access === "DENY" ? {} : askedOf(rule)),
  }));

const askedOf = ({ verification, reauthenticateSeconds }: BaselineAppRule) => ({
  ...verificationOf(verification),
  reAuthenticationFrequency: isoDuration(reauthenticateSeconds),
});

/** Demands that are not made are left out, but for the network: an org without risk scoring takes no `riskScore`. */
const conditionsOf = (rule: BaselineAppRule, ids: OrgIds, groups: Ids) => ({
  ...networkCondition(rule.network, ids),
  ...peopleOf(rule.people, ids, groups),
  ...deviceArguments[rule.device],
  ...(rule.platforms.length === 0 ? {} : { platformIncludes: rule.platforms.map(platformOf) }),
  ...(rule.risk === "ANY" ? {} : { riskScore: rule.risk }),
  ...(rule.expression === null ? {} : { customExpression: rule.expression }),
});

const deviceArguments: Readonly<Record<DeviceCondition, object>> = {
  ANY: {},
  REGISTERED: { deviceIsRegistered: true },
  MANAGED: { deviceIsRegistered: true, deviceIsManaged: true },
};

function peopleOf(people: PeopleCondition, { users, signOn: { userTypes } }: OrgIds, groups: Ids) {
  const inGroups = (names: readonly string[]) =>
    names.flatMap((name) => groups.get(name.normalize("NFC")) ?? []);
  const lists = {
    groupsIncluded: inGroups(people.groups),
    groupsExcluded: inGroups(people.exceptGroups),
    usersIncluded: idsOf(people.users, users),
    usersExcluded: idsOf(people.exceptUsers, users),
    userTypesIncluded: idsOf(people.userTypes, userTypes),
    userTypesExcluded: idsOf(people.exceptUserTypes, userTypes),
  };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));
}

/** Kind of device and operating system of each platform, in the provider's words; null: it has none. */
const platforms: Readonly<Record<PlatformName, readonly [string, string] | null>> = {
  IOS: ["MOBILE", "IOS"],
  ANDROID: ["MOBILE", "ANDROID"],
  MACOS: ["DESKTOP", "MACOS"],
  WINDOWS: ["DESKTOP", "WINDOWS"],
  CHROMEOS: ["DESKTOP", "CHROMEOS"],
  LINUX: null,
  OTHER_MOBILE: ["MOBILE", "OTHER"],
  OTHER_DESKTOP: ["DESKTOP", "OTHER"],
  OTHER: null,
};

/** Whether the provider can name a platform: it knows neither Linux nor a device that is neither phone nor computer. */
export const isNameablePlatform = (platform: PlatformName): boolean => platforms[platform] !== null;

function platformOf(platform: PlatformName): { type: string; osType: string } {
  const [type, osType] = platforms[platform] ?? ["ANY", "ANY"];
  return { type, osType };
}
