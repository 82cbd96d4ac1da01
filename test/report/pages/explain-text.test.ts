import { describe, expect, it } from "vitest";
import type { PersonExplanation } from "../../../src/model/explanation.ts";
import type { UserId } from "../../../src/model/ids.ts";
import { explainText } from "../../../src/report/pages/explain-text.ts";

const kim: PersonExplanation = {
  person: { id: "00ukim" as UserId, login: "kim@acme.example", status: "ACTIVE", standing: "in-scope" },
  policy: {
    outcomes: [
      { policy: "Contractors", rule: "Enroll in the office", network: "in Corp", apps: null, why: "network" },
      { policy: "Default Policy", rule: null, network: null, apps: null, why: "network" },
    ],
    path: [
      { policy: "Admins", applies: "no", reason: "not in its groups" },
      { policy: "Contractors", applies: "maybe", reason: 'rule "Enroll in the office" matches in Corp' },
      { policy: "Default Policy", applies: "yes", reason: "the last one" },
    ],
    uncertainties: [],
  },
  enrolled: { source: "both", factors: ["okta_verify:push", "phone_number:sms (EXPIRED)"], reason: null },
  signIn: {
    policies: [
      {
        policy: "Strong",
        apps: ["Payroll"],
        appCount: 1,
        assigned: false,
        level: "one-factor",
        with: ["okta_password"],
        sessionPolicy: "Default Policy",
        sessionRule: "Default Rule",
        rule: "Contractors",
        from: "anywhere",
        why: "kim can open Payroll with a password alone.",
        otherWays: [],
        uncertainties: [],
      },
    ],
    uncertainties: [],
  },
  requirements: [
    {
      id: "everyone",
      title: "Everyone who signs in has a strong factor",
      severity: "high",
      applies: "yes",
      status: "drift",
      uncertainties: [],
      findings: [
        {
          check: "member-of",
          status: "open",
          message: 'kim is not in "Staff".',
          remedy: "Add kim to the group.",
        },
      ],
      exemption: null,
    },
    {
      id: "admins",
      title: "A",
      severity: "high",
      applies: "no",
      status: "in-line",
      uncertainties: [],
      findings: [],
      exemption: null,
    },
  ],
};
const shown = (explanation: PersonExplanation) => explainText(explanation, { width: 80, color: false });

describe("explaining a person", () => {
  it("tells policy, path, enrolments and requirements", () => {
    expect(shown(kim)).toBe(`kim@acme.example (00ukim): ACTIVE, can sign in

Enrollment policy in effect
  Contractors, by rule "Enroll in the office" in Corp (depends on the network)
  Default Policy (depends on the network)

Tried in this order
  Admins: does not apply, not in its groups
  Contractors: may apply, rule "Enroll in the office" matches in Corp
  Default Policy: applies, the last one

Enrolled
  okta_verify:push
  phone_number:sms (EXPIRED)

Sign-in: the weakest way in, for whoever holds the password and chooses network and browser
  level       apps  app policy  session rule, then app rule     from
  one-factor  1     Strong      Default Rule, then Contractors  anywhere
      kim can open Payroll with a password alone.
      none of its applications is assigned to the person

What the baseline wants
  everyone: drift. Everyone who signs in has a strong factor.
    kim is not in "Staff". (member-of)
      fix: Add kim to the group.
  admins: does not apply
`);
  });

  it("tells what is not known, and why", () => {
    const text = shown({
      ...kim,
      policy: {
        outcomes: [{ policy: null, rule: null, network: null, apps: null, why: "undecidable" }],
        path: [],
        uncertainties: ["its rules were not read"],
      },
      enrolled: { source: null, factors: [], reason: "403 E0000006" },
      requirements: kim.requirements.map((one) => ({
        ...one,
        status: "unknown",
        findings: [],
        uncertainties: ["members were not read"],
      })),
    });
    expect(text).toContain("  unknown (could not be decided)\n  unknown: its rules were not read\n");
    expect(text).toContain("Enrolled\n  unknown: 403 E0000006\n");
    expect(text).toContain(
      "  everyone: unknown. Everyone who signs in has a strong factor.\n    unknown: members were",
    );
    expect(shown({ ...kim, enrolled: { source: null, factors: [], reason: null } })).toContain(
      "  unknown: not read\n",
    );
  });

  it("tells what is not known of signing in, and that there is nothing to sign in to", () => {
    const [entry] = kim.signIn.policies;
    const unknown = { level: "unknown", policy: null, sessionRule: null, rule: null, from: null } as const;
    const policies = entry === undefined ? [] : [{ ...entry, ...unknown, assigned: null }];
    expect(shown({ ...kim, signIn: { policies, uncertainties: ["applications were not read"] } })).toContain(
      "  unknown  1     not shown   not known                    not known\n      kim can open Payroll with a password alone.\n  unknown: applications were not read\n",
    );
    expect(shown({ ...kim, signIn: { policies: [], uncertainties: [] } })).toContain(
      "\n  no application can be signed in to\n",
    );
  });

  it("tells exemptions, and that nothing is enrolled", () => {
    const exemption = { until: "2026-12-31", reason: "keys delayed", owner: "secops@acme.example" };
    const text = shown({
      ...kim,
      enrolled: { source: "factors", factors: [], reason: null },
      requirements: kim.requirements.map((one) => ({ ...one, status: "exempted", exemption })),
    });
    expect(text).toContain("Enrolled\n  nothing\n");
    expect(text).toContain(
      "  everyone: exempted until 2026-12-31, keys delayed (secops@acme.example).\n    Everyone",
    );
  });

  it("colours the answer, and makes names inert", () => {
    const evil = { ...kim, person: { ...kim.person, login: "kim\u001b[2J@acme.example" } };
    const text = explainText(evil, { width: 80, color: true });
    expect(text).toContain("everyone: \u001b[31mdrift\u001b[39m.");
    expect(text).toContain("kim\\x1b[2J@acme.example");
  });
});
