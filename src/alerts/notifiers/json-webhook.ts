import type { DestinationName } from "../../model/alert-names.ts";
import type { Notifier, Post } from "./notifier.ts";
import { requiredVariables, secretUrl } from "./read-variable.ts";

/**
 * A destination whose URL is its credential and which takes one JSON message.
 *
 * @param variable the one that holds the URL
 */
export function jsonWebhook(
  name: DestinationName,
  variable: string,
  messageOf: (post: Post) => unknown,
): Notifier {
  return {
    name,
    open(env) {
      const url = secretUrl(variable, requiredVariables(env, [variable])[variable] ?? "");
      return (post) => ({
        kind: "http",
        url,
        headers: { "content-type": "application/json; charset=utf-8" },
        body: JSON.stringify(messageOf(post)),
      });
    },
  };
}
