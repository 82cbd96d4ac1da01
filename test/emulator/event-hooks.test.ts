import { describe, expect, it, onTestFinished, vi } from "vitest";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { httpSink } from "../support/http-sink.ts";
import { verifyingSink } from "../support/verifying-sink.ts";

const body = (uri: string, more: object = {}) => ({
  name: "plumbline",
  events: { type: "EVENT_TYPE", items: ["user.mfa.factor.reset_all", "user.lifecycle.suspend"] },
  channel: {
    type: "HTTP",
    version: "1.0.0",
    config: {
      uri,
      headers: [{ key: "X-Org", value: "acme" }],
      authScheme: { type: "HEADER", key: "Authorization", value: "hunter2" },
    },
  },
  ...more,
});

async function acme() {
  const emulator = await startEmulator({ state: acmeState(new Date()) });
  onTestFinished(() => emulator.close());
  const ask = async (method: string, path: string, sent?: object) => {
    const response = await fetch(`${emulator.url}/api/v1${path}`, {
      method,
      headers: { authorization: `SSWS ${emulator.token}`, "content-type": "application/json" },
      ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  };
  const userId = (login: string) =>
    emulator.state.users.find(({ profile }) => profile.login === login)?.id ?? "";
  return { emulator, ask, userId };
}

describe("event hooks", () => {
  it("are registered, listed, changed and deleted, and never show their secret", async () => {
    const { ask } = await acme();
    const created = await ask("POST", "/eventHooks", body("https://acme.example/okta"));
    expect(created).toMatchObject({
      status: 200,
      body: {
        id: expect.stringMatching(/^who/),
        status: "ACTIVE",
        verificationStatus: "UNVERIFIED",
        channel: { config: { uri: "https://acme.example/okta", method: "POST" } },
      },
    });
    expect(JSON.stringify(created)).not.toContain("hunter2");
    const path = `/eventHooks/${created.body.id}`;
    expect((await ask("GET", "/eventHooks")).body).toEqual([created.body]);
    expect((await ask("GET", path)).body).toEqual(created.body);
    expect((await ask("PUT", path, body("https://acme.example/other"))).body.channel.config.uri).toBe(
      "https://acme.example/other",
    );
    expect((await ask("DELETE", path)).status).toBe(403);
    expect((await ask("POST", `${path}/lifecycle/deactivate`)).body.status).toBe("INACTIVE");
    expect((await ask("DELETE", path)).status).toBe(204);
    expect((await ask("GET", path)).status).toBe(404);
  });

  it.each([
    ["without a name", body("https://acme.example", { name: "" })],
    ["without events", body("https://acme.example", { events: { type: "EVENT_TYPE", items: [] } })],
    ["to http elsewhere", body("http://acme.example/okta")],
    ["to nowhere", body("")],
  ])("are refused %s", async (_, written) => {
    const { ask } = await acme();
    expect(await ask("POST", "/eventHooks", written)).toMatchObject({
      status: 400,
      body: { errorCode: "E0000001" },
    });
  });

  it("are not verified by a server that does not give back the challenge", async () => {
    const { ask } = await acme();
    const sink = await httpSink();
    const { id } = (await ask("POST", "/eventHooks", body(sink.url))).body;
    expect(await ask("POST", `/eventHooks/${id}/lifecycle/verify`)).toMatchObject({
      status: 400,
      body: {
        errorSummary: "Api validation failed: eventHook",
        errorCauses: [{ errorSummary: "Unable to verify event hook. Hook plumbline execution failed" }],
      },
    });
  });

  it("deliver what they asked for with their headers, once verified, in Okta's envelope", async () => {
    const { ask, userId, emulator } = await acme();
    const sink = await verifyingSink();
    const { id } = (await ask("POST", "/eventHooks", body(sink.url))).body;
    await ask("POST", `/users/${userId("kim@acme.example")}/lifecycle/suspend`);
    const verified = await ask("POST", `/eventHooks/${id}/lifecycle/verify`);
    expect(verified).toMatchObject({ status: 200, body: { verificationStatus: "VERIFIED" } });
    await ask("POST", `/users/${userId("dana@acme.example")}/lifecycle/reset_factors`);
    await ask("POST", `/users/${userId("kim@acme.example")}/lifecycle/unsuspend`);
    await vi.waitFor(() => expect(sink.posts).toHaveLength(1));
    const [post] = sink.posts;
    expect(post?.headers).toMatchObject({ authorization: "hunter2", "x-org": "acme" });
    expect(JSON.parse(post?.body ?? "")).toMatchObject({
      eventType: "com.okta.event_hook",
      source: `${emulator.url}/api/v1/eventHooks/${id}`,
      data: {
        events: [
          {
            eventType: "user.mfa.factor.reset_all",
            client: { ipChain: [{ ip: "127.0.0.1" }] },
            insertionTimestamp: null,
          },
        ],
      },
    });
  });

  it("ask once more after a 500, never after a 400, and log what was not taken", async () => {
    const { ask, userId, emulator } = await acme();
    const sink = await verifyingSink();
    const { id } = (await ask("POST", "/eventHooks", body(sink.url))).body;
    await ask("POST", `/eventHooks/${id}/lifecycle/verify`);
    const failures = () =>
      emulator.state.logEvents.filter(({ eventType }) => eventType === "event_hook.delivery").length;
    sink.answers(500, 204);
    await ask("POST", `/users/${userId("dana@acme.example")}/lifecycle/reset_factors`);
    await vi.waitFor(() => expect(sink.posts).toHaveLength(2));
    expect(failures()).toBe(0);
    sink.answers(400);
    await ask("POST", `/users/${userId("kim@acme.example")}/lifecycle/reset_factors`);
    await vi.waitFor(() => expect(failures()).toBe(1));
    expect(sink.posts).toHaveLength(3);
  });

  it("are unverified again when they lead elsewhere", async () => {
    const { ask } = await acme();
    const sink = await verifyingSink();
    const { id } = (await ask("POST", "/eventHooks", body(sink.url))).body;
    await ask("POST", `/eventHooks/${id}/lifecycle/verify`);
    const same = await ask("PUT", `/eventHooks/${id}`, body(sink.url, { name: "another name" }));
    expect(same.body).toMatchObject({ name: "another name", verificationStatus: "VERIFIED" });
    const moved = await ask("PUT", `/eventHooks/${id}`, body(`${sink.url}/other`));
    expect(moved.body.verificationStatus).toBe("UNVERIFIED");
  });
});
