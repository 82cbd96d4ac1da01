import type { Route } from "../api-call.ts";
import { groupRuleRoutes } from "./group-rules.routes.ts";
import { groupRoutes } from "./groups.routes.ts";
import { orgRoutes } from "./org.routes.ts";
import { roleRoutes } from "./roles.routes.ts";
import { userLifecycleRoutes } from "./user-lifecycle.routes.ts";
import { userRoutes } from "./users.routes.ts";

/** Every endpoint of Okta's that the emulator serves. */
export const allRoutes: readonly Route[] = [
  ...orgRoutes,
  ...userRoutes,
  ...userLifecycleRoutes,
  ...groupRoutes,
  ...groupRuleRoutes,
  ...roleRoutes,
];
