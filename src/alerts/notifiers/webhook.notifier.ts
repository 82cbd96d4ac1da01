import { createHmac } from "node:crypto";
import { Secret } from "../../model/secret.ts";
import type { Channel, Notifier, Post } from "./notifier.ts";
import { invalidVariable, requiredVariables, secretUrl } from "./read-variable.ts";

const names = ["PLUMBLINE_WEBHOOK_URL", "PLUMBLINE_WEBHOOK_SECRET"] as const;
const base64Prefix = "whsec_";
/** As many bytes as the scheme below asks for. */
const shortestSecret = 24;

/**
 * The key: what follows `whsec_` as base64, as the libraries of the scheme write it; any other text as it is.
 *
 * @throws PlumblineError DESTINATION_INVALID when it is too short to keep anybody out
 */
function signingKey(value: string): Secret {
  const isBase64 = value.startsWith(base64Prefix);
  const key = isBase64
    ? Buffer.from(value.slice(base64Prefix.length), "base64").toString("latin1")
    : Buffer.from(value, "utf8").toString("latin1");
  if (key.length < shortestSecret) {
    throw invalidVariable(names[1], `is too short: give it ${shortestSecret} bytes or more`);
  }
  return new Secret(key);
}

const bodyOf = ({ id, org, alert, guidance }: Post): string =>
  JSON.stringify({ schemaVersion: 1, type: `alert.${alert.state}`, id, org, alert, guidance });

/**
 * Signed as Standard Webhooks asks (https://www.standardwebhooks.com): base64 of HMAC-SHA256 over
 * `id.timestamp.body`. The id stays when a post is sent again, the time does not: who keeps the ids for as long as
 * they take a timestamp for fresh (five minutes) takes nothing twice.
 */
function headersOf(post: Post, body: string, key: Secret, at: Date): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = createHmac("sha256", Buffer.from(key.reveal(), "latin1"))
    .update(`${post.id}.${timestamp}.${body}`)
    .digest("base64");
  return {
    "content-type": "application/json; charset=utf-8",
    "webhook-id": post.id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${signature}`,
  };
}

const webhook: Notifier = {
  name: "webhook",
  open(env): Channel {
    const { PLUMBLINE_WEBHOOK_URL, PLUMBLINE_WEBHOOK_SECRET } = requiredVariables(env, names);
    const url = secretUrl(names[0], PLUMBLINE_WEBHOOK_URL);
    const key = signingKey(PLUMBLINE_WEBHOOK_SECRET);
    return (post, at) => {
      const body = bodyOf(post);
      return { kind: "http", url, headers: headersOf(post, body, key, at), body };
    };
  },
};

export default webhook;
