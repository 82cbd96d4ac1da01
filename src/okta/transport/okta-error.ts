import { z } from "zod";

const apiError = z.looseObject({ errorCode: z.string(), errorSummary: z.string().optional() });
const oauthError = z.looseObject({ error: z.string(), error_description: z.string().optional() });

/** Text of an error body: Okta's envelope, or OAuth's. */
export interface OktaErrorText {
  /** `E0000006`, or OAuth's `invalid_scope`; null when the body says neither. */
  readonly code: string | null;
  /** One line, shortened. */
  readonly summary: string;
}

/** Makes a server's words fit for one line of a report or a terminal. */
function oneLine(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, " ").trim();
  return plain.length > 200 ? `${plain.slice(0, 199)}…` : plain;
}

/** Reads an error body; one that is not JSON gives no words, since it may be a proxy's page. */
export function readOktaError(body: string): OktaErrorText {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { code: null, summary: "" };
  }
  const api = apiError.safeParse(json);
  if (api.success) {
    return { code: oneLine(api.data.errorCode), summary: oneLine(api.data.errorSummary ?? "") };
  }
  const oauth = oauthError.safeParse(json);
  if (oauth.success) {
    return { code: oneLine(oauth.data.error), summary: oneLine(oauth.data.error_description ?? "") };
  }
  return { code: null, summary: "" };
}
