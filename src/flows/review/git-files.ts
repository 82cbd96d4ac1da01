import { execFile } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import process from "node:process";
import { promisify } from "node:util";
import type { ReadBytes } from "../../../policy/load-baseline.ts";
import { errorCode } from "../../model/error-code.ts";
import { PlumblineError } from "../../model/errors.ts";

const exec = promisify(execFile);

/** More than any baseline, and than what git says of one file. */
const mostBytes = 16_000_000;

/**
 * Git plumbing only, and nothing that a repository could make it run: no shell, no checkout, no hook, no filter, no
 * pager, no fetching of what a partial clone left out, no question at a caller.
 */
async function git(folder: string, args: readonly string[]): Promise<Buffer> {
  const { stdout } = await exec("git", ["--no-pager", "-C", folder, ...args], {
    encoding: "buffer",
    maxBuffer: mostBytes,
    env: {
      ...process.env,
      // Set where git itself runs us, as in a hook, and meant for the folder that it ran in.
      GIT_DIR: undefined,
      GIT_WORK_TREE: undefined,
      GIT_INDEX_FILE: undefined,
      GIT_NO_LAZY_FETCH: "1",
      GIT_NO_REPLACE_OBJECTS: "1",
      GIT_OPTIONAL_LOCKS: "0",
      GIT_TERMINAL_PROMPT: "0",
      LC_ALL: "C",
    },
  });
  return stdout;
}

const line = (bytes: Buffer): string => bytes.toString("utf8").trim();

/** The commit that a ref means, so that both reads of a branch see the same one. */
interface Revision {
  readonly root: string;
  readonly commit: string;
}

/**
 * Reads files as they are at a git ref, from git's objects.
 *
 * @param near a path in the repository: files are found as if it were checked out
 * @throws PlumblineError USAGE, GIT_FAILED, REF_NOT_FOUND, REF_INCOMPLETE
 */
export async function filesAt(ref: string, near: string): Promise<ReadBytes> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
  if (ref === "" || ref.startsWith("-") || /[\u0000-\u001f\u007f]/.test(ref)) {
    throw new PlumblineError("USAGE", `"${ref}" is no git ref`, {
      remedy: "name a branch, a tag or a commit, such as origin/main",
    });
  }
  const revision = await revisionOf(ref, near);
  return (path) => readAt(revision, path);
}

async function revisionOf(ref: string, near: string): Promise<Revision> {
  const folder = existingFolder(dirname(resolve(near)));
  const root = await git(folder, ["rev-parse", "--show-toplevel"]).then(line, (cause: unknown) => {
    throw gitFailed(cause, folder);
  });
  const commit = await commitOf(root, ref);
  if (commit !== null) return { root, commit };
  if (line(await git(root, ["rev-parse", "--is-shallow-repository"])) === "true") {
    throw new PlumblineError("REF_INCOMPLETE", `this clone is shallow and has no commit called "${ref}"`, {
      remedy: "fetch the whole history: git fetch --unshallow, or fetch-depth: 0 for actions/checkout",
    });
  }
  const remote = `origin/${ref}`;
  const hasRemote = (await commitOf(root, remote)) !== null;
  throw new PlumblineError("REF_NOT_FOUND", `this repository has no commit called "${ref}"`, {
    remedy: hasRemote
      ? `did you mean ${remote}?`
      : "name a branch, a tag or a commit that is here; git fetch gets the ones that are not",
  });
}

const commitOf = (root: string, ref: string): Promise<string | null> =>
  git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`]).then(
    line,
    () => null,
  );

function existingFolder(folder: string): string {
  const parent = dirname(folder);
  return existsSync(folder) || parent === folder ? folder : existingFolder(parent);
}

function gitFailed(cause: unknown, folder: string): PlumblineError {
  const isMissing = errorCode(cause) === "ENOENT";
  const said = cause instanceof Error && "stderr" in cause ? String(cause.stderr).trim().split("\n")[0] : "";
  const message = isMissing ? "git was not found" : `git cannot read ${folder}: ${said}`;
  return new PlumblineError("GIT_FAILED", message, {
    remedy: "run it in the repository that has the baseline, or give two files: plumbline review BASE HEAD",
    cause,
  });
}

const failure = (code: string, message: string): Error => Object.assign(new Error(message), { code });

async function readAt({ root, commit }: Revision, path: string): Promise<Uint8Array> {
  const inTree = relative(root, realPath(resolve(path)))
    .split(sep)
    .join("/");
  if (inTree.startsWith("../") || inTree === ".." || isAbsolute(inTree)) {
    throw failure("OUTSIDE", "it is outside the git repository");
  }
  const entry = (
    await git(root, ["--literal-pathspecs", "ls-tree", "-z", "--full-tree", commit, "--", inTree])
  )
    .toString("utf8")
    .split("\0")[0];
  const [mode, type, object] = entry?.split(/[\s]/) ?? [];
  if (object === undefined) throw failure("ENOENT", "no such file");
  if (mode === "120000") throw failure("LINK", "it is a symbolic link; name the file that it leads to");
  if (type !== "blob") throw failure("EISDIR", "it is a directory");
  return git(root, ["cat-file", "blob", object]).catch((cause: unknown) => {
    throw new PlumblineError(
      "REF_INCOMPLETE",
      `this clone does not have the contents of ${path} at that commit`,
      {
        remedy: "fetch the whole repository: git fetch --refetch --no-filter",
        cause,
      },
    );
  });
}

/** Git names its top folder without links; the file itself, or its folder, need not be there today. */
function realPath(path: string): string {
  const folder = dirname(path);
  if (folder === path) return path;
  return existsSync(folder)
    ? join(realpathSync(folder), basename(path))
    : join(realPath(folder), basename(path));
}
