import { allFactors } from "../authenticators/factor-listing.ts";
import { kindOfFactor } from "../state/factor-kinds.ts";
import type { EmulatedFactor, EmulatedUser, EmulatorState } from "../state/state.ts";
import { csvText } from "./csv.ts";

/** Names in Okta's help by kind of factor; those below the first four are not verified against a live org. */
const factorNames: Readonly<Record<string, string>> = {
  "push/OKTA": "Okta Verify Push",
  "webauthn/FIDO": "FIDO2 (WebAuthn)",
  "email/OKTA": "Email Authentication",
  "token:software:totp/OKTA": "Okta Verify",
  "token:software:totp/GOOGLE": "Google Authenticator",
  "signed_nonce/OKTA": "Okta FastPass",
  "sms/OKTA": "SMS Authentication",
  "call/OKTA": "Voice Call Authentication",
  "question/OKTA": "Security Question",
};

const nameOf = ({ factorType, provider }: EmulatedFactor): string =>
  factorNames[`${factorType}/${provider}`] ?? factorType;

const fullName = ({ profile }: EmulatedUser): string =>
  [profile.firstName, profile.lastName].filter(Boolean).join(" ");

/** Factors that are enrolled and active; a deactivated person has none. */
function enrolled(state: EmulatorState, user: EmulatedUser): readonly EmulatedFactor[] {
  if (user.status === "DEPROVISIONED") return [];
  return allFactors({ initial: state }, user).filter(({ status }) => status === "ACTIVE");
}

/**
 * The console's report "MFA Usage" as CSV: a row for each enrolled authenticator, the password among them, none for
 * people without (help.okta.com, "MFA Usage report"). Nobody has used any.
 */
export function mfaUsageCsv(state: EmulatorState): string {
  const rows = state.users.flatMap((user) => {
    const row = (factor: string, at: string) => [fullName(user), user.profile.login, factor, at, ""];
    const password = user.hasPassword ? [row("Password", user.passwordChanged ?? user.created)] : [];
    return [...enrolled(state, user).map((factor) => row(nameOf(factor), factor.created)), ...password];
  });
  return csvText([["User", "Login", "MFA Factor", "Last Enrolled_ISO8601", "Last Used_ISO8601"], ...rows]);
}

/**
 * The console's report "MFA Enrollment by User" as CSV: a row for each person with the types of authenticators that
 * they enrolled. The fields are those by which the console filters; their headings are not verified against a live org.
 */
export function mfaEnrollmentByUserCsv(state: EmulatorState): string {
  const rows = state.users.map((user) => {
    const types = typesOf(state, user);
    const isAdmin = user.roles.some(({ status }) => status === "ACTIVE");
    return [
      fullName(user),
      user.profile.login,
      user.profile.email,
      user.status,
      user.created,
      user.activated ?? "",
      String(isAdmin),
      String(types.length),
      types.join(", "),
    ];
  });
  const head = ["User", "Login", "Email", "Status", "Created", "Activated", "Is Admin"];
  return csvText([[...head, "Authenticator Count", "Authenticator Types"], ...rows]);
}

function typesOf(state: EmulatorState, user: EmulatedUser): readonly string[] {
  const keys = enrolled(state, user).map(
    (factor) => kindOfFactor(factor)?.authenticator?.key ?? factor.factorType,
  );
  const named = (key: string) => state.authenticators.find((one) => one.key === key)?.name ?? key;
  const password = user.hasPassword ? ["okta_password"] : [];
  return [...new Set([...password, ...keys])].map(named);
}
