import { expect, it } from "vitest";
import { adoptPolicies } from "../../../src/answers/adopt/adopt-policies.ts";
import {
  aMappedApp,
  anOrg,
  aPolicy,
  onlyApps,
  type RuleParts,
  theDefaultPolicy,
} from "../../support/org-builder.ts";

const shown = [
  aMappedApp("Payroll"),
  aMappedApp("Wiki"),
  { ...aMappedApp("Wiki"), id: aMappedApp("Twin").id },
];

function adopted(parts: RuleParts) {
  const policy = aPolicy("Staff", { groups: ["Staff"], rules: [parts, { name: "The rest" }] });
  const { slices } = anOrg({
    groups: { Staff: [] },
    policies: [policy, theDefaultPolicy()],
    appMappings: shown,
  });
  const { declared, oddities } = adoptPolicies(slices, new Map());
  const [rule] = (declared[0]?.node.toJSON() as { rules: readonly { apps?: unknown }[] }).rules;
  return { apps: rule?.apps, said: oddities.map(({ subject, words }) => `${subject}: ${words}`) };
}

it.each([
  ["labels", onlyApps.in("Payroll"), { include: ["Payroll"] }],
  [
    "Okta itself and types",
    onlyApps.notIn("type okta", "type wiki"),
    { exclude: ["okta", { type: "wiki" }] },
  ],
])("declares the applications of a rule by %s", (_, apps, written) => {
  expect(adopted({ apps })).toEqual({ apps: written, said: [] });
});

it.each([
  ["is not shown", onlyApps.in("Hidden")],
  ["shares its label", onlyApps.in("Wiki")],
  ["is of a kind that nobody modelled", onlyApps.odd],
])("leaves a rule out, by name, whose application %s", (_, apps) => {
  expect(adopted({ apps }).said).toEqual([
    "Staff / Enroll at sign-in: it names an application that cannot be named; not declared",
  ]);
});
