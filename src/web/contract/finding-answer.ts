import { z } from "zod";
import type { Finding } from "../../model/report.ts";
import { changedByWords } from "../../report/text/changed-by-words.ts";

/** A finding as a page shows it; the report has the rest. */
export const finding = z.object({
  fingerprint: z.string(),
  check: z.string(),
  severity: z.string(),
  status: z.string(),
  subject: z.object({ type: z.string(), id: z.string().nullable(), name: z.string() }),
  requirement: z.string().nullable(),
  message: z.string(),
  remedy: z.string(),
  who: z.string().nullable(),
  exemptUntil: z.string().nullable(),
});

/** Puts a finding into the form of the API. */
export function findingAnswer(found: Finding): z.infer<typeof finding> {
  const { fingerprint, check, severity, status, subject, requirement, message, remedy } = found;
  return {
    fingerprint,
    check,
    severity,
    status,
    subject: { type: subject.type, id: subject.id, name: subject.name },
    requirement,
    message,
    remedy,
    who: found.changedBy === null ? null : changedByWords(found.changedBy),
    exemptUntil: found.exemption?.until ?? null,
  };
}
