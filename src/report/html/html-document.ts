import { createHash } from "node:crypto";
import { html, type Markup } from "./markup.ts";
import { pageStyle } from "./page-assets.ts";

/** Text that is ours, to go in as it is. */
export const ours = (markup: string): Markup => ({ markup });

interface HtmlDocument {
  readonly title: string;
  readonly body: Markup;
  /** The only script, which runs once the body is there; null: none does. */
  readonly script: string | null;
}

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing is loaded and nothing runs but the page's own style and script, whatever a name in the org may hold. */
const policyFor = (script: string | null): string =>
  [
    "default-src 'none'",
    ...(script === null ? [] : [`script-src ${hashOf(script)}`]),
    `style-src ${hashOf(pageStyle)}`,
    "base-uri 'none'",
    "form-action 'none'",
    ...(script === null ? [] : ["require-trusted-types-for 'script'", "trusted-types 'none'"]),
  ].join("; ");

/** One self-contained page, with the style of the report. */
export const htmlDocument = ({ title, body, script }: HtmlDocument): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${ours(policyFor(script))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${ours(pageStyle)}</style>
</head>
<body>
${body}
${script === null ? null : html`<script>${ours(script)}</script>\n`}</body>
</html>
`.markup;
