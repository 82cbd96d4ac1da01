import { describe, expect, it } from "vitest";
import { adoptOrg } from "../../../src/answers/adopt/adopt-org.ts";
import { populationsOf } from "../../../src/answers/adopt/propose-requirements.ts";
import { stackImports } from "../../../src/answers/adopt/stack-imports.ts";
import { summariseAdoption } from "../../../src/answers/adopt/summarise-adoption.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import type { AppId, GroupRuleId, UserId } from "../../../src/model/ids.ts";
import type { OrgAuthenticator } from "../../../src/model/live-enrollment.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import {
  aGroup,
  aGroupRule,
  anOrg,
  aPerson,
  aPolicy,
  enrolments,
  idOf,
  network,
  type OrgParts,
  type PolicyParts,
  type RuleParts,
  theDefaultPolicy,
  without,
} from "../../support/org-builder.ts";
import { anApp } from "../../support/sign-on-builder.ts";

const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);
const now = new Date("2026-03-01T12:00:00.000Z");
const nia = "nia@acme.example";
const settings = { okta_password: "REQUIRED", webauthn: "OPTIONAL" };

const acme = (change: OrgParts = {}): OrgSnapshot =>
  anOrg({
    people: [aPerson(nia)],
    groups: { Staff: [nia] },
    policies: [aPolicy("Staff", { groups: ["Staff"], settings }), theDefaultPolicy(settings)],
    authenticators: { okta_password: "ACTIVE", webauthn: "ACTIVE" },
    adminRoles: { users: { [nia]: ["SUPER_ADMIN"] } },
    enrolments: { [nia]: enrolments(["webauthn"]) },
    ...change,
  });

const adopt = (org: OrgSnapshot) => adoptOrg({ org, now, checks, exemptForDays: 30, maxExemptions: 50 });
const said = (org: OrgSnapshot) => adopt(org).oddities.map(({ subject, words }) => `${subject}: ${words}`);

/** Names that a reader puts beside those of the org. */
const withSlices = (org: OrgSnapshot, slices: Partial<OrgSnapshot["slices"]>): OrgSnapshot => ({
  ...org,
  slices: { ...org.slices, ...slices },
});

describe("authenticators", () => {
  const withOne = (one: Partial<OrgAuthenticator>) => {
    const org = acme();
    const more = { id: null, key: "webauthn", name: "One more", status: "ACTIVE", ...one };
    return withSlices(org, { authenticators: [...(org.slices.authenticators ?? []), more] });
  };

  it.each<[string, Partial<OrgAuthenticator>]>([
    ["moon_dust: Plumbline does not know this authenticator; not declared", { key: "moon_dust" }],
    ["custom_app: Okta gave no id for it; not declared", { key: "custom_app" }],
    ["duo: its status is NOT_SETUP; not declared", { key: "duo", status: "NOT_SETUP" }],
  ])("%s", (words, one) => {
    expect(said(withOne(one))).toContain(words);
  });

  it("of a key that repeats are declared by their ids, with their names behind", () => {
    const { text } = adopt(withOne({ key: "custom_app", id: "autA1" as never, name: "Acme Authenticator" }));
    expect(text).toContain("  custom_app/autA1: ACTIVE # Acme Authenticator\n");
  });
});

describe("groups", () => {
  it("of one name with another are left out, and so is what names them alone", () => {
    const org = acme({
      policies: [aPolicy("Staff", { groups: ["Staff", "Guests"], settings }), theDefaultPolicy(settings)],
      groups: { Staff: [nia], Guests: [] },
    });
    const twin = { ...aGroup("Guests", "APP_GROUP"), id: idOf.group("Guests of a directory") };
    expect(said(withSlices(org, { groups: [...(org.slices.groups ?? []), twin] }))).toContain(
      "Guests: another one has its name; not declared",
    );
  });

  it("keep their descriptions, and whom the rule that fills them leaves out", () => {
    const rule = aGroupRule("Fill", ["Staff"], {
      excludedUserIds: [idOf.user(nia), "00u-gone" as UserId],
    });
    const org = acme({ groupRules: [rule] });
    const groups = (org.slices.groups ?? []).map((group) =>
      group.name === "Staff" ? { ...group, description: "Everybody" } : group,
    );
    const { text } = adopt(withSlices(org, { groups }));
    expect(text).toContain("    description: Everybody\n");
    expect(text).toContain("      exceptUsers: [00u-gone, nia@acme.example]\n");
  });

  it.each<[string, Parameters<typeof aGroupRule>[2]]>([
    ["it excludes a group that cannot be named", { excludedGroupIds: [idOf.group("Deleted")] }],
    ["it is INVALID", { status: "INVALID", id: "0prX" as GroupRuleId }],
  ])("are declared without the rule that fills them where %s", (why, change) => {
    const org = acme({ groupRules: [aGroupRule("Fill", ["Staff"], change)] });
    expect(said(org)).toContain(`Fill: ${why}; not declared`);
    expect(adopt(org).text).not.toContain("filledBy");
  });
});

