import { idOf } from "../admin-console.ts";
import type { ConsoleChange } from "../console-change.ts";
import { withValue } from "../edit-policy.ts";
import { withGroup } from "../edit-state.ts";

const fillingRule = "MFA Required - employees";

/** Changes of groups, of who is in them, and of the rules that fill them. */
export const groupChanges: readonly ConsoleChange[] = [
  {
    id: "group-deleted",
    did: "Deleted the group Service Accounts.",
    how: { inConsole: async (console) => console.send("DELETE", await console.group("Service Accounts")) },
    roots: [["group-missing", "Service Accounts", null]],
    follows: [],
    provider: { sees: "all", what: "that the group is gone (404)" },
  },
  {
    id: "group-renamed",
    did: "Renamed the group MFA Required.",
    how: {
      inConsole: async (console) =>
        console.edit(
          await console.group("MFA Required"),
          withValue(["profile", "name"], "Everybody with MFA"),
        ),
    },
    roots: [["group-missing", "MFA Required", null]],
    follows: ["enrollment-policy-groups", "group-rule", "member-of"],
    provider: { sees: "all", what: "the name" },
  },
  {
    id: "filled-group-deleted",
    did: "Deleted the group MFA Required, which leaves the rule that fills it INVALID.",
    how: { inConsole: async (console) => console.send("DELETE", await console.group("MFA Required")) },
    roots: [["group-missing", "MFA Required", null]],
    follows: [
      "enrollment-policy-groups",
      "enrollment-policy-unreachable",
      "factors",
      "governed-by",
      "group-rule",
      "member-of",
    ],
    provider: {
      sees: "part",
      what:
        "that the group is gone, and the rule's status. Not that the policy applies to nobody where Okta leaves the group " +
        "condition out: `groups_included` is read only when it is there",
      remains: {
        kind: "protected",
        unprotected: "part",
        why: "the rule that fills the group has to be replaced. Then people whom no rule brings in are missing: the contractors",
      },
    },
  },
  {
    id: "admin-added",
    did: "Put Greta in MFA Admins.",
    how: {
      inConsole: async (console) => {
        const greta = await console.person("greta@acme.example");
        await console.send("PUT", `${await console.group("MFA Admins")}${greta}`);
      },
    },
    roots: [["group-members", "MFA Admins", "members"]],
    follows: [],
    provider: {
      sees: "all",
      what:
        "the person, because the program asks for `track_all_users` where a group is closed; by default only removals " +
        "(terraform-provider-okta#1119)",
    },
  },
  {
    id: "declared-member-removed",
    did: "Took the backup account out of Service Accounts.",
    how: {
      inConsole: async (console) => {
        const account = await console.person("svc-backup@acme.example");
        await console.send("DELETE", `${await console.group("Service Accounts")}${account}`);
      },
    },
    roots: [["group-members", "Service Accounts", "members"]],
    follows: [],
    provider: { sees: "all", what: "the person" },
  },
  {
    id: "employee-removed",
    did: "Took Ravi out of MFA Required.",
    how: {
      inConsole: async (console) => {
        const ravi = await console.person("ravi@acme.example");
        await console.send("DELETE", `${await console.group("MFA Required")}${ravi}`);
      },
    },
    // Okta leaves whoever is taken out by hand out of the rule that fills the group.
    roots: [["group-rule", fillingRule, "exceptUsers"]],
    follows: ["governed-by", "member-of"],
    provider: {
      sees: "part",
      what:
        "that Okta leaves the person out of the group rule from then on (`users_excluded`), not that they are out of the " +
        "group: members whom a rule brings in are in no resource",
    },
  },
  {
    id: "group-rule-stopped",
    did: "Deactivated the rule that fills MFA Required.",
    how: {
      inConsole: async (console) =>
        console.send("POST", `${await console.groupRule(fillingRule)}/lifecycle/deactivate`),
    },
    roots: [["group-rule", fillingRule, "status"]],
    follows: [],
    provider: { sees: "all", what: "the status" },
  },
  {
    id: "group-rule-narrowed",
    did: "Narrowed the rule that fills MFA Required to engineers.",
    how: {
      inConsole: async (console) => {
        const rule = await console.groupRule(fillingRule);
        await console.send("POST", `${rule}/lifecycle/deactivate`);
        await console.edit(
          rule,
          withValue(["conditions", "expression", "value"], 'user.title=="Software Engineer"'),
        );
        await console.send("POST", `${rule}/lifecycle/activate`);
      },
    },
    roots: [["group-rule", fillingRule, "expression"]],
    follows: [],
    provider: { sees: "all", what: "the expression" },
  },
  {
    id: "group-rule-elsewhere",
    did: "Pointed the rule that fills MFA Required at Engineering.",
    how: {
      inConsole: async (console) => {
        const rule = await console.groupRule(fillingRule);
        const group = idOf(await console.group("Engineering"));
        await console.send("POST", `${rule}/lifecycle/deactivate`);
        await console.edit(rule, withValue(["actions", "assignUserToGroups", "groupIds"], [group]));
        await console.send("POST", `${rule}/lifecycle/activate`);
      },
    },
    roots: [["group-rule", fillingRule, "groups"]],
    follows: [],
    provider: {
      sees: "all",
      what: "the group",
      remains: { kind: "protected", unprotected: "all", why: "the rule has to be replaced" },
    },
  },
  {
    id: "group-rule-fills-another",
    did: "Let the rule that fills MFA Required fill Engineering as well.",
    how: {
      inConsole: async (console) => {
        const rule = await console.groupRule(fillingRule);
        const groups = [await console.group("MFA Required"), await console.group("Engineering")].map(idOf);
        await console.send("POST", `${rule}/lifecycle/deactivate`);
        await console.edit(rule, withValue(["actions", "assignUserToGroups", "groupIds"], groups));
        await console.send("POST", `${rule}/lifecycle/activate`);
      },
    },
    roots: [["group-rule", fillingRule, "groups"]],
    follows: [],
    provider: {
      sees: "all",
      what: "the group",
      remains: { kind: "protected", unprotected: "all", why: "the rule has to be replaced" },
    },
  },
  {
    id: "group-rule-excludes",
    did: "Left Ravi out of the rule that fills MFA Required.",
    how: {
      inConsole: async (console) => {
        const rule = await console.groupRule(fillingRule);
        const ravi = idOf(await console.person("ravi@acme.example"));
        await console.send("POST", `${rule}/lifecycle/deactivate`);
        await console.edit(rule, withValue(["conditions", "people", "users", "exclude"], [ravi]));
        await console.send("POST", `${rule}/lifecycle/activate`);
      },
    },
    roots: [["group-rule", fillingRule, "exceptUsers"]],
    follows: [],
    provider: { sees: "all", what: "the person (`users_excluded`)" },
  },
  {
    id: "group-rule-excludes-group",
    did: "Left the people of Engineering out of the rule that fills MFA Required.",
    how: {
      inConsole: async (console) => {
        const rule = await console.groupRule(fillingRule);
        const group = idOf(await console.group("Engineering"));
        await console.send("POST", `${rule}/lifecycle/deactivate`);
        await console.edit(rule, withValue(["conditions", "people", "groups", "exclude"], [group]));
        await console.send("POST", `${rule}/lifecycle/activate`);
      },
    },
    roots: [["group-rule", fillingRule, "exceptGroups"]],
    follows: [],
    provider: { sees: "nothing", why: "the provider has no field for groups that a rule leaves out" },
  },
  {
    id: "group-rule-deleted",
    did: "Deleted the rule that fills MFA Required.",
    how: {
      inConsole: async (console) => {
        const rule = await console.groupRule(fillingRule);
        await console.send("POST", `${rule}/lifecycle/deactivate`);
        await console.send("DELETE", rule);
      },
    },
    roots: [["group-rule", fillingRule, "status"]],
    follows: [],
    provider: { sees: "all", what: "that the rule is gone (404)" },
  },
  {
    id: "directory-group-emptied",
    did: "Moved all contractors out of their group, in the directory that Okta imports it from.",
    how: {
      elsewhere: (state) => ({
        ...state,
        groups: state.groups.map((group) =>
          group.name === "Contractors" ? { ...group, members: [] } : group,
        ),
      }),
    },
    roots: [["enrollment-policy-unreachable", "Contractors", null]],
    follows: [],
    provider: { sees: "nothing", why: "the group is only looked up, and nothing asks who is in it" },
  },
  {
    id: "namesake-imported",
    did: "Let a directory bring in a second group called MFA Required, with Greta in it.",
    how: { elsewhere: withGroup("MFA Required", ["greta@acme.example"]) },
    roots: [],
    follows: [],
    unknown: ["enrollment-policy-groups", "group-missing", "group-rule"],
    provider: { sees: "nothing", why: "it knows the group that it made by its id, and no other" },
  },
];
