import type { Json, JsonObject } from "../../../src/emulator/wire/json.ts";
import type { RootFinding } from "../console-change.ts";
import { withValue } from "../edit-policy.ts";
import type { SignOnConsole } from "./sign-on-console.ts";

/** Remainder of a change after one `pulumi up --refresh`: those to the sign-on side. */
export type Left =
  | "nothing"
  /** All of it: the provider does not see it. */
  | "all of it"
  /** It is no longer ahead of what the stack made, and stays behind it. */
  | "a rest behind"
  /** It stops at an error, and nothing is put right. */
  | "a stopped run";

export interface SignOnEdit {
  readonly id: string;
  /** The action: one sentence without its full stop. */
  readonly did: string;
  /** The one finding on configuration. */
  readonly names: RootFinding;
  /** Whom it opens a door for, by the first part of their logins; nobody unless said. */
  readonly opens?: readonly string[];
  readonly edit: (console: SignOnConsole) => Promise<unknown>;
  readonly left: Left;
}

/** Who can open Payroll. */
const payrollPeople: readonly string[] = ["beth", "dana", "kwame", "lucia"];

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
    did: "The administrators' session asks for no second factor",
    names: ["session-rule", "Administrators / Always a second factor", "secondFactor"],
    opens: ["nia", "omar"],
    left: "nothing",
    edit: session(...always, ["actions.signon.requireFactor", false]),
  },
  {
    id: "second-factor-remembered",
    did: "The administrators' second factor is remembered for a month a device",
    names: ["session-rule", "Administrators / Always a second factor", "secondFactor"],
    left: "nothing",
    edit: session(
      ...always,
      ["actions.signon.factorPromptMode", "DEVICE"],
      ["actions.signon.factorLifetime", 43_200],
    ),
  },
  {
    id: "remembered-longer",
    did: "In the office a second factor is remembered for a month",
    names: ["session-rule", "Workforce / In the office", "secondFactorLifetime"],
    left: "nothing",
    edit: session(...office, ["actions.signon.factorLifetime", 43_200]),
  },
  {
    id: "primary-factor",
    did: "The administrators' session leaves the password to the application",
    names: ["session-rule", "Administrators / Always a second factor", "primaryFactor"],
    left: "nothing",
    edit: session(...always, ["actions.signon.primaryFactor", "PASSWORD_IDP_ANY_FACTOR"]),
  },
  {
    id: "session-without-end",
    did: "The administrators' session has no end",
    names: ["session-rule", "Administrators / Always a second factor", "session.lifetime"],
    left: "nothing",
    edit: session(...always, ["actions.signon.session.maxSessionLifetimeMinutes", 0]),
  },
  {
    id: "session-idle-longer",
    did: "A session ends after a week without use",
    names: ["session-rule", "Workforce / Elsewhere", "session.idle"],
    left: "nothing",
    edit: session(...elsewhere, ["actions.signon.session.maxSessionIdleMinutes", 10_080]),
  },
  {
    id: "session-outlasts-browser",
    did: "A session outlasts the browser",
    names: ["session-rule", "Workforce / Elsewhere", "session.persistentCookie"],
    left: "nothing",
    edit: session(...elsewhere, ["actions.signon.session.usePersistentCookie", true]),
  },
  {
    id: "session-rule-anywhere",
    did: "The office's rule holds anywhere",
    names: ["session-rule", "Workforce / In the office", "network"],
    left: "nothing",
    edit: session(...office, ["conditions.network", { connection: "ANYWHERE" }]),
  },
  {
    id: "session-rule-leaves-out-more",
    did: "Nia is left out of the administrators' rule; the next policy asks for as much",
    names: ["session-rule", "Administrators / Always a second factor", "exceptUsers"],
    left: "nothing",
    edit: session(...always, ["conditions.people.users.exclude", ["00uNiaNiaNiaNiaNia01"]]),
  },
  {
    id: "session-rule-for-radius",
    did: "The administrators' rule is only for RADIUS",
    names: ["session-rule", "Administrators / Always a second factor", "authType"],
    left: "nothing",
    edit: session(...always, ["conditions.authContext.authType", "RADIUS"]),
  },
  {
    id: "session-rule-allows",
    did: "Okta's Default Policy lets in whom it refused; nobody is left to it",
    names: ["session-rule", "Default Policy / Nobody", "access"],
    left: "nothing",
    edit: session("Default Policy", "Nobody", ["actions.signon.access", "ALLOW"]),
  },
  {
    id: "session-rule-off",
    did: "The administrators' rule is switched off",
    names: ["session-rule", "Administrators / Always a second factor", "status"],
    left: "nothing",
    edit: lifecycle("OKTA_SIGN_ON", ...always, "deactivate"),
  },
  {
    id: "session-rule-deleted",
    did: "The administrators' rule is deleted",
    names: ["session-rule-missing", "Administrators / Always a second factor", null],
    left: "nothing",
    edit: lifecycle("OKTA_SIGN_ON", ...always, "delete"),
  },
  {
    id: "session-rule-on-top",
    did: "A rule that asks for nothing is put on top of the administrators' policy",
    names: ["session-rule-unmanaged", "Administrators / Temp", null],
    opens: ["nia", "omar"],
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
    did: "Sessions of Okta's Default Rule outlast the browser",
    names: ["session-rule", "Default Policy / Default Rule", "session.persistentCookie"],
    left: "all of it",
    edit: session("Default Policy", "Default Rule", ["actions.signon.session.usePersistentCookie", true]),
  },
  {
    id: "session-policy-off",
    did: "The administrators' policy is switched off",
    names: ["session-policy-status", "Administrators", "status"],
    left: "nothing",
    edit: async (console) => {
      const path = await console.policyAt("OKTA_SIGN_ON", "Administrators");
      await console.send("POST", `${path}/lifecycle/deactivate`);
    },
  },
  {
    id: "session-policy-for-others",
    did: "The administrators' policy is for the contractors",
    names: ["session-policy-groups", "Administrators", "groups"],
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
    did: "The policy for everyone is moved above the administrators'",
    names: ["session-policy-order", "Administrators", "order"],
    left: "nothing",
    edit: async (console) => {
      const path = await console.policyAt("OKTA_SIGN_ON", "Workforce");
      await console.send("PUT", path, { ...(await console.read(path)), priority: 1 });
    },
  },
  {
    id: "session-policy-on-top",
    did: "A policy without rules is put on top",
    names: ["session-policy-unmanaged", "Temp", null],
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
    did: "The administrators' policy is deleted",
    names: ["session-policy-missing", "Administrators", null],
    left: "nothing",
    edit: async (console) => console.send("DELETE", await console.policyAt("OKTA_SIGN_ON", "Administrators")),
  },
];

