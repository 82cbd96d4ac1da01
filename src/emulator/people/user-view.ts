import type { ApiCall } from "../call/api-call.ts";
import type { EmulatedUser, EmulatedUserStatus } from "../state/state.ts";
import type { Json, JsonObject } from "../wire/json.ts";

/** Links by status (okta-api 1.2); PASSWORD_EXPIRED and the rest after ACTIVE were never recorded. */
const linksByStatus: Readonly<Record<EmulatedUserStatus, readonly string[]>> = {
  STAGED: ["activate"],
  PROVISIONED: ["suspend", "resetPassword", "reactivate", "deactivate"],
  ACTIVE: [
    "suspend",
    "resetPassword",
    "forgotPassword",
    "expirePassword",
    "changeRecoveryQuestion",
    "changePassword",
    "deactivate",
  ],
  RECOVERY: ["suspend", "resetPassword", "reactivate", "deactivate"],
  LOCKED_OUT: ["unlock", "resetPassword", "deactivate"],
  PASSWORD_EXPIRED: ["suspend", "resetPassword", "deactivate"],
  SUSPENDED: ["unsuspend", "resetPassword", "deactivate"],
  DEPROVISIONED: ["activate", "delete"],
};

/** Where each link leads, from the person's own address. */
const linkPaths: Readonly<Record<string, string>> = {
  activate: "/lifecycle/activate",
  suspend: "/lifecycle/suspend",
  unsuspend: "/lifecycle/unsuspend",
  unlock: "/lifecycle/unlock",
  reactivate: "/lifecycle/reactivate",
  deactivate: "/lifecycle/deactivate",
  resetPassword: "/lifecycle/reset_password",
  expirePassword: "/lifecycle/expire_password",
  resetFactors: "/lifecycle/reset_factors",
  forgotPassword: "/credentials/forgot_password",
  changePassword: "/credentials/change_password",
  changeRecoveryQuestion: "/credentials/change_recovery_question",
  delete: "",
};

/** A person as `GET /users/{id}` shows them. */
export function userView(user: EmulatedUser, call: ApiCall): JsonObject {
  const { org, baseUrl } = call;
  const self = `${baseUrl}/api/v1/users/${user.id}`;
  const actions = [...linksByStatus[user.status], ...(hasResetFactors(user, call) ? ["resetFactors"] : [])];
  const links: Record<string, Json> = {
    self: { href: self },
    schema: { href: `${baseUrl}/api/v1/meta/schemas/user/${org.initial.org.userSchemaId}` },
    type: { href: `${baseUrl}/api/v1/meta/types/user/${org.initial.org.userTypeId}` },
  };
  for (const name of actions) {
    links[name] = { href: self + (linkPaths[name] ?? ""), method: name === "delete" ? "DELETE" : "POST" };
  }
  return { ...userFields(user, call), _links: links };
}

/** A person as an item of a list, which has only the `self` link. */
export function userListItem(user: EmulatedUser, call: ApiCall): JsonObject {
  return {
    ...userFields(user, call),
    _links: { self: { href: `${call.baseUrl}/api/v1/users/${user.id}` } },
  };
}

/** Fields that filters and searches can use. */
export function userFields(user: EmulatedUser, { org }: Pick<ApiCall, "org">): JsonObject {
  const { realmId, userTypeId } = org.initial.org;
  const provider = { type: user.provider, name: user.provider };
  return {
    id: user.id,
    status: user.status,
    created: user.created,
    activated: user.activated,
    statusChanged: user.statusChanged,
    lastLogin: user.lastLogin,
    lastUpdated: user.lastUpdated,
    passwordChanged: user.passwordChanged,
    ...(realmId === null ? {} : { realmId }),
    type: { id: userTypeId },
    profile: profileView(user),
    credentials: {
      ...(user.hasPassword ? { password: {} } : {}),
      ...(user.recoveryQuestion === null ? {} : { recovery_question: { question: user.recoveryQuestion } }),
      provider,
    },
  };
}

const alwaysShown: ReadonlySet<string> = new Set([
  "firstName",
  "lastName",
  "mobilePhone",
  "secondEmail",
  "login",
  "email",
]);

/** An attribute without a value is left out, but for the six that Okta always shows. */
function profileView(user: EmulatedUser): JsonObject {
  const shown = Object.entries(user.profile).filter(
    ([name, value]) => value !== null || alwaysShown.has(name),
  );
  return { mobilePhone: null, secondEmail: null, ...Object.fromEntries(shown) };
}

/** On Identity Engine the e-mail that is enrolled by itself counts; on Classic it takes a factor (okta-api 1.2). */
function hasResetFactors(user: EmulatedUser, { org }: ApiCall): boolean {
  return org.initial.engine === "identity" || user.factors.length > 0;
}
