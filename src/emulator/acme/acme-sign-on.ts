import type { WrittenState } from "../filling/state-schema.ts";
import type { JsonObject } from "../wire/json.ts";

const office = { zones: ["Corp"] };
const elsewhere = { exceptZones: ["Corp"] };

const sessionOf = (idle: number): JsonObject => ({
  signon: {
    primaryFactor: "PASSWORD_IDP_ANY_FACTOR",
    session: { maxSessionIdleMinutes: idle, maxSessionLifetimeMinutes: 12 * 60 },
  },
});

/** Two factors, one of them a possession of the given kind, asked for again after a while. */
const asking = (possession: JsonObject, reauthenticateIn: string): JsonObject => ({
  appSignOn: { verificationMethod: { factorMode: "2FA", reauthenticateIn, constraints: [{ possession }] } },
});

const nobodyElse = { name: "Catch-all Rule", actions: { appSignOn: { access: "DENY" } } };
const unphishable: JsonObject = { phishingResistant: "REQUIRED" };
const fastPassOrKey: JsonObject = {
  ...unphishable,
  authenticationMethods: [
    { key: "okta_verify", method: "signed_nonce" },
    { key: "webauthn", method: "webauthn" },
  ],
};

/** How Acme's people sign in: the first rules are for the office, zones and groups by name. */
export const acmeSignOn: Required<Pick<WrittenState, "sessionPolicies" | "appPolicies">> = {
  sessionPolicies: [
    {
      name: "Workforce",
      rules: [
        { name: "Office", ...office, actions: sessionOf(8 * 60) },
        { name: "Elsewhere", ...elsewhere, actions: sessionOf(60) },
      ],
    },
  ],
  appPolicies: [
    {
      name: "Okta Admin Console",
      rules: [
        { name: "Admin App Policy", groups: ["MFA Admins"], actions: asking(unphishable, "PT1H") },
        nobodyElse,
      ],
    },
    {
      name: "Payroll",
      description: "Okta FastPass or a security key",
      apps: ["Payroll"],
      rules: [
        { name: "Office", ...office, actions: asking(fastPassOrKey, "PT8H") },
        { name: "Elsewhere", ...elsewhere, actions: asking(fastPassOrKey, "PT1H") },
        nobodyElse,
      ],
    },
  ],
};
