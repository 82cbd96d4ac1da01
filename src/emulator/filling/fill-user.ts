import type { Engine } from "../../model/words.ts";
import { kindOfFactor, kindOfName } from "../state/factor-kinds.ts";
import type { IdSource } from "../state/id-source.ts";
import type { EmulatedFactor, EmulatedUser, UserProfile } from "../state/state.ts";
import { asObject, type JsonObject, stringAt } from "../wire/json.ts";
import type { RoleFilling } from "./fill-roles.ts";
import type { WrittenState } from "./state-schema.ts";
import { madeLongAgo } from "./written-times.ts";

type WrittenUser = NonNullable<WrittenState["users"]>[number];
type WrittenFactor = NonNullable<WrittenUser["factors"]>[number];

const withoutPassword: ReadonlySet<string> = new Set(["STAGED", "PROVISIONED", "DEPROVISIONED"]);

/** A person with everything filled in; `{ login: nia@acme.example }` is an ACTIVE one with a password. */
export function fillUser(
  user: WrittenUser,
  engine: Engine,
  ids: IdSource,
  roles: Pick<RoleFilling, "fill">,
): EmulatedUser {
  const status = user.status ?? "ACTIVE";
  const hasPassword = user.hasPassword ?? !withoutPassword.has(status);
  return {
    id: user.id ?? ids.next("00u"),
    status,
    ...fillTimes(user, status),
    passwordChanged: user.passwordChanged ?? (hasPassword ? (user.created ?? madeLongAgo) : null),
    profile: fillProfile(user),
    hasPassword,
    recoveryQuestion: user.recoveryQuestion ?? null,
    provider: user.provider ?? "OKTA",
    roles: (user.roles ?? []).map(roles.fill),
    factors: (user.factors ?? []).map((factor) =>
      typeof factor === "string" ? namedFactor(factor, user, engine, ids) : fillFactor(factor, user, ids),
    ),
  };
}

type UserTimes = Pick<EmulatedUser, "created" | "activated" | "statusChanged" | "lastLogin" | "lastUpdated">;

function fillTimes(user: WrittenUser, status: EmulatedUser["status"]): UserTimes {
  const created = user.created ?? madeLongAgo;
  const activated = user.activated === undefined ? (status === "STAGED" ? null : created) : user.activated;
  return {
    created,
    activated,
    statusChanged: user.statusChanged === undefined ? activated : user.statusChanged,
    lastLogin: user.lastLogin ?? null,
    lastUpdated: user.lastUpdated ?? created,
  };
}

function fillProfile(user: WrittenUser): UserProfile {
  const profile = asObject(user.profile);
  const login = user.login ?? stringAt(profile, "login") ?? "";
  const [name = ""] = login.split("@");
  const [first = "", last = ""] = name.split(/[.\-_]/);
  return {
    firstName: capitalized(first),
    lastName: capitalized(last) || "Example",
    mobilePhone: null,
    secondEmail: null,
    email: login,
    ...profile,
    login,
  };
}

const capitalized = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

const enrolledAt = (user: WrittenUser): string => user.activated ?? user.created ?? madeLongAgo;

function fillFactor(
  factor: Exclude<WrittenFactor, string>,
  user: WrittenUser,
  ids: IdSource,
): EmulatedFactor {
  const created = factor.created ?? enrolledAt(user);
  return {
    ...factor,
    id: factor.id ?? ids.next(kindOfFactor(factor)?.idPrefix ?? "ufs"),
    vendorName: factor.vendorName ?? factor.provider,
    status: factor.status ?? "ACTIVE",
    created,
    lastUpdated: factor.lastUpdated ?? created,
    profile: factor.profile ?? {},
    authenticatorId: factor.authenticatorId ?? null,
  };
}

/** An enrolment by name of its kind: `webauthn`, `okta_verify:push`, `custom_app/autA1` or Classic's `okta_sms`. */
function namedFactor(name: string, user: WrittenUser, engine: Engine, ids: IdSource): EmulatedFactor {
  const kind = kindOfName(name);
  const factorType = kind?.factorType ?? name;
  const login = user.login ?? stringAt(user.profile, "login") ?? "";
  return {
    id: ids.next(kind?.idPrefix ?? "ufs"),
    factorType,
    provider: kind?.provider ?? "OKTA",
    vendorName: kind?.vendorName ?? "OKTA",
    status: "ACTIVE",
    created: enrolledAt(user),
    lastUpdated: enrolledAt(user),
    profile: usualProfile(factorType, login, engine),
    authenticatorId: /\/([^:]+)/.exec(name)?.[1] ?? null,
  };
}

/** Profile that Okta shows for an enrolment of a type (okta-api 2.1). */
function usualProfile(factorType: string, login: string, engine: Engine): JsonObject {
  switch (factorType) {
    case "sms":
    case "call":
      return { phoneNumber: "+12025550100" };
    case "email":
      return { email: login };
    case "question":
      return { question: "disliked_food", questionText: "What is the food you least liked as a child?" };
    case "push":
    case "signed_nonce":
      return {
        credentialId: login,
        deviceType: "SmartPhone_IPhone",
        name: "Phone",
        platform: "IOS",
        version: "17.4",
      };
    case "webauthn":
      return { credentialId: login, authenticatorName: engine === "identity" ? "Passkey" : "Security Key" };
    default:
      return { credentialId: login };
  }
}
