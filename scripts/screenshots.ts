// Takes a picture of every page of `plumbline serve`, light and dark, wide and as on a telephone, into the folder given (or a
// new one): `npm run screenshots -- FOLDER`. It serves whatever --ledger would: set PLUMBLINE_LEDGER and OKTA_ORG_URL.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { run } from "../src/cli/run.ts";
import type { Terminal } from "../src/cli/terminal.ts";
import { inertText } from "../src/model/inert-text.ts";

const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), "plumbline-pages-"));
const stop = new AbortController();
let url = "";
const stream = (write: (text: string) => void) => ({
  isTTY: false,
  columns: 100,
  write,
  flush: async () => {},
});
const terminal: Terminal = {
  env: process.env,
  signal: stop.signal,
  now: () => new Date(),
  stdout: stream((text) => {
    url = text.trim();
  }),
  stderr: stream((text) => process.stderr.write(inertText(text.trim()).concat("\n"))),
};
const ended = run(["serve", "--port", "0"], terminal);
while (url === "") await new Promise((resolve) => setTimeout(resolve, 100));
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
const firstOf = async (table: string): Promise<string> => {
  const answer = await fetch(`${url}/api/v1/${table}?limit=1`);
  const { rows } = (await answer.json()) as { readonly rows: readonly { readonly id: string }[] };
  return rows[0] === undefined ? table : `${table}/${rows[0].id}`;
};
const session = (await (await fetch(`${url}/api/v1/session`)).json()) as {
  readonly tables: readonly { readonly name: string }[];
};
const tables = session.tables.map(({ name }) => name);
const paths = ["", ...tables, ...(await Promise.all(["people", "alerts", "runs", "standards"].map(firstOf)))];
for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1280, 390]) {
    const page = await (
      await browser.newContext({ colorScheme, viewport: { width, height: 900 } })
    ).newPage();
    for (const path of paths) {
      await page.goto(`${url}/${path}`);
      await page.locator("main h1").first().waitFor();
      const name = path === "" ? "overview" : path.includes("/") ? `one-of-${path.split("/")[0]}` : path;
      // Of a long table only the rows near the window are there: more of the page would show none.
      const fullPage = !tables.includes(path);
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`), fullPage });
    }
  }
}
await browser.close();
stop.abort();
process.stdout.write(`${folder}\n`);
process.exitCode = await ended;
