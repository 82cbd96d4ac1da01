import { describe, expect, it } from "vitest";
import { parseBaseline } from "../../../policy/parse-baseline.ts";
import { parseSource } from "../../../policy/source/parse-source.ts";
import { adoptInto } from "../../../src/answers/adopt/adopt-into.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import { anOrg, aPerson, aPolicy, enrolments, theDefaultPolicy } from "../../support/org-builder.ts";

const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);
const now = new Date("2026-03-01T12:00:00.000Z");
const settings = { okta_password: "REQUIRED", webauthn: "OPTIONAL" };
const staff = ["nia@acme.example", "omar@acme.example"];

const org: OrgSnapshot = anOrg({
  people: staff.map((login) => aPerson(login)),
  groups: { Staff: staff, Contractors: [], Guests: ["omar@acme.example"] },
  policies: [
    aPolicy("Guests", { groups: ["Guests"], settings, priority: 1 }),
    aPolicy("Staff", { groups: ["Staff"], settings, priority: 2, rules: [{ name: "Office" }, {}] }),
    aPolicy("Contractors", { groups: ["Contractors"], settings, priority: 3 }),
    theDefaultPolicy(settings),
  ],
  authenticators: { okta_password: "ACTIVE", webauthn: "ACTIVE", okta_verify: "INACTIVE" },
  enrolments: Object.fromEntries(staff.map((login) => [login, enrolments(["webauthn"])])),
});

const written = `version: 1
org: { engine: identity }
groups:
  - name: Staff # ours
authenticators:
  okta_password: ACTIVE
enrollmentPolicies:
  # The one that counts.
  - name: Staff
    groups: [Staff]
    authenticators: { okta_password: REQUIRED, webauthn: REQUIRED }
    rules:
      - name: Enroll at sign-in
`;

const read = (text: string) =>
  parseBaseline([parseSource("baseline.yaml", new TextEncoder().encode(text))]).baseline;
const into = (text: string) =>
  adoptInto({ text, baseline: read(text) }, { org, now, checks, exemptForDays: 30, maxExemptions: 50 });

describe("adopting into a baseline that is there", () => {
  it("adds what is live and undeclared at its place, and lets new deviations stand", () => {
    expect(into(written).text).toBe(`version: 1
org: { engine: identity }
groups:
  - name: Staff # ours
  - name: Contractors # 00g-Contractors
  - name: Guests # 00g-Guests
authenticators:
  okta_password: ACTIVE
  okta_verify: INACTIVE
  webauthn: ACTIVE
enrollmentPolicies:
  - name: Guests # 00p-Guests
    groups: [Guests]
    authenticators:
      okta_password: REQUIRED
      webauthn: OPTIONAL
    rules:
      - name: Enroll at sign-in # 0pr-Guests/Enroll at sign-in
        enroll: CHALLENGE
  # The one that counts.
  - name: Staff
    groups: [Staff]
    authenticators: { okta_password: REQUIRED, webauthn: REQUIRED }
    rules:
      - name: Office # 0pr-Staff/Office
        enroll: CHALLENGE
      - name: Enroll at sign-in
  - name: Contractors # 00p-Contractors
    groups: [Contractors]
    authenticators:
      okta_password: REQUIRED
      webauthn: OPTIONAL
    rules:
      - name: Enroll at sign-in # 0pr-Contractors/Enroll at sign-in
        enroll: CHALLENGE
  - name: Default Policy # 00p-Default Policy
    authenticators:
      okta_password: REQUIRED
      webauthn: OPTIONAL
accepted:
  # Enrollment policy "Contractors" is in effect for nobody: nobody in scope is in "Contractors".
  - check: enrollment-policy-unreachable
    subject: Contractors
    until: 2026-03-31
    reason: adopted
    owner: TODO
`);
  });

  it("leaves what departs from the baseline as drift", () => {
    const { baseline } = { baseline: read(into(written).text) };
    expect(baseline.enrollmentPolicies.find(({ name }) => name === "Staff")?.authenticators).toMatchObject({
      webauthn: "REQUIRED",
    });
    expect(baseline.accepted.map(({ check }) => check)).toEqual(["enrollment-policy-unreachable"]);
  });

  it("adds nothing twice", () => {
    const once = into(written);
    const twice = into(once.text);
    expect([twice.text, twice.added]).toEqual([once.text, []]);
  });
});
