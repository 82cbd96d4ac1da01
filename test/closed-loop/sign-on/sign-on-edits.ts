import type { Json, JsonObject } from "../../../src/emulator/wire/json.ts";
import { withValue } from "../edit-policy.ts";
import type { SignOnConsole } from "./sign-on-console.ts";

/** What one `pulumi up --refresh` leaves of a change to the sign-on side. */
export type Left =
  | "nothing"
  /** All of it: the provider does not see it. */
  | "all of it"
  /** It is no longer ahead of what the stack made, and stays behind it. */
  | "a rest behind"
  /** It stops at an error, and nothing is put right. */
  | "a stopped run";

interface SignOnEdit {
  readonly id: string;
  readonly edit: (console: SignOnConsole) => Promise<unknown>;
  readonly left: Left;
}

const session = (policy: string, rule: string, ...changes: readonly (readonly [string, Json])[]) =>
  edited("OKTA_SIGN_ON", policy, rule, changes);
const app = (policy: string, rule: string, ...changes: readonly (readonly [string, Json])[]) =>
  edited("ACCESS_POLICY", policy, rule, changes);

/** Sets fields by their paths: `actions.signon.access`. */
const edited =
  (
    type: "OKTA_SIGN_ON" | "ACCESS_POLICY",
    policy: string,
    rule: string,
    changes: readonly (readonly [string, Json])[],
  ) =>
  (console: SignOnConsole) =>
    console.editRule(type, policy, rule, (saved) =>
      changes.reduce<JsonObject>((body, [path, value]) => withValue(path.split("."), value)(body), saved),
    );

const always = ["Administrators", "Always a second factor"] as const;
const office = ["Workforce", "In the office"] as const;
const elsewhere = ["Workforce", "Elsewhere"] as const;
const managed = ["Strong", "Managed devices"] as const;
const contractors = ["Strong", "Contractors on their own devices"] as const;
const catchAll = ["Strong", "Catch-all Rule"] as const;
const verification = "actions.appSignOn.verificationMethod";

const lifecycle =
  (type: "OKTA_SIGN_ON" | "ACCESS_POLICY", policy: string, rule: string, action: "deactivate" | "delete") =>
  async (console: SignOnConsole) => {
    const path = await console.ruleAt(type, policy, rule);
    return action === "delete"
      ? console.send("DELETE", path)
      : console.send("POST", `${path}/lifecycle/deactivate`);
  };

/** Changes of global session policies. */
export const sessionEdits: readonly SignOnEdit[] = [
  {
    id: "second-factor-off",
    left: "nothing",
    edit: session(...always, ["actions.signon.requireFactor", false]),
  },
  {
    id: "second-factor-remembered",
    left: "nothing",
    edit: session(
      ...always,
      ["actions.signon.factorPromptMode", "DEVICE"],
      ["actions.signon.factorLifetime", 43_200],
    ),
  },
  {
    id: "remembered-longer",
    left: "nothing",
    edit: session(...office, ["actions.signon.factorLifetime", 43_200]),
  },
  {
    id: "primary-factor",
    left: "nothing",
    edit: session(...always, ["actions.signon.primaryFactor", "PASSWORD_IDP_ANY_FACTOR"]),
  },
  {
    id: "session-without-end",
    left: "nothing",
    edit: session(...always, ["actions.signon.session.maxSessionLifetimeMinutes", 0]),
  },
  {
    id: "session-idle-longer",
    left: "nothing",
    edit: session(...elsewhere, ["actions.signon.session.maxSessionIdleMinutes", 10_080]),
  },
  {
    id: "session-outlasts-browser",
    left: "nothing",
    edit: session(...elsewhere, ["actions.signon.session.usePersistentCookie", true]),
  },
  {
    id: "session-rule-anywhere",
    left: "nothing",
    edit: session(...office, ["conditions.network", { connection: "ANYWHERE" }]),
  },
  {
    id: "session-rule-leaves-out-more",
    left: "nothing",
    edit: session(...always, ["conditions.people.users.exclude", ["00uNiaNiaNiaNiaNia01"]]),
  },
  {
    id: "session-rule-for-radius",
    left: "nothing",
    edit: session(...always, ["conditions.authContext.authType", "RADIUS"]),
  },
  {
    id: "session-rule-allows",
    left: "nothing",
    edit: session("Default Policy", "Nobody", ["actions.signon.access", "ALLOW"]),
  },
  { id: "session-rule-off", left: "nothing", edit: lifecycle("OKTA_SIGN_ON", ...always, "deactivate") },
  { id: "session-rule-deleted", left: "nothing", edit: lifecycle("OKTA_SIGN_ON", ...always, "delete") },
  {
    id: "session-rule-on-top",
    left: "a rest behind",
    edit: async (console) => {
      const path = await console.policyAt("OKTA_SIGN_ON", "Administrators");
      await console.send("POST", `${path}/rules`, {
        type: "SIGN_ON",
        name: "Temp",
        priority: 1,
        actions: { signon: { access: "ALLOW", requireFactor: false } },
      });
    },
  },
  {
    id: "default-rule",
    left: "all of it",
    edit: session("Default Policy", "Default Rule", ["actions.signon.session.usePersistentCookie", true]),
  },
  {
    id: "session-policy-off",
    left: "nothing",
    edit: async (console) => {
      const path = await console.policyAt("OKTA_SIGN_ON", "Administrators");
      await console.send("POST", `${path}/lifecycle/deactivate`);
    },
  },
  {
    id: "session-policy-for-others",
    left: "nothing",
    edit: async (console) => {
      const path = await console.policyAt("OKTA_SIGN_ON", "Administrators");
      const saved = await console.read(path);
      const groups = await console.list("/groups?q=Contractors");
      const include = [String(groups[0]?.["id"])];
      await console.send(
        "PUT",
        path,
        withValue(["conditions", "people", "groups", "include"], include)(saved),
      );
    },
  },
  {
    id: "session-policies-swapped",
    left: "nothing",
    edit: async (console) => {
      const path = await console.policyAt("OKTA_SIGN_ON", "Workforce");
      await console.send("PUT", path, { ...(await console.read(path)), priority: 1 });
    },
  },
  {
    id: "session-policy-on-top",
    left: "a rest behind",
    edit: (console) =>
      console.send("POST", "/policies", {
        type: "OKTA_SIGN_ON",
        name: "Temp",
        priority: 1,
        status: "ACTIVE",
      }),
  },
  {
    id: "session-policy-deleted",
    left: "nothing",
    edit: async (console) => console.send("DELETE", await console.policyAt("OKTA_SIGN_ON", "Administrators")),
  },
];

