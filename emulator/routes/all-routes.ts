import type { Route } from "../api-call.ts";
import { orgRoutes } from "./org.routes.ts";

/** Every endpoint of Okta's that the emulator serves. */
export const allRoutes: readonly Route[] = [...orgRoutes];
