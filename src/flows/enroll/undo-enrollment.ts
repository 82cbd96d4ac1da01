import { PlumblineError } from "../../model/errors.ts";
import { inertText } from "../../model/inert-text.ts";
import type { EnrollmentUndo, Removal } from "../../model/memberships.ts";
import { connect } from "../../okta/connect.ts";
import { readConnectionSettings } from "../../okta/connection-settings.ts";
import { membershipScope } from "../../okta/group-membership.ts";
import { failOnFirst401 } from "../../okta/reading/first-call.ts";
import { readOrganization } from "../../okta/reading/read-organization.ts";
import { stoppedError } from "../../okta/reading/stop-words.ts";
import { ReadFailure } from "../../okta/transport/read-failure.ts";
import { enrollUndoText } from "../../report/pages/enroll-undo-text.ts";
import { count } from "../../report/text/count.ts";
import { jsonText } from "../../report/text/json-text.ts";
import { packageVersion } from "../catalogue/package-root.ts";
import type { ExitCode } from "../exit-code.ts";
import type { Terminal } from "../terminal.ts";
import type { EnrollOptions } from "./enroll-options.ts";
import { type LoggedMembership, openMembershipLog, readMembershipLog } from "./membership-log.ts";
import { undoAdditions } from "./undo-additions.ts";

/**
 * `plumbline enroll --undo FILE`: takes back what the file says was added, and nothing else.
 *
 * @throws PlumblineError UNDO_INVALID, TOO_MANY_CHANGES, and whatever keeps from reaching the org
 */
export async function undoEnrollment(
  file: string,
  options: EnrollOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { ours, unreadable } = await readMembershipLog(file);
  if (ours.length > options.maxChanges) {
    throw new PlumblineError(
      "TOO_MANY_CHANGES",
      `${ours.length} memberships would be removed, and --max-changes allows ${options.maxChanges}: nothing was changed`,
      { remedy: `run it with --max-changes ${ours.length}` },
    );
  }
  const say = (text: string): void => {
    if (options.quiet !== true) terminal.stderr.write(`${inertText(text)}\n`);
  };
  if (unreadable > 0) {
    say(`${count(unreadable, "line")} of ${file} could not be read, and what is said there is left alone`);
  }
  const removals = await remove(ours, { ...options, file }, terminal, say);
  const answer: EnrollmentUndo = {
    schemaVersion: 1,
    tool: { name: "plumbline", version: packageVersion() },
    mode: "undo",
    org: removals.org,
    log: file,
    removals: removals.done,
  };
  const { stdout } = terminal;
  stdout.write(options.format === "json" ? jsonText(answer) : enrollUndoText(answer, stdout.columns));
  const settled: ReadonlySet<string> = new Set(["removed", "not a member", "gone"]);
  return unreadable === 0 && removals.done.every(({ status }) => settled.has(status)) ? 0 : 1;
}

async function remove(
  ours: readonly LoggedMembership[],
  { file, timeout, rateShare }: Pick<EnrollOptions, "timeout" | "rateShare"> & { readonly file: string },
  terminal: Terminal,
  say: (text: string) => void,
): Promise<{ readonly org: string; readonly done: readonly Removal[] }> {
  const expiry = timeout === undefined ? [] : [AbortSignal.timeout(timeout)];
  const signal = AbortSignal.any([terminal.signal, ...expiry]);
  const settings = readConnectionSettings(terminal.env);
  const connection = failOnFirst401(
    connect(settings, { signal, ...(rateShare === undefined ? {} : { rateShare }) }),
  );
  connection.needScopes([membershipScope, "okta.users.read"]);
  try {
    const org = await readOrganization(connection, signal);
    const log = await openMembershipLog(file, org, terminal.now);
    try {
      const onDone = ({ user, group, status, reason }: Removal, done: number): void =>
        say(
          `${done} / ${ours.length}: ${user.login}, "${group.name}": ${status}${reason === null ? "" : ` (${reason})`}`,
        );
      return { org: org.url, done: await undoAdditions(ours, { connection, signal, log, onDone }) };
    } finally {
      await log.close();
    }
  } catch (error) {
    throw error instanceof ReadFailure ? stoppedError(signal) : error;
  }
}
