import type { Engine } from "../model/words.ts";
import { kindOfName } from "./factor-kinds.ts";
import type { IdSource } from "./id-source.ts";
import { asObject, type JsonObject, stringAt } from "./json.ts";
import { roleLabel } from "./role-labels.ts";
import type { EmulatedFactor, EmulatedUser, RoleAssignment, UserProfile } from "./state.ts";
import type { WrittenState } from "./state-schema.ts";
import { madeLongAgo } from "./written-times.ts";

type WrittenUser = NonNullable<WrittenState["users"]>[number];
type WrittenFactor = NonNullable<WrittenUser["factors"]>[number];
type WrittenRole = NonNullable<WrittenUser["roles"]>[number];

/** A person with everything filled in; `{ login: nia@acme.example }` is an ACTIVE one with a password. */
export function fillUser(user: WrittenUser, engine: Engine, ids: IdSource): EmulatedUser {
  const created = user.created ?? madeLongAgo;
  const status = user.status ?? "ACTIVE";
  const activated = user.activated === undefined ? (status === "STAGED" ? null : created) : user.activated;
  const hasPassword = user.hasPassword ?? (status !== "STAGED" && status !== "PROVISIONED");
  return {
    id: user.id ?? ids.next("00u"),
    status,
    created,
    activated,
    statusChanged: user.statusChanged === undefined ? activated : user.statusChanged,
    lastLogin: user.lastLogin ?? null,
    lastUpdated: user.lastUpdated ?? created,
    passwordChanged: user.passwordChanged ?? (hasPassword ? created : null),
    profile: fillProfile(user),
    hasPassword,
    recoveryQuestion: user.recoveryQuestion ?? null,
    provider: user.provider ?? "OKTA",
    roles: (user.roles ?? []).map((role) => fillRole(role, ids)),
    factors: (user.factors ?? []).map((factor) => fillFactor(factor, user, engine, ids)),
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

/** A role assignment; `SUPER_ADMIN` alone is one of that standard role. */
export function fillRole(role: WrittenRole, ids: IdSource): RoleAssignment {
  const written = typeof role === "string" ? { type: role } : role;
  return {
    id: written.id ?? ids.next(written.type === "CUSTOM" ? "irb" : "ra1"),
    type: written.type,
    label: written.label ?? roleLabel(written.type),
    status: written.status ?? "ACTIVE",
    created: written.created ?? madeLongAgo,
    lastUpdated: written.lastUpdated ?? written.created ?? madeLongAgo,
    role: written.role ?? null,
    resourceSet: written.resourceSet ?? null,
  };
}

/** An enrolment; `webauthn`, `okta_verify:push`, `custom_app/autA1` or Classic's `okta_sms` names its kind. */
function fillFactor(factor: WrittenFactor, user: WrittenUser, engine: Engine, ids: IdSource): EmulatedFactor {
  const created = user.activated ?? user.created ?? madeLongAgo;
  if (typeof factor !== "string") {
    return {
      ...factor,
      id: factor.id ?? ids.next("ufs"),
      vendorName: factor.vendorName ?? factor.provider,
      status: factor.status ?? "ACTIVE",
      created: factor.created ?? created,
      lastUpdated: factor.lastUpdated ?? factor.created ?? created,
      profile: factor.profile ?? {},
      authenticatorId: factor.authenticatorId ?? null,
    };
  }
  const kind = kindOfName(factor);
  return {
    id: ids.next(kind?.idPrefix ?? "ufs"),
    factorType: kind?.factorType ?? factor,
    provider: kind?.provider ?? "OKTA",
    vendorName: kind?.vendorName ?? "OKTA",
    status: "ACTIVE",
    created,
    lastUpdated: created,
    profile: usualProfile(
      kind?.factorType ?? factor,
      user.login ?? stringAt(user.profile, "login") ?? "",
      engine,
    ),
    authenticatorId: /\/([^:]+)/.exec(factor)?.[1] ?? null,
  };
}

/** What Okta shows of an enrolment of a type (okta-api 2.1). */
function usualProfile(factorType: string, login: string, engine: Engine): JsonObject {
  switch (factorType) {
    case "sms":
    case "call":
      return { phoneNumber: "+1 XXX-XXX-0100" };
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
