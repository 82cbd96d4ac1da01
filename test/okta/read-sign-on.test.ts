import { describe, expect, it } from "vitest";
import type { ReadPlan } from "../../src/model/read-plan.ts";
import type { Slice } from "../../src/model/snapshot.ts";
import type { Answer } from "../support/tiny-okta.ts";
import { aPlan, tryReading } from "./reading-a-tiny-org.ts";

const head = (id: string, type: string, name: string, more: object = {}) => ({
  id,
  type,
  name,
  status: "ACTIVE",
  priority: 1,
  system: true,
  conditions: null,
  ...more,
});
const sessionRule = {
  id: "0prDefault",
  name: "Default Rule",
  status: "ACTIVE",
  priority: 1,
  system: true,
  conditions: { network: { connection: "ZONE", include: ["nzoCorp"] } },
  actions: { signon: { access: "ALLOW", primaryFactor: "PASSWORD_IDP_ANY_FACTOR" } },
};
const appRule = {
  id: "rulCatchAll",
  name: "Catch-all Rule",
  status: "ACTIVE",
  priority: 99,
  system: true,
  conditions: {
    people: { groups: { include: ["00gAdmins"] } },
    elCondition: { condition: "user.profile.department == 'Sales' && user.profile.level > 2" },
  },
  actions: {
    appSignOn: {
      access: "ALLOW",
      verificationMethod: { type: "ASSURANCE", factorMode: "2FA", reauthenticateIn: "PT2H", constraints: [] },
    },
  },
};
const passwordRule = {
  id: "0prPassword",
  name: "Default Rule",
  status: "ACTIVE",
  priority: 1,
  system: true,
  conditions: { people: { users: { exclude: [] } }, network: { connection: "ANYWHERE" } },
  actions: {
    passwordChange: { access: "ALLOW" },
    selfServicePasswordReset: {
      access: "ALLOW",
      requirement: {
        primary: { methods: ["email"] },
        stepUp: { required: false },
        accessControl: "LEGACY",
      },
    },
    selfServiceUnlock: { access: "DENY" },
  },
};

const ofType: Readonly<Record<string, unknown>> = {
  OKTA_SIGN_ON: [head("00pSession", "OKTA_SIGN_ON", "Default Policy")],
  ACCESS_POLICY: [
    head("rstTwo", "ACCESS_POLICY", "Any two factors", { _embedded: { resourceType: "APP" } }),
    head("rstConsole", "ACCESS_POLICY", "Okta Admin Console", { _embedded: { resourceType: "APP" } }),
  ],
  PASSWORD: [
    head("00pPassword", "PASSWORD", "Default Policy", {
      conditions: { authProvider: { provider: "OKTA" }, people: { groups: { include: ["00gMfa"] } } },
      settings: { recovery: { factors: { okta_email: { status: "ACTIVE" } } } },
    }),
  ],
};
const bodies: Readonly<Record<string, unknown>> = {
  "/api/v1/policies/00pSession/rules": [sessionRule],
  "/api/v1/policies/rstTwo/rules": [appRule],
  "/api/v1/policies/rstConsole/rules": [{ ...appRule, conditions: null }],
  "/api/v1/policies/rstConsole/mappings": [
    { id: "map1", _links: { application: { href: "https://acme.okta.com/api/v1/apps/0oaConsole" } } },
  ],
  "/api/v1/policies/00pPassword/rules": [passwordRule],
  "/api/v1/apps": [
    {
      id: "0oaPay",
      name: "payroll",
      label: "Payroll",
      status: "ACTIVE",
      _links: { accessPolicy: { href: "https://acme.okta.com/api/v1/policies/rstTwo" } },
    },
    { id: "0oaService", label: "Reader" },
  ],
  "/api/v1/idps": [
    { id: "0oaIdp", name: "Partner", type: "SAML2", status: "ACTIVE", policy: { trustClaims: true } },
  ],
  "/api/v1/users": [
    {
      id: "00uNia",
      status: "ACTIVE",
      type: { id: "otyEmployee" },
      profile: { login: "nia@acme.example", department: "Sales" },
      credentials: { password: {}, provider: { type: "OKTA", name: "OKTA" } },
    },
    {
      id: "00uOmar",
      status: "ACTIVE",
      type: { id: "otyEmployee" },
      profile: { login: "omar@acme.example", department: "Sales" },
      credentials: { password: {}, provider: { type: "OKTA", name: "OKTA" } },
    },
  ],
};

