import { z } from "zod";
import { changeEffects, changeReasons, effectKinds } from "../../model/review.ts";
import { changeKinds } from "./change-words.ts";

const text = z.string().min(1);
const amount = z.int().min(0);
const effect = z.enum(changeEffects);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const value = z.union([z.string(), z.array(z.string()), z.null()]);

const side = z.strictObject({
  path: text,
  ref: z.string().nullable().describe("The git ref it was read at; null for a file"),
  sha256,
});

const position = z
  .strictObject({ file: text, line: z.int().min(1), column: z.int().min(1) })
  .nullable()
  .describe("Where the changed baseline says so, or would");

const change = z.strictObject({
  id: text.describe("Stable: the kind and the names of what changed; an approval names it"),
  kind: z.enum(changeKinds),
  where: z.record(z.string(), z.string()).describe("The names, by what they are"),
  from: value.describe("Null when it is new"),
  to: value.describe("Null when it is gone"),
  effect,
  reason: z.enum(changeReasons),
  names: z.array(z.string()).describe("Policies that the reason is about"),
  at: position,
  approved: z.boolean(),
});

const peopleEffect = z.strictObject({
  id: text,
  kind: z.enum(effectKinds),
  effect,
  names: z.array(z.string()).describe("The authenticator, requirement or policies that it is about"),
  admins: amount.nullable().describe("Null when admin roles were not read"),
  people: z.array(
    z.strictObject({
      id: text,
      login: z.string(),
      admin: z.boolean(),
      certain: z.boolean().describe("False where it hangs on something that is not known"),
    }),
  ),
  explainedBy: z.array(text).describe("Weaker changes that explain it; empty: it is a change of its own"),
  approved: z.boolean(),
});

const warning = z.strictObject({
  kind: z.literal("excluded-member").describe("Every rule of the policy leaves out a member of its group"),
  user: text,
  group: text,
  policy: text,
  next: z.string().nullable().describe("The declared policy that is for them next"),
  at: position,
});

const approval = {
  change: text,
  reason: text,
  owner: text,
  ticket: text,
  until: z.iso.date(),
};

/** A review as a zod schema: `src/report/review.schema.json` is made from it, and a test holds it to `Review`. */
export const reviewSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    tool: z.strictObject({ name: z.literal("plumbline"), version: text }),
    base: side,
    head: side,
    judgedAt: z.iso.datetime().describe("Approvals are held against this day, UTC"),
    summary: z.strictObject({
      verdict: effect,
      weaker: amount.describe("Changes, and effects on people that none of them explains"),
      stronger: amount,
      neutral: amount,
      approved: amount.describe("Of the weaker ones"),
      people: z.strictObject({
        counted: z.boolean(),
        uncertainties: z.array(text).describe("Why people were not counted, or what is not known of them"),
        inScope: amount,
        org: z.string().nullable(),
      }),
    }),
    changes: z.array(change).describe("Weaker first"),
    effects: z.array(peopleEffect).describe("Weaker first"),
    warnings: z.array(warning).describe("What may be a slip in the changed baseline; changes no verdict"),
    approvals: z.strictObject({
      used: z.array(z.strictObject({ ...approval, isNew: z.boolean().describe("Made in this change") })),
      unused: z.array(z.strictObject(approval)),
      ended: z.array(z.strictObject(approval)),
    }),
  })
  .meta({ title: "Plumbline review", description: "What `plumbline review --format json` prints" });

/** The published JSON Schema (draft 2020-12), as the text of `src/report/review.schema.json`. */
export function reviewJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(reviewSchema, { target: "draft-2020-12" }), null, 2)}\n`;
}
