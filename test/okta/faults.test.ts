import { describe, expect, it } from "vitest";
import { systemTiming } from "../../src/model/timing.ts";
import { readConnectionSettings } from "../../src/okta/access/connection-settings.ts";
import { connect } from "../../src/okta/connect.ts";
import { fakeTiming } from "../support/fake-timing.ts";
import { type Answer, startTinyOkta } from "../support/tiny-okta.ts";
import { aPlan, tryReading } from "./reading-a-tiny-org.ts";

const plan = aPlan({ slices: new Set(["groups"]) });
const groups = "/api/v1/groups";

/** Answers so the first few times that groups are asked for. */
const first =
  (times: number, reply: ReturnType<Answer>): Answer =>
  ({ path, nth }) =>
    path === groups && nth <= times ? reply : undefined;

const tooMany = (reset: string) => ({
  status: 429,
  headers: { "x-rate-limit-limit": "600", "x-rate-limit-remaining": "0", "x-rate-limit-reset": reset },
  body: { errorCode: "E0000047", errorSummary: "API call exceeded rate limit due to too many requests." },
});

describe("what passes", () => {
  it.each<[string, ReturnType<Answer>]>([
    ["a dropped connection", { cut: "before" }],
    ["a connection cut in the middle of a body", { cut: "middle", body: [] }],
    ["500", { status: 500, body: "<h1>Oops</h1>" }],
    ["503", { status: 503 }],
    ["423", { status: 423, body: { errorCode: "E0000239" } }],
    ["429 with a reset", tooMany(String(Math.floor(Date.now() / 1000) + 30))],
    ["429 without headers", { status: 429 }],
    [
      "429 of the concurrency limit",
      { status: 429, headers: { ...tooMany("1").headers, "x-rate-limit-limit": "0" } },
    ],
  ])("%s is tried again", async (_what, reply) => {
    const { slices, gaps, cost } = await tryReading({ plan, answer: first(2, reply) });
    expect(gaps).toEqual([]);
    expect(slices.groups).toHaveLength(3);
    expect(cost.byEndpoint[groups]).toBe(3);
  });

  it("an empty page with a next link is not the end", async () => {
    const { slices } = await tryReading({
      plan,
      answer: ({ path, query, url }) => {
        if (path !== groups || query.has("after")) return undefined;
        const link = [`<${url}${path}?limit=200>; rel="self"`, `<${url}${path}?after=x>; rel="next"`];
        return { body: [], headers: { link } };
      },
    });
    expect(slices.groups).toHaveLength(3);
  });
});

describe("what does not", () => {
  it.each<[string, Answer, RegExp]>([
    [
      "500 for ever",
      first(99, { status: 500, body: { errorCode: "E0000009", errorSummary: "Oops" } }),
      /^500 E0000009 Oops$/,
    ],
    ["429 for ever", first(99, tooMany("9999999999")), /^429 E0000047 /],
    ["connections dropped for ever", first(99, { cut: "before" }), /^the connection failed/],
    ["a body that is not JSON", first(99, { body: "<html>" }), /^200 with a body that is not JSON$/],
    ["a body that is no list", first(99, { body: {} }), /^not a list of groups$/],
    ["a redirect", first(99, { status: 302, headers: { location: "https://evil.example/" } }), /^302$/],
    ["a feature that is off", first(99, { status: 401, body: { errorCode: "E0000015" } }), /^401 E0000015$/],
    [
      "a next link off the org",
      first(99, { body: [], headers: { link: '<https://evil.example/>; rel="next"' } }),
      /leads away from the org/,
    ],
    [
      "next links in a circle",
      ({ path, url }) =>
        path === groups
          ? { body: [], headers: { link: `<${url}${path}?limit=200>; rel="next"` } }
          : undefined,
      /circle/,
    ],
    [
      "empty pages without end, each with a link of its own",
      ({ path, url, nth }) =>
        path === groups
          ? { body: [], headers: { link: `<${url}${path}?after=${nth}>; rel="next"` } }
          : undefined,
      /does not end: 100 pages in a row brought nothing new/,
    ],
    [
      "one page for ever, each time with a link of its own",
      ({ path, url, nth }) =>
        path === groups
          ? {
              body: [{ id: "00gMfa", type: "OKTA_GROUP", profile: { name: "MFA Required" } }],
              headers: { link: `<${url}${path}?after=${nth}>; rel="next"` },
            }
          : undefined,
      /does not end/,
    ],
  ])("%s is a gap", async (_what, answer, reason) => {
    const { slices, gaps } = await tryReading({
      plan: aPlan({ slices: new Set(["groups", "group-rules"]) }),
      answer,
    });
    expect(slices.groups).toBeUndefined();
    expect(gaps).toMatchObject([
      { slice: "groups", reason: expect.stringMatching(reason), affected: 0, ids: [] },
    ]);
    expect(slices.groupRules).toEqual([]);
  });

  it("an org that refuses everything for ever does not cost every slice its patience", async () => {
    const timing = fakeTiming(Date.now());
    const answer: Answer = ({ path }) =>
      path.startsWith("/api/") ? tooMany(String(Math.floor(timing.now() / 1000) + 60)) : undefined;
    const { gaps, cost } = await tryReading({ answer, options: timing });
    expect(gaps.length).toBeGreaterThan(6);
    expect(cost.requests).toBeLessThan(25);
    expect(cost.throttledMs).toBeLessThan(10 * 60_000);
    expect(cost.throttledMs).toBeGreaterThan(60_000);
  });
});

