/** A counted share of calls; paths are matched by the first rule that fits. */
interface RateBucket {
  readonly name: string;
  /** Upper-case; null for every method. */
  readonly methods: readonly string[] | null;
  readonly path: RegExp;
  readonly perMinute: number;
}

const bucket = (
  name: string,
  path: RegExp,
  perMinute: number,
  methods: readonly string[] | null = null,
): RateBucket => ({ name, methods, path, perMinute });

/** The last table that Okta published, for workforce orgs (okta-api 7); current numbers are in each org's dashboard. */
const workforceBuckets: readonly RateBucket[] = [
  bucket("/oauth2/v1/token", /^\/oauth2\/v1\/token$/, 2000),
  bucket("/api/v1/users", /^\/api\/v1\/users$/, 600),
  bucket("/api/v1/users/{id} read", /^\/api\/v1\/users\/[^/]+$/, 2000, ["GET"]),
  bucket("/api/v1/users/{id} write", /^\/api\/v1\/users\/[^/]+$/, 600),
  bucket("/api/v1/groups/{id}", /^\/api\/v1\/groups\/(?!rules$)[^/]+$/, 1000),
  bucket("/api/v1/groups", /^\/api\/v1\/groups(?:\/|$)/, 500),
  bucket("/api/v1/logs", /^\/api\/v1\/logs$/, 120),
  bucket("/api/v1/apps", /^\/api\/v1\/apps(?:\/|$)/, 100),
  bucket("/api/v1/devices", /^\/api\/v1\/devices(?:\/|$)/, 100),
  bucket("/api/v1", /^\/api\/v1\//, 1200),
];

export interface RateLimitOptions {
  readonly buckets: readonly RateBucket[];
  /** Share of each bucket for one token or app; Okta's default is 50 %. 100: only the org's limit counts. */
  readonly principalPercent: number;
  /** Requests that may be in flight at once; 75 for workforce orgs (okta-api 7). */
  readonly concurrent: number;
}

/** Okta's defaults for a workforce org. */
export const workforceLimits: RateLimitOptions = {
  buckets: workforceBuckets,
  principalPercent: 50,
  concurrent: 75,
};

/** The three headers of every answer; `reset` is UTC in seconds since 1970. */
interface RateHeaders {
  readonly "x-rate-limit-limit": string;
  readonly "x-rate-limit-remaining": string;
  readonly "x-rate-limit-reset": string;
}

type RateVerdict =
  | { readonly kind: "unlimited" }
  | { readonly kind: "passed"; readonly headers: RateHeaders }
  /** 429 E0000047; a limit of zero tells that too many calls were in flight at once (okta-api 7). */
  | { readonly kind: "limited"; readonly headers: RateHeaders };

export interface RateRequest {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  /** Token id or client id; null for calls without credentials, which only the org's limit counts. */
  readonly principal: string | null;
  readonly now: Date;
  /** Requests in flight, this one included. */
  readonly inFlight: number;
}

interface Window {
  readonly limit: number;
  /** Milliseconds since 1970. */
  readonly end: number;
  used: number;
}

const left = ({ limit, used }: Window): number => limit - used;

const windowMs = 60_000;

/** Counts calls per bucket, for the org and for each principal, in windows of 60 s that begin with the first call. */
export class RateLimits {
  readonly #options: RateLimitOptions;
  readonly #windows = new Map<string, Window>();
  #mostUsed = 0;

  constructor(options: RateLimitOptions) {
    this.#options = options;
  }

  /** Largest part of any limit that was used within one window, from 0 to 1. */
  get mostUsed(): number {
    return this.#mostUsed;
  }

  /** Counts a request unless it is refused. */
  count({ method, path, principal, now, inFlight }: RateRequest): RateVerdict {
    const found = this.#options.buckets.find(
      ({ methods, path: pattern }) => pattern.test(path) && (methods?.includes(method) ?? true),
    );
    if (found === undefined) return { kind: "unlimited" };
    if (inFlight > this.#options.concurrent) {
      // With zeros the reset is only a suggestion (okta-api 7).
      return { kind: "limited", headers: headersOf(0, 0, now.getTime() + 1000) };
    }
    const windows = [this.#window(found.name, found.perMinute, now)];
    if (principal !== null) {
      const share = Math.floor((found.perMinute * this.#options.principalPercent) / 100);
      windows.push(this.#window(`${found.name} ${principal}`, share, now));
    }
    const isLimited = windows.some((window) => left(window) <= 0);
    if (!isLimited) for (const window of windows) window.used += 1;
    this.#mostUsed = Math.max(this.#mostUsed, ...windows.map(({ used, limit }) => used / limit));
    const tightest = windows.reduce((one, other) => (left(other) <= left(one) ? other : one));
    const headers = headersOf(tightest.limit, Math.max(0, left(tightest)), tightest.end);
    return { kind: isLimited ? "limited" : "passed", headers };
  }

  /** Okta's windows are not aligned to the wall clock (okta-api 7): one begins with the first call in it. */
  #window(name: string, limit: number, now: Date): Window {
    const running = this.#windows.get(name);
    if (running !== undefined && running.end > now.getTime()) return running;
    const window = { limit, end: now.getTime() + windowMs, used: 0 };
    this.#windows.set(name, window);
    return window;
  }
}

function headersOf(limit: number, remaining: number, resetMs: number): RateHeaders {
  return {
    "x-rate-limit-limit": String(limit),
    "x-rate-limit-remaining": String(remaining),
    "x-rate-limit-reset": String(Math.ceil(resetMs / 1000)),
  };
}

/** The body of both kinds of 429, in the emulator's form of an error. */
export const rateLimitError = {
  status: 429,
  errorCode: "E0000047",
  errorSummary: "API call exceeded rate limit due to too many requests.",
  errorCauses: [],
} as const;