/** Changes of app sign-in policies. */
export const appEdits: readonly SignOnEdit[] = [
  {
    id: "one-factor",
    did: "Payroll's catch-all counts one factor, and still asks for a password and one that resists phishing",
    names: ["app-rule", "Strong / Catch-all Rule", "factors"],
    left: "nothing",
    edit: app(...catchAll, [`${verification}.factorMode`, "1FA"]),
  },
  {
    id: "constraints-gone",
    did: "Payroll's catch-all takes any two factors",
    names: ["app-rule", "Strong / Catch-all Rule", "constraints"],
    opens: payrollPeople,
    left: "all of it",
    edit: app(...catchAll, [`${verification}.constraints`, []]),
  },
  {
    id: "chain-shorter",
    did: "In the office Payroll asks for a password alone",
    names: ["app-rule", "Strong / In order", "chains"],
    left: "all of it",
    edit: app("Strong", "In order", [
      `${verification}.chains`,
      [{ authenticationMethods: [{ key: "okta_password", method: "password" }] }],
    ]),
  },
  {
    id: "asked-less-often",
    did: "Payroll's catch-all asks once a session",
    names: ["app-rule", "Strong / Catch-all Rule", "reauthenticateEvery"],
    left: "nothing",
    edit: app(...catchAll, [`${verification}.reauthenticateIn`, "PT43800H"]),
  },
  {
    id: "deny-allows",
    did: "The rule that refuses contractors lets them in",
    names: ["app-rule", "Strong / Contractors on their own devices", "access"],
    left: "nothing",
    edit: app(...contractors, ["actions.appSignOn.access", "ALLOW"]),
  },
  {
    id: "deny-for-fewer",
    did: "Omar is among the refused",
    names: ["app-rule", "Strong / Contractors on their own devices", "people.exceptUsers"],
    left: "nothing",
    edit: app(...contractors, ["conditions.people.users", { exclude: [] }]),
  },
  {
    id: "rule-for-anyone",
    did: "Nia's rule is for anyone",
    names: ["app-rule", "Strong / Managed devices", "people.users"],
    left: "nothing",
    edit: app(...managed, ["conditions.people.users", {}]),
  },
  {
    id: "any-device",
    did: "Nia's rule takes any device",
    names: ["app-rule", "Strong / Managed devices", "device"],
    left: "nothing",
    edit: app(...managed, ["conditions.device", { registered: false }]),
  },
  {
    id: "more-platforms",
    did: "Nia's rule takes any platform",
    names: ["app-rule", "Strong / Managed devices", "platforms"],
    left: "nothing",
    edit: app(...managed, ["conditions.platform", { include: [] }]),
  },
  {
    id: "other-risk",
    did: "Nia's rule holds at any risk",
    names: ["app-rule", "Strong / Managed devices", "risk"],
    left: "nothing",
    edit: app(...managed, ["conditions.riskScore.level", "ANY"]),
  },
  {
    id: "risk-added",
    did: "The office's rule of Payroll holds at low risk only",
    names: ["app-rule", "Strong / In order", "risk"],
    left: "all of it",
    edit: app("Strong", "In order", ["conditions.riskScore.level", "LOW"]),
  },
  {
    id: "other-expression",
    did: "Nia's rule has another expression",
    names: ["app-rule", "Strong / Managed devices", "expression"],
    left: "nothing",
    edit: app(...managed, ["conditions.elCondition.condition", "true"]),
  },
  {
    id: "app-rule-anywhere",
    did: "The office's rule of Payroll holds anywhere",
    names: ["app-rule", "Strong / In order", "network"],
    opens: payrollPeople,
    left: "nothing",
    edit: app("Strong", "In order", ["conditions.network", { connection: "ANYWHERE" }]),
  },
  {
    id: "kept-signed-in",
    did: "Payroll's catch-all keeps people signed in for a week",
    names: ["app-rule", "Strong / Catch-all Rule", "keepMeSignedIn"],
    opens: payrollPeople,
    left: "all of it",
    edit: app(...catchAll, [
      "actions.appSignOn.keepMeSignedIn",
      { postAuth: "ALLOWED", postAuthPromptFrequency: "PT168H" },
    ]),
  },
  // The provider sends no status of a rule, and switches none on.
  {
    id: "app-rule-off",
    did: "Nia's rule is switched off",
    names: ["app-rule", "Strong / Managed devices", "status"],
    left: "all of it",
    edit: lifecycle("ACCESS_POLICY", ...managed, "deactivate"),
  },
  {
    id: "app-rule-deleted",
    did: "The rule that refuses contractors is deleted",
    names: ["app-rule-missing", "Strong / Contractors on their own devices", null],
    left: "nothing",
    edit: lifecycle("ACCESS_POLICY", ...contractors, "delete"),
  },
  {
    id: "app-rules-swapped",
    did: "The office's rule of Payroll is moved to the top",
    names: ["app-rule", "Strong / Contractors on their own devices", "order"],
    left: "nothing",
    edit: app("Strong", "In order", ["priority", 0]),
  },
  {
    id: "app-rule-on-top",
    did: "A rule that asks for one factor is put on top of Payroll's policy",
    names: ["app-rule-unmanaged", "Strong / Temp", null],
    opens: payrollPeople,
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
  {
    id: "app-moved",
    did: "Payroll is moved to the policy of new applications",
    names: ["app-policy-apps", "Payroll", "policy"],
    opens: payrollPeople,
    left: "nothing",
    edit: (console) => console.move("Payroll", "Any two factors"),
  },
  {
    id: "app-policy-deleted",
    did: "Payroll is moved, and its policy deleted",
    names: ["app-policy-missing", "Strong", null],
    opens: payrollPeople,
    left: "a stopped run",
    edit: async (console) => {
      await console.move("Payroll", "Any two factors");
      await console.send("DELETE", await console.policyAt("ACCESS_POLICY", "Strong"));
    },
  },
  {
    id: "app-policy-made",
    did: "A new application is put under a new policy",
    names: ["app-policy-unmanaged", "Temp", null],
    left: "all of it",
    edit: async (console) => {
      await console.send("POST", "/policies", { type: "ACCESS_POLICY", name: "Temp", status: "ACTIVE" });
      await console.send("POST", "/apps", { name: "crm", label: "CRM", signOnMode: "OPENID_CONNECT" });
      await console.move("CRM", "Temp");
    },
  },
];
