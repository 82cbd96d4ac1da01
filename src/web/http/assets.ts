import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { packageRoot } from "../../flows/catalogue/package-root.ts";
import { PlumblineError } from "../../model/errors.ts";

interface Asset {
  readonly type: string;
  readonly text: string;
}

/** The files of the page by their path; the page itself is `/`. */
export type Assets = ReadonlyMap<string, Asset>;

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Plumbline</title>
<link rel="stylesheet" href="/app.css">
<script type="module" src="/app.js"></script>
</head>
<body>
<div id="app"><p class="wait">Loading…</p></div>
<noscript><p class="wait">This page needs JavaScript. The same is at /api/v1/openapi.json, and plumbline check --format html writes a page that does without.</p></noscript>
</body>
</html>
`;

/** The page with its script and its style. */
export const assetsOf = (script: string, style: string): Assets =>
  new Map([
    ["/", { type: "text/html; charset=utf-8", text: page }],
    ["/app.js", { type: "text/javascript; charset=utf-8", text: script }],
    ["/app.css", { type: "text/css; charset=utf-8", text: style }],
  ]);

/**
 * Reads what `npm run build` bundled of src/web/client/.
 *
 * @throws PlumblineError PAGE_NOT_BUILT when it was never built
 */
export async function builtAssets(): Promise<Assets> {
  const folder = join(packageRoot(), "dist", "web");
  try {
    const [script, style] = await Promise.all(
      ["app.js", "app.css"].map((name) => readFile(join(folder, name), "utf8")),
    );
    return assetsOf(script ?? "", style ?? "");
  } catch (cause) {
    throw new PlumblineError("PAGE_NOT_BUILT", "the page's script and style are not there", {
      remedy: "run npm run build in the clone, or reinstall the package",
      cause,
    });
  }
}
