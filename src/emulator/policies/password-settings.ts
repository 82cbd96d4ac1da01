import type { JsonObject } from "../wire/json.ts";
import { merged } from "./rule-defaults.ts";

/** Settings that the server adds to a password policy, as recorded (okta-api 4.5). */
const defaults: JsonObject = {
  password: {
    complexity: { excludeAttributes: [] },
    breachedProtection: { expireAfterDays: null, logoutEnabled: false, delegatedWorkflowId: null },
  },
};

/** A password policy's settings with what the server adds. */
export function completedPasswordSettings(written: JsonObject): JsonObject {
  return merged(defaults, written);
}
