import { z } from "zod";
import { requirementAnswers } from "../model/requirement-answers.ts";
import { engines } from "../model/words.ts";

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime();
const amount = z.int().min(0);

/** No path leads out of the bundle, or means another file on another system. */
const path = z
  .string()
  .refine(
    (text) =>
      /^[^\\:\p{Cc}]+$/u.test(text) && text.split("/").every((part) => !["", ".", ".."].includes(part)),
    "leads out of the bundle",
  );

const period = z.strictObject({ from: instant.nullable(), to: instant });
const answers = z.record(z.enum(requirementAnswers), amount);

const counts = z.looseObject({
  people: z
    .looseObject({
      listed: amount,
      byStatus: z.record(z.string(), amount),
      inScope: amount,
      pending: amount,
      suspended: amount,
      deprovisioned: amount.nullable(),
      gone: amount,
      answers,
    })
    .nullable(),
  requirements: z.array(z.strictObject({ id: z.string(), answers })),
  exemptions: z.strictObject({ declared: amount, inEffect: amount, ended: amount }),
});

const predicateFields = {
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal("plumbline"), version: z.string(), node: z.string() }),
  org: z.strictObject({ url: z.string(), id: z.string().nullable(), engine: z.enum(engines) }),
  createdAt: instant,
  asOf: instant,
  period,
  previous: z.strictObject({ statement: digest, period }).nullable(),
  redacted: z.boolean(),
  verdict: z.enum(["in-line", "drift", "unknown"]),
  counts,
  standards: z
    .array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        version: z.string(),
        published: z.string(),
        counts: z.strictObject({ pass: amount, open: amount, notReviewed: amount }),
      }),
    )
    .min(1)
    .optional(),
  baseline: z.strictObject({ path, sha256: digest }),
} as const;

/** Manifest without its list of files: the predicate of the statement. A later version may say more. */
export const predicateSchema = z.looseObject(predicateFields);

/** Files of an in-toto statement (Statement v1: `subject`). */
export const subjectSchema = z
  .array(z.strictObject({ name: path, digest: z.strictObject({ sha256: digest }) }))
  .refine(
    (subjects) => new Set(subjects.map(({ name }) => name.toLowerCase())).size === subjects.length,
    "names a file twice",
  );

/** The list of files of a manifest, whatever else is in it. */
export const filesSchema = z.looseObject({
  files: z.array(z.strictObject({ path, sha256: digest })),
});
