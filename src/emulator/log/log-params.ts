import { readScimFilter, type ScimDialect, type ScimFilter, scimOperators } from "../scim/scim-filter.ts";
import { type ApiError, validationError } from "../wire/api-error.ts";
import { type LogCursor, readLogCursor } from "./log-cursor.ts";

const dayMs = 86_400_000;

/** A query of `GET /api/v1/logs`, its defaults filled in; times in milliseconds since 1970. */
export interface LogParams {
  /** Polling: no `until` and ascending. It goes by persistence time; everything else goes by `published`. */
  readonly isPolling: boolean;
  readonly since: number;
  readonly until: number | null;
  readonly cursor: LogCursor | null;
  readonly filter: ScimFilter | null;
  readonly keywords: readonly string[];
  readonly limit: number;
  readonly descending: boolean;
}

export type LogParamsReading =
  | { readonly kind: "params"; readonly params: LogParams }
  | { readonly kind: "error"; readonly error: ApiError };

class Refusal extends Error {
  readonly error: ApiError;

  constructor(error: ApiError) {
    super(error.errorSummary);
    this.error = error;
  }
}

/** Reads and checks the parameters of a log query (okta-api 6). */
export function readLogParams(query: URLSearchParams, now: Date): LogParamsReading {
  try {
    return { kind: "params", params: readAll(query, now) };
  } catch (error) {
    if (error instanceof Refusal) return { kind: "error", error: error.error };
    throw error;
  }
}

function readAll(query: URLSearchParams, now: Date): LogParams {
  const until = dateOf(query, "until");
  const asked = dateOf(query, "since");
  const descending = isDescending(query);
  const isPolling = until === null && !descending;
  if (asked !== null && asked < now.getTime() - 180 * dayMs) {
    refuse("E0000053", "Invalid parameter: The since parameter is over 180 days prior to the current day.");
  }
  const after = query.get("after");
  // Okta's own `next` links of bounded queries carry `since` as well; polling readers may not combine them.
  if (isPolling && after !== null && asked !== null) {
    refuse("E0000053", "Invalid parameter: since and after are mutually exclusive.");
  }
  return {
    isPolling,
    since: asked ?? (until ?? now.getTime()) - 7 * dayMs,
    until,
    cursor: after === null ? null : cursorOf(after, isPolling),
    filter: filterOf(query.get("filter")),
    keywords: keywordsOf(query.get("q") ?? ""),
    limit: limitOf(query.get("limit")),
    descending,
  };
}

function refuse(errorCode: string, errorSummary: string): never {
  throw new Refusal({ status: 400, errorCode, errorSummary, errorCauses: [] });
}

function dateOf(query: URLSearchParams, name: "since" | "until"): number | null {
  const text = query.get(name);
  if (text === null || text === "") return null;
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(time)) return time;
  const format =
    "The date format in your query is not recognized. Please enter dates using ISO8601 string format.";
  const empty = "must be a valid date-time or empty.";
  throw new Refusal(
    validationError(`'${name}': ${format}. '${name}': ${empty}`, [`${name}: ${format}`, `${name}: ${empty}`]),
  );
}

function isDescending(query: URLSearchParams): boolean {
  const order = query.get("sortOrder") ?? "ASCENDING";
  if (order === "ASCENDING" || order === "DESCENDING") return order === "DESCENDING";
  throw new Refusal(validationError("sortOrder", ["sortOrder: must be ASCENDING or DESCENDING"]));
}

function cursorOf(after: string, isPolling: boolean): LogCursor {
  const cursor = readLogCursor(after);
  if (cursor !== null && (cursor.kind === "polling") === isPolling) return cursor;
  // Okta's answer to a cursor of another query is not verified against a live org.
  return refuse("E0000053", "Invalid parameter: after");
}

function keywordsOf(text: string): readonly string[] {
  const keywords = text.split(/\s+/u).filter((keyword) => keyword !== "");
  if (keywords.some((keyword) => keyword.length > 40)) {
    throw new Refusal(
      validationError(
        "'q': Freeform search cannot contain items longer than 40 characters. Please shorten the items in your search or use an advanced filter to query by specific fields.",
        [],
      ),
    );
  }
  if (keywords.length > 10) {
    throw new Refusal(validationError("'q': Freeform search cannot contain more than 10 items.", []));
  }
  return keywords;
}

function limitOf(text: string | null): number {
  if (text === null) return 100;
  if (/^\d{1,4}$/.test(text) && Number(text) <= 1000) return Number(text);
  throw new Refusal(validationError("limit", ["limit: must be between 0 and 1000"]));
}

const eventFields: ReadonlySet<string> = new Set(
  "uuid eventType version severity legacyEventType displayMessage actor client device authenticationContext outcome securityContext debugContext transaction request target".split(
    " ",
  ),
);
const withoutContains: ReadonlySet<string> = new Set([
  "debugContext.debugData.url",
  "debugContext.debugData.requestUri",
]);

/** `published` would conflict with since and until, and changeDetails cannot be queried (okta-api 6). */
const logDialect: ScimDialect = {
  parameter: "filter",
  operatorsOf: (path) => {
    const [first = ""] = path.split(".");
    if (!eventFields.has(first) || path.startsWith("target.changeDetails")) return null;
    return withoutContains.has(path) ? scimOperators.filter((operator) => operator !== "co") : scimOperators;
  },
};

function filterOf(text: string | null): ScimFilter | null {
  if (text === null || text === "") return null;
  const reading = readScimFilter(text, logDialect);
  if (reading.kind === "error") throw new Refusal(reading.error);
  return reading.filter;
}