/** Changes of app sign-in policies. */
export const appEdits: readonly SignOnEdit[] = [
  { id: "one-factor", left: "nothing", edit: app(...catchAll, [`${verification}.factorMode`, "1FA"]) },
  { id: "constraints-gone", left: "all of it", edit: app(...catchAll, [`${verification}.constraints`, []]) },
  {
    id: "chain-shorter",
    left: "all of it",
    edit: app("Strong", "In order", [
      `${verification}.chains`,
      [{ authenticationMethods: [{ key: "okta_password", method: "password" }] }],
    ]),
  },
  {
    id: "asked-less-often",
    left: "nothing",
    edit: app(...catchAll, [`${verification}.reauthenticateIn`, "PT43800H"]),
  },
  { id: "deny-allows", left: "nothing", edit: app(...contractors, ["actions.appSignOn.access", "ALLOW"]) },
  {
    id: "deny-for-fewer",
    left: "nothing",
    edit: app(...contractors, ["conditions.people.users", { exclude: [] }]),
  },
  {
    id: "rule-for-anyone",
    left: "nothing",
    edit: app(...managed, ["conditions.people.users", {}]),
  },
  { id: "any-device", left: "nothing", edit: app(...managed, ["conditions.device", { registered: false }]) },
  { id: "more-platforms", left: "nothing", edit: app(...managed, ["conditions.platform", { include: [] }]) },
  { id: "other-risk", left: "nothing", edit: app(...managed, ["conditions.riskScore.level", "ANY"]) },
  {
    id: "risk-added",
    left: "all of it",
    edit: app("Strong", "In order", ["conditions.riskScore.level", "LOW"]),
  },
  {
    id: "other-expression",
    left: "nothing",
    edit: app(...managed, ["conditions.elCondition.condition", "true"]),
  },
  {
    id: "app-rule-anywhere",
    left: "nothing",
    edit: app("Strong", "In order", ["conditions.network", { connection: "ANYWHERE" }]),
  },
  {
    id: "kept-signed-in",
    left: "all of it",
    edit: app(...catchAll, [
      "actions.appSignOn.keepMeSignedIn",
      { postAuth: "ALLOWED", postAuthPromptFrequency: "PT168H" },
    ]),
  },
  // The provider sends no status of a rule, and switches none on.
  { id: "app-rule-off", left: "all of it", edit: lifecycle("ACCESS_POLICY", ...managed, "deactivate") },
  { id: "app-rule-deleted", left: "nothing", edit: lifecycle("ACCESS_POLICY", ...contractors, "delete") },
  {
    id: "app-rules-swapped",
    left: "nothing",
    edit: app("Strong", "In order", ["priority", 0]),
  },
  {
    id: "app-rule-on-top",
    left: "a rest behind",
    edit: async (console) => {
      const path = await console.policyAt("ACCESS_POLICY", "Strong");
      await console.send("POST", `${path}/rules`, {
        type: "ACCESS_POLICY",
        name: "Temp",
        priority: 0,
        actions: {
          appSignOn: { access: "ALLOW", verificationMethod: { type: "ASSURANCE", factorMode: "1FA" } },
        },
      });
    },
  },
  { id: "app-moved", left: "nothing", edit: (console) => console.move("Payroll", "Any two factors") },
  {
    id: "app-policy-deleted",
    left: "a stopped run",
    edit: async (console) => {
      await console.move("Payroll", "Any two factors");
      await console.send("DELETE", await console.policyAt("ACCESS_POLICY", "Strong"));
    },
  },
];
