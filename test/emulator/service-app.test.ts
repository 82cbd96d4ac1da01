import { expect, test } from "vitest";
import { serveOrg } from "../support/served-org.ts";
import { makeAppKey } from "./signed-jwt.ts";

const key = makeAppKey("ES256", "k1");
const proofKey = makeAppKey("ES256");

/** Serves Acme with a service app, and logs that app in. */
async function logIn(app: { scopes: string[]; dpop?: boolean; roles?: string[] }, inQuery = false) {
  const org = await serveOrg({
    users: [{ login: "nia@acme.example", roles: ["SUPER_ADMIN"] }],
    groups: [{ id: "00gadm", name: "MFA Admins" }],
    customRoles: [
      { id: "cr0sees", label: "Sees administrators", permissions: ["okta.iam.read"] },
      { label: "Reads people", permissions: ["okta.users.read"] },
    ],
    serviceApps: [{ clientId: "0oaDrift", label: "Drift check", keys: [key.jwk], ...app }],
  });
  const endpoint = `${org.emulator.url}/oauth2/v1/token`;
  const now = Math.floor(Date.now() / 1000);
  const ask = (jti: string, headers: Record<string, string>) => {
    const form = new URLSearchParams({
      grant_type: "client_credentials",
      scope: app.scopes.join(" "),
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: key.jwt(
        { kid: "k1" },
        { iss: "0oaDrift", sub: "0oaDrift", aud: endpoint, exp: now + 300, jti },
      ),
    });
    return inQuery
      ? fetch(`${endpoint}?${form}`, { method: "POST", headers })
      : fetch(endpoint, { method: "POST", headers, body: form });
  };
  const proof = (claims: object) =>
    proofKey.jwt({ typ: "dpop+jwt", jwk: proofKey.jwk }, { iat: now, jti: crypto.randomUUID(), ...claims });
  let response = await ask("1", app.dpop === true ? { dpop: proof({ htm: "POST", htu: endpoint }) } : {});
  const nonce = response.headers.get("dpop-nonce");
  if (nonce !== null) response = await ask("2", { dpop: proof({ htm: "POST", htu: endpoint, nonce }) });
  const { access_token: accessToken, token_type: type } = JSON.parse(await response.text());
  const call = async (method: string, path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(org.emulator.url + path, {
      method,
      headers: { authorization: `${type} ${accessToken}`, ...headers },
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? null : JSON.parse(text) };
  };
  return { org, call, type };
}

test("a service app may do what its scopes say, a manage scope reads too, and it is the actor in the log", async () => {
  const { org, call, type } = await logIn({ scopes: ["okta.users.read", "okta.groups.manage"] });
  expect(type).toBe("Bearer");
  expect((await call("GET", "/api/v1/users")).status).toBe(200);
  expect((await call("GET", "/api/v1/groups")).status).toBe(200);
  expect((await call("PUT", "/api/v1/groups/00gadm/users/nia@acme.example")).status).toBe(204);
  expect(org.emulator.state.logEvents[0]?.actor).toMatchObject({ id: "0oaDrift", type: "PublicClientApp" });
  const refused = await call("POST", "/api/v1/users");
  expect([refused.status, refused.body.errorCode]).toEqual([403, "E0000006"]);
});

test.each([
  ["okta.apps.read", ["/api/v1/apps"], ["/api/v1/first-party-app-settings/admin-console"]],
  ["okta.idps.read", ["/api/v1/idps"], ["/api/v1/apps", "/api/v1/policies?type=ACCESS_POLICY"]],
  ["okta.policies.read", ["/api/v1/policies?type=ACCESS_POLICY"], ["/api/v1/idps"]],
])("with %s the sign-on side shows %j and not %j", async (scope, shown, refused) => {
  const { call } = await logIn({ scopes: [scope] });
  const statuses = async (paths: readonly string[]) =>
    new Set(await Promise.all(paths.map(async (path) => (await call("GET", path)).status)));
  expect(await statuses(shown)).toEqual(new Set([200]));
  expect(await statuses(refused)).toEqual(new Set([403]));
  // A simulation is a POST that reads: without a body it is refused for what it lacks, not for a scope.
  const simulated = await call("POST", "/api/v1/policies/simulate");
  expect(simulated.status).toBe(scope === "okta.policies.read" ? 400 : 403);
});

test("a bound token needs a proof with every call", async () => {
  const { call, type } = await logIn({ scopes: ["okta.users.read"], dpop: true });
  expect(type).toBe("DPoP");
  const refused = await call("GET", "/api/v1/users");
  expect([refused.status, refused.body.error]).toEqual([400, "invalid_request"]);
});

test("the token endpoint takes its parameters from the query as well, as the Go SDK sends them", async () => {
  const { call } = await logIn({ scopes: ["okta.users.read"] }, true);
  expect((await call("GET", "/api/v1/users")).status).toBe(200);
});

const ofRoles = [
  "/api/v1/users/nia@acme.example/roles",
  "/api/v1/groups/00gadm/roles",
  "/api/v1/iam/assignees/users",
];

test.each([
  [["READ_ONLY_ADMIN"], 403],
  [["ORG_ADMIN", "Reads people"], 403],
  [["READ_ONLY_ADMIN", "Sees administrators"], 200],
  [["cr0sees"], 200],
  [["SUPER_ADMIN"], 200],
])("an app that is %j gets %i where administrators are told", async (roles, status) => {
  const { call } = await logIn({ scopes: ["okta.roles.read", "okta.roles.manage"], roles });
  for (const path of ofRoles) expect((await call("GET", path)).status).toBe(status);
  const grant = await call("POST", "/api/v1/groups/00gadm/roles");
  expect(grant.status).toBe(roles.includes("SUPER_ADMIN") ? 400 : 403);
});

test("an app's roles are told by type, a custom one by its label", async () => {
  const { call } = await logIn({
    scopes: ["okta.roles.read"],
    roles: ["READ_ONLY_ADMIN", "Sees administrators"],
  });
  const { body } = await call("GET", "/oauth2/v1/clients/0oaDrift/roles");
  expect(body.map(({ type, label, role }: Record<string, string>) => [type, label, role])).toEqual([
    ["READ_ONLY_ADMIN", "Read-Only Administrator", undefined],
    ["CUSTOM", "Sees administrators", "cr0sees"],
  ]);
});
