import { appendFile, mkdir, rename, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { followFile } from "../../../src/okta/event-stream/follow-file.ts";
import { readStreamedEvents } from "../../../src/okta/event-stream/read-events.ts";
import { temporaryFolder } from "../../support/seeded-ledger.ts";

const line = (uuid: string): string =>
  `${JSON.stringify({ uuid, published: "2026-11-23T09:00:00.000Z", eventType: "user.mfa.factor.reset_all" })}\n`;

/**
 * Follows a file while things are done to it: each deed happens when the reader has found nothing more, and it is over after
 * the last.
 */
async function following(path: string, deeds: readonly (() => Promise<unknown>)[], once = false) {
  const stop = new AbortController();
  const left = [...deeds];
  const sleep = async (): Promise<void> => {
    const deed = left.shift();
    if (deed === undefined) stop.abort();
    else await deed();
  };
  const uuids: string[] = [];
  const unreadable: string[] = [];
  const gone = (): void => void unreadable.push("gone");
  const reading = { signal: stop.signal, sleep, once, gone };
  for await (const part of readStreamedEvents(await followFile(path, reading))) {
    uuids.push(...part.events.map(({ event }) => event.uuid));
    unreadable.push(...part.unreadable);
  }
  return { uuids, unreadable };
}

async function aFile(content = "") {
  const path = join(await temporaryFolder(), "stream.jsonl");
  await writeFile(path, content);
  return path;
}

describe("a file that is followed", () => {
  it("begins at its end, and gives what is added", async () => {
    const path = await aFile(line("old"));
    const deeds = [() => appendFile(path, line("a")), () => appendFile(path, line("b") + line("c"))];
    expect(await following(path, deeds)).toEqual({ uuids: ["a", "b", "c"], unreadable: [] });
  });

  it("waits for the rest of a line", async () => {
    const path = await aFile();
    const text = line("a");
    const deeds = [() => appendFile(path, text.slice(0, 20)), () => appendFile(path, text.slice(20))];
    expect(await following(path, deeds)).toEqual({ uuids: ["a"], unreadable: [] });
  });

  it("is read on where it was moved away, to its end, and then in the one that takes its place", async () => {
    const path = await aFile();
    const deeds = [
      () => appendFile(path, line("a")),
      () => rename(path, `${path}.1`),
      () => appendFile(`${path}.1`, line("late")),
      async () => {
        await appendFile(`${path}.1`, line("last"));
        await writeFile(path, line("b"));
      },
      () => appendFile(path, line("c")),
    ];
    expect((await following(path, deeds)).uuids).toEqual(["a", "late", "last", "b", "c"]);
  });

  it("is said once where it was moved away and no other comes for long", async () => {
    const path = await aFile();
    const waits = Array.from({ length: 50 }, () => () => Promise.resolve());
    const deeds = [() => rename(path, `${path}.1`), ...waits, () => writeFile(path, line("a"))];
    expect(await following(path, deeds)).toEqual({ uuids: ["a"], unreadable: ["gone"] });
  });

  it("loses a line that was half written when it was moved, and says so", async () => {
    const path = await aFile();
    const deeds = [
      () => appendFile(path, line("a") + line("half").slice(0, 30)),
      async () => {
        await rename(path, `${path}.1`);
        await writeFile(path, line("b"));
      },
    ];
    expect(await following(path, deeds)).toEqual({
      uuids: ["a", "b"],
      unreadable: ["line 2: no event in it"],
    });
  });

  it("is read from its beginning where it was emptied", async () => {
    const path = await aFile();
    const deeds = [
      () => appendFile(path, line("a") + line("b")),
      () => truncate(path, 0),
      () => appendFile(path, line("c")),
    ];
    expect((await following(path, deeds)).uuids).toEqual(["a", "b", "c"]);
  });

  it("is read once from its beginning to its end, the last line with a newline or not", async () => {
    const path = await aFile(line("a") + line("b").trimEnd());
    expect((await following(path, [], true)).uuids).toEqual(["a", "b"]);
  });

  it("is longer than a piece", async () => {
    const uuids = Array.from({ length: 2000 }, (_, index) => `e${index}`);
    const path = await aFile(uuids.map(line).join(""));
    expect((await following(path, [], true)).uuids).toEqual(uuids);
  });

  it("has lines that are no events, empty ones and one without end", async () => {
    const path = await aFile(`${line("a")}\n\r\nhello\n{"uuid":\n`);
    await appendFile(path, `${"x".repeat(17 * 1024 * 1024)}\n${line("b")}`);
    expect(await following(path, [], true)).toEqual({
      uuids: ["a", "b"],
      unreadable: ["line 4: no event in it", "line 5: no event in it", "line 6: longer than any event"],
    });
  });

  it("must be there, and be a file", async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, "folder"));
    for (const name of ["none.jsonl", "folder", join("folder", "none", "deep")]) {
      await expect(following(join(folder, name), [])).rejects.toMatchObject({ code: "LOG_FILE_UNREADABLE" });
    }
  });
});
