import { expect, test } from "vitest";
import { fillState } from "../../src/emulator/filling/fill-state.ts";
import { csvText } from "../../src/emulator/reports/csv.ts";
import { mfaEnrollmentByUserCsv, mfaUsageCsv } from "../../src/emulator/reports/mfa-reports.ts";
import { serveOrg } from "../support/served-org.ts";

const acme = {
  users: [
    {
      login: "nia.berg@acme.example",
      roles: ["SUPER_ADMIN"],
      factors: [
        "webauthn",
        "okta_verify:push",
        "okta_verify:totp",
        { factorType: "telepathy", provider: "MIND" },
      ],
    },
    {
      login: "dana@acme.example",
      hasPassword: false,
      activated: null,
      factors: [{ factorType: "sms", provider: "OKTA", status: "PENDING_ACTIVATION" }],
    },
    { login: "omar@acme.example", status: "DEPROVISIONED" as const, factors: ["webauthn"] },
  ],
};
const at = "2024-01-15T09:00:00.000Z";

test("MFA Usage has a row for each enrolled authenticator, and none for people without", () => {
  expect(mfaUsageCsv(fillState(acme)).split("\r\n")).toEqual([
    "User,Login,MFA Factor,Last Enrolled_ISO8601,Last Used_ISO8601",
    ...[
      "Email Authentication",
      "FIDO2 (WebAuthn)",
      "Okta Verify Push",
      "Okta Verify",
      "telepathy",
      "Password",
    ].map((factor) => `Nia Berg,nia.berg@acme.example,${factor},${at},`),
    "",
  ]);
});

test("MFA Enrollment by User has a row for each person, with types of authenticators", () => {
  expect(mfaEnrollmentByUserCsv(fillState(acme)).split("\r\n")).toEqual([
    "User,Login,Email,Status,Created,Activated,Is Admin,Authenticator Count,Authenticator Types",
    `Nia Berg,nia.berg@acme.example,nia.berg@acme.example,ACTIVE,${at},${at},true,5,"Password, Email, Security Key or Biometric, Okta Verify, telepathy"`,
    `Dana Example,dana@acme.example,dana@acme.example,ACTIVE,${at},,false,0,`,
    `Omar Example,omar@acme.example,omar@acme.example,DEPROVISIONED,${at},${at},false,0,`,
    "",
  ]);
});

test.each([
  ["a,b", '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ["two\nlines", '"two\nlines"'],
  ["plain", "plain"],
])("%j is written so that it stays one field", (text, field) => {
  expect(csvText([["x", text]])).toBe(`x,${field}\r\n`);
});

test.each([
  ["mfa-usage", mfaUsageCsv],
  ["mfa-enrollment-by-user", mfaEnrollmentByUserCsv],
])("%s is exported as the console does, and the log tells it", async (name, csv) => {
  const org = await serveOrg(acme);
  const answer = await fetch(`${org.emulator.url}/__emulator/reports/${name}.csv`);
  expect(answer.headers.get("content-type")).toContain("text/csv");
  expect(await answer.text()).toBe(csv(fillState(acme)));
  expect(org.events()).toEqual(
    ["request", "generate", "download"].map((step) => `analytics.reports.export.${step}`),
  );
});
