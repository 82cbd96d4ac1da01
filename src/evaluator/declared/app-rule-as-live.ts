import { parseFactorName } from "../../model/authenticators.ts";
import type {
  BaselineAppRule,
  BaselineConstraint,
  PeopleCondition,
  PossessionConstraint,
} from "../../model/baseline-sign-on.ts";
import type { GroupId, PolicyRuleId, UserTypeId } from "../../model/ids.ts";
import type {
  AppRule,
  LiveConstraint,
  LiveDevice,
  LiveMethod,
  LivePart,
  LivePeople,
  LivePlatform,
  LiveVerification,
  MethodDemands,
} from "../../model/live-sign-on.ts";
import type { DeviceCondition, PlatformName } from "../../model/sign-on-words.ts";
import type { OrgNames } from "./session-rule-as-live.ts";

export interface AppRuleNames extends OrgNames {
  groupId(name: string): GroupId;
  /** Null: which type bears the name is not known. */
  userTypeId(name: string): UserTypeId | null;
}

/** Each platform in the words of Okta's rules (sign-on 1.3). */
export const livePlatforms: Readonly<Record<PlatformName, LivePlatform>> = {
  IOS: { type: "MOBILE", os: "IOS" },
  ANDROID: { type: "MOBILE", os: "ANDROID" },
  OTHER_MOBILE: { type: "MOBILE", os: "OTHER" },
  MACOS: { type: "DESKTOP", os: "MACOS" },
  WINDOWS: { type: "DESKTOP", os: "WINDOWS" },
  CHROMEOS: { type: "DESKTOP", os: "CHROMEOS" },
  LINUX: { type: "DESKTOP", os: "LINUX" },
  OTHER_DESKTOP: { type: "DESKTOP", os: "OTHER" },
  OTHER: { type: "OTHER", os: "OTHER" },
};

export const liveDevices: Readonly<Record<DeviceCondition, LiveDevice | null>> = {
  ANY: null,
  REGISTERED: { registered: true, managed: false, assuranceIds: [] },
  MANAGED: { registered: true, managed: true, assuranceIds: [] },
};

/** Where one of the user types has no id that is known, nobody knows whom the rule means. */
const ofUserTypes = (
  { userTypes, exceptUserTypes }: PeopleCondition,
  names: AppRuleNames,
): readonly string[] =>
  [...userTypes, ...exceptUserTypes].some((name) => names.userTypeId(name) === null)
    ? ["conditions.userType"]
    : [];

/** A rule as it would be live where it is declared: what a baseline does not say of it is as Okta starts it (sign-on 1.3). */
export function appRuleAsLive(declared: BaselineAppRule, id: PolicyRuleId, names: AppRuleNames): AppRule {
  const { name, people, access, risk, expression } = declared;
  return {
    id,
    name,
    status: "ACTIVE",
    priority: 0,
    system: declared.isCatchAll,
    network: names.network(declared.network),
    unmodelled: ofUserTypes(people, names),
    people: peopleIn(people, names),
    device: liveDevices[declared.device],
    platforms: declared.platforms.map((platform) => livePlatforms[platform]),
    risk,
    expression,
    access,
    verification: access === "DENY" ? null : liveVerification(declared),
    keepsSignedIn: { allowed: false, seconds: null },
  };
}

const peopleIn = (people: PeopleCondition, names: AppRuleNames): LivePeople => ({
  userIds: people.users.map((user) => names.userId(user)),
  exceptUserIds: people.exceptUsers.map((user) => names.userId(user)),
  groupIds: people.groups.map((group) => names.groupId(group)),
  exceptGroupIds: people.exceptGroups.map((group) => names.groupId(group)),
  userTypeIds: people.userTypes.flatMap((name) => names.userTypeId(name) ?? []),
  exceptUserTypeIds: people.exceptUserTypes.flatMap((name) => names.userTypeId(name) ?? []),
});

/** Okta takes what is left out to be OPTIONAL, but for the presence of the person (sign-on 1.3). */
export const noDemands: MethodDemands = {
  deviceBound: false,
  hardwareProtected: false,
  phishingResistant: false,
  userVerification: false,
  userPresence: true,
};

function methodCalled(name: string): LiveMethod {
  const { key, id, method } = parseFactorName(name);
  return { key, id, method };
}

/** Demands of a declared rule, as they would be live. */
export function liveVerification({
  verification,
  reauthenticateSeconds,
}: Pick<BaselineAppRule, "verification" | "reauthenticateSeconds">): LiveVerification {
  if (verification.kind === "chains") {
    const step = (anyOf: readonly string[]) => ({
      anyOf: anyOf.map((name) => ({ ...methodCalled(name), demands: noDemands })),
    });
    const chains = verification.chains.map((steps) => steps.map(step));
    return { kind: "chains", reauthenticateSeconds, chains };
  }
  return {
    kind: "assurance",
    factorMode: verification.factors === 1 ? "1FA" : "2FA",
    reauthenticateSeconds,
    constraints: verification.constraints.map(constraintOf),
  };
}

const constraintOf = ({ knowledge, possession }: BaselineConstraint): LiveConstraint => ({
  knowledge:
    knowledge === null
      ? null
      : { ...anyPart, types: knowledge.types, only: knowledge.methods.map(methodCalled) },
  possession: possession === null ? null : possessionOf(possession),
});

const anyPart: LivePart = {
  required: true,
  types: [],
  methods: [],
  only: [],
  except: [],
  demands: noDemands,
};

/** One that only leaves methods out asks for none (sign-on 1.3). */
function possessionOf({ methods, exceptMethods, ...demands }: PossessionConstraint): LivePart {
  const asks =
    methods.length > 0 || Object.entries(demands).some(([name, on]) => on && name !== "userPresence");
  return {
    ...anyPart,
    required: asks || exceptMethods.length === 0,
    only: methods.map(methodCalled),
    except: exceptMethods.map(methodCalled),
    demands,
  };
}
