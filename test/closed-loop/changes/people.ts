import { stringAt } from "../../../src/emulator/wire/json.ts";
import type { AdminConsole } from "../admin-console.ts";
import type { ConsoleChange } from "../console-change.ts";

const noResource = "no resource has people's factors, and no data source reads them";

async function deleteFactors(console: AdminConsole, login: string, factorType: string): Promise<void> {
  const factors = `${await console.person(login)}/factors`;
  for (const factor of await console.list(factors)) {
    if (stringAt(factor, "factorType") === factorType) {
      await console.send("DELETE", `${factors}/${stringAt(factor, "id")}`);
    }
  }
}

/** Changes of people: what they have enrolled, what they may do, whether they are there. */
export const peopleChanges: readonly ConsoleChange[] = [
  {
    id: "key-removed",
    did: "Removed Beth's security key, with which she opened Payroll.",
    how: { inConsole: (console) => deleteFactors(console, "beth@acme.example", "webauthn") },
    roots: [["factors", "beth@acme.example", "factors"]],
    follows: ["sign-in"],
    provider: { sees: "nothing", why: noResource },
  },
  {
    id: "factors-reset",
    did: "Reset all of Ming's authenticators.",
    how: {
      inConsole: async (console) =>
        console.send("POST", `${await console.person("ming@acme.example")}/lifecycle/reset_factors`),
    },
    roots: [["factors", "ming@acme.example", "factors"]],
    follows: [],
    provider: { sees: "nothing", why: noResource },
  },
  {
    id: "payroll-opened",
    did: "Put Søren, who has push only, in Finance, which opens Payroll to him.",
    how: {
      inConsole: async (console) => {
        const soren = await console.person("soren@acme.example");
        await console.send("PUT", `${await console.group("Finance")}${soren}`);
      },
    },
    roots: [["factors", "soren@acme.example", "factors"]],
    follows: ["sign-in"],
    provider: { sees: "nothing", why: "the group is in no resource, and neither are people's factors" },
  },
  {
    id: "role-granted",
    did: "Made Greta an organization administrator.",
    how: {
      inConsole: async (console) =>
        console.send("POST", `${await console.person("greta@acme.example")}/roles`, { type: "ORG_ADMIN" }),
    },
    roots: [["member-of", "greta@acme.example", "memberOf"]],
    follows: ["governed-by"],
    provider: { sees: "nothing", why: "admin roles are in none of the program's resources" },
  },
  {
    id: "role-granted-to-group",
    did: "Gave Finance the report role, which makes its three people administrators.",
    how: {
      inConsole: async (console) =>
        console.send("POST", `${await console.group("Finance")}/roles`, { type: "REPORT_ADMIN" }),
    },
    roots: [
      ["member-of", "dana@acme.example", "memberOf"],
      ["member-of", "kwame@acme.example", "memberOf"],
      ["member-of", "lucia@acme.example", "memberOf"],
    ],
    follows: ["governed-by"],
    provider: { sees: "nothing", why: "admin roles are in none of the program's resources" },
  },
  {
    id: "contractor-created",
    did: "Made an account for a contractor by hand and forgot the groups; nobody enrolled in the days since.",
    how: {
      inConsole: (console) =>
        console.send("POST", "/users?activate=true", {
          profile: {
            login: "imani@acme.example",
            email: "imani@acme.example",
            firstName: "Imani",
            lastName: "Otieno",
            userType: "contractor",
          },
          credentials: { password: { value: "correct horse battery staple" } },
        }),
    },
    roots: [["member-of", "imani@acme.example", "memberOf"]],
    follows: ["factors", "governed-by"],
    provider: { sees: "nothing", why: "people are in no resource" },
  },
  {
    id: "leaver-reactivated",
    did: "Reactivated Carol's account, which had been deactivated and has no factor.",
    how: {
      inConsole: async (console) =>
        console.send(
          "POST",
          `${await console.person("carol@acme.example")}/lifecycle/activate?sendEmail=false`,
        ),
    },
    roots: [["factors", "carol@acme.example", "factors"]],
    follows: [],
    provider: { sees: "nothing", why: "people are in no resource" },
  },
  {
    id: "exempted-account-gone",
    did: "Deactivated the backup account, the only one with an exemption.",
    how: {
      inConsole: async (console) =>
        console.send("POST", `${await console.person("svc-backup@acme.example")}/lifecycle/deactivate`),
    },
    roots: [
      ["exemption-stale", "svc-backup@acme.example (everyone)", null],
      ["group-members", "Service Accounts", "members"],
    ],
    follows: [],
    provider: {
      sees: "part",
      what: "that the account left its group; exemptions are the baseline's own and in no resource",
      remains: {
        kind: "never",
        why: "Okta adds no deactivated account to a group, and the provider does not tell of the refusal",
      },
    },
  },
];
