import type { Message, Post } from "../../src/alerts/notifiers/notifier.ts";
import type { AlertState } from "../../src/model/alert.ts";
import { aPost } from "./a-post.ts";

/** Whatever a person may be called, in every text that an alert takes from the org or from people. */
export function named(name: string, state: AlertState): Post {
  return aPost({
    state,
    resolvedAt: "2026-11-23T11:30:00.000Z",
    title: `all factors of ${name} were reset`,
    resolution: name,
    note: name,
    subject: { type: "user", id: "00udana", name },
    actor: { type: "User", id: "00unia", name, ip: null, country: name, via: "admin console" },
  });
}

/** Names that people may have. */
export const hostile = [
  "<script>alert(1)</script>",
  "<!channel> <@U012> <https://evil.example|Sign in here>",
  "[Sign in here](https://evil.example) **now** ![x](https://evil.example/x.png)",
  "dana\r\nBcc: eve@evil.example\r\n\r\n<h1>hello</h1>",
  "dana\u202egnp.exe\u2066",
  "\u001b]8;;https://evil.example\u0007dana\u001b[2J",
  "<at>everyone</at> {{DATE(2026-01-01T00:00:00Z)}} \u0024{env.SECRET} @{body()}",
  "👩‍🚒".repeat(5000),
  "\ud800 half",
];

/** Every string of a JSON document, and the type of the object it is in. */
export function texts(
  value: unknown,
  type = "",
): readonly { readonly type: string; readonly text: string }[] {
  if (typeof value === "string") return [{ type, text: value }];
  if (typeof value !== "object" || value === null) return [];
  const own = "type" in value && typeof value.type === "string" ? value.type : type;
  return Object.values(value).flatMap((part) => texts(part, own));
}

/** The JSON that is sent; null of a mail. */
export const bodyOf = (message: Message): unknown =>
  message.kind === "http" ? JSON.parse(message.body) : null;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
export const obeyed = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800](?![\udc00-\udfff])/;

/** Parts of a message that somebody's screen would obey. */
export const obeyedTexts = (message: Message): readonly string[] =>
  texts(bodyOf(message)).flatMap(({ text }) => (obeyed.test(text) ? [text] : []));