describe("policies and rules", () => {
  const withPolicy = (name: string, parts: PolicyParts = {}) =>
    acme({
      zones: ["Corp"],
      policies: [
        aPolicy("Staff", { groups: ["Staff"], settings }),
        aPolicy(name, { groups: ["Staff"], settings, priority: 2, ...parts }),
        theDefaultPolicy(settings),
      ],
    });

  it.each<[string, string, PolicyParts]>([
    ["it has the name of Okta's own policy", "Default Policy", {}],
    ["no group that a baseline can name is in it", "Temp", { groups: ["Deleted"] }],
    ["it has no rule that a baseline can say", "Temp", { rules: [] }],
    ["it has no rule that a baseline can say", "Temp", { rules: null }],
    ["it is INACTIVE", "Temp", { status: "INACTIVE" }],
    ["another one has its name", "Staff", {}],
  ])("are left out where %s: %s", (why, name, parts) => {
    const { oddities } = adopt(withPolicy(name, parts));
    expect(oddities.map(({ kind, words }) => [kind, words])).toContainEqual([
      "policy",
      `${why}; not declared`,
    ]);
  });

  it.each<[string, PolicyParts]>([
    ["a baseline does not know what SOMETIMES does", { rules: [{ enroll: "SOMETIMES" }] }],
    ["it has conditions (conditions.moon)", { rules: [{ otherConditions: ["conditions.moon"] }] }],
    ["it names a zone that cannot be named", { rules: [{ network: network.in("Corp", "Moon") }] }],
    ["another one has its name", { rules: [{}, {}] }],
  ])("leave out a rule: %s", (why, parts) => {
    const { oddities } = adopt(withPolicy("More", parts));
    expect(oddities.map(({ kind, words }) => [kind, words])).toContainEqual(["rule", `${why}; not declared`]);
  });

  it("keep a description, and an id where whom a rule leaves out is gone", () => {
    const { text } = adopt(
      withPolicy("More", {
        description: "For a while",
        rules: [{ excludedUserIds: ["00u-gone" as UserId], network: network.notIn("Corp") }],
      }),
    );
    expect(text).toContain("    description: For a while\n");
    expect(text).toContain("        network: {notIn: [Corp]}\n        exceptUsers: [00u-gone]\n");
  });

  it("declare nothing that is off for the org, that Okta adds one day, or that is not known", () => {
    const odd = { okta_password: "REQUIRED", webauthn: "OPTIONAL", duo: "OPTIONAL", google_otp: "SOMEHOW" };
    const org = acme({
      policies: [aPolicy("Staff", { groups: ["Staff"], settings: odd }), theDefaultPolicy(settings)],
      authenticators: { okta_password: "ACTIVE", webauthn: "ACTIVE", duo: "INACTIVE", google_otp: "ACTIVE" },
    });
    expect(adopt(org).baseline.enrollmentPolicies[0]?.authenticators).toEqual({
      okta_password: "REQUIRED",
      webauthn: "OPTIONAL",
    });
  });
});

