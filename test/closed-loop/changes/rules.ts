import { idOf } from "../admin-console.ts";
import type { ConsoleChange, RootFinding } from "../console-change.ts";
import { newRule, withValue } from "../edit-policy.ts";

const office = ["Contractors", "Enroll in the office"] as const;
const elsewhere = ["Contractors", "No enrollment elsewhere"] as const;

/** Changes of the rules of enrollment policies. */
export const ruleChanges: readonly ConsoleChange[] = [
  {
    id: "rule-allows-enrollment",
    did: "Let contractors enroll from outside the office.",
    how: {
      inConsole: async (console) =>
        console.edit(await console.rule(...elsewhere), withValue(["actions", "enroll", "self"], "CHALLENGE")),
    },
    roots: [["enrollment-rule", "Contractors / No enrollment elsewhere", "enroll"]],
    follows: [],
    provider: { sees: "all", what: "the enroll action" },
  },
  {
    id: "rule-anywhere",
    did: "Removed the network condition of the rule for the office.",
    how: {
      inConsole: async (console) =>
        console.edit(
          await console.rule(...office),
          withValue(["conditions", "network"], { connection: "ANYWHERE" }),
        ),
    },
    roots: [["enrollment-rule", "Contractors / Enroll in the office", "network"]],
    follows: [],
    provider: {
      sees: "part",
      what: "`network_connection` only: the zones stay in its state when the condition is ANYWHERE",
    },
  },
  {
    id: "rule-leaves-out-admin",
    did: "Left Nia out of the administrators' rule.",
    how: {
      inConsole: async (console) => {
        const nia = idOf(await console.person("nia@acme.example"));
        const path = ["conditions", "people", "users", "exclude"];
        await console.edit(await console.rule("Admins", "Enroll at sign-in"), withValue(path, [nia]));
      },
    },
    roots: [["enrollment-rule", "Admins / Enroll at sign-in", "exceptUsers"]],
    follows: ["governed-by"],
    provider: { sees: "all", what: "the excluded people" },
  },
  {
    id: "rule-for-one-app",
    did: "Limited the rule of MFA required to one application.",
    how: {
      inConsole: async (console) =>
        console.edit(
          await console.rule("MFA required", "Enroll at sign-in"),
          withValue(["conditions", "app"], {
            include: [{ type: "APP_TYPE", name: "office365" }],
            exclude: [],
          }),
        ),
    },
    roots: [["enrollment-rule", "MFA required / Enroll at sign-in", "apps"]],
    follows: ["enrollment-policy-unreachable", "factors", "governed-by"],
    provider: { sees: "all", what: "the application" },
  },
  {
    id: "rule-for-a-group",
    did: "Limited the rule of MFA required to Finance, through the API.",
    how: {
      inConsole: async (console) => {
        const finance = idOf(await console.group("Finance"));
        await console.edit(
          await console.rule("MFA required", "Enroll at sign-in"),
          withValue(["conditions", "people", "groups"], { include: [finance] }),
        );
      },
    },
    roots: [],
    follows: [],
    unknown: ["enrollment-policy-unreachable", "enrollment-rule", "factors", "governed-by"],
    provider: { sees: "nothing", why: "it does not model the groups of a rule" },
  },
  {
    id: "rule-deactivated",
    did: "Deactivated the rule of MFA required.",
    how: {
      inConsole: async (console) =>
        console.send(
          "POST",
          `${await console.rule("MFA required", "Enroll at sign-in")}/lifecycle/deactivate`,
        ),
    },
    roots: [["enrollment-rule", "MFA required / Enroll at sign-in", "status"]],
    // Their one-time password is not in the default policy, which is the one in effect then.
    follows: ["enrollment-policy-unreachable", "factors", "governed-by"],
    provider: { sees: "all", what: "the status" },
  },
  {
    id: "rule-deleted",
    did: "Deleted the rule that keeps contractors from enrolling outside the office.",
    how: { inConsole: async (console) => console.send("DELETE", await console.rule(...elsewhere)) },
    roots: [["enrollment-rule-missing", "Contractors / No enrollment elsewhere", null]],
    follows: ["governed-by"],
    provider: { sees: "all", what: "that the rule is gone (404)" },
  },
  {
    id: "rule-ahead",
    did: "Put a rule that asks nobody to enroll before the rule of MFA required.",
    how: {
      inConsole: async (console) =>
        console.send(
          "POST",
          `${await console.policy("MFA required")}/rules`,
          newRule("Skip during the migration", "NEVER", 1),
        ),
    },
    roots: [["enrollment-rule-unmanaged", "MFA required / Skip during the migration", null]],
    follows: [],
    provider: {
      sees: "part",
      what: "that the declared rule moved down by one, not what is before it: the rule is in no resource",
      remains: { kind: "never", why: "the declared rule is the first again, and the undeclared one stays" },
    },
  },
  {
    id: "rule-behind",
    did: "Added a rule after the rule of MFA required.",
    how: {
      inConsole: async (console) =>
        console.send(
          "POST",
          `${await console.policy("MFA required")}/rules`,
          newRule("For later", "CHALLENGE", 2),
        ),
    },
    roots: [["enrollment-rule-unmanaged", "MFA required / For later", null]],
    follows: [],
    provider: { sees: "nothing", why: "the rule is in no resource, and no declared one moved" },
  },
  {
    id: "rules-reordered",
    did: "Swapped the two rules of the contractors' policy.",
    how: {
      inConsole: async (console) =>
        console.edit(await console.rule(...elsewhere), withValue(["priority"], 1)),
    },
    roots: [["enrollment-rule", "Contractors / Enroll in the office", "order"]],
    follows: [],
    provider: { sees: "all", what: "the numbers, because the program declares them" },
  },
  {
    id: "zone-deleted",
    did: "Deleted the network zone Corp, upon which Okta deactivates the rules that ask for it.",
    how: { inConsole: async (console) => console.send("DELETE", await console.zone("Corp")) },
    roots: [
      ["enrollment-rule", "Contractors / Enroll in the office", "network"],
      ["enrollment-rule", "Contractors / No enrollment elsewhere", "network"],
      ["enrollment-rule", "Contractors / Enroll in the office", "status"],
      ["enrollment-rule", "Contractors / No enrollment elsewhere", "status"],
      ...["Office", "Elsewhere"].flatMap((rule) =>
        ["network", "status"].flatMap((field): readonly RootFinding[] => [
          ["session-rule", `Workforce / ${rule}`, field],
          ["app-rule", `Payroll / ${rule}`, field],
        ]),
      ),
    ],
    follows: ["enrollment-policy-unreachable", "governed-by"],
    provider: {
      sees: "part",
      what: "the status of both rules (`pulumi refresh --preview-only`); the zone is in no resource",
      remains: {
        kind: "refused",
        code: "ZONE_NOT_FOUND",
        why: "the program looks the zone up first; `pulumi preview --refresh` stops there, too. Make the zone again before, and switch the app rules on in the console after: the provider sends no status of theirs",
        byHand: async (console) => {
          for (const name of ["Office", "Elsewhere"]) {
            const rule = await console.rule("Payroll", name, "ACCESS_POLICY");
            await console.send("POST", `${rule}/lifecycle/activate`);
          }
        },
      },
    },
  },
  {
    id: "rule-on-network",
    did: "Limited the rule of MFA required to the network, in the word that older orgs have for it.",
    how: {
      inConsole: async (console) =>
        console.edit(
          await console.rule("MFA required", "Enroll at sign-in"),
          withValue(["conditions", "network"], { connection: "ON_NETWORK" }),
        ),
    },
    roots: [],
    follows: [],
    unknown: ["enrollment-policy-unreachable", "enrollment-rule", "factors", "governed-by"],
    provider: { sees: "all", what: "the word (`network_connection`)" },
  },
  {
    id: "default-never-asks",
    did: "Put a rule that asks nobody to enroll before Okta's own in the Default Policy.",
    how: {
      inConsole: async (console) =>
        console.send(
          "POST",
          `${await console.policy("Default Policy")}/rules`,
          newRule("Never ask", "NEVER", 1),
        ),
    },
    roots: [["enrollment-rule-unmanaged", "Default Policy / Never ask", null]],
    follows: [],
    provider: { sees: "nothing", why: "of the default policy it reads the settings alone" },
  },
];
