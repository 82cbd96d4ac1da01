import { expect, test } from "vitest";
import { serveOrg } from "../support/served-org.ts";

// The calls that terraform-provider-okta 6.12 makes, in its order (pulumi-okta section 8).
const acme = { users: [{ login: "nia@acme.example", roles: ["SUPER_ADMIN"] }] };

test("configuring, a group, its rule, an enrollment policy and its rule: up, changed, and down again", async () => {
  const org = await serveOrg(acme);
  const statuses: number[] = [];
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await org.call(method, path, body);
    statuses.push(answer.status);
    return answer.body;
  };

  await call("GET", "/api/v1/users/me");
  await call("GET", "/api/v1/users/me");
  const group = await call("POST", "/api/v1/groups", { profile: { name: "MFA Required", description: "" } });
  await call("GET", `/api/v1/groups/${group.id}`);

  const ruleBody = {
    actions: { assignUserToGroups: { groupIds: [group.id] } },
    conditions: { expression: { type: "urn:okta:expression:1.0", value: 'user.userType=="employee"' } },
    name: "MFA Required - employees",
    type: "group_rule",
  };
  const groupRule = await call("POST", "/api/v1/groups/rules", ruleBody);
  expect(groupRule.status).toBe("INACTIVE");
  await call("POST", `/api/v1/groups/rules/${groupRule.id}/lifecycle/activate`);
  expect((await call("GET", `/api/v1/groups/rules/${groupRule.id}`)).status).toBe("ACTIVE");

  await call("GET", "/api/v1/authenticators");
  const policyBody = {
    conditions: { people: { groups: { include: [group.id] } } },
    description: "",
    name: "MFA required",
    status: "ACTIVE",
    type: "MFA_ENROLL",
    settings: {
      authenticators: [
        { key: "okta_password", enroll: { self: "REQUIRED" } },
        { key: "webauthn", enroll: { self: "OPTIONAL" }, constraints: { aaguidGroups: ["ANY"] } },
      ],
      type: "AUTHENTICATORS",
    },
  };
  const policy = await call("POST", "/api/v1/policies", policyBody);
  await call("POST", `/api/v1/policies/${policy.id}/lifecycle/activate`);
  expect((await call("GET", `/api/v1/policies/${policy.id}`)).priority).toBe(1);

  const enrollRule = {
    type: "MFA_ENROLL",
    name: "Enroll at sign-in",
    status: "ACTIVE",
    conditions: { network: { connection: "ANYWHERE" } },
    actions: { enroll: { self: "CHALLENGE" } },
  };
  const rule = await call("POST", `/api/v1/policies/${policy.id}/rules`, enrollRule);
  const rulePath = `/api/v1/policies/${policy.id}/rules/${rule.id}`;
  expect((await call("GET", rulePath)).conditions.people.users.exclude).toEqual([]);

  await call("PUT", `/api/v1/policies/${policy.id}`, { ...policyBody, priority: 1, description: "Changed" });
  await call("PUT", rulePath, { ...enrollRule, actions: { enroll: { self: "LOGIN" } } });
  await call("POST", `${rulePath}/lifecycle/activate`);
  await call("POST", `/api/v1/groups/rules/${groupRule.id}/lifecycle/deactivate`);
  await call("PUT", `/api/v1/groups/rules/${groupRule.id}`, { ...ruleBody, name: "Employees" });
  await call("POST", `/api/v1/groups/rules/${groupRule.id}/lifecycle/activate`);

  const [system] = (await call("GET", "/api/v1/policies?type=MFA_ENROLL")).filter(
    (candidate: { system: boolean }) => candidate.system,
  );
  await call("GET", "/api/v1/groups?q=Everyone");
  await call("PUT", `/api/v1/policies/${system.id}`, {
    ...policyBody,
    name: system.name,
    priority: system.priority,
  });

  await call("DELETE", rulePath);
  await call("DELETE", `/api/v1/policies/${policy.id}`);
  await call("POST", `/api/v1/groups/rules/${groupRule.id}/lifecycle/deactivate`);
  await call("DELETE", `/api/v1/groups/rules/${groupRule.id}?removeUsers=true`);
  await call("DELETE", `/api/v1/groups/${group.id}`);
  expect(statuses.filter((status) => status >= 400)).toEqual([]);
});

test("members of a group are added one by one and read back until they are there", async () => {
  const org = await serveOrg({ ...acme, groups: [{ id: "00gadm", name: "MFA Admins" }] });
  const { body: me } = await org.get("/api/v1/users/me");
  expect((await org.call("PUT", `/api/v1/groups/00gadm/users/${me.id}`)).status).toBe(204);
  expect((await org.get("/api/v1/groups/00gadm/users?limit=200")).body).toHaveLength(1);
});
