import { expect, test } from "vitest";
import { serveOrg } from "../support/served-org.ts";

const nia = { login: "nia@acme.example", roles: ["SUPER_ADMIN"] };
const acme = {
  users: [nia, { login: "kim@acme.example", provider: "FEDERATION", hasPassword: false }],
  idps: [
    { id: "0oapartner", name: "Partner", trustClaims: true },
    { name: "Smart card", type: "X509" },
    { name: "Sister company", type: "OIDC", status: "INACTIVE" as const },
    { name: "Google", type: "GOOGLE" },
    { name: "Persona", type: "IDV_PERSONA" },
  ],
};

type Shown = { name: string; protocol: { type: string }; policy: { trustClaims: boolean } };

test("identity providers are listed by type and name, and say whether their claims are trusted", async () => {
  const org = await serveOrg(acme);
  const { body } = await org.get("/api/v1/idps");
  expect(body.map(({ name, protocol, policy }: Shown) => [name, protocol.type, policy.trustClaims])).toEqual([
    ["Partner", "SAML2", true],
    ["Smart card", "MTLS", false],
    ["Sister company", "OIDC", false],
    ["Google", "OAUTH2", false],
    ["Persona", "ID_PROOFING", false],
  ]);
  expect((await org.get("/api/v1/idps?type=X509")).body[0].name).toBe("Smart card");
  expect((await org.get("/api/v1/idps?q=sister")).body[0].status).toBe("INACTIVE");
  const first = await org.get("/api/v1/idps?limit=3");
  expect((await org.get(first.next ?? "")).body).toHaveLength(2);
  expect((await org.get("/api/v1/idps/0oapartner")).body).toEqual(body[0]);
  expect((await org.get("/api/v1/idps/0oa404")).status).toBe(404);
});

test("trust in claims can be given and taken, a provider switched off, and the log tells", async () => {
  const org = await serveOrg(acme);
  const path = "/api/v1/idps/0oapartner";
  const shown = (await org.get(path)).body;
  const changed = { ...shown, policy: { ...shown.policy, trustClaims: false } };
  expect((await org.call("PUT", path, changed)).body.policy.trustClaims).toBe(false);
  expect((await org.call("PUT", path, { ...changed, name: "" })).status).toBe(400);
  expect((await org.call("POST", `${path}/lifecycle/deactivate`)).body.status).toBe("INACTIVE");
  expect((await org.call("POST", `${path}/lifecycle/activate`)).body.status).toBe("ACTIVE");
  expect(org.events()).toEqual([
    "system.idp.lifecycle.update",
    "system.idp.lifecycle.deactivate",
    "system.idp.lifecycle.activate",
  ]);
});

test("rules mean identity providers by name, and who comes from one is shown so", async () => {
  const org = await serveOrg({
    ...acme,
    policies: [
      {
        type: "IDP_DISCOVERY",
        name: "Idp Discovery Policy",
        system: true,
        rules: [
          {
            name: "Partners",
            conditions: { network: { connection: "ANYWHERE" } },
            actions: {
              idp: {
                providers: [
                  { type: "SAML2", id: "Partner" },
                  { type: "OIDC", id: "Sister company" },
                ],
                idpSelectionType: "SPECIFIC",
              },
            },
          },
        ],
      },
    ],
    sessionPolicies: [
      {
        name: "Partners",
        rules: [
          {
            name: "From them",
            conditions: { identityProvider: { provider: "SPECIFIC_IDP", idpIds: ["Partner"] } },
          },
        ],
      },
    ],
  });
  const rulesOf = async (type: string) => {
    const [first] = (await org.get(`/api/v1/policies?type=${type}`)).body;
    return (await org.get(`/api/v1/policies/${first.id}/rules`)).body;
  };
  expect((await rulesOf("IDP_DISCOVERY"))[0].actions.idp.providers).toEqual([
    { type: "SAML2", id: "0oapartner" },
    { type: "OIDC", id: org.emulator.state.idps[2]?.id },
  ]);
  expect((await rulesOf("OKTA_SIGN_ON"))[0].conditions.identityProvider.idpIds).toEqual(["0oapartner"]);
  expect((await org.get("/api/v1/users/kim@acme.example")).body.credentials).toEqual({
    provider: { type: "FEDERATION", name: "FEDERATION" },
  });
});

test.each([
  [["SUPER_ADMIN"], "admin-console", 200],
  [["SUPER_ADMIN"], "dashboard", 404],
  [["ORG_ADMIN"], "admin-console", 403],
])("with the roles %j the settings of %s are answered with %i", async (roles, name, status) => {
  const org = await serveOrg({
    users: [{ login: "kim@acme.example", roles }, nia],
    tokens: [{ value: "kim", userId: "kim@acme.example" }],
    adminConsole: { sessionMaxLifetimeMinutes: 60 },
  });
  const answer = await org.get(`/api/v1/first-party-app-settings/${name}`);
  expect(answer.status).toBe(status);
  expect(answer.body.sessionMaxLifetimeMinutes).toBe(status === 200 ? 60 : undefined);
});
