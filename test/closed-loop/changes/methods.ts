import type { EmulatorState } from "../../../src/emulator/state/state.ts";
import type { ConsoleChange, Given } from "../console-change.ts";
import { withTerms, withValue } from "../edit-policy.ts";
import { inPolicy, whoHas } from "../edit-state.ts";

const method = (name: string) => `/methods/${name}/lifecycle/deactivate`;

const methodsUnseen = "the methods of an authenticator are in none of the program's resources";

const both =
  (...edits: readonly ((state: EmulatorState) => EmulatorState)[]) =>
  (state: EmulatorState): EmulatorState =>
    edits.reduce((edited, edit) => edit(edited), state);

/** A baseline that names the methods of Okta Verify. */
const methodsDeclared: Given = {
  declares: [
    [
      "  okta_verify: ACTIVE\n",
      "  okta_verify: { status: ACTIVE, methods: { push: ACTIVE, signed_nonce: ACTIVE } }\n",
    ],
  ],
  org: (state) => state,
};

/** A baseline that takes a text message from the staff, and Maja, who has nothing else. */
const phonesAccepted: Given = {
  declares: [
    ["phone_number: INACTIVE # SIM swaps and call forwarding", "phone_number: ACTIVE"],
    [
      "      okta_email: OPTIONAL\n    rules:",
      "      okta_email: OPTIONAL\n      phone_number: OPTIONAL\n    rules:",
    ],
    ["webauthn, google_otp]\n    signIn", "webauthn, google_otp, phone_number:sms]\n    signIn"],
  ],
  org: both(
    (state) => ({
      ...state,
      authenticators: state.authenticators.map((one) =>
        one.key === "phone_number" ? { ...one, status: "ACTIVE" as const } : one,
      ),
    }),
    inPolicy("MFA required", withTerms("phone_number", { enroll: { self: "OPTIONAL" } })),
    whoHas("maja@acme.example", ["phone_number:sms"]),
  ),
};

/** A baseline by which administrators enroll security keys of one list only. */
const keysListed: Given = {
  declares: [
    ["      webauthn: REQUIRED\n", "      webauthn: { enroll: REQUIRED, allowedGroups: [FIPS keys] }\n"],
  ],
  org: inPolicy("Admins", withTerms("webauthn", { constraints: { aaguidGroups: ["FIPS keys"] } })),
};

/** A baseline by which administrators may put their security key off twice. */
const graceDeclared: Given = {
  declares: [
    ["      webauthn: REQUIRED\n", "      webauthn: { enroll: REQUIRED, gracePeriod: { skips: 2 } }\n"],
  ],
  org: inPolicy(
    "Admins",
    withTerms("webauthn", {
      enroll: { self: "REQUIRED", gracePeriod: { type: "BY_SKIP_COUNT", skipCount: 2 } },
    }),
  ),
};

const noGrace = "the provider has no attribute for a grace period (terraform-provider-okta#2874)";

