import { describe, expect, it } from "vitest";
import type { ReadProgress } from "../../src/okta/reading/read-progress.ts";
import { aPlan, tryReading } from "./reading-a-tiny-org.ts";

const webauthn = {
  key: "webauthn",
  authenticatorId: null,
  method: "webauthn",
  status: "ACTIVE",
  known: true,
};

const refusal = (status: number, errorCode: string, errorSummary = "No") => ({
  status,
  body: { errorCode, errorSummary },
});

describe("a snapshot", () => {
  it("holds what was planned, in the words of the model, and has no gaps", async () => {
    const { org, slices, gaps } = await tryReading();
    expect(gaps).toEqual([]);
    expect(org).toMatchObject({ id: "00oAcme", engine: "identity" });
    expect(slices.users?.people.map(({ login }) => login)).toEqual([
      "nia@acme.example",
      "omar@acme.example",
      "dana@acme.example",
    ]);
    expect(slices.users?.deprovisioned).toBe(0);
    expect(slices.policies?.map(({ name, rules }) => [name, rules?.length])).toEqual([
      ["MFA required", 1],
      ["Default Policy", 1],
    ]);
    expect(slices.groupMembers).toEqual({
      "00gMfa": ["00uNia", "00uOmar", "00uDana"],
      "00gAdmins": ["00uNia"],
    });
    expect(slices.adminRoles).toEqual({
      users: { "00uNia": ["SUPER_ADMIN"] },
      groups: { "00gAdmins": ["ORG_ADMIN"] },
    });
    expect(slices.apps).toEqual([
      { id: "0oaPay", label: "Payroll", userIds: ["00uNia"], groupIds: ["00gAdmins"] },
    ]);
    expect(slices.factors?.["00uDana" as never]).toEqual({
      kind: "read",
      source: "authenticator-enrollments",
      enrolments: [webauthn],
      factors: null,
    });
  });

  it("asks for each thing once, and for nothing that was not planned", async () => {
    const { paths, cost } = await tryReading();
    expect([...paths].sort()).toEqual([
      "/.well-known/okta-organization",
      "/api/v1/apps/0oaPay/groups?limit=200",
      "/api/v1/apps/0oaPay/users?limit=200",
      "/api/v1/apps?limit=200",
      "/api/v1/authenticators",
      "/api/v1/groups/00gAdmins/roles",
      "/api/v1/groups/00gAdmins/users?limit=1000",
      "/api/v1/groups/00gMfa/roles",
      "/api/v1/groups/00gMfa/users?limit=1000",
      "/api/v1/groups/rules?limit=200",
      "/api/v1/groups?limit=200&expand=stats",
      "/api/v1/iam/assignees/users?limit=100",
      "/api/v1/policies/00pDefault/rules",
      "/api/v1/policies/00pMfa/rules",
      "/api/v1/policies?type=MFA_ENROLL",
      "/api/v1/users/00uDana/authenticator-enrollments",
      "/api/v1/users/00uNia/authenticator-enrollments",
      "/api/v1/users/00uNia/roles",
      "/api/v1/users/00uOmar/authenticator-enrollments",
      "/api/v1/users?filter=status+eq+%22DEPROVISIONED%22&limit=200",
      "/api/v1/users?limit=200",
      "/api/v1/zones?limit=200",
    ]);
    expect(cost.requests).toBe(paths.length);
    expect(cost.byEndpoint).toMatchObject({
      "/api/v1/users": 2,
      "/api/v1/users/{id}/authenticator-enrollments": 3,
    });
  });

  it("reads nothing but the org's description for an empty plan", async () => {
    const { paths, slices } = await tryReading({ plan: aPlan({ slices: new Set() }) });
    expect(paths).toEqual(["/.well-known/okta-organization"]);
    expect(slices).toEqual({});
  });

  it("reads zones that a live rule names, and calls it no gap when it may not", async () => {
    const plan = aPlan({ slices: new Set(["policies", "policy-rules"]) });
    const named = {
      id: "0prMfa",
      name: "On site",
      status: "ACTIVE",
      priority: 1,
      conditions: { network: { connection: "ZONE", include: ["nzoCorp"] } },
      actions: { enroll: { self: "CHALLENGE" } },
    };
    const rules = ({ path }: { readonly path: string }) =>
      path === "/api/v1/policies/00pMfa/rules" ? { body: [named] } : undefined;
    const read = await tryReading({ plan, answer: rules });
    expect(read.slices.zones).toMatchObject([{ id: "nzoCorp", name: "Corp", status: "ACTIVE" }]);
    const answer = (asked: { readonly path: string }) =>
      asked.path === "/api/v1/zones" ? refusal(403, "E0000006") : rules(asked);
    const refused = await tryReading({ plan, answer });
    expect([refused.slices.zones, refused.gaps]).toEqual([undefined, []]);
    expect((await tryReading({ plan })).paths).not.toContain("/api/v1/zones?limit=200");
  });

  it("reads a Classic org through factors and org factors", async () => {
    const { org, slices, gaps, paths } = await tryReading({
      answer: ({ path }) => {
        if (path === "/.well-known/okta-organization") return { body: { id: "00oAcme", pipeline: "v1" } };
        if (path === "/api/v1/org/factors") return { body: [{ id: "okta_sms", status: "ACTIVE" }] };
        return undefined;
      },
    });
    expect([org.engine, gaps]).toEqual(["classic", []]);
    expect(slices.authenticators).toEqual([
      { id: null, key: "okta_sms", name: "okta_sms", status: "ACTIVE" },
    ]);
    expect(slices.factors?.["00uNia" as never]).toMatchObject({
      source: "factors",
      enrolments: [{ key: "fido_webauthn", method: null }],
    });
    expect(paths.some((path) => path.includes("authenticator-enrollments"))).toBe(false);
  });

  it("reads an org without policies, zones or applications", async () => {
    const { slices, gaps } = await tryReading({
      answer: ({ path }) => (/^\/api\/v1\/(zones|apps|policies)$/.test(path) ? { body: [] } : undefined),
    });
    expect(gaps).toEqual([]);
    expect(slices).toMatchObject({ policies: [], apps: [], zones: [] });
  });

  it("trusts an item's own status and keeps nobody twice", async () => {
    const person = (id: string, status: string) => ({ id, status, profile: { login: `${id}@acme.example` } });
    const { slices } = await tryReading({
      plan: aPlan({ slices: new Set(["users"]) }),
      answer: ({ path, query }) =>
        path !== "/api/v1/users"
          ? undefined
          : query.has("filter")
            ? {
                body: [
                  person("00uA", "DEPROVISIONED"),
                  person("00uA", "DEPROVISIONED"),
                  person("00uB", "ACTIVE"),
                ],
              }
            : { body: [person("00uA", "DEPROVISIONED"), person("00uB", "ACTIVE"), person("00uB", "ACTIVE")] },
    });
    expect(slices.users).toMatchObject({ people: [{ id: "00uB" }], deprovisioned: 1 });
    expect(slices.users?.people).toHaveLength(1);
  });

  it("tells how far it is", async () => {
    const seen: ReadProgress[] = [];
    await tryReading({ onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ phase }) => phase)).toContain("policies");
    expect(seen.at(-1)).toEqual({
      phase: "enrolments",
      examined: 3,
      inScope: 3,
      callsLeft: null,
      secondsLeft: 0,
    });
  });
});

