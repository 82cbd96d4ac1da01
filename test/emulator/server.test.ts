import { connect } from "node:net";
import { expect, test } from "vitest";
import { fillState } from "../../src/emulator/filling/fill-state.ts";
import type { Exchange } from "../../src/emulator/server/exchange.ts";
import { workforceLimits } from "../../src/emulator/server/rate-limits.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { serveOrg } from "../support/served-org.ts";

const acme = { users: [{ login: "nia@acme.example", roles: ["SUPER_ADMIN"] }] };

/** Answer of a server to a request sent byte by byte. */
function sendRaw(url: string, request: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(port), hostname, () => socket.write(request));
    socket.setEncoding("utf8").on("data", (text: string) => {
      answer += text;
    });
    socket.on("close", () => resolve(answer));
    socket.on("error", reject);
  });
}

test("an absolute request line, as the Terraform provider sends it, is understood", async () => {
  const { emulator } = await serveOrg(acme);
  const answer = await sendRaw(
    emulator.url,
    `GET ${emulator.url}/api/v1/users?limit=1 HTTP/1.1\r\nHost: elsewhere\r\n` +
      `Authorization: SSWS ${emulator.token}\r\nConnection: close\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1.1 200 /);
  expect(answer).toContain("nia@acme.example");
});

test("self and next stand in two Link lines of their own", async () => {
  const { emulator } = await serveOrg(acme);
  const answer = await sendRaw(
    emulator.url,
    `GET //api/v1/users?limit=1 HTTP/1.1\r\nHost: a\r\nAuthorization: SSWS ${emulator.token}\r\nConnection: close\r\n\r\n`,
  );
  const links = answer.split("\r\n").filter((line) => line.toLowerCase().startsWith("link:"));
  expect(links.map((line) => /rel="(\w+)"/.exec(line)?.[1])).toEqual(["self", "next"]);
});

test("behind a public address, links lead there", async () => {
  const org = await serveOrg(acme, { publicUrl: "https://acme.example/" });
  const { body, headers } = await org.get("/api/v1/users?limit=1");
  expect(body[0]._links.self.href).toMatch(/^https:\/\/acme\.example\/api\/v1\/users\/00u/);
  expect(headers.get("link")).toContain("<https://acme.example/api/v1/users?");
  expect(org.emulator.publicUrl).toBe("https://acme.example");
});

test("a state can set the org's clock off, and everything goes by it", async () => {
  const clock = () => new Date("2026-11-23T09:00:00.000Z");
  const org = await serveOrg({ ...acme, settings: { clockOffsetSeconds: -7200 } }, { clock });
  const made = await org.call("POST", "/api/v1/groups", { profile: { name: "Staff" } });
  expect(made.headers.get("date")).toBe("Mon, 23 Nov 2026 07:00:00 GMT");
  expect(made.body.created).toBe("2026-11-23T07:00:00.000Z");
});

test("the engine is told without credentials", async () => {
  const pipeline = async (engine: "identity" | "classic") => {
    const { emulator } = await serveOrg({ ...acme, engine });
    const { body } = await fetch(`${emulator.url}/.well-known/okta-organization`).then(async (response) => ({
      body: JSON.parse(await response.text()),
    }));
    return body.pipeline;
  };
  expect([await pipeline("identity"), await pipeline("classic")]).toEqual(["idx", "v1"]);
});

test.each([
  [{}, 401, "E0000004"],
  [{ authorization: "SSWS wrong" }, 401, "E0000011"],
  [{ authorization: "Bearer wrong" }, 401, "E0000011"],
])("a request with %j is answered %i %s in Okta's envelope", async (headers, status, errorCode) => {
  const { emulator } = await serveOrg(acme);
  const response = await fetch(`${emulator.url}/api/v1/users`, { headers });
  const body = JSON.parse(await response.text());
  expect([response.status, body.errorCode, body.errorLink]).toEqual([status, errorCode, errorCode]);
  expect(body.errorId).toMatch(/^oae/);
});

test.each([
  ["GET", "/api/v1/weather", 404, "E0000008"],
  ["DELETE", "/api/v1/logs", 405, "E0000022"],
])("%s %s answers %i", async (method, path, status, errorCode) => {
  const org = await serveOrg(acme);
  const answer = await org.call(method, path);
  expect([answer.status, answer.body.errorCode]).toEqual([status, errorCode]);
});

test("a body that is no JSON is told", async () => {
  const { emulator } = await serveOrg(acme);
  const response = await fetch(`${emulator.url}/api/v1/groups`, {
    method: "POST",
    headers: { authorization: `SSWS ${emulator.token}`, "content-type": "application/json" },
    body: "{",
  });
  expect(JSON.parse(await response.text()).errorCode).toBe("E0000003");
});

test("a body far too large ends in an error, and the server goes on", async () => {
  const org = await serveOrg(acme);
  const answer = await org.call("POST", "/api/v1/groups", { name: "x".repeat(5_000_000) }).catch(() => null);
  expect(answer?.status ?? 500).toBe(500);
  expect((await org.get("/api/v1/users")).status).toBe(200);
});

