import { z } from "zod";
import { changeSchema } from "../filling/change-org.ts";
import { FaultChoice } from "../log/fault-choice.ts";
import { logFaultSchema } from "../log/log-faults.ts";
import { seededRandom } from "../state/seeded-random.ts";
import type { ApiError } from "../wire/api-error.ts";
import { rateLimitError } from "./rate-limits.ts";

const effectSchema = z.discriminatedUnion("kind", [
  /** 429; without `resetSeconds` it comes without rate headers, as from a proxy in between. */
  z.strictObject({ kind: z.literal("too-many-requests"), resetSeconds: z.number().min(0).optional() }),
  z.strictObject({ kind: z.literal("server-error"), status: z.int().min(500).max(599).default(500) }),
  z.strictObject({ kind: z.literal("forbidden") }),
  z.strictObject({ kind: z.literal("unauthorized") }),
  /** 423 E0000239, which Okta answers while it reconciles priorities (okta-api 3.2). */
  z.strictObject({ kind: z.literal("locked") }),
  z.strictObject({ kind: z.literal("drop"), when: z.enum(["before", "middle"]).default("before") }),
  z.strictObject({ kind: z.literal("slow"), ms: z.number().min(0) }),
  /** An empty list whose `next` link leads to the page that was asked for. */
  z.strictObject({ kind: z.literal("empty-page") }),
  /** The page that was asked for, whose `next` link leads to it once more. */
  z.strictObject({ kind: z.literal("repeated-page") }),
  /** The page that was asked for, without the `next` link that belongs to it (okta-api 11). */
  z.strictObject({ kind: z.literal("lost-link") }),
  z.strictObject({ kind: z.literal("garbage") }),
  z.strictObject({ kind: z.literal("not-found") }),
  /** People or groups change, without an event, right before the answer. */
  z.strictObject({ kind: z.literal("change"), change: changeSchema }),
  /** The list without the items whose JSON holds one of these texts; left out: without any, and the last page. */
  z.strictObject({
    kind: z.literal("missing-items"),
    holding: z.array(z.string().min(1)).min(1).optional(),
  }),
]);

/** Effect that replaces or alters an answer. */
export type FaultEffect = z.infer<typeof effectSchema>;

const faultSchema = z.strictObject({
  /** Upper-case; left out: every method. */
  method: z.string().optional(),
  /** The path without query; `*` is one segment, `**` any number of them. */
  path: z.string().startsWith("/"),
  /** Which of the matching requests, counted from 1; left out: all. */
  nth: z.array(z.int().min(1)).optional(),
  /** How likely each of them is hit, 0 to 1. */
  probability: z.number().min(0).max(1).default(1),
  effect: effectSchema,
});

/** Faults by request; the first that applies is the one that happens. Plain data, so it can come from a file. */
export const faultPlanSchema = z.strictObject({
  /** The same seed and the same requests give the same faults. */
  seed: z.int().default(1),
  faults: z.array(faultSchema).default([]),
  /** Faults of events on their way into the System Log. */
  log: z.array(logFaultSchema).optional(),
});
export type FaultPlan = z.infer<typeof faultPlanSchema>;
type RequestFault = z.infer<typeof faultSchema>;

/** Decides, request by request, what goes wrong. Counts what it has seen. */
export class FaultInjector {
  readonly #choice: FaultChoice<RequestFault & { readonly pattern: RegExp }>;

  constructor(plan: FaultPlan) {
    const faults = plan.faults.map((fault) => ({ ...fault, pattern: patternOf(fault.path) }));
    this.#choice = new FaultChoice(faults, seededRandom(plan.seed));
  }

  /** Returns the effect on this request, or null; `path` is without query. */
  next(method: string, path: string): FaultEffect | null {
    const fault = this.#choice.next(
      ({ pattern, method: meant }) => (meant ?? method) === method && pattern.test(path),
    );
    return fault?.effect ?? null;
  }
}

function patternOf(path: string): RegExp {
  const source = path
    .split("/")
    .map((segment) =>
      segment === "**" ? ".*" : segment.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", "[^/]*"),
    )
    .join("/");
  return new RegExp(`^${source}$`);
}

/** Okta's error for effects that are one, else null: what the server does with the others is its own affair. */
export function errorOfFault(effect: FaultEffect): ApiError | null {
  const error = (status: number, errorCode: string, errorSummary: string): ApiError => ({
    status,
    errorCode,
    errorSummary,
    errorCauses: [],
  });
  switch (effect.kind) {
    case "too-many-requests":
      return rateLimitError;
    case "server-error":
      return effect.status === 503
        ? error(503, "E0000181", "Service temporarily unavailable.")
        : error(effect.status, "E0000009", "Internal Server Error");
    case "forbidden":
      return error(403, "E0000006", "You do not have permission to perform the requested action");
    case "unauthorized":
      return error(401, "E0000011", "Invalid token provided");
    case "not-found":
      return error(404, "E0000007", "Not found: Resource not found");
    case "locked":
      return error(423, "E0000239", "Policy priorities are being reconciled. Please try again later.");
    default:
      return null;
  }
}
