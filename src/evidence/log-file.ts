import { z } from "zod";
import type { EvidenceLog } from "../model/evidence.ts";
import { jsonText } from "../report/text/json-text.ts";
import { bundleFile, jsonIn, type ReadableFiles, toText } from "./bundle-files.ts";

const instant = z.iso.datetime();
const event = z.strictObject({ uuid: z.string(), published: instant }).nullable();

const schema = z
  .strictObject({
    watchedSince: instant.nullable(),
    readUntil: instant.nullable(),
    events: z.strictObject({ count: z.int().min(0), first: event, last: event }),
    checks: z.array(
      z.strictObject({ id: z.string(), at: instant, verdict: z.enum(["in-line", "drift", "unknown"]) }),
    ),
  })
  .nullable();

/** `log.json`; null where no ledger was at hand. */
export const logText = (log: EvidenceLog | null): string => jsonText(log);

/** The log range of a bundle; null where it has none, or none that can be read. */
export function logIn(files: ReadableFiles): EvidenceLog | null {
  const parsed = schema.safeParse(jsonIn(toText(files.get(bundleFile.log) ?? new Uint8Array()) ?? ""));
  return parsed.success ? parsed.data : null;
}
