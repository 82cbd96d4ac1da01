import { PlumblineError } from "../../model/errors.ts";
import type { EnrollmentUndo, Removal } from "../../model/memberships.ts";
import { readConnectionSettings } from "../../okta/access/connection-settings.ts";
import { connect } from "../../okta/connect.ts";
import { membershipScope } from "../../okta/group-membership.ts";
import { failOnFirst401 } from "../../okta/reading/first-call.ts";
import { readOrganization } from "../../okta/reading/read-organization.ts";
import { ReadFailure } from "../../okta/transport/read-failure.ts";
import { stoppedError } from "../../okta/transport/stop-words.ts";
import { count } from "../../report/text/count.ts";
import type { Caller } from "../caller.ts";
import { packageVersion } from "../catalogue/package-root.ts";
import type { ExitCode } from "../exit-code.ts";
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
  options: Pick<EnrollOptions, "maxChanges" | "timeout" | "rateShare">,
  caller: Caller,
): Promise<{ readonly undo: EnrollmentUndo; readonly exitCode: ExitCode }> {
  const { ours, unreadable } = await readMembershipLog(file);
  if (ours.length > options.maxChanges) {
    throw new PlumblineError(
      "TOO_MANY_CHANGES",
      `${ours.length} memberships would be removed, and --max-changes allows ${options.maxChanges}: nothing was changed`,
      { remedy: `run it with --max-changes ${ours.length}` },
    );
  }
  if (unreadable > 0) {
    caller.remark(
      `${count(unreadable, "line")} of ${file} could not be read; the memberships that they name are left alone`,
    );
  }
  const removals = await remove(ours, { ...options, file }, caller);
  const undo: EnrollmentUndo = {
    schemaVersion: 1,
    tool: { name: "plumbline", version: packageVersion() },
    mode: "undo",
    org: removals.org,
    log: file,
    removals: removals.done,
  };
  const settled: ReadonlySet<string> = new Set(["removed", "not a member", "gone"]);
  const isDone = unreadable === 0 && removals.done.every(({ status }) => settled.has(status));
  return { undo, exitCode: isDone ? 0 : 1 };
}

async function remove(
  ours: readonly LoggedMembership[],
  { file, timeout, rateShare }: Pick<EnrollOptions, "timeout" | "rateShare"> & { readonly file: string },
  caller: Caller,
): Promise<{ readonly org: string; readonly done: readonly Removal[] }> {
  const expiry = timeout === undefined ? [] : [AbortSignal.timeout(timeout)];
  const signal = AbortSignal.any([caller.signal, ...expiry]);
  const settings = readConnectionSettings(caller.env);
  const connection = failOnFirst401(
    connect(settings, { signal, ...(rateShare === undefined ? {} : { rateShare }) }),
  );
  connection.needScopes([membershipScope, "okta.users.read"]);
  try {
    const org = await readOrganization(connection, signal);
    const log = await openMembershipLog(file, org, caller.now);
    try {
      const onDone = ({ user, group, status, reason }: Removal, done: number): void =>
        caller.remark(
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
