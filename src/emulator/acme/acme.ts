import { fillState } from "../filling/fill-state.ts";
import type { EmulatorState } from "../state/state.ts";
import { acmeLog } from "./acme-log.ts";
import { acmeMembers, acmePeople } from "./acme-people.ts";
import { acmeAuthenticators, acmePolicies } from "./acme-policies.ts";
import { acmeSignOn } from "./acme-sign-on.ts";
import type { WrittenGroup } from "./acme-written.ts";

const switchedOff = ["phone_number", "security_question"];

/**
 * Acme: about sixty made-up people in an Identity Engine org that is in line with `policy/baseline.yaml`.
 * The history in its System Log ends shortly before `now`, and two people joined in the days before; everything
 * else is the same at any time.
 */
export function acmeState(now: Date = new Date("2026-11-23T09:00:00.000Z")): EmulatorState {
  const state = fillState({
    engine: "identity",
    org: { subdomain: "acme" },
    serviceApps: [
      {
        clientId: "0oaPulumiServiceApp",
        label: "Pulumi",
        keys: [],
        scopes: ["okta.policies.manage", "okta.groups.manage", "okta.authenticators.manage"],
      },
    ],
    users: [...acmePeople(now)],
    groups: [...acmeGroups()],
    groupRules: [
      {
        name: "MFA Required - employees",
        expression: 'user.userType=="employee"',
        groupIds: ["MFA Required"],
      },
    ],
    authenticators: [
      ...acmeAuthenticators.map((key) => ({ key, status: "ACTIVE" as const })),
      ...switchedOff.map((key) => ({ key, status: "INACTIVE" as const })),
    ],
    policies: [...acmePolicies()],
    ...acmeSignOn,
    zones: [
      { name: "Corp", fields: { gateways: [{ type: "CIDR", value: "203.0.113.0/24" }], proxies: null } },
      { name: "BlockedIpZone", usage: "BLOCKLIST", system: true, fields: { gateways: null, proxies: null } },
    ],
    apps: [
      {
        label: "Payroll",
        name: "payroll",
        signOnMode: "SAML_2_0",
        groupIds: ["Finance"],
        userIds: ["beth@acme.example"],
      },
      { label: "Wiki", name: "oidc_client", signOnMode: "OPENID_CONNECT", groupIds: ["Everyone"] },
    ],
  });
  return { ...state, logEvents: acmeLog(state, now) };
}

function acmeGroups(): readonly WrittenGroup[] {
  return [
    {
      name: "MFA Required",
      description: "Everyone who signs in",
      members: [...acmeMembers.employees, ...acmeMembers.contractors],
    },
    {
      name: "MFA Admins",
      description: "Everyone who holds an Okta admin role",
      members: ["nia@acme.example", "omar@acme.example"],
    },
    {
      name: "Service Accounts",
      description: "Accounts of machines, which nobody signs in to",
      members: ["svc-backup@acme.example"],
    },
    { name: "Contractors", type: "APP_GROUP", members: [...acmeMembers.contractors] },
    { name: "Finance", description: "Whoever runs the payroll", members: [...acmeMembers.payroll] },
    { name: "Engineering", members: [...acmeMembers.engineering] },
    {
      name: "IT Operations",
      description: "Holds the help desk role",
      members: ["omar@acme.example"],
      roles: ["HELP_DESK_ADMIN"],
    },
  ];
}
