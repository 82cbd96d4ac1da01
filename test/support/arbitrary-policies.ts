import fc from "fast-check";
import { type AppCondition, anyApp, type LiveApp } from "../../src/model/app-condition.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";
import {
  aGroup,
  aMappedApp,
  anOrg,
  aPerson,
  aPolicy,
  idOf,
  network,
  onlyApps,
  type RuleParts,
  theDefaultPolicy,
} from "./org-builder.ts";

export const somePeople = ["nia@acme.example", "omar@acme.example", "dana@acme.example", "mei@acme.example"];
const groupNames = ["Staff", "Admins", "Contractors"];
const zoneNames = ["Corp", "Berlin", "Lab"];
// Payroll is of the type oidc_client, and so is CRM, which no condition names.
const appNames = ["Payroll", "Old wiki", "type oidc_client", "type okta"];

/** How much of an org is hard to tell. */
export interface Murk {
  /** Groups, rules and zones that were not read, conditions that we do not model. */
  readonly allowed: boolean;
}

const someZones = (murk: Murk) =>
  fc.oneof(
    fc.subarray(murk.allowed ? [...zoneNames, "Deleted"] : zoneNames, { minLength: 1 }),
    fc.constant(["ALL_ZONES"]),
  );

const someNetwork = (murk: Murk) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant(network.anywhere) },
    { weight: 3, arbitrary: someZones(murk).map((zones) => network.in(...zones)) },
    { weight: 3, arbitrary: someZones(murk).map((zones) => network.notIn(...zones)) },
  );

const someApps = (murk: Murk): fc.Arbitrary<AppCondition<LiveApp>> => {
  return fc.oneof(
    { weight: 12, arbitrary: fc.constant(anyApp) },
    { weight: 2, arbitrary: fc.subarray(appNames).map((names) => onlyApps.in(...names)) },
    { weight: 2, arbitrary: fc.subarray(appNames).map((names) => onlyApps.notIn(...names)) },
    { weight: murk.allowed ? 1 : 0, arbitrary: fc.constant(onlyApps.odd) },
  );
};

/** From one priority number to the next: now and then it is the same. */
const someStep = fc.constantFrom(1, 1, 1, 0);

function numbered<Item>(items: readonly (readonly [Item, number])[]): readonly (readonly [Item, number])[] {
  let priority = 1;
  return items.map(([item, step]) => {
    priority += step;
    return [item, priority];
  });
}

const someRule = (murk: Murk): fc.Arbitrary<RuleParts> =>
  fc.record({
    network: someNetwork(murk),
    status: fc.constantFrom("ACTIVE", "ACTIVE", "ACTIVE", "INACTIVE"),
    excludedUserIds: fc.subarray(somePeople.map(idOf.user), { maxLength: 2 }),
    apps: someApps(murk),
    otherConditions: murk.allowed ? fc.constantFrom([], [], [], ["platform"]) : fc.constant([]),
  });

const someRules = (murk: Murk) => {
  const read = fc
    .array(fc.tuple(someRule(murk), someStep), { maxLength: 3 })
    .map((rules) =>
      numbered(rules).map(([rule, priority], at) => ({ ...rule, name: `Rule ${at}`, priority })),
    );
  return murk.allowed ? fc.option(read, { freq: 8 }) : read;
};

const somePolicies = (murk: Murk) =>
  fc
    .array(
      fc.tuple(
        fc.record({
          groups: fc.subarray([...groupNames, "Everyone", "Deleted group"], {
            minLength: murk.allowed ? 0 : 1,
            maxLength: 2,
          }),
          status: fc.constantFrom("ACTIVE", "ACTIVE", "ACTIVE", "INACTIVE"),
          rules: someRules(murk),
        }),
        someStep,
      ),
      { maxLength: 4 },
    )
    .map((policies) =>
      numbered(policies).map(([parts, priority], at) => aPolicy(`Policy ${at}`, { ...parts, priority })),
    );

/** An org of few people, groups and zones, and of policies that get in each other's way. */
export function orgWithPolicies(murk: Murk): fc.Arbitrary<OrgSnapshot> {
  return fc
    .record({
      policies: somePolicies(murk),
      hasDefault: murk.allowed ? fc.constantFrom(true, true, true, false) : fc.constant(true),
      members: fc.tuple(...groupNames.map(() => fc.subarray(somePeople))),
      unreadGroups: fc.subarray(groupNames, { maxLength: murk.allowed ? 1 : 0 }),
      zonesRead: murk.allowed ? fc.boolean() : fc.constant(true),
      appsRead: murk.allowed ? fc.boolean() : fc.constant(true),
      partOfPolicies: murk.allowed ? fc.constantFrom(false, false, false, true) : fc.constant(false),
    })
    .map(({ policies, hasDefault, members, unreadGroups, zonesRead, appsRead, partOfPolicies }) => {
      const org = anOrg({
        people: somePeople.map((login) => aPerson(login)),
        groups: Object.fromEntries(groupNames.map((name, at) => [name, members[at] ?? []])),
        policies: [...policies, ...(hasDefault ? [theDefaultPolicy()] : [])],
        zones: zoneNames,
        appMappings: [
          aMappedApp("Payroll"),
          aMappedApp("CRM"),
          aMappedApp("Old wiki", { status: "INACTIVE", name: "wiki" }),
        ],
        gaps: partOfPolicies
          ? [{ slice: "policies", reason: "500 E0000009 Internal Server Error", affected: 1, ids: ["00pX"] }]
          : [],
      });
      const { zones, appMappings, groupMembers = {}, ...rest } = org.slices;
      const read = Object.entries(groupMembers).filter(
        ([id]) => !unreadGroups.some((name) => idOf.group(name) === id),
      );
      const slices = {
        ...rest,
        groups: [aGroup("Everyone", "BUILT_IN"), ...groupNames.map((name) => aGroup(name))],
        groupMembers: Object.fromEntries(read),
        ...(zonesRead && zones !== undefined ? { zones } : {}),
        ...(appsRead && appMappings !== undefined ? { appMappings } : {}),
      };
      return { ...org, slices };
    });
}
