import { z } from "zod";
import type { AppCondition, LiveApp } from "../../model/app-condition.ts";
import type { AppId } from "../../model/ids.ts";
import { id, text } from "./scalars.ts";

const liveApp = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("app"), id: id<AppId>() }),
  z.strictObject({ kind: z.literal("type"), name: text }),
  z.strictObject({ kind: z.literal("other"), words: text }),
]);

/** `APP 0oa…`, `APP_TYPE wiki`. */
function fromWords(words: string): LiveApp {
  const { type, name = "" } = /^(?<type>APP|APP_TYPE) (?<name>.+)$/.exec(words)?.groups ?? {};
  if (type === "APP") return { kind: "app", id: name as AppId };
  return type === "APP_TYPE" ? { kind: "type", name } : { kind: "other", words };
}

/** Snapshots of earlier versions have a line each: `include APP 0oa…`. */
const inWords = z.array(text).transform((lines): AppCondition<LiveApp> => {
  const side = (word: "include" | "exclude") =>
    lines
      .filter((line) => line.split(" ", 1)[0] === word)
      .map((line) => fromWords(line.slice(word.length + 1)));
  return { include: side("include"), exclude: side("exclude") };
});

/** An enrollment rule's condition on applications. */
export const appCondition = z.union([
  inWords,
  z.strictObject({ include: z.array(liveApp), exclude: z.array(liveApp) }),
]);
