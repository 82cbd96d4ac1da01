import type { Route } from "../call/api-call.ts";
import { apiTokenRoutes } from "./api-tokens.routes.ts";
import { appAssignmentRoutes } from "./app-assignments.routes.ts";
import { appRoutes } from "./apps.routes.ts";
import { authenticatorEnrollmentRoutes } from "./authenticator-enrollments.routes.ts";
import { authenticatorRoutes } from "./authenticators.routes.ts";
import { clientRoleRoutes } from "./client-roles.routes.ts";
import { deviceRoutes } from "./devices.routes.ts";
import { eventHookRoutes } from "./event-hooks.routes.ts";
import { factorRoutes } from "./factors.routes.ts";
import { firstPartyAppRoutes } from "./first-party-apps.routes.ts";
import { groupRuleRoutes } from "./group-rules.routes.ts";
import { groupRoutes } from "./groups.routes.ts";
import { iamRoutes } from "./iam.routes.ts";
import { idpRoutes } from "./idps.routes.ts";
import { logRoutes } from "./logs.routes.ts";
import { orgRoutes } from "./org.routes.ts";
import { orgFactorRoutes } from "./org-factors.routes.ts";
import { orgSettingsRoutes } from "./org-settings.routes.ts";
import { policyRoutes } from "./policies.routes.ts";
import { policyMappingRoutes } from "./policy-mappings.routes.ts";
import { policyRuleRoutes } from "./policy-rules.routes.ts";
import { policySimulationRoutes } from "./policy-simulation.routes.ts";
import { resourceRoutes } from "./resources.routes.ts";
import { roleRoutes } from "./roles.routes.ts";
import { signInPageRoutes } from "./sign-in-pages.routes.ts";
import { userLifecycleRoutes } from "./user-lifecycle.routes.ts";
import { userRoutes } from "./users.routes.ts";
import { yubikeyTokenRoutes } from "./yubikey-tokens.routes.ts";
import { zoneRoutes } from "./zones.routes.ts";

/** Every endpoint of Okta's that the emulator serves. */
export const allRoutes: readonly Route[] = [
  ...appAssignmentRoutes,
  ...appRoutes,
  ...authenticatorEnrollmentRoutes,
  ...authenticatorRoutes,
  ...deviceRoutes,
  ...eventHookRoutes,
  ...clientRoleRoutes,
  ...factorRoutes,
  ...firstPartyAppRoutes,
  ...groupRuleRoutes,
  ...groupRoutes,
  ...idpRoutes,
  ...logRoutes,
  ...orgFactorRoutes,
  ...orgRoutes,
  ...policyRoutes,
  ...policyMappingRoutes,
  ...policyRuleRoutes,
  ...policySimulationRoutes,
  ...roleRoutes,
  ...userLifecycleRoutes,
  ...userRoutes,
  ...zoneRoutes,
  ...apiTokenRoutes,
  ...iamRoutes,
  ...orgSettingsRoutes,
  ...resourceRoutes,
  ...signInPageRoutes,
  ...yubikeyTokenRoutes,
];
