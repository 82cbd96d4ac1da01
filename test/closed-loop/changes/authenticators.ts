import type { ConsoleChange } from "../console-change.ts";
import { withAuthenticator, withValue } from "../edit-policy.ts";

/** Changes of org-wide authenticators and of what policies ask for. */
export const authenticatorChanges: readonly ConsoleChange[] = [
  {
    id: "phone-on",
    did: "Switched on Phone for the whole org.",
    how: {
      inConsole: async (console) =>
        console.send("POST", `${await console.authenticator("phone_number")}/lifecycle/activate`),
    },
    roots: [["authenticator-status", "phone_number", "status"]],
    follows: [],
    provider: { sees: "all", what: "the status" },
  },
  {
    id: "google-off",
    did: "Took Google Authenticator out of every policy, then switched it off for the whole org.",
    how: {
      inConsole: async (console) => {
        for (const name of ["Contractors", "MFA required"]) {
          await console.edit(await console.policy(name), withAuthenticator("google_otp", "NOT_ALLOWED"));
        }
        await console.send("POST", `${await console.authenticator("google_otp")}/lifecycle/deactivate`);
      },
    },
    roots: [["authenticator-status", "google_otp", "status"]],
    follows: ["enrollment-policy-authenticator", "factors"],
    provider: {
      sees: "part",
      what:
        "the org-wide status only. Okta leaves what is off out of a policy's settings, and the provider keeps the old " +
        "setting in its state when the key is gone (syncAuthenticator; terraform-provider-okta#1623)",
      remains: {
        kind: "second run",
        why: "the first run switches it on, the second sees that no policy has it any more, and puts it back",
      },
    },
  },
  {
    id: "key-optional",
    did: "Made the security key optional for administrators.",
    how: {
      inConsole: async (console) =>
        console.edit(await console.policy("Admins"), withAuthenticator("webauthn", "OPTIONAL")),
    },
    roots: [["enrollment-policy-authenticator", "Admins", "authenticators.webauthn"]],
    follows: [],
    provider: { sees: "all", what: "the setting" },
  },
  {
    id: "email-allowed",
    did: "Let contractors enroll e-mail, which their policy in the baseline does not name.",
    how: {
      inConsole: async (console) =>
        console.edit(await console.policy("Contractors"), withAuthenticator("okta_email", "OPTIONAL")),
    },
    roots: [["enrollment-policy-authenticator", "Contractors", "authenticators.okta_email"]],
    follows: [],
    provider: {
      sees: "all",
      what:
        "the setting, because the program writes out every authenticator that the provider knows. Of a program that " +
        "names only what it wants, nothing: differences of what is not declared are suppressed " +
        "(DiffSuppressFunc in buildFactorSchemaProviders)",
    },
  },
  {
    id: "written-as-factors",
    did: "Ran an old script that writes the policy MFA required in Classic's factors, and named two of them.",
    how: {
      inConsole: async (console) =>
        console.edit(
          await console.policy("MFA required"),
          withValue(["settings"], {
            type: "FACTORS",
            factors: {
              okta_password: { enroll: { self: "REQUIRED" } },
              okta_push: { enroll: { self: "OPTIONAL" } },
            },
          }),
        ),
    },
    roots: ["google_otp", "okta_email", "okta_verify", "webauthn"].map(
      (key) => ["enrollment-policy-authenticator", "MFA required", `authenticators.${key}`] as const,
    ),
    follows: ["factors", "sign-in"],
    provider: { sees: "all", what: "that the policy is no longer in authenticators (`is_oie`)" },
  },
  {
    id: "access-code-allowed",
    did: "Added Temporary Access Code to the org and let everybody enroll it.",
    how: {
      inConsole: async (console) => {
        await console.send("POST", "/authenticators?activate=true", {
          key: "tac",
          name: "Temporary Access Code",
        });
        await console.edit(await console.policy("MFA required"), withAuthenticator("tac", "OPTIONAL"));
      },
    },
    roots: [["enrollment-policy-authenticator", "MFA required", "authenticators.tac"]],
    follows: [],
    provider: { sees: "nothing", why: "it has no attribute for `tac` (terraform-provider-okta#2731)" },
  },
  {
    id: "default-loosened",
    did: "Let everybody whom no policy is for enroll Google Authenticator, in Okta's default policy.",
    how: {
      inConsole: async (console) =>
        console.edit(await console.policy("Default Policy"), withAuthenticator("google_otp", "OPTIONAL")),
    },
    roots: [["enrollment-policy-authenticator", "Default Policy", "authenticators.google_otp"]],
    follows: [],
    provider: { sees: "all", what: "the setting; of the default policy it reads nothing else" },
  },
];
