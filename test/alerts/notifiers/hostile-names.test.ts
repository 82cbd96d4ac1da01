import { describe, expect, it } from "vitest";
import type { Message, Post } from "../../../src/alerts/notifiers/notifier.ts";
import { loadNotifiers } from "../../../src/flows/catalogue/load-notifiers.ts";
import { alertStates } from "../../../src/model/alert.ts";
import type { DestinationName } from "../../../src/model/alert-names.ts";
import { bodyOf, hostile, named, obeyed, obeyedTexts, texts } from "../../support/hostile-posts.ts";

const at = new Date("2026-11-23T09:01:00.000Z");
const env = {
  PLUMBLINE_SLACK_WEBHOOK_URL: "https://hooks.slack.com/services/1",
  PLUMBLINE_TEAMS_WEBHOOK_URL: "https://acme.example/workflows/1",
  PLUMBLINE_WEBHOOK_URL: "https://acme.example/hooks/plumbline",
  PLUMBLINE_WEBHOOK_SECRET: "a-secret-of-thirty-two-characters",
  PLUMBLINE_PAGERDUTY_ROUTING_KEY: "0123456789abcdef0123456789abcdef",
  PLUMBLINE_SMTP_URL: "smtp://127.0.0.1",
  PLUMBLINE_EMAIL_FROM: "plumbline@acme.example",
  PLUMBLINE_EMAIL_TO: "nia@acme.example",
};

/** The types of the objects whose texts hold something of the name. */
const typesNaming = (body: unknown): readonly string[] =>
  texts(body).flatMap(({ type, text }) => (/evil|alert\(1\)|channel|DATE/.test(text) ? [type] : []));

/** Must be true of a message where it is read, whatever the name; a destination without an entry does not compile. */
const readers: Readonly<Record<DestinationName, (message: Message, post: Post) => void>> = {
  slack: (message) => {
    const { text, blocks } = bodyOf(message) as { text: string; blocks: unknown };
    expect(text).not.toMatch(/[<>]/);
    expect(typesNaming(blocks).filter((type) => type !== "plain_text")).toEqual([]);
    const markup = texts(blocks).filter(({ type, text }) => type === "mrkdwn" && text !== "mrkdwn");
    const links = /<https:\/\/acme-admin\.okta\.com\/[^<>|]+\|[A-Za-z ]+>/g;
    expect(markup.map(({ text }) => text.replaceAll(links, "").trim())).toEqual([""]);
    for (const { text } of texts(blocks)) expect(text.length).toBeLessThanOrEqual(3000);
  },
  // Teams runs Markdown in everything but a TextRun.
  teams: (message) => {
    const card = bodyOf(message);
    expect(typesNaming(card).filter((type) => type !== "TextRun")).toEqual([]);
    expect(JSON.stringify(card)).not.toMatch(/"(TextBlock|FactSet)"/);
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
  },
  pagerduty: (message) => {
    const { payload } = bodyOf(message) as { payload?: { summary: string } };
    expect(payload?.summary.length ?? 0).toBeLessThanOrEqual(1024);
  },
  email: (message) => {
    if (message.kind !== "mail") throw new Error("not a mail");
    expect(message.subject).not.toMatch(obeyed);
    expect(message.subject.length).toBeLessThanOrEqual(200);
    for (const line of message.text.split("\n")) expect(line).not.toMatch(obeyed);
    expect(message.text).not.toMatch(/^Bcc:/m);
  },
  // A program is told the name as it is.
  webhook: (message, { alert }) => {
    expect(bodyOf(message)).toMatchObject({ alert });
  },
};

describe.each(await loadNotifiers())("$name", ({ name: destination, open }) => {
  it.each(hostile)("takes somebody called %j for text", (name) => {
    for (const state of alertStates) {
      const post = named(name, state);
      const message = open(env)(post, at);
      readers[destination](message, post);
      if (destination === "webhook") continue;
      expect(obeyedTexts(message)).toEqual([]);
    }
  });
});
