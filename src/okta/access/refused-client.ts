import { PlumblineError } from "../../model/errors.ts";
import { readOktaError } from "../transport/okta-error.ts";
import type { RawAnswer } from "../transport/request-pipeline.ts";

/** Okta's descriptions as far as they are known (okta-api 8), with what each asks for; the first that fits counts. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [
    /signature is invalid/i,
    "OKTA_PRIVATE_KEY is not the key of this app, or OKTA_KEY_ID names another: add its public half at Admin Console > Applications > the app > General > Public keys",
  ],
  [
    /issuer and subject|client_id of an active client/i,
    "no active app of this org has that OKTA_CLIENT_ID: copy it from Admin Console > Applications > the app > General, and check that the app is active and OKTA_ORG_URL is its org",
  ],
  [
    /\bkid\b/i,
    "OKTA_KEY_ID (or the kid of the JWK) names no key of this app: copy it from Admin Console > Applications > the app > General > Public keys",
  ],
  [
    /expired|expiration|in the past|in the future|five minutes/i,
    "set this machine's clock: Okta takes what the app signs for a few minutes only",
  ],
];

const anyRemedy =
  "check OKTA_CLIENT_ID, OKTA_PRIVATE_KEY and OKTA_KEY_ID: the app must be active and list this key's public half";

/** The error for a service app that the token endpoint refuses, told apart as far as Okta's answer allows. */
export function refusedClient(answer: RawAnswer): PlumblineError {
  const { code, summary } = readOktaError(answer.text);
  const words = [String(answer.status), code ?? "", summary].filter((word) => word !== "").join(" ");
  const remedy = remedies.find(([pattern]) => pattern.test(summary))?.[1] ?? anyRemedy;
  return new PlumblineError("AUTH_FAILED", `Okta refused the service app: ${words}`, { remedy });
}
