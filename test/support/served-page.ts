import { onTestFinished } from "vitest";
import { runFigures } from "../../src/answers/run-view/run-figures.ts";
import { runView } from "../../src/answers/run-view/run-view.ts";
import type { Caller } from "../../src/flows/caller.ts";
import { type PageSource, pageSource } from "../../src/flows/page/page-source.ts";
import type { AlertRecord } from "../../src/ledger/alert-record.ts";
import type { Ledger } from "../../src/ledger/ledger.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import type { Environment } from "../../src/model/environment.ts";
import type { Fleet } from "../../src/model/fleet.ts";
import type { NotReached } from "../../src/model/kept-standard.ts";
import type { Report } from "../../src/model/report.ts";
import type { StandardsReport } from "../../src/model/standards.ts";
import { assetsOf } from "../../src/web/http/assets.ts";
import { type RunningPage, type ServeOptions, serve } from "../../src/web/serve.ts";
import type { JudgedOrg } from "./judged-acme.ts";
import { aloneReport } from "./sample-report.ts";
import { judgedIn } from "./sample-standards.ts";
import { seededLedger } from "./seeded-ledger.ts";

const acmeUrl = "https://acme.okta.com";

/** Contents that a test puts into the ledger, and how it has it served. */
export interface ServedPageOptions extends Partial<ServeOptions> {
  readonly records?: readonly AlertRecord[];
  readonly reports?: readonly Report[];
  /** A judged org whose check kept all that the page shows. */
  readonly judged?: JudgedOrg;
  /** Answers to standards that `plumbline standards` kept. */
  readonly standards?: readonly StandardsReport[];
  /** Whom each of them does not reach. */
  readonly notReached?: NotReached;
  readonly now?: Date | (() => Date);
  readonly env?: Environment;
  readonly fleet?: Fleet;
}

export interface ServedPage extends RunningPage {
  readonly ledger: Ledger;
  readonly source: PageSource;
  /** Remarks on the way. */
  readonly said: readonly string[];
  /** An answer of the API; JSON is sent where a body is given. */
  ask(path: string, body?: unknown): Promise<{ readonly status: number; readonly answer: unknown }>;
}

/** A caller who keeps what is said. */
export function quietCaller(now: Date | (() => Date), said: string[], env: Environment): Caller {
  return {
    env: { OKTA_ORG_URL: acmeUrl, USER: "nia", ...env },
    signal: new AbortController().signal,
    now: now instanceof Date ? () => now : now,
    warn: (text) => said.push(text),
    remark: () => {},
    progress: () => {},
  };
}

/** The page over a ledger with these alerts and reports, on a free port of loopback, until the test ends. */
export async function servedPage(options: ServedPageOptions = {}): Promise<ServedPage> {
  const {
    records = [],
    reports = [],
    judged,
    env = {},
    now = new Date("2026-11-23T10:00:00.000Z"),
  } = options;
  const ledger = await openLedger(await seededLedger(acmeUrl, records), { create: false });
  for (const report of reports) await ledger.keepReport(acmeUrl, aloneReport(report));
  if (judged !== undefined) {
    const view = runView(judged);
    await ledger.keepReport(acmeUrl, { report: judged.report, view, figures: runFigures(view.people) });
  }
  for (const report of options.standards ?? [])
    await ledger.keepStandards(report, judgedIn(report, options.notReached));
  const said: string[] = [];
  const caller = quietCaller(now, said, env);
  const source = await pageSource(ledger, caller, options.fleet);
  const running = await serve({
    host: "127.0.0.1",
    port: 0,
    readOnly: false,
    publicUrl: undefined,
    proxies: [],
    baseline: "policy/baseline.yaml",
    logFolder: ".plumbline",
    assets: assetsOf("", ""),
    source,
    caller,
    ...options,
  });
  onTestFinished(async () => {
    await running.close();
    await ledger.close().catch(() => {});
  });
  return {
    ...running,
    ledger,
    source,
    said,
    async ask(path, body) {
      const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      const headers = body === undefined ? {} : { "content-type": "application/json" };
      const response = await fetch(`${running.url}/api/v1${path}`, { ...sent, headers });
      return { status: response.status, answer: await response.json() };
    },
  };
}
