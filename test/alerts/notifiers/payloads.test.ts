import { createHmac } from "node:crypto";
import { join } from "node:path";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import email from "../../../src/alerts/notifiers/email.notifier.ts";
import type { Message } from "../../../src/alerts/notifiers/notifier.ts";
import pagerduty from "../../../src/alerts/notifiers/pagerduty.notifier.ts";
import slack from "../../../src/alerts/notifiers/slack.notifier.ts";
import teams from "../../../src/alerts/notifiers/teams.notifier.ts";
import webhook from "../../../src/alerts/notifiers/webhook.notifier.ts";
import { loadNotifiers } from "../../../src/flows/catalogue/load-notifiers.ts";
import { PlumblineError } from "../../../src/model/errors.ts";
import { aPost } from "../../support/a-post.ts";

const at = new Date("2026-11-23T09:01:00.000Z");
const env = {
  PLUMBLINE_SLACK_WEBHOOK_URL: "https://hooks.slack.com/services/T0/B0/slack-secret",
  PLUMBLINE_TEAMS_WEBHOOK_URL: "https://acme.example/workflows/1?sig=teams-secret",
  PLUMBLINE_WEBHOOK_URL: "https://acme.example/hooks/plumbline",
  PLUMBLINE_WEBHOOK_SECRET: "a-secret-of-thirty-two-characters",
  PLUMBLINE_PAGERDUTY_ROUTING_KEY: "0123456789abcdef0123456789abcdef",
  PLUMBLINE_SMTP_URL: "smtps://plumbline:s%40cret@smtp.acme.example",
  PLUMBLINE_EMAIL_FROM: "plumbline@acme.example",
  PLUMBLINE_EMAIL_TO: "nia@acme.example, secops@acme.example",
};

const resolution = {
  state: "resolved",
  resolvedAt: "2026-11-23T11:30:00.000Z",
  resolution: "an acceptable factor is enrolled again",
} as const;

/** Payloads as they go over the wire, for people to read. */
function shown(message: Message): string {
  if (message.kind === "mail") {
    const { server, from, to, subject, text, messageId, references } = message;
    const { host, port, tls } = server;
    return JSON.stringify({ host, port, tls, from, to, subject, text, messageId, references }, null, 2);
  }
  return JSON.stringify(JSON.parse(message.body), null, 2);
}

describe.each(await loadNotifiers())("$name", (notifier) => {
  const channel = notifier.open(env);

  it.each([
    ["open", {}],
    ["acknowledged", { state: "acknowledged", note: "nia@acme.example: asking Dana" }],
    ["resolved", resolution],
  ] as const)("tells an alert that is %s", async (state, part) => {
    const golden = join(import.meta.dirname, "golden", `${notifier.name}-${state}.json`);
    await expect(`${shown(channel(aPost(part), at))}\n`).toMatchFileSnapshot(golden);
  });

  it("makes the same message of the same post", () => {
    expect(channel(aPost(), at)).toEqual(channel(aPost(), at));
  });

  it("shows nothing secret when it is printed", () => {
    // The body itself is what is sent, PagerDuty's key in it.
    const seen = inspect({ ...channel(aPost(), at), body: "" }, { depth: 9 });
    expect(seen).toContain("[secret]");
    expect(seen).not.toMatch(/slack-secret|teams-secret|hooks|thirty-two|s@cret/);
  });
});

