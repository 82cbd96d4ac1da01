import type { ConsoleLink } from "../../model/alert-guidance.ts";
import { jsonWebhook } from "./json-webhook.ts";
import type { Post } from "./notifier.ts";
import { clipped, postText } from "./post-text.ts";

/** A `plain_text` object obeys no markup: no link, no mention, no emoji code (Slack, Block Kit text object). */
const plain = (text: string, most: number) => ({
  type: "plain_text",
  text: clipped(text, most),
  emoji: false,
});

/** Characters that Slack takes for markup in the text that notifications show (Slack, "Escaping text"). */
const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Links are markup in Slack, and nothing else in a message is: names have no part in them. */
const linkText = (links: readonly ConsoleLink[]): string =>
  links.map(({ label, url }) => `<${escaped(url)}|${label}>`).join("  ");

/** A Block Kit message; the limits are Slack's: 150 characters a header, 2000 a field, 10 fields a section. */
function slackMessage(post: Post): unknown {
  const { headline, title, advice, rows, links } = postText(post);
  const fields = rows.map(([name, value]) => plain(`${name}: ${value}`, 2000));
  return {
    text: clipped(escaped(`${headline}: ${title}`), 3000),
    mrkdwn: false,
    unfurl_links: false,
    unfurl_media: false,
    blocks: [
      { type: "header", text: plain(headline, 150) },
      { type: "section", text: plain(title, 3000) },
      ...advice.map(([name, value]) => ({ type: "section", text: plain(`${name}: ${value}`, 3000) })),
      { type: "section", fields: fields.slice(0, 10) },
      ...(fields.length > 10 ? [{ type: "section", fields: fields.slice(10) }] : []),
      ...(links.length > 0 ? [{ type: "section", text: { type: "mrkdwn", text: linkText(links) } }] : []),
    ],
  };
}

export default jsonWebhook("slack", "PLUMBLINE_SLACK_WEBHOOK_URL", slackMessage);