describe("rules for some applications", () => {
  const payroll = { kind: "app", id: "0oaPayroll" as AppId } as const;
  const okta = { kind: "type", name: "okta" } as const;
  const withApps = (apps: NonNullable<RuleParts["apps"]>, labels: readonly string[] = ["Payroll"]) =>
    withSlices(
      acme({
        policies: [
          aPolicy("Staff", { groups: ["Staff"], settings, rules: [{ name: "Some", apps }, {}] }),
          theDefaultPolicy(settings),
        ],
      }),
      {
        appMappings: labels.map((label, at) =>
          anApp(label, null, { id: (at === 0 ? "0oaPayroll" : `0oa${at}`) as AppId }),
        ),
      },
    );

  it.each<[string, NonNullable<RuleParts["apps"]>, string]>([
    ["an application by its label", { include: [payroll], exclude: [] }, "apps: {include: [Payroll]}"],
    [
      "Okta itself, and a type left out",
      { include: [okta], exclude: [{ kind: "type", name: "office365" }] },
      "apps: {include: [okta], exclude: [{type: office365}]}",
    ],
  ])("are declared: %s", (_, apps, words) => {
    expect(adopt(withApps(apps)).text).toContain(words);
  });

  it.each<[string, NonNullable<RuleParts["apps"]>, readonly string[]]>([
    [
      "an application that was not read",
      { include: [{ kind: "app", id: "0oaGone" as AppId }], exclude: [] },
      ["Payroll"],
    ],
    ["one of two of one label", { include: [payroll], exclude: [] }, ["Payroll", "Payroll"]],
    ["what Okta adds one day", { include: [], exclude: [{ kind: "other", words: "MOON 1" }] }, ["Payroll"]],
    ["an application that is called like Okta itself", { include: [payroll], exclude: [] }, ["okta"]],
  ])("are left out: %s", (_, apps, labels) => {
    const { oddities } = adopt(withApps(apps, labels));
    expect(oddities.map(({ kind, subject }) => [kind, subject])).toContainEqual(["rule", "Staff / Some"]);
  });
});

describe("a Classic org", () => {
  const factors = { okta_push: "OPTIONAL", okta_sms: "OPTIONAL" };
  const classic = (): OrgSnapshot =>
    anOrg({
      engine: "classic",
      people: [aPerson(nia)],
      groups: { Staff: [nia] },
      policies: [
        aPolicy("Staff", { groups: ["Staff"], settings: factors, shape: "factors" }),
        theDefaultPolicy(factors, "factors"),
      ],
      authenticators: {
        okta_password: "ACTIVE",
        okta_push: "ACTIVE",
        okta_sms: "ACTIVE",
        okta_question: "NOT_SETUP",
      },
      adminRoles: { groups: { Staff: ["HELP_DESK_ADMIN"] } },
      enrolments: { [nia]: enrolments(["okta_sms"], "factors") },
    });

  it("is asked for what its people have, and imported by its factors' keys", () => {
    const org = classic();
    const adoption = adopt(org);
    expect(adoption.proposals.map(({ population, chosen }) => [population.id, chosen?.level.id])).toEqual([
      ["admins", "phishing-resistant"],
      ["everyone", "phishing-resistant"],
    ]);
    expect(adoption.evaluation.summary).toMatchObject({ findings: 0, unknown: 0 });
    const imported = stackImports(org, adoption.adopted).map((one) => ("type" in one ? one.type : ""));
    expect(imported.filter((type) => type === "okta:factor/factor:Factor")).toHaveLength(2);
  });
});

describe("whom an org seems to mean", () => {
  it.each<[string, OrgSnapshot, readonly string[]]>([
    ["administrators, and everybody", acme(), ["admins", "everyone"]],
    [
      "a group that administers",
      acme({ adminRoles: { groups: { Staff: ["APP_ADMIN"] } } }),
      ["admins", "everyone"],
    ],
    ["everybody where nobody administers", acme({ adminRoles: { users: { [nia]: [] } } }), ["everyone"]],
    ["everybody where roles were not read", without(acme(), { adminRoles: "admin-roles" }), ["everyone"]],
  ])("is %s", (_, org, ids) => {
    expect(populationsOf(org).map(({ id }) => id)).toEqual(ids);
  });
});

it("says what is left where the circle does not close", () => {
  const org = acme();
  const adoption = adopt(org);
  const open = {
    ...adoption.evaluation,
    outcomes: [{ check: "factors" as const, status: "unknown" as const, reason: null }],
  };
  expect(summariseAdoption({ ...adoption, evaluation: open }, org).left).toEqual(["factors: unknown"]);
  const gone = { ...adoption, proposals: [] };
  expect(summariseAdoption(gone, org).requirements.map(({ stricter }) => stricter)).toEqual([[], []]);
});
