import { idOf } from "../admin-console.ts";
import type { ConsoleChange } from "../console-change.ts";
import { newPolicy, newRule, withGroups, withValue } from "../edit-policy.ts";

/** Changes of enrollment policies themselves: whether they are there, for whom, and in which order. */
export const policyChanges: readonly ConsoleChange[] = [
  {
    id: "policy-deactivated",
    did: "Deactivated the contractors' policy.",
    how: {
      inConsole: async (console) =>
        console.send("POST", `${await console.policy("Contractors")}/lifecycle/deactivate`),
    },
    roots: [["enrollment-policy-status", "Contractors", "status"]],
    follows: ["enrollment-policy-unreachable", "governed-by"],
    provider: { sees: "all", what: "the status" },
  },
  {
    id: "policy-deleted",
    did: "Deleted the administrators' policy.",
    how: { inConsole: async (console) => console.send("DELETE", await console.policy("Admins")) },
    roots: [["enrollment-policy-missing", "Admins", null]],
    follows: ["governed-by"],
    provider: { sees: "all", what: "that the policy is gone, and its rule with it (404)" },
  },
  {
    id: "policy-renamed",
    did: "Renamed the contractors' policy.",
    how: {
      inConsole: async (console) =>
        console.edit(await console.policy("Contractors"), withValue(["name"], "Contractors 2027")),
    },
    roots: [
      ["enrollment-policy-missing", "Contractors", null],
      ["enrollment-policy-unmanaged", "Contractors 2027", null],
    ],
    follows: ["governed-by"],
    provider: { sees: "all", what: "the name" },
  },
  {
    id: "policy-for-more",
    did: "Added Finance to the contractors' policy.",
    how: {
      inConsole: async (console) => {
        const groups = [await console.group("Contractors"), await console.group("Finance")];
        await console.edit(await console.policy("Contractors"), withGroups(groups.map(idOf)));
      },
    },
    roots: [["enrollment-policy-groups", "Contractors", "groups"]],
    follows: [],
    provider: { sees: "all", what: "the groups" },
  },
  {
    id: "policy-for-everyone",
    did: "Removed all groups from the contractors' policy, so that Okta applies it to everyone.",
    how: {
      inConsole: async (console) => console.edit(await console.policy("Contractors"), withGroups([])),
    },
    roots: [["enrollment-policy-groups", "Contractors", "groups"]],
    follows: ["enrollment-policy-unreachable"],
    provider: {
      sees: "part",
      what:
        "the groups where Okta answers with Everyone; nothing where it answers without a group condition, because " +
        "`groups_included` is read only when it is there. Which of the two a live org does was not verified",
    },
  },
  {
    id: "policies-reordered",
    did: "Moved the contractors' policy above the administrators'.",
    how: {
      inConsole: async (console) =>
        console.edit(await console.policy("Contractors"), withValue(["priority"], 1)),
    },
    roots: [["enrollment-policy-order", "Admins", "order"]],
    follows: [],
    provider: {
      sees: "all",
      what: "the numbers, because the program declares them; without a declared priority, nothing",
    },
  },
  {
    id: "policy-on-top",
    did: "Put a policy for Engineering above all others that asks for a password and never for a factor.",
    how: {
      inConsole: async (console) => {
        const group = idOf(await console.group("Engineering"));
        await console.send("POST", "/policies", newPolicy("Release weekend", group, 1));
        await console.send(
          "POST",
          `${await console.policy("Release weekend")}/rules`,
          newRule("Let them in", "NEVER", 1),
        );
      },
    },
    roots: [["enrollment-policy-unmanaged", "Release weekend", null]],
    follows: ["factors", "governed-by"],
    provider: {
      sees: "part",
      what: "that the declared policies moved down by one, not what is above them: the policy is in no resource",
      remains: { kind: "never", why: "the declared policies are on top again, and the undeclared one stays" },
    },
  },
  {
    id: "policy-below",
    did: "Added a policy for Service Accounts after the declared ones.",
    how: {
      inConsole: async (console) => {
        const group = idOf(await console.group("Service Accounts"));
        await console.send("POST", "/policies", newPolicy("Machines", group, 4));
        await console.send(
          "POST",
          `${await console.policy("Machines")}/rules`,
          newRule("Never ask", "NEVER", 1),
        );
      },
    },
    roots: [["enrollment-policy-unmanaged", "Machines", null]],
    follows: [],
    provider: { sees: "nothing", why: "the policy is in no resource, and no declared one moved" },
  },
  {
    id: "policy-without-rule",
    did: "Left a policy for Finance behind that has no rule.",
    how: {
      inConsole: async (console) => {
        const group = idOf(await console.group("Finance"));
        await console.send("POST", "/policies", newPolicy("Finance trial", group, 4));
      },
    },
    roots: [["enrollment-policy-unmanaged", "Finance trial", null]],
    follows: [],
    provider: { sees: "nothing", why: "the policy is in no resource, and no declared one moved" },
  },
  {
    id: "policy-conditioned",
    did: "Limited the policy MFA required to some devices, by a condition that Plumbline does not know.",
    how: {
      inConsole: async (console) =>
        console.edit(
          await console.policy("MFA required"),
          withValue(["conditions", "devices"], { include: ["managed"] }),
        ),
    },
    roots: [],
    follows: [],
    unknown: ["enrollment-policy-groups", "enrollment-policy-unreachable", "factors", "governed-by"],
    provider: { sees: "nothing", why: "of a policy's conditions it models the groups alone" },
  },
];
