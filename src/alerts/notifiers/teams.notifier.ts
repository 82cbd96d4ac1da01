import type { Severity } from "../../model/words.ts";
import { jsonWebhook } from "./json-webhook.ts";
import type { Post } from "./notifier.ts";
import { clipped, postText } from "./post-text.ts";

const colors: Readonly<Record<Severity, string>> = {
  critical: "Attention",
  high: "Attention",
  medium: "Warning",
  low: "Default",
};

/**
 * Teams runs Markdown in a TextBlock and in the facts of a FactSet (Microsoft Teams, "Format cards"); the runs of a
 * RichTextBlock are text and nothing else (Adaptive Cards, TextRun), so that a name cannot become a link.
 */
const block = (runs: readonly object[], more: object = {}) => ({
  type: "RichTextBlock",
  inlines: runs.map((run) => ({ type: "TextRun", ...run })),
  ...more,
});

/** Teams takes a card of 28 KB; ours stays below, in any alphabet. */
const longestText = 500;

/** The message that the trigger "When a Teams webhook request is received" of a Workflow posts to a channel. */
function teamsMessage(post: Post): unknown {
  const { headline, title, advice, rows, links } = postText(post);
  const { state, severity } = post.alert;
  const color = state === "resolved" ? "Good" : colors[severity];
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        contentUrl: null,
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: [
            block([{ text: headline, weight: "Bolder", size: "Medium", color }]),
            block([{ text: clipped(title, longestText) }]),
            ...[...advice, ...rows].map(([name, value]) =>
              block([{ text: `${name}: `, weight: "Bolder" }, { text: clipped(value, longestText) }], {
                spacing: "Small",
              }),
            ),
          ],
          actions: links.map(({ label, url }) => ({ type: "Action.OpenUrl", title: label, url })),
          msteams: { width: "Full" },
        },
      },
    ],
  };
}

export default jsonWebhook("teams", "PLUMBLINE_TEAMS_WEBHOOK_URL", teamsMessage);
