import { type ApiAnswer, type ApiCall, ok, type Route, routesWithScope } from "../call/api-call.ts";
import { applyGroupRules } from "../groups/group-rule-fill.ts";
import { userTarget } from "../log/log-events.ts";
import { deactivateUser, moveUser, type Transition, transitions } from "../people/user-lifecycle.ts";
import { userView } from "../people/user-view.ts";
import { givenUser } from "./given-user.ts";

type Handle = Route["handle"];

/** `POST /users/{id}/lifecycle/…` (okta-api 1.3). */
export const userLifecycleRoutes: readonly Route[] = routesWithScope("users", [
  ...Object.entries(transitions).map(
    ([action, transition]) => ["POST", path(action), handler(action, transition)] as const,
  ),
  ["POST", path("reset_factors"), resetFactors],
]);

function path(action: string): string {
  return `/users/{userId}/lifecycle/${action}`;
}

function handler(action: string, transition: Transition): Handle {
  return (call) => {
    const user = givenUser(call);
    if (action === "deactivate") {
      deactivateUser(call, user);
      return ok({});
    }
    const moved = moveUser(call, user, transition);
    if (action === "activate") applyGroupRules(call, moved);
    return answerOf(call, action, moved);
  };
}

/** `expire_password` shows the person; an activation that sends no mail shows where it leads. */
function answerOf(call: ApiCall, action: string, user: Parameters<typeof userView>[0]): ApiAnswer {
  if (action === "expire_password") return ok(userView(user, call));
  const isQuiet = call.query.get("sendEmail") === "false";
  if (!isQuiet) return ok({});
  if (action === "reset_password") {
    return ok({ resetPasswordUrl: `${call.baseUrl}/signin/reset-password/emulated` });
  }
  if (action !== "activate" && action !== "reactivate") return ok({});
  return ok({ activationUrl: `${call.baseUrl}/welcome/emulated`, activationToken: "emulated" });
}

/** Recovery questions survive on Identity Engine (okta-api 2.1). */
function resetFactors(call: ApiCall): ApiAnswer {
  const user = givenUser(call);
  call.org.putUser({ ...user, factors: [], lastUpdated: call.now });
  call.log({ eventType: "user.mfa.factor.reset_all", targets: [userTarget(user)] });
  return ok({});
}
