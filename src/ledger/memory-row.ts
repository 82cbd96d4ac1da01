import { z } from "zod";
import type { EnrollmentPolicy } from "../model/live-enrollment.ts";
import { actor } from "./alert-row.ts";
import { asWritten } from "./as-written.ts";
import type { OrgMemory, PersonMemory } from "./memory.ts";

const time = z.iso.datetime();
const text = z.string();

const person = z.object({
  id: text,
  login: text.nullable(),
  created: text.nullable(),
  status: z.object({ value: text, at: text }).nullable(),
  factors: z.array(text).nullable(),
  factorRestoredAt: time.nullable(),
  factorRestored: z.object({ actor, factor: text.nullable() }).nullable().default(null),
  marks: z.array(z.object({ eventType: text, uuid: text, at: time, actor, isManaged: z.boolean() })),
  adminRoles: z
    .object({ roles: z.array(text), at: time })
    .nullable()
    .default(null),
  pushes: z.array(z.object({ uuid: text, at: time, answer: z.enum(["accepted", "denied"]) })).default([]),
});

const orgMemory = z.object({
  watchedSince: time.nullable(),
  policies: z
    .array(z.custom<EnrollmentPolicy>((value) => typeof value === "object" && value !== null))
    .nullable(),
});

/** @throws PlumblineError LEDGER_CORRUPT when it is not as it was written */
export const parsePerson = (id: string, memory: string): PersonMemory =>
  parse(person, memory, `person ${id}`);

/** @throws PlumblineError LEDGER_CORRUPT when it is not as it was written */
export const parseOrgMemory = (org: string, memory: string): OrgMemory => parse(orgMemory, memory, org);

const parse = <Schema extends z.ZodType>(schema: Schema, memory: string, whose: string): z.output<Schema> =>
  asWritten(`what the ledger knows of ${whose} is not what plumbline wrote`, "alerts", () =>
    schema.parse(JSON.parse(memory)),
  );