describe("errors", () => {
  const wellKnown =
    (reply: ReturnType<Answer>): Answer =>
    ({ path }) =>
      path === "/.well-known/okta-organization" ? reply : undefined;

  it.each<[string, Answer, string, RegExp]>([
    ["a website", wellKnown({ body: "<html>" }), "NOT_OKTA", /does not look like an Okta org/],
    ["nothing there", wellKnown({ status: 404, body: "" }), "NOT_OKTA", /404/],
    ["some other API", wellKnown({ body: { hello: "world" } }), "NOT_OKTA", /pipeline/],
    ["a redirect", wellKnown({ status: 301, headers: { location: "/login" } }), "NOT_OKTA", /301/],
    ["no answer", wellKnown({ cut: "before" }), "NETWORK", /did not answer: the connection failed/],
    ["only errors", wellKnown({ status: 503 }), "NETWORK", /503/],
    [
      "a revoked token",
      ({ path }) =>
        path === groups
          ? { status: 401, body: { errorCode: "E0000011", errorSummary: "Invalid token provided" } }
          : undefined,
      "AUTH_FAILED",
      /401 E0000011 Invalid token provided/,
    ],
  ])("%s ends it with a code", async (_what, answer, code, message) => {
    await expect(tryReading({ plan, answer })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(/./),
    });
  });

  it("says so when nobody listens there", async () => {
    const server = await startTinyOkta();
    await server.close();
    await expect(tryReading({ env: { OKTA_ORG_URL: server.url } })).rejects.toMatchObject({
      code: "NETWORK",
      message: expect.stringContaining("ECONNREFUSED"),
    });
  });

  it("says after the first read that a 401 is about that read", async () => {
    const { gaps } = await tryReading({
      plan: aPlan({ slices: new Set(["groups", "group-rules"]) }),
      answer: ({ path }) =>
        path.endsWith("/rules") ? { status: 401, body: { errorCode: "E0000011" } } : undefined,
    });
    expect(gaps).toMatchObject([{ slice: "group-rules", reason: "401 E0000011" }]);
  });
});

describe("stopping", () => {
  it("half-way leaves gaps", async () => {
    const controller = new AbortController();
    const { slices, gaps } = await tryReading({
      signal: controller.signal,
      answer: ({ path }) => {
        if (path === "/api/v1/users/00uOmar/authenticator-enrollments") controller.abort();
        return undefined;
      },
    });
    expect(slices.users?.people).toHaveLength(3);
    expect(gaps).toMatchObject([{ slice: "factors", reason: "the run was interrupted" }]);
    expect(gaps[0]?.ids).toContain("00uOmar");
  });

  it("names the time limit", async () => {
    const controller = new AbortController();
    const { gaps } = await tryReading({
      plan: aPlan({ slices: new Set(["groups", "group-rules"]) }),
      options: { signal: controller.signal },
      answer: ({ path }) => {
        if (path.endsWith("/rules")) controller.abort(new DOMException("over", "TimeoutError"));
        return undefined;
      },
    });
    expect(gaps).toMatchObject([{ slice: "group-rules", reason: "the time limit was reached" }]);
  });

  it.each([
    [undefined, "INTERRUPTED"],
    [new DOMException("over", "TimeoutError"), "TIMEOUT"],
  ])("before anything was read is an error (%s)", async (reason, code) => {
    const early = AbortSignal.abort(reason);
    await expect(tryReading({ signal: early })).rejects.toMatchObject({ code });
    const controller = new AbortController();
    const answer: Answer = ({ path }) => {
      if (path === "/api/v1/users") controller.abort(reason);
      return undefined;
    };
    await expect(tryReading({ signal: controller.signal, answer })).rejects.toMatchObject({ code });
  });

  it("wakes real sleepers", async () => {
    const controller = new AbortController();
    const sleeping = systemTiming.sleep(3_600_000, controller.signal);
    controller.abort();
    await sleeping;
    await systemTiming.sleep(3_600_000, controller.signal);
    await systemTiming.sleep(1, new AbortController().signal);
    expect(controller.signal.aborted).toBe(true);
  });
});

it("gives up on a silent server in the time it is given", async () => {
  const server = await startTinyOkta(({ path }) => (path === groups ? { cut: "silence" } : undefined));
  try {
    const settings = readConnectionSettings({ OKTA_ORG_URL: server.url, OKTA_API_TOKEN: "00token" });
    const connection = connect(settings, { ...fakeTiming(Date.now()), timeoutMs: 200 });
    await expect(connection.get({ endpoint: groups })).rejects.toMatchObject({
      kind: "connection",
      message: "no answer in time",
    });
    expect(connection.cost().requests).toBe(3);
  } finally {
    await server.close();
  }
});