/** Changes of the methods of authenticators, and of the terms on which policies let people enroll them. */
export const methodChanges: readonly ConsoleChange[] = [
  {
    id: "push-off",
    did: "Switched off the push of Okta Verify, whose methods the baseline declares.",
    given: methodsDeclared,
    how: {
      inConsole: async (console) =>
        console.send("POST", `${await console.authenticator("okta_verify")}${method("push")}`),
    },
    roots: [["authenticator-status", "okta_verify", "methods.push"]],
    follows: ["factors"],
    provider: { sees: "nothing", why: methodsUnseen },
  },
  {
    id: "fastpass-off",
    did: "Switched off FastPass, of which the baseline says nothing but that it is accepted.",
    how: {
      inConsole: async (console) =>
        console.send("POST", `${await console.authenticator("okta_verify")}${method("signed_nonce")}`),
    },
    roots: ["aicha", "dana", "joao", "kwame", "olu", "yusuf"].map(
      (name) => ["factors", `${name}@acme.example`, "factors"] as const,
    ),
    follows: ["sign-in"],
    provider: { sees: "nothing", why: methodsUnseen },
  },
  {
    id: "sms-off",
    did: "Switched off text messages, which are all that Maja has and the baseline accepts them.",
    given: phonesAccepted,
    how: {
      inConsole: async (console) =>
        console.send("POST", `${await console.authenticator("phone_number")}${method("sms")}`),
    },
    roots: [["factors", "maja@acme.example", "factors"]],
    follows: [],
    provider: { sees: "nothing", why: methodsUnseen },
  },
  {
    id: "phone-for-recovery",
    did: "Left the phone for recovery alone, where the baseline accepts text messages.",
    given: phonesAccepted,
    how: {
      inConsole: async (console) =>
        console.edit(
          await console.authenticator("phone_number"),
          withValue(["settings", "allowedFor"], "recovery"),
        ),
    },
    roots: [["factors", "maja@acme.example", "factors"]],
    follows: [],
    provider: { sees: "nothing", why: "the program declares no settings of authenticators" },
  },
  {
    id: "grace-added",
    did: "Let the staff put off Okta Verify nine times.",
    how: {
      inConsole: async (console) =>
        console.edit(
          await console.policy("MFA required"),
          withTerms("okta_verify", {
            enroll: { self: "REQUIRED", gracePeriod: { type: "BY_SKIP_COUNT", skipCount: 9 } },
          }),
        ),
    },
    roots: [["enrollment-policy-authenticator", "MFA required", "authenticators.okta_verify.gracePeriod"]],
    follows: [],
    provider: { sees: "nothing", why: noGrace },
  },
  {
    id: "grace-changed",
    did: "Gave administrators until the end of January for their security key, where the baseline lets them put it off twice.",
    given: graceDeclared,
    how: {
      inConsole: async (console) =>
        console.edit(
          await console.policy("Admins"),
          withTerms("webauthn", {
            enroll: {
              self: "REQUIRED",
              gracePeriod: { type: "BY_DATE_TIME", expiry: "2027-01-31T23:59:59.000Z" },
            },
          }),
        ),
    },
    roots: [["enrollment-policy-authenticator", "Admins", "authenticators.webauthn.gracePeriod"]],
    follows: [],
    provider: { sees: "nothing", why: noGrace },
  },
  {
    id: "keys-limited",
    did: "Let administrators enroll security keys of one list only.",
    how: {
      inConsole: async (console) =>
        console.edit(
          await console.policy("Admins"),
          withTerms("webauthn", { constraints: { aaguidGroups: ["FIPS keys"] } }),
        ),
    },
    roots: [["enrollment-policy-authenticator", "Admins", "authenticators.webauthn.allowedGroups"]],
    follows: [],
    provider: {
      sees: "nothing",
      why:
        "the program declares no list, and a difference of what is not declared is suppressed (DiffSuppressFunc in " +
        "buildFactorSchemaProviders)",
    },
  },
  {
    id: "keys-unlimited",
    did: "Let administrators enroll any security key, where the baseline names a list.",
    given: keysListed,
    how: {
      inConsole: async (console) =>
        console.edit(
          await console.policy("Admins"),
          withTerms("webauthn", { constraints: { aaguidGroups: ["ANY"] } }),
        ),
    },
    roots: [["enrollment-policy-authenticator", "Admins", "authenticators.webauthn.allowedGroups"]],
    follows: [],
    provider: { sees: "all", what: "the list (`constraints`)" },
  },
  {
    id: "setting-unmodelled",
    did: "Set something about Okta Verify in the policy MFA required that Plumbline does not know.",
    how: {
      inConsole: async (console) =>
        console.edit(
          await console.policy("MFA required"),
          withTerms("okta_verify", { onlyFrom: { regions: ["EU"] } }),
        ),
    },
    roots: [],
    follows: [],
    unknown: ["enrollment-policy-authenticator", "factors", "sign-in"],
    provider: { sees: "nothing", why: "it has no attribute for what Okta adds" },
  },
];
