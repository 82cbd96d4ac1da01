import type { OrgSnapshot, PersonEnrolments } from "../../src/model/snapshot.ts";
import { aPerson, enrolments, idOf, network } from "../support/org-builder.ts";
import {
  type AppRuleParts,
  anApp,
  anAppPolicy,
  anyone,
  aPart,
  aSessionPolicy,
  asks,
  catchAll,
  has,
  theDefaultSessionPolicy,
} from "../support/sign-on-builder.ts";
import { aSignOnOrg, traits } from "../support/sign-on-org.ts";

const kits: readonly (readonly string[])[] = [
  ["okta_verify:push", "okta_verify:totp"],
  ["okta_verify:push", "okta_verify:totp", "okta_verify:signed_nonce"],
  ["google_otp"],
  ["webauthn", "okta_verify:push", "okta_verify:totp"],
];
const resistant = has(aPart({}, { phishingResistant: true }));
const departments = Array.from({ length: 40 }, (_, index) => `Department ${index + 1}`);
const appsAPolicy = 5;

/** Rules as orgs write them: an office, a department, managed devices, a platform, the rest. */
function rulesOf(index: number): readonly AppRuleParts[] {
  const department = departments[index % departments.length] ?? "";
  return [
    { name: "Office", network: network.in("Corp"), verification: asks("2FA", [has()]) },
    {
      name: "Department",
      people: { ...anyone, groupIds: [idOf.group(department)] },
      verification: asks(index === 0 ? "1FA" : "2FA"),
    },
    {
      name: "Managed",
      device: { registered: true, managed: true, assuranceIds: [] },
      verification: asks("1FA", [resistant]),
    },
    { name: "Mobile", platforms: [{ type: "MOBILE", os: "IOS" }], verification: asks("2FA") },
    { name: "Risky", risk: "HIGH", access: "DENY", verification: null },
    catchAll({ verification: asks("2FA", index % 2 === 0 ? [resistant] : []) }),
  ];
}

/**
 * An org of so many people and app policies, in the mind only: every person is in one of forty departments, and one
 * department gets in somewhere with a password alone.
 */
export function largeSignOnOrg(people: number, policies: number): OrgSnapshot {
  const everybody = Array.from({ length: people }, (_, index) =>
    aPerson(`person${index}@acme.example`, { signOn: sharedTraits }),
  );
  const read = kits.map((kit) => enrolments(kit));
  const names = Array.from({ length: policies }, (_, index) => `Policy ${index + 1}`);
  return aSignOnOrg({
    people: everybody,
    groups: Object.fromEntries(
      departments.map((name, index) => [
        name,
        everybody.filter((_, number) => number % departments.length === index).map(({ login }) => login),
      ]),
    ),
    zones: ["Corp"],
    sessionPolicies: [
      ...departments.slice(0, 4).map((name, index) =>
        aSessionPolicy(
          name,
          [name],
          [{ name: "Outside", network: network.notIn("Corp"), requiresFactor: true }, {}],
          {
            priority: index + 1,
          },
        ),
      ),
      theDefaultSessionPolicy(),
    ],
    appPolicies: names.map((name, index) => anAppPolicy(name, rulesOf(index))),
    mapped: names.flatMap((name) =>
      Array.from({ length: appsAPolicy }, (_, index) => anApp(`${name} application ${index + 1}`, name)),
    ),
    enrolments: Object.fromEntries(
      everybody.map(({ login }, index): [string, PersonEnrolments] => [
        login,
        read[index % read.length] ?? none,
      ]),
    ),
  });
}

const sharedTraits = traits();
const none = enrolments([]);