describe("the webhook's signature", () => {
  const sign = (secret: Buffer | string, id: string, timestamp: string, body: string): string =>
    `v1,${createHmac("sha256", secret).update(`${id}.${timestamp}.${body}`).digest("base64")}`;

  it.each([
    ["the text of the secret", env.PLUMBLINE_WEBHOOK_SECRET, env.PLUMBLINE_WEBHOOK_SECRET],
    [
      "the bytes behind whsec_",
      "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
      Buffer.from("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "base64"),
    ],
  ])("is by %s, over id, time and body", (_, secret, key) => {
    const message = webhook.open({ ...env, PLUMBLINE_WEBHOOK_SECRET: secret })(aPost(), at);
    if (message.kind !== "http") throw new Error("not over HTTP");
    expect(message.headers).toMatchObject({
      "webhook-id": "0f0e0d0c",
      "webhook-timestamp": String(at.getTime() / 1000),
      "webhook-signature": sign(key, "0f0e0d0c", "1795424460", message.body),
    });
  });

  it("is another a minute later, for the same body", () => {
    const channel = webhook.open(env);
    const [one, two] = [channel(aPost(), at), channel(aPost(), new Date(at.getTime() + 60_000))];
    if (one.kind !== "http" || two.kind !== "http") throw new Error("not over HTTP");
    expect(two.body).toBe(one.body);
    expect(two.headers["webhook-signature"]).not.toBe(one.headers["webhook-signature"]);
  });
});

describe("PagerDuty's address", () => {
  it.each([
    ["usually", {}, "https://events.pagerduty.com/v2/enqueue"],
    [
      "in the EU",
      { PLUMBLINE_PAGERDUTY_URL: "https://events.eu.pagerduty.com" },
      "https://events.eu.pagerduty.com/v2/enqueue",
    ],
  ])("%s", (_, more, url) => {
    const message = pagerduty.open({ ...env, ...more })(aPost(), at);
    expect(message.kind === "http" && message.url.reveal()).toBe(url);
  });
});

describe("the mail server", () => {
  it.each([
    ["smtps://smtp.acme.example", { host: "smtp.acme.example", port: 465, tls: "implicit", login: null }],
    ["smtp://smtp.acme.example:2525", { port: 2525, tls: "starttls" }],
    ["smtp://smtp.acme.example", { port: 587, tls: "starttls" }],
    ["smtp://[::1]:25", { host: "::1", port: 25, tls: "none" }],
    ["smtp://127.0.0.1:25", { tls: "none" }],
  ])("%s", (url, server) => {
    const message = email.open({ ...env, PLUMBLINE_SMTP_URL: url })(aPost(), at);
    expect(message).toMatchObject({ server });
  });

  it("is told the password as it is, not as the URL writes it", () => {
    const message = email.open(env)(aPost(), at);
    expect(message.kind === "mail" && message.server.login?.password.reveal()).toBe("s@cret");
  });
});

describe("an environment that will not do", () => {
  const secretParts = /slack-secret|teams-secret|thirty-two|s%40cret|s@cret|hunter2|0123456789abcdef/;

  it.each([
    [slack, {}, "DESTINATION_MISSING", "PLUMBLINE_SLACK_WEBHOOK_URL is not set"],
    [teams, {}, "DESTINATION_MISSING", "PLUMBLINE_TEAMS_WEBHOOK_URL is not set"],
    [webhook, {}, "DESTINATION_MISSING", "PLUMBLINE_WEBHOOK_URL and PLUMBLINE_WEBHOOK_SECRET are not set"],
    [
      webhook,
      { PLUMBLINE_WEBHOOK_URL: env.PLUMBLINE_WEBHOOK_URL, PLUMBLINE_WEBHOOK_SECRET: " " },
      "DESTINATION_MISSING",
      "PLUMBLINE_WEBHOOK_SECRET is not set",
    ],
    [
      webhook,
      { ...env, PLUMBLINE_WEBHOOK_SECRET: "hunter2" },
      "DESTINATION_INVALID",
      "PLUMBLINE_WEBHOOK_SECRET is too short",
    ],
    [webhook, { ...env, PLUMBLINE_WEBHOOK_SECRET: "whsec_hunter2" }, "DESTINATION_INVALID", "too short"],
    [pagerduty, {}, "DESTINATION_MISSING", "PLUMBLINE_PAGERDUTY_ROUTING_KEY is not set"],
    [
      pagerduty,
      { PLUMBLINE_PAGERDUTY_ROUTING_KEY: "hunter2" },
      "DESTINATION_INVALID",
      "PLUMBLINE_PAGERDUTY_ROUTING_KEY is no integration key",
    ],
    [
      pagerduty,
      { ...env, PLUMBLINE_PAGERDUTY_URL: "http://events.pagerduty.com" },
      "DESTINATION_INVALID",
      "PLUMBLINE_PAGERDUTY_URL must be an https URL",
    ],
    [email, { ...env, PLUMBLINE_EMAIL_TO: "" }, "DESTINATION_MISSING", "PLUMBLINE_EMAIL_TO is not set"],
    [
      email,
      { ...env, PLUMBLINE_EMAIL_TO: "nia@acme.example\r\nBcc: eve@evil.example" },
      "DESTINATION_INVALID",
      "PLUMBLINE_EMAIL_TO must be addresses",
    ],
    [
      email,
      { ...env, PLUMBLINE_EMAIL_FROM: "nia@acme.example,omar@acme.example" },
      "DESTINATION_INVALID",
      "PLUMBLINE_EMAIL_FROM must be one address",
    ],
    [
      email,
      { ...env, PLUMBLINE_SMTP_URL: "https://u:hunter2@smtp.acme.example" },
      "DESTINATION_INVALID",
      "PLUMBLINE_SMTP_URL must begin with smtps://",
    ],
    [
      email,
      { ...env, PLUMBLINE_SMTP_URL: "smtps://u:hunter2@h/?tls.rejectUnauthorized=false" },
      "DESTINATION_INVALID",
      "and nothing more",
    ],
    [
      email,
      { ...env, PLUMBLINE_SMTP_URL: "smtps://u:hunter2%@h" },
      "DESTINATION_INVALID",
      "must be written %25",
    ],
    [
      slack,
      { PLUMBLINE_SLACK_WEBHOOK_URL: "http://hooks.slack.com/slack-secret" },
      "DESTINATION_INVALID",
      "must be an https URL",
    ],
    [slack, { PLUMBLINE_SLACK_WEBHOOK_URL: "slack-secret" }, "DESTINATION_INVALID", "is not a URL"],
    [
      teams,
      { PLUMBLINE_TEAMS_WEBHOOK_URL: "https://u:hunter2@h/teams-secret" },
      "DESTINATION_INVALID",
      "contains a user name or password",
    ],
  ] as const)("is refused (case %#)", (notifier, given, code, message) => {
    let thrown: unknown = null;
    try {
      notifier.open(given);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(PlumblineError);
    expect(thrown).toMatchObject({ code, message: expect.stringContaining(message) });
    expect(`${thrown} ${JSON.stringify(thrown)}`).not.toMatch(secretParts);
  });
});
