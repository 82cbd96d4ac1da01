import { run } from "../../src/cli/run.ts";
import type { Report } from "../../src/model/report.ts";
import { fakeTerminal } from "./fake-terminal.ts";

/** A report, and how the command that wrote it ended. */
export interface CheckedOrg {
  readonly exitCode: number;
  readonly report: Report;
}

/** Runs `plumbline check` on a served org as its user does: through sockets, with a token, judged as of `now`. */
export async function checkOverSockets(
  org: { readonly url: string; readonly token: string },
  options: { readonly baseline: string; readonly now: Date; readonly stack?: string },
): Promise<CheckedOrg> {
  const terminal = fakeTerminal({
    env: { OKTA_ORG_URL: org.url, OKTA_API_TOKEN: org.token },
    now: options.now,
  });
  const stack = options.stack === undefined ? [] : ["--stack", options.stack];
  const at = ["--now", options.now.toISOString()];
  const command = ["check", "--baseline", options.baseline, ...stack, "--format", "json", "--quiet", ...at];
  const exitCode = await run(command, terminal);
  const { stdout, stderr } = terminal.written;
  if (stdout === "") throw new Error(`plumbline check said nothing but: ${stderr}`);
  const report: Report = JSON.parse(stdout);
  return { exitCode, report };
}
