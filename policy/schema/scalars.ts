import { z } from "zod";
import { durationPattern } from "./duration.ts";

/** A name as Okta shows it, on one line; kept exactly as written. */
export const name = z
  .string()
  .min(1)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
  .regex(/^[^\u0000-\u001f\u007f]*$/, "has a control character or a line break in it");

/** Text for people to read. */
export const prose = z.string().min(1);

/** A stable id: `everyone`, `user-created`. */
export const kebabCase = z
  .string()
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    "must be kebab-case: lower-case letters and digits in words joined by -",
  );

const durationForm = "must be a duration: a number with s, m, h or d, such as 24h or 7d, or 0";

/** `24h`, or 0. */
export const duration = z
  .union([z.string().regex(durationPattern, durationForm), z.literal(0)], { error: durationForm })
  .meta({ examples: ["24h", "30m", "7d", "90s", 0] });

const dayPattern = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** A day that exists, as `YYYY-MM-DD`. */
export const day = z
  .string()
  .regex(dayPattern, { error: "must be a day written YYYY-MM-DD, such as 2026-12-31", abort: true })
  .refine(isRealDay, "is no day of the calendar; write YYYY-MM-DD");

// Date rolls 31 June over to 1 July: a real day comes back as it went in.
function isRealDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
