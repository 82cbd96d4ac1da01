import type { ApiCall } from "../call/api-call.ts";
import { userTarget } from "../log/log-events.ts";
import type { EmulatedUser, EmulatedUserStatus } from "../state/state.ts";
import { failure } from "../wire/api-failure.ts";

export interface Transition {
  /** Statuses from which it is allowed. */
  readonly from: readonly EmulatedUserStatus[];
  readonly to: (user: EmulatedUser) => EmulatedUserStatus;
  readonly eventType: string;
  /** Okta's answer from another status. */
  readonly refusal: readonly [status: number, code: string, summary: string];
}

const wrongStatus = [403, "E0000038", "This operation is not allowed in the user's current status."] as const;
const invalidStatus = (action: string) => [400, "E0000001", `Api validation failed: ${action}`] as const;

const signsIn = (user: EmulatedUser): EmulatedUserStatus => (user.hasPassword ? "ACTIVE" : "PROVISIONED");

const deactivation: Transition = {
  from: ["STAGED", "PROVISIONED", "ACTIVE", "RECOVERY", "LOCKED_OUT", "PASSWORD_EXPIRED", "SUSPENDED"],
  to: () => "DEPROVISIONED",
  eventType: "user.lifecycle.deactivate",
  refusal: wrongStatus,
};

/** `/users/{id}/lifecycle/…` (okta-api 1.3); where a refusal was never recorded it is E0000038 of the catalogue. */
export const transitions: Readonly<Record<string, Transition>> = {
  activate: {
    from: ["STAGED", "DEPROVISIONED"],
    to: signsIn,
    eventType: "user.lifecycle.activate",
    refusal: [403, "E0000016", "Activation failed because the user is already active"],
  },
  reactivate: {
    from: ["PROVISIONED", "RECOVERY"],
    to: (user) => user.status,
    eventType: "user.lifecycle.reactivate",
    refusal: wrongStatus,
  },
  deactivate: deactivation,
  suspend: {
    from: ["ACTIVE"],
    to: () => "SUSPENDED",
    eventType: "user.lifecycle.suspend",
    refusal: invalidStatus("Cannot suspend a user that is not active"),
  },
  unsuspend: {
    from: ["SUSPENDED"],
    to: () => "ACTIVE",
    eventType: "user.lifecycle.unsuspend",
    refusal: invalidStatus("Cannot unsuspend a user that is not suspended"),
  },
  unlock: {
    from: ["LOCKED_OUT"],
    to: () => "ACTIVE",
    eventType: "user.account.unlock_by_admin",
    refusal: [403, "E0000032", "Unlock is not allowed for this user."],
  },
  reset_password: {
    from: ["ACTIVE", "PROVISIONED", "RECOVERY", "LOCKED_OUT", "PASSWORD_EXPIRED"],
    to: () => "RECOVERY",
    eventType: "user.account.reset_password",
    refusal: wrongStatus,
  },
  expire_password: {
    from: ["ACTIVE", "RECOVERY", "LOCKED_OUT", "PASSWORD_EXPIRED"],
    to: () => "PASSWORD_EXPIRED",
    eventType: "user.account.expire_password",
    refusal: wrongStatus,
  },
};

/**
 * Moves a person to the status that a lifecycle call leads to, and logs it.
 * @throws ApiFailure when the call is not allowed from the person's status
 */
export function moveUser(call: ApiCall, user: EmulatedUser, transition: Transition): EmulatedUser {
  if (!transition.from.includes(user.status)) throw failure(...transition.refusal);
  const status = transition.to(user);
  const moved: EmulatedUser = {
    ...user,
    status,
    lastUpdated: call.now,
    statusChanged: status === user.status ? user.statusChanged : call.now,
    activated: transition.eventType === "user.lifecycle.activate" ? call.now : user.activated,
  };
  call.org.putUser(moved);
  call.log({ eventType: transition.eventType, targets: [userTarget(moved)] });
  return moved;
}

/** Deactivates: memberships, assignments to applications and admin roles go with it. */
export function deactivateUser(call: ApiCall, user: EmulatedUser): void {
  const moved = moveUser(call, user, deactivation);
  // The effect of a return to the org is not verified against a live org; here the person starts anew.
  call.org.leaveAllGroups(user.id);
  call.org.putUser({ ...moved, roles: [], factors: [], hasPassword: false });
}