test("resetting puts the first state back, and the state can be asked for", async () => {
  const org = await serveOrg(acme);
  const before = (await org.get("/__emulator/state")).body;
  await org.call("POST", "/api/v1/groups", { profile: { name: "Payroll" } });
  expect(org.emulator.state.groups).toHaveLength(2);
  expect((await org.call("POST", "/__emulator/reset")).status).toBe(204);
  expect((await org.get("/__emulator/state")).body).toEqual(before);
});

test("a dumped state can be served again, and makes no id twice", async () => {
  const first = await serveOrg(acme);
  const { body } = await first.call("POST", "/api/v1/groups", { profile: { name: "Payroll" } });
  const second = await startEmulator({ state: first.emulator.state });
  try {
    const made = await fetch(`${second.url}/api/v1/groups`, {
      method: "POST",
      headers: { authorization: `SSWS ${second.token}` },
      body: JSON.stringify({ profile: { name: "Sales" } }),
    });
    expect(JSON.parse(await made.text()).id).not.toBe(body.id);
  } finally {
    await second.close();
  }
});

test("the token may be chosen, requests are counted, exchanges are told", async () => {
  const exchanges: Exchange[] = [];
  const org = await serveOrg(acme, { token: "mine", onExchange: (exchange) => exchanges.push(exchange) });
  expect(org.emulator.token).toBe("mine");
  await org.get("/api/v1/users?limit=1&expand=a&expand=b");
  expect(org.emulator.requests.get("GET /api/v1/users")).toBe(1);
  expect(exchanges[0]).toMatchObject({
    method: "GET",
    path: "/api/v1/users",
    query: { limit: "1", expand: ["a", "b"] },
    status: 200,
    bucket: "users",
  });
});

test("times come from the clock that is given", async () => {
  const org = await serveOrg(acme, { clock: () => new Date("2026-03-01T03:14:30.662Z") });
  const { body, headers } = await org.call("POST", "/api/v1/groups", { profile: { name: "Payroll" } });
  expect(body.created).toBe("2026-03-01T03:14:30.000Z");
  expect(headers.get("date")).toBe("Sun, 01 Mar 2026 03:14:30 GMT");
  expect(org.emulator.state.logEvents[0]?.published).toBe("2026-03-01T03:14:30.662Z");
});

test("a port that is taken is told", async () => {
  const { emulator } = await serveOrg(acme);
  const port = Number(new URL(emulator.url).port);
  await expect(startEmulator({ state: fillState({}), port })).rejects.toMatchObject({ code: "PORT_IN_USE" });
});

test("calls are counted per token, and too many are answered 429 with a reset", async () => {
  const bucket = { name: "users", methods: null, path: /users/, perMinute: 4 };
  const org = await serveOrg(acme, { rateLimits: { ...workforceLimits, buckets: [bucket] } });
  const answers = [
    await org.get("/api/v1/users"),
    await org.get("/api/v1/users"),
    await org.get("/api/v1/users"),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  expect(answers.map(({ headers }) => headers.get("x-rate-limit-remaining"))).toEqual(["1", "0", "0"]);
  expect(answers[2]?.body.errorCode).toBe("E0000047");
  expect((await org.get("/api/v1/groups")).headers.has("x-rate-limit-limit")).toBe(false);
});

test.each([
  [{ kind: "server-error" as const, status: 503 }, 503],
  [{ kind: "too-many-requests" as const, resetSeconds: 5 }, 429],
  [{ kind: "too-many-requests" as const }, 429],
  [{ kind: "locked" as const }, 423],
  [{ kind: "slow" as const, ms: 1 }, 200],
])("the fault %j answers %i, once", async (effect, status) => {
  const faults = { seed: 1, faults: [{ path: "/api/v1/users", nth: [1], probability: 1, effect }] };
  const org = await serveOrg(acme, { faults });
  const answer = await org.get("/api/v1/users");
  expect(answer.status).toBe(status);
  expect(answer.headers.has("x-rate-limit-reset")).toBe("resetSeconds" in effect);
  expect((await org.get("/api/v1/users")).status).toBe(200);
});

test.each(["before", "middle"] as const)("a connection is dropped in the %s", async (when) => {
  const faults = {
    seed: 1,
    faults: [{ path: "/api/v1/users", nth: [1], probability: 1, effect: { kind: "drop" as const, when } }],
  };
  const org = await serveOrg(acme, { faults });
  await expect(org.get("/api/v1/users")).rejects.toThrow();
  expect((await org.get("/api/v1/users")).status).toBe(200);
});

test.each([
  ["empty-page" as const, 0],
  ["repeated-page" as const, 1],
])("%s leads to the same page again", async (kind, length) => {
  const faults = {
    seed: 1,
    faults: [{ path: "/api/v1/users", nth: [1], probability: 1, effect: { kind } }],
  };
  const org = await serveOrg(acme, { faults });
  const { body, next } = await org.get("/api/v1/users?limit=200");
  expect(body).toHaveLength(length);
  expect((await org.get(next ?? "")).body).toHaveLength(1);
});

test("garbage is no JSON", async () => {
  const faults = {
    seed: 1,
    faults: [{ path: "/api/v1/users", probability: 1, effect: { kind: "garbage" as const } }],
  };
  const org = await serveOrg(acme, { faults });
  await expect(org.get("/api/v1/users")).rejects.toThrow(SyntaxError);
});
