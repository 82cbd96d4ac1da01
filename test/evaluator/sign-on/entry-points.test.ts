import { describe, expect, it } from "vitest";
import { entryPoints } from "../../../src/evaluator/sign-on/entry-points.ts";
import type { SignInTarget } from "../../../src/model/baseline-sign-on.ts";
import type { AppId } from "../../../src/model/ids.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { without } from "../../support/org-builder.ts";
import { anApp, anAppPolicy, catchAll } from "../../support/sign-on-builder.ts";
import { aSignOnOrg, type SignOnParts } from "../../support/sign-on-org.ts";

const strong = anAppPolicy("Strong", [catchAll()]);
const console_ = anAppPolicy("Okta Admin Console", [catchAll()]);
const hiding = (...ids: readonly string[]) => ({ ...console_, hiddenAppIds: ids as readonly AppId[] });

const org = (parts: SignOnParts = {}): OrgSnapshot =>
  aSignOnOrg({ appPolicies: [strong], mapped: [anApp("Payroll", "Strong")], ...parts });

/** Entry points as `name (policy) x applications`, and what is uncertain. */
function found(target: SignInTarget, on: OrgSnapshot) {
  const { entries, uncertainties } = entryPoints(on)(target);
  return [
    ...entries.map(({ name, policy, apps }) => `${name} (${policy?.name ?? "none"}) x ${apps}`),
    ...uncertainties,
  ];
}

const any: SignInTarget = { kind: "any" };
const adminConsole: SignInTarget = { kind: "adminConsole" };
const dashboard: SignInTarget = { kind: "dashboard" };
const payroll: SignInTarget = { kind: "apps", apps: ["Payroll"] };

describe("what a target comes to", () => {
  it.each<[string, SignInTarget, OrgSnapshot, readonly string[]]>([
    [
      "any: a policy each, by its first application",
      any,
      org({
        appPolicies: [strong, console_],
        mapped: [
          anApp("Wiki", "Strong"),
          anApp("Payroll", "Strong"),
          anApp("Okta Admin Console", "Okta Admin Console"),
        ],
      }),
      ["Payroll (Strong) x 2", "Okta Admin Console (Okta Admin Console) x 1"],
    ],
    [
      "any: a policy whose applications are not shown",
      any,
      org({ appPolicies: [strong, hiding("0oa1", "0oa2")] }),
      ["Payroll (Strong) x 1", "Okta Admin Console (Okta Admin Console) x 2"],
    ],
    [
      "any: none that has no application, or of which that was not read",
      any,
      org({ appPolicies: [strong, hiding(), { ...console_, name: "Other", hiddenAppIds: null }] }),
      ["Payroll (Strong) x 1"],
    ],
    [
      "any: a policy that was not read",
      any,
      org({ mapped: [anApp("Wiki", "Elsewhere")] }),
      ['the policy of application "Wiki" was not read'],
    ],
    [
      "any: nothing without the policies",
      any,
      without(org(), { appPolicies: "app-policies" }),
      ["app sign-in policies were not read"],
    ],
    [
      "an application: nothing without what is under which policy",
      payroll,
      without(org(), { appMappings: "app-mappings" }),
      ["the policies of applications were not read"],
    ],
    [
      "the Admin Console: nothing without either",
      adminConsole,
      without(org(), { appPolicies: "app-policies", appMappings: "app-mappings" }),
      ["app sign-in policies were not read", "the policies of applications were not read"],
    ],
    [
      "the Admin Console: under no policy",
      adminConsole,
      org({ mapped: [anApp("Okta Admin Console", null, { name: "saasure" })] }),
      ['the policy of application "Okta Admin Console" was not read'],
    ],
    [
      "the dashboard: a policy of its name that has no application",
      dashboard,
      org({ appPolicies: [{ ...strong, name: "Okta Dashboard" }] }),
      [
        "which policy Okta Dashboard is under was not read: it is shown to super administrators, and no policy of that name has an application that is not shown",
      ],
    ],
    ["Okta itself on Classic", any, org({ engine: "classic" }), ["Okta (none) x 1"]],
  ])("%s", (_, target, on, points) => {
    expect(found(target, on)).toEqual(points);
  });
});
