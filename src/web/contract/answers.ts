import { z } from "zod";
import { alertStates } from "../../model/alert.ts";
import { severities } from "../../model/words.ts";

const textOrNull = z.string().nullable();

/** An alert, as `alerts show --format json` has it. */
export const alert = z.object({
  id: z.string(),
  detection: z.string(),
  severity: z.enum(severities),
  state: z.enum(alertStates),
  subject: z.object({ type: z.string(), id: z.string(), name: z.string() }),
  title: z.string(),
  openedAt: z.string(),
  lastSeenAt: z.string(),
  dueAt: textOrNull,
  resolvedAt: textOrNull,
  resolution: textOrNull,
  actor: z.object({
    type: z.string(),
    id: z.string(),
    name: z.string(),
    ip: textOrNull,
    country: textOrNull,
    via: z.enum(["admin console", "API token", "service app", "Okta support", "self"]),
  }),
  events: z.array(z.string()).readonly(),
  note: textOrNull,
});

/** Why something was not answered, and what to do. */
export const problem = z.object({ code: z.string(), message: z.string(), remedy: z.string() });