describe("gaps", () => {
  it.each([
    ["/api/v1/users", "users"],
    ["/api/v1/groups", "groups"],
    ["/api/v1/groups/rules", "group-rules"],
    ["/api/v1/policies", "policies"],
    ["/api/v1/authenticators", "authenticators"],
    ["/api/v1/zones", "zones"],
    ["/api/v1/iam/assignees/users", "admin-roles"],
    ["/api/v1/apps", "apps"],
  ])("a refused %s is the gap %s and nothing that looks like an answer", async (refused, slice) => {
    const { gaps, slices } = await tryReading({
      answer: ({ path, query }) =>
        path === refused && !query.has("filter")
          ? refusal(403, "E0000006", "You do not have permission to perform the requested action")
          : undefined,
    });
    const gap = gaps.find((one) => one.slice === slice);
    expect(gap).toMatchObject({ affected: 0, ids: [] });
    expect(gap?.reason).toMatch(/^403 E0000006 You do not have permission .*; the API token's owner needs/);
    const name = slice.replace(/-(.)/, (_, letter: string) => letter.toUpperCase());
    expect(Object.keys(slices)).not.toContain(name);
  });

  it("a part that fails is a gap with its id", async () => {
    const broken = [
      "/api/v1/policies/00pMfa/rules",
      "/api/v1/groups/00gAdmins/users",
      "/api/v1/apps/0oaPay/users",
    ];
    const { gaps, slices } = await tryReading({
      answer: ({ path }) => (broken.includes(path) ? refusal(403, "E0000006") : undefined),
    });
    expect(gaps.map(({ slice, ids, affected }) => [slice, ids, affected])).toEqual([
      ["policy-rules", ["00pMfa"], 1],
      ["apps", ["0oaPay"], 1],
      ["group-members", ["00gAdmins"], 1],
    ]);
    expect(slices.policies?.map(({ rules }) => rules === null)).toEqual([true, false]);
    expect(Object.keys(slices.groupMembers ?? {})).toEqual(["00gMfa"]);
  });

  it("a malformed item is named, and the others are kept", async () => {
    const { gaps, slices } = await tryReading({
      answer: ({ path }) => {
        if (path === "/api/v1/groups/rules") return { body: [{ id: "0prBad", name: 7 }] };
        if (path === "/api/v1/policies/00pMfa/rules") return { body: [{ id: "0prBad" }] };
        if (path === "/api/v1/users/00uOmar/authenticator-enrollments")
          return { body: [{ status: "ACTIVE" }] };
        return undefined;
      },
    });
    expect(gaps.map(({ slice, ids }) => [slice, ids])).toEqual([
      ["group-rules", ["0prBad"]],
      ["policy-rules", ["00pMfa"]],
      ["factors", ["00uOmar"]],
    ]);
    expect(gaps[0]?.reason).toMatch(/^malformed group rule 0prBad: name: /);
    expect(slices.groupRules).toEqual([]);
    expect(slices.factors?.["00uOmar" as never]).toMatchObject({ kind: "unread" });
    expect(slices.factors?.["00uNia" as never]).toMatchObject({ kind: "read" });
  });

  it("an administrator, or a group with roles, deleted during the scan leaves none", async () => {
    const { gaps, slices } = await tryReading({
      answer: ({ path }) =>
        /^\/api\/v1\/(users\/00uNia|groups\/00gMfa)(\/roles)?$/.test(path)
          ? refusal(404, "E0000007")
          : undefined,
    });
    expect([gaps, slices.adminRoles?.users]).toEqual([[], {}]);
  });
});
