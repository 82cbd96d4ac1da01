import { mkdir, open, readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { errorCodeWords } from "../../model/error-code.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { GroupId, UserId } from "../../model/ids.ts";
import type { MissingMembership } from "../../model/memberships.ts";
import { diskRemedy } from "../disk-remedy.ts";
import { noDigest, openLine, seal } from "./sealed-lines.ts";

/** A membership as the log names it. */
export type LoggedMembership = Pick<MissingMembership, "group" | "user">;

const membership = {
  group: z.strictObject({ id: z.string().transform((id) => id as GroupId), name: z.string() }),
  user: z.strictObject({ id: z.string().transform((id) => id as UserId), login: z.string() }),
  /** ISO 8601, UTC. */
  at: z.string(),
};

const header = z.looseObject({
  step: z.literal("start"),
  tool: z.literal("plumbline enroll"),
  schemaVersion: z.literal(1),
  org: z.string(),
  orgId: z.string().nullable(),
  at: z.string(),
});

/**
 * `adding` and `removing` are written before the change, the others after it. A change without its second line may
 * have been made: whoever died in between knew that the person was no member the moment before.
 */
const change = z.looseObject({
  step: z.enum(["adding", "added", "not added", "removing", "removed"]),
  ...membership,
});
type LogStep = z.output<typeof change>["step"];

/** The org that a log belongs to. */
interface LoggedOrg {
  readonly url: string;
  readonly id: string | null;
}

/** The file that says what was changed, line by line (JSON); a line is on the disk when `write` is done. */
export interface MembershipLog {
  readonly path: string;
  write(step: LogStep, membership: LoggedMembership): Promise<void>;
  close(): Promise<void>;
}

const unwritable = (path: string, cause: unknown): PlumblineError =>
  new PlumblineError(
    "OUTPUT_FAILED",
    `cannot write ${path} (${errorCodeWords(cause)}); no further change was made`,
    {
      remedy: diskRemedy(cause, "choose a file that you may write to with --log, and run it again"),
      cause,
    },
  );

/**
 * Opens a log for writing, a new one or one that goes on.
 *
 * @throws PlumblineError OUTPUT_FAILED; UNDO_INVALID when the file is something else, or of another org
 */
export async function openMembershipLog(
  path: string,
  org: LoggedOrg,
  now: () => Date,
): Promise<MembershipLog> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  const before = size > 0 ? await readMembershipLog(path) : null;
  if (before !== null) refuseOtherOrg(path, before.org, org);
  try {
    await mkdir(dirname(path), { recursive: true });
    // It holds people's logins.
    const file = await open(path, "a", 0o600);
    let last = before?.digest ?? noDigest;
    const append = async (line: object): Promise<void> => {
      const { text, digest } = seal(last, line);
      try {
        await file.appendFile(`${text}\n`);
        await file.datasync();
        last = digest;
      } catch (cause) {
        throw unwritable(path, cause);
      }
    };
    // A line that was cut short by a crash must not swallow the next one.
    if (before?.isCutShort === true) await file.appendFile("\n");
    if (before === null) {
      const { url, id } = org;
      const start = { step: "start", tool: "plumbline enroll", schemaVersion: 1, org: url, orgId: id };
      await append({ ...start, at: now().toISOString() });
      await syncFolder(dirname(path));
    }
    return {
      path,
      write: (step, { group, user }) => append({ step, group, user, at: now().toISOString() }),
      close: () => file.close(),
    };
  } catch (error) {
    throw error instanceof PlumblineError ? error : unwritable(path, error);
  }
}

/** A new file outlives a power cut only with the folder that names it; some systems cannot sync folders. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** Throws UNDO_INVALID when a log is not of this org. */
function refuseOtherOrg(path: string, logged: LoggedOrg, org: LoggedOrg): void {
  const isSame = logged.id !== null && org.id !== null ? logged.id === org.id : logged.url === org.url;
  if (isSame) return;
  throw new PlumblineError("UNDO_INVALID", `${path} is about ${logged.url}, and this is ${org.url}`, {
    remedy: "set OKTA_ORG_URL to the org that the file is about, or name another file",
  });
}

/** Contents of a log. */
interface ReadLogFile {
  readonly org: LoggedOrg;
  /** Memberships that were added and not removed again, in the order in which they were. */
  readonly ours: readonly LoggedMembership[];
  /** Lines that make no sense; the last one may have been cut short by a crash. */
  readonly unreadable: number;
  /** The last line has no end. */
  readonly isCutShort: boolean;
  /** Of the last line that is whole. */
  readonly digest: string;
}

/**
 * Reads a log.
 *
 * @throws PlumblineError UNDO_INVALID when it cannot be read, or is no such file
 */
export async function readMembershipLog(path: string): Promise<ReadLogFile> {
  const text = await textOf(path);
  const [first = "", ...lines] = text.split("\n").filter((line) => line.trim() !== "");
  const opened = openLine(noDigest, first);
  const start = header.safeParse("value" in opened ? opened.value : null);
  if (opened.kind === "changed" && start.success) throw changed(path, 1);
  if (opened.kind !== "whole" || !start.success) {
    throw new PlumblineError("UNDO_INVALID", `${path} is not a file that plumbline enroll wrote`, { remedy });
  }
  return {
    org: { url: start.data.org, id: start.data.orgId },
    isCutShort: !text.endsWith("\n"),
    ...readChanges(path, lines, opened.digest),
  };
}

function readChanges(
  path: string,
  lines: readonly string[],
  first: string,
): Pick<ReadLogFile, "ours" | "unreadable" | "digest"> {
  const ours = new Map<string, LoggedMembership>();
  let unreadable = 0;
  let digest = first;
  for (const [index, line] of lines.entries()) {
    const opened = openLine(digest, line);
    if (opened.kind === "changed") throw changed(path, index + 2);
    const read = change.safeParse(opened.kind === "whole" ? opened.value : null);
    if (opened.kind === "whole") digest = opened.digest;
    if (read.success) take(read.data, ours);
    else unreadable += 1;
  }
  return { ours: [...ours.values()], unreadable, digest };
}

function take({ step, group, user }: z.output<typeof change>, ours: Map<string, LoggedMembership>): void {
  const key = JSON.stringify([group.id, user.id]);
  if (step === "adding" || step === "added") ours.set(key, { group, user });
  else if (step !== "removing") ours.delete(key);
}

const changed = (path: string, line: number): PlumblineError =>
  new PlumblineError(
    "UNDO_INVALID",
    `line ${line} of ${path} is not as plumbline enroll wrote it, or one before it is missing: nothing was changed`,
    { remedy: "take the file from a backup, or remove the memberships by hand" },
  );

const remedy =
  "name the file that `plumbline enroll --apply` wrote: .plumbline/enroll-….jsonl, or what --log named";

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    throw new PlumblineError("UNDO_INVALID", `cannot read ${path} (${errorCodeWords(cause)})`, {
      remedy,
      cause,
    });
  }
}
