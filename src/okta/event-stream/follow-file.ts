import { type FileHandle, open, stat } from "node:fs/promises";
import { errorCode } from "../../model/error-code.ts";
import { PlumblineError } from "../../model/errors.ts";

/** A piece of a stream; null: what comes next is another file, and a line that was begun does not go on. */
export type StreamPiece = Buffer | null;

/** How to follow a file. */
export interface Following {
  readonly signal: AbortSignal;
  /** Resolves after so many milliseconds, or when the signal aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Ends at its end, and begins at its beginning; else it begins at its end, and goes on. */
  readonly once: boolean;
  /** Called once each time that the file was moved away and none took its place for ten seconds. */
  readonly gone: () => void;
}

const pieceSize = 64 * 1024;
const restMs = 500;
/** Whoever rotates a file makes the next one sooner. */
const longWithout = 10_000 / restMs;

/**
 * Reads what is added to a file, also when it is rotated: moved away with another in its place, or emptied. What was added
 * before it was moved is read to its end first.
 *
 * @throws PlumblineError LOG_FILE_UNREADABLE where there is no such file to begin with, or it is none
 */
export async function followFile(path: string, following: Following): Promise<AsyncGenerator<StreamPiece>> {
  const file = await firstOpened(path);
  return follow({ file, offset: following.once ? 0 : (await file.stat()).size }, path, following);
}

async function* follow(
  { file: first, offset: begin }: { readonly file: FileHandle; readonly offset: number },
  path: string,
  { signal, sleep, once, gone }: Following,
): AsyncGenerator<StreamPiece> {
  let [file, offset] = [first, begin];
  const noteAbsence = absence(gone);
  try {
    while (!signal.aborted) {
      const piece = await readAt(file, offset);
      if (piece.length > 0) {
        offset += piece.length;
        yield piece;
        continue;
      }
      if (once) return;
      const next = await successorOf(file, path, offset);
      noteAbsence(next === "none");
      if (typeof next === "string") {
        await sleep(restMs, signal);
        continue;
      }
      // Whoever moved it may have added to it since it was looked at.
      const last = await readAt(file, offset);
      if (last.length > 0) {
        offset += last.length;
        yield last;
        if (next !== file) await next.close();
        continue;
      }
      yield null;
      if (next !== file) await file.close();
      file = next;
      offset = 0;
    }
  } finally {
    await file.close();
  }
}

/** Counts the rests without a file, and tells once of a long absence. */
function absence(gone: () => void): (isAbsent: boolean) => void {
  let rests = 0;
  return (isAbsent) => {
    rests = isAbsent ? rests + 1 : 0;
    if (rests === longWithout) gone();
  };
}

async function readAt(file: FileHandle, offset: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(pieceSize), 0, pieceSize, offset);
  return buffer.subarray(0, bytesRead);
}

/** The file that has taken the place of this one, or this one where it was emptied; `same`: it goes on as it was. */
async function successorOf(
  file: FileHandle,
  path: string,
  offset: number,
): Promise<FileHandle | "same" | "none"> {
  const [own, there] = [await file.stat(), await stat(path).catch(() => null)];
  if (there === null) return "none";
  if (there.ino === own.ino && there.dev === own.dev) return own.size < offset ? file : "same";
  return open(path).catch(() => "none" as const);
}

const remedy = "name a file to which a forwarder writes a line of JSON an event, or pipe them in: --events -";

async function firstOpened(path: string): Promise<FileHandle> {
  const unreadable = (message: string, cause?: unknown): PlumblineError =>
    new PlumblineError("LOG_FILE_UNREADABLE", message, { remedy, cause });
  const kind = await stat(path).catch((cause: unknown) => {
    const code = errorCode(cause);
    throw unreadable(
      code === "ENOENT" ? `there is no file ${path}` : `${path} cannot be read (${code})`,
      cause,
    );
  });
  if (!kind.isFile()) throw unreadable(`${path} is no file that can be followed`);
  return open(path).catch((cause: unknown) => {
    throw unreadable(`${path} cannot be read`, cause);
  });
}
