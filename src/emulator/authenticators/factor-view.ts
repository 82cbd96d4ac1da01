import type { EmulatedFactor, EmulatedUser } from "../state/state.ts";
import type { JsonObject } from "../wire/json.ts";

const allow = (...methods: readonly string[]) => ({ hints: { allow: methods } });

/** A factor as Okta shows it (okta-api 2.1); `activation` is what enrolling one of some kinds goes on with. */
export function factorView(factor: EmulatedFactor, user: EmulatedUser, baseUrl: string): JsonObject {
  const owner = `${baseUrl}/api/v1/users/${user.id}`;
  const self = `${owner}/factors/${factor.id}`;
  const isPending = factor.status === "PENDING_ACTIVATION";
  const isQuestion = factor.factorType === "question";
  return {
    id: factor.id,
    factorType: factor.factorType,
    provider: factor.provider,
    vendorName: factor.vendorName,
    status: factor.status,
    created: factor.created,
    lastUpdated: factor.lastUpdated,
    profile: factor.profile,
    _links: {
      ...(isQuestion ? { questions: { href: `${owner}/factors/questions`, ...allow("GET") } } : {}),
      ...(isPending ? { activate: { href: `${self}/lifecycle/activate`, ...allow("POST") } } : {}),
      self: { href: self, ...allow("GET", "DELETE") },
      ...(isPending || isQuestion ? {} : { verify: { href: `${self}/verify`, ...allow("POST") } }),
      user: { href: owner, ...allow("GET") },
    },
    ...(isPending && factor.factorType === "token:software:totp"
      ? {
          _embedded: {
            activation: { timeStep: 30, sharedSecret: "EMULATEDSECRET23", encoding: "base32", keyLength: 6 },
          },
        }
      : {}),
  };
}
