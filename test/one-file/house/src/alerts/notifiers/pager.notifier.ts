import type { Notifier, Post } from "../../../../../../src/alerts/notifiers/notifier.ts";

/** A notifier as somebody would add it, who forgot that names are hostile; put into a copy of the house by a test. */
export default {
  name: "pager",
  open: () => (post: Post) => ({
    kind: "http",
    url: { reveal: () => "https://acme.example/pager" },
    headers: {},
    body: JSON.stringify({ text: post.alert.title }),
  }),
} satisfies { readonly name: string; readonly open: (env: Parameters<Notifier["open"]>[0]) => unknown };