const answers: Answer = ({ path, query }) => {
  const body = path === "/api/v1/policies" ? ofType[query.get("type") ?? ""] : bodies[path];
  return body === undefined || query.has("filter") ? undefined : { body };
};

const plan = (...wanted: readonly Slice[]) =>
  aPlan({ slices: new Set(wanted), groupNames: [], enrolmentsNeededFor: () => [] });

const everything: readonly Slice[] = [
  "users",
  "groups",
  "group-members",
  "session-policies",
  "app-policies",
  "app-mappings",
  "password-policies",
  "idps",
];

const others =
  (replaced: Readonly<Record<string, unknown>>): Answer =>
  (asked) => {
    const body = replaced[asked.path];
    return body === undefined ? answers(asked) : { body };
  };

describe("the sign-on side", () => {
  it("is read with one call a list, one a policy, and none an application", async () => {
    const { paths, slices, gaps } = await tryReading({ answer: answers, plan: plan(...everything) });
    expect(gaps.filter(({ slice }) => slice !== "users")).toEqual([]);
    expect(paths.filter((path) => !/groups|users|zones/.test(path)).sort()).toEqual([
      "/.well-known/okta-organization",
      "/api/v1/apps?limit=200",
      "/api/v1/idps?limit=200",
      "/api/v1/policies/00pPassword/rules",
      "/api/v1/policies/00pSession/rules",
      "/api/v1/policies/rstConsole/mappings",
      "/api/v1/policies/rstConsole/rules",
      "/api/v1/policies/rstTwo/rules",
      "/api/v1/policies?type=ACCESS_POLICY",
      "/api/v1/policies?type=OKTA_SIGN_ON",
      "/api/v1/policies?type=PASSWORD",
    ]);
    expect(slices.appMappings).toEqual([
      { id: "0oaPay", label: "Payroll", name: "payroll", status: "ACTIVE", policyId: "rstTwo" },
      { id: "0oaService", label: "Reader", name: "", status: "ACTIVE", policyId: null },
    ]);
    expect(slices.appPolicies?.map(({ name, hiddenAppIds }) => [name, hiddenAppIds])).toEqual([
      ["Any two factors", undefined],
      ["Okta Admin Console", ["0oaConsole"]],
    ]);
    expect(slices.idps).toEqual([
      { id: "0oaIdp", name: "Partner", type: "SAML2", status: "ACTIVE", trustsClaims: true },
    ]);
    expect(slices.passwordPolicies).toMatchObject([
      { authProvider: "OKTA", recoveryFactors: { okta_email: "ACTIVE" }, rules: [{ unmodelled: [] }] },
    ]);
    expect(slices.zones?.map(({ name }) => name)).toEqual(["Corp"]);
  });

  it("keeps of people what its rules ask about, shared by those who are alike, and groups that they mean", async () => {
    const { slices } = await tryReading({ answer: answers, plan: plan(...everything) });
    const [nia, omar] = slices.users?.people ?? [];
    expect(nia?.signOn).toEqual({
      typeId: "otyEmployee",
      provider: "OKTA",
      hasPassword: true,
      profile: { department: "Sales", level: null },
    });
    expect(omar?.signOn).toBe(nia?.signOn);
    expect(Object.keys(slices.groupMembers ?? {}).sort()).toEqual(["00gAdmins", "00gMfa"]);
  });

  it("keeps nothing more of people where nothing of it is judged", async () => {
    const { slices } = await tryReading({ answer: answers, plan: plan("users") });
    expect(slices.users?.people[0]).not.toHaveProperty("signOn");
  });

  it("lists applications once for their policies and their people", async () => {
    const { paths, slices } = await tryReading({
      answer: answers,
      plan: plan("users", "apps", "app-mappings"),
    });
    expect(paths.filter((path) => path.startsWith("/api/v1/apps?"))).toHaveLength(1);
    expect(slices.apps?.map(({ label }) => label)).toEqual(["Payroll"]);
  });

  it("does not list them again where they could not be listed", async () => {
    const refused: Answer = (asked) =>
      asked.path === "/api/v1/apps" ? { status: 403, body: { errorCode: "E0000006" } } : answers(asked);
    const { gaps, slices } = await tryReading({ answer: refused, plan: plan("apps", "app-mappings") });
    expect(gaps.map(({ slice, reason }) => [slice, reason])).toEqual([
      ["app-mappings", expect.stringContaining("okta.apps.read")],
      ["apps", "which applications there are could not be read"],
    ]);
    expect(slices).toEqual({});
  });

  it("leaves a policy without rules where one of them is malformed, with a gap at its id", async () => {
    const answer = others({ "/api/v1/policies/rstTwo/rules": [{ ...appRule, actions: {} }] });
    const { slices, gaps } = await tryReading({ answer, plan: plan("app-policies") });
    expect(slices.appPolicies?.[0]?.rules).toBeNull();
    expect(gaps).toMatchObject([{ slice: "app-policies", ids: ["rstTwo"] }]);
  });

  const theTypes = [
    { id: "otyStaff", name: "user", displayName: "User", default: true },
    { id: "otyGuest", name: "guest" },
  ];
  const typesRead = [
    { id: "otyStaff", name: "user", displayName: "User" },
    { id: "otyGuest", name: "guest", displayName: "guest" },
  ];
  const declaredType: Partial<ReadPlan> = { slices: new Set(["app-policies", "user-types"]) };

  it.each<[string, Partial<ReadPlan>, unknown]>([
    ["a declared rule names one", declaredType, typesRead],
    [
      "a live rule is for some",
      { needsUserTypes: (live) => live.some(({ id }) => id === "rstTwo") },
      typesRead,
    ],
    ["no live rule is for some", { needsUserTypes: () => false }, undefined],
    ["nobody asks", {}, undefined],
  ])("reads user types in one request, where %s", async (_when, change, expected) => {
    const answer = others({ "/api/v1/meta/types/user": theTypes });
    const { slices, paths } = await tryReading({ answer, plan: { ...plan("app-policies"), ...change } });
    expect(slices.userTypes).toEqual(expected);
    expect(paths.filter((path) => path.includes("types/user"))).toEqual(
      expected === undefined ? [] : ["/api/v1/meta/types/user"],
    );
  });

  it.each<[string, Partial<ReadPlan>, readonly string[]]>([
    ["a gap where a declared rule names one", declaredType, ["user-types"]],
    ["none where only a live rule is for some", { needsUserTypes: () => true }, []],
  ])("calls user types that are refused %s", async (_what, change, expected) => {
    const answer: Answer = (asked) =>
      asked.path.endsWith("/types/user") ? { status: 403, body: { errorCode: "E0000006" } } : answers(asked);
    const { slices, gaps } = await tryReading({ answer, plan: { ...plan("app-policies"), ...change } });
    expect(slices).not.toHaveProperty("userTypes");
    expect(gaps.map(({ slice }) => slice)).toEqual(expected);
  });

  it("takes no policy of another type for one", async () => {
    const answer: Answer = (asked) =>
      asked.path === "/api/v1/policies" ? { body: ofType["PASSWORD"] } : answers(asked);
    const { gaps } = await tryReading({ answer, plan: plan("session-policies") });
    expect(gaps).toMatchObject([
      { slice: "session-policies", reason: expect.stringContaining("not a policy of type OKTA_SIGN_ON") },
    ]);
  });

  it("asks Classic for no app policies, and says so", async () => {
    const answer = others({ "/.well-known/okta-organization": { id: "00oAcme", pipeline: "v1" } });
    const { gaps, slices } = await tryReading({ answer, plan: plan("app-policies", "session-policies") });
    expect(gaps).toEqual([
      {
        slice: "app-policies",
        reason: "the Classic Engine shows no app sign-in policies",
        affected: 0,
        ids: [],
      },
    ]);
    expect(slices.sessionPolicies).toHaveLength(1);
  });

  it("names what the rules of a policy could not be asked for", async () => {
    const answer: Answer = (asked) =>
      asked.path.endsWith("/mappings") ? { status: 403, body: { errorCode: "E0000006" } } : answers(asked);
    const { slices, gaps } = await tryReading({ answer, plan: plan("app-policies", "app-mappings") });
    expect(slices.appPolicies?.[1]?.hiddenAppIds).toBeNull();
    expect(gaps).toMatchObject([{ slice: "app-mappings", ids: ["rstConsole"] }]);
  });
});
