import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Finding, Report } from "../../../src/model/report.ts";
import { exemptionRef, ruleRef, standardRequirementRef } from "../../../src/model/subject.ts";
import type { KnownName } from "../../../src/report/redaction/known-names.ts";
import { pseudonymsFor } from "../../../src/report/redaction/pseudonyms.ts";
import { redactReport } from "../../../src/report/redaction/redact-report.ts";
import {
  aRequirementCount,
  personFinding,
  policyFinding,
  sampleFinding,
  sampleReport,
} from "../../support/sample-report.ts";

const dana = "dana@acme.example";
const danaId = "00udana0000000000001";
const key = "a key for the test";
const people = [dana, danaId, "nia", "jürgen müller", "o'brien", "omar@acme.example"];
const known: readonly KnownName[] = [
  ...people.map((name) => ({ kind: "person", name }) as const),
  { kind: "group", name: "MFA Admins" },
  { kind: "id", name: "00gadmins" },
  { kind: "policy", name: "Admins" },
  { kind: "policy", name: "Staff" },
  { kind: "org", name: "acme.okta.com" },
  { kind: "org", name: "00oacme" },
];

const redact = (report: Report, { key: secret, names }: { key: string; names: readonly KnownName[] }) =>
  redactReport(report, pseudonymsFor(names, secret));

/** One finding, redacted. */
const redactOne = (finding: Finding, names: readonly KnownName[] = known): Finding => {
  const [redacted] = redact(sampleReport([finding]), { key, names }).findings;
  if (redacted === undefined) throw new Error("there is no finding");
  return redacted;
};

const report = sampleReport(
  [
    sampleFinding({
      changedBy: {
        status: "found",
        managed: false,
        actor: "Nia Okafor",
        at: "2026-11-22T08:00:00.000Z",
        ip: "203.0.113.7",
        via: "admin console",
        did: "granted Report administrator to MFA Admins",
      },
      causedBy: "f-order",
      path: [{ policy: "Admins", applies: "no", reason: `rule leaves out ${danaId}` }],
    }),
    policyFinding({
      check: "group-members",
      subject: { type: "group", id: "00gadmins", name: "MFA Admins" },
      field: "members",
      expected: ["nia", "JÜRGEN MÜLLER"],
      actual: "omar@acme.example, o'brien (extra) and stranger@elsewhere.example",
      message: "MFA Admins misses nia, Jürgen Müller; DANA@acme.example is extra.",
    }),
    personFinding("lee@acme.example", {
      status: "exempted",
      subject: { type: "user", id: null, name: "lee@acme.example" },
      exemption: { until: "2026-12-31", reason: "asked by nia", owner: "platform@acme.example" },
    }),
  ],
  {
    baseline: { path: "/home/nia/policy/baseline.yaml", sha256: "ab".repeat(32) },
    stack: { file: "/home/nia/stack.json", sha256: "cd".repeat(32), status: "not applied yet" },
    gaps: [
      { slice: "factors", reason: "403 from 2001:db8::7 and 2001:db8:0:0:0:0:0:8 at 10:15:00", affected: 1 },
    ],
    outcomes: [{ check: "factors", status: "unknown", reason: "dana@acme.example was not read" }],
  },
);

describe("redacting a report", () => {
  const redacted = redact(report, { key, names: known });
  const text = JSON.stringify(redacted);

  it.each([
    ...people,
    "lee@acme.example",
    "stranger@elsewhere.example",
    "platform@acme.example",
    "Okafor",
    "203.0.113.7",
    "2001:db8::7",
    "2001:db8:0:0:0:0:0:8",
    "MFA Admins",
    "Staff",
    "00gadmins",
    "acme.okta.com",
    "00oacme",
    "asked by",
  ])("leaves no trace of %s", (name) => {
    expect(text.toLowerCase().normalize("NFC")).not.toContain(name.toLowerCase().normalize("NFC"));
  });

  it("replaces names within what is counted by requirement", () => {
    const { summary } = sampleReport();
    const requirements = [aRequirementCount({ id: "nia", title: "Whoever is in MFA Admins has a key" })];
    const counted = sampleReport([], { summary: { ...summary, requirements } });
    const [first] = redact(counted, { key, names: known }).summary.requirements ?? [];
    expect(first?.id).toMatch(/^person-[0-9a-f]{12}$/);
    expect(first?.title).toMatch(/^Whoever is in group-[0-9a-f]{12} has a key$/);
  });

  it("keeps what is no name", () => {
    expect(redacted.findings[1]?.subject).toEqual({
      type: "group",
      id: expect.stringMatching(/^id-[0-9a-f]{12}$/),
      name: expect.stringMatching(/^group-[0-9a-f]{12}$/),
    });
    expect(redacted.findings[0]?.actual).toEqual(["phone_number:sms"]);
    expect(redacted.findings[0]?.requirement).toBe("everyone");
    expect(redacted.gaps[0]?.reason).toMatch(/ at 10:15:00$/);
    expect(redacted.org).toEqual({
      url: expect.stringMatching(/^https:\/\/org-[0-9a-f]{12}\.invalid$/),
      id: expect.stringMatching(/^org-[0-9a-f]{12}$/),
      engine: "identity",
    });
    expect(redacted.summary).toEqual(report.summary);
    expect(redacted.findings[2]?.subject.id).toBeNull();
    const withoutId = redact(sampleReport([], { org: { ...report.org, id: null } }), { key, names: known });
    expect(withoutId.org.id).toBeNull();
  });

  it.each([
    ["Okta's own group", "group", "Everyone", "Everyone"],
    ["Okta's own policy", "policy", "Default Policy", "Default Policy"],
    ["a policy that nobody listed", "policy", "Temp", /^policy-[0-9a-f]{12}$/],
    ["a group rule", "group-rule", "Temp", /^rule-[0-9a-f]{12}$/],
    ["an authenticator", "authenticator", "webauthn", "webauthn"],
    ["one of several", "authenticator", "custom_app/aut00000000000000006", /^custom_app\/id-[0-9a-f]{12}$/],
  ] as const)("of %s shows %s %s as it should", (_what, type, name, shown) => {
    const { subject } = redactOne(policyFinding({ subject: { type, id: null, name } }));
    expect(subject.name).toMatch(shown);
  });

  it("of a rule and an exemption hides each part, and names them by what is left", () => {
    const rule = redactOne(policyFinding({ subject: { ...ruleRef("Staff", "Default Rule"), id: null } }));
    const policy = expect.stringMatching(/^policy-[0-9a-f]{12}$/);
    const name = expect.stringMatching(/^policy-[0-9a-f]{12} \/ Default Rule$/);
    expect(rule.subject).toEqual({ type: "policy-rule", id: null, name, policy, rule: "Default Rule" });
    const exemption = exemptionRef("kim@acme.example", "everyone");
    const { subject } = redactOne(policyFinding({ subject: { ...exemption, id: null } }));
    expect(subject.name).toMatch(/^person-[0-9a-f]{12} \(everyone\)$/);
    expect(subject).toMatchObject({ user: expect.stringMatching(/^person-/), requirement: "everyone" });
    const several = { type: "exemption", id: null, name: "TODO", user: null, requirement: null } as const;
    expect(redactOne(policyFinding({ subject: several })).subject).toEqual(several);
    const asked = { ...standardRequirementRef("stig", "V-273186"), id: null };
    expect(redactOne(policyFinding({ subject: asked })).subject).toEqual(asked);
  });

  it("takes a name of two things for neither, and tells names apart that capitals tell apart", () => {
    const names: readonly KnownName[] = [
      { kind: "group", name: "Payroll" },
      { kind: "application", name: "Payroll" },
      { kind: "group", name: "staff" },
      { kind: "group", name: "Staff" },
    ];
    const { message } = redactOne(
      policyFinding({ message: "Payroll, staff, Staff and DANA@acme.example" }),
      names,
    );
    const [payroll, lower, upper, person] = message.split(/, | and /);
    expect(payroll).toMatch(/^name-/);
    expect(lower).toMatch(/^group-/);
    expect(upper).toMatch(/^group-/);
    expect(lower).not.toBe(upper);
    expect(person).toBe(redactOne(sampleFinding()).subject.name);
  });

  it("takes a word of ours for a name only where a name stands for sure", () => {
    const names: readonly KnownName[] = [
      { kind: "group", name: "factors" },
      { kind: "group", name: "Q" },
      { kind: "group", name: "ACTIVE" },
    ];
    const finding = policyFinding({
      subject: { type: "group", id: null, name: "factors" },
      field: "groups",
      expected: ["ACTIVE", "Q"],
      actual: "ACTIVE",
      message: 'Group "factors" has no factors; "Q" is ACTIVE, Q is not.',
    });
    const redacted = redactOne(finding, names);
    expect(redacted.subject.name).toMatch(/^group-/);
    expect(redacted.message).toMatch(/^Group "group-\w+" has no factors; "group-\w+" is ACTIVE, Q is not\.$/);
    expect(redacted.expected).toEqual([expect.stringMatching(/^group-/), expect.stringMatching(/^group-/)]);
    expect(redactOne({ ...finding, field: "status" }, names).actual).toBe("ACTIVE");
  });

  it("withholds what a group rule compares with", () => {
    const expression = "user.department==\"Finance\" AND isMemberOfGroupName('Staff')";
    const redacted = redactOne(
      policyFinding({
        subject: { type: "group-rule", id: null, name: "Staff" },
        field: "expression",
        expected: expression,
        actual: null,
        message: `Group rule "Staff" takes people for whom ${expression}.`,
      }),
    );
    expect(redacted.expected).toMatch(
      /^user\.department=="text-[0-9a-f]{12}" AND isMemberOfGroupName\('policy-[0-9a-f]{12}'\)$/,
    );
    expect(redacted.message).not.toMatch(/Finance|Staff/);
  });

  it("hides each part of a value that has several", () => {
    const expected = { group: "MFA Admins", place: 1, members: ["omar@acme.example"], owner: null };
    expect(redactOne(policyFinding({ expected, actual: null })).expected).toEqual({
      group: expect.stringMatching(/^group-[0-9a-f]{12}$/),
      place: 1,
      members: [expect.stringMatching(/^person-[0-9a-f]{12}$/)],
      owner: null,
    });
  });

  it("gives a person one pseudonym wherever they are named, however spelled", () => {
    const name = redacted.findings[0]?.subject.name ?? "";
    expect(name).toMatch(/^person-[0-9a-f]{12}$/);
    expect(redacted.findings[0]?.message).toBe(`${name} has no acceptable factor.`);
    expect(redacted.findings[1]?.message).toContain(`; ${name} is extra.`);
    expect(redacted.outcomes[0]?.reason).toBe(`${name} was not read`);
  });

  it("keeps causes linked, under fingerprints that nobody can guess a login from", () => {
    expect(redacted.findings[0]?.causedBy).toBe(redacted.findings[1]?.fingerprint);
    expect(redacted.findings[0]?.fingerprint).not.toBe(report.findings[0]?.fingerprint);
  });

  it("keeps null where nobody is named", () => {
    const nobody = {
      status: "not looked up",
      managed: false,
      actor: null,
      at: null,
      ip: null,
      via: null,
    } as const;
    const finding = redactOne(policyFinding({ expected: null, actual: null, changedBy: nobody }), []);
    expect(finding).toMatchObject({ expected: null, actual: null, changedBy: nobody, exemption: null });
    expect(redact(sampleReport(), { key, names: known }).outcomes).toEqual(sampleReport().outcomes);
  });

  it("is the same for the same key and different for another", () => {
    expect(redact(report, { key, names: known })).toEqual(redacted);
    const other = redact(report, { key: "another key", names: known });
    expect(other.findings[0]?.subject.name).not.toBe(redacted.findings[0]?.subject.name);
  });

  it("does not touch a word that merely begins or ends like a login", () => {
    const message = "niagara and hernia are words, nia-like is not";
    expect(redactOne(policyFinding({ message })).message).toMatch(
      /^niagara and hernia are words, person-[0-9a-f]{12}-like is not$/,
    );
  });

  it("finds every login of a list in any sentence", () => {
    const login = fc
      .string({ unit: "grapheme", minLength: 4, maxLength: 30 })
      .filter((name) => /^\p{L}.*\p{L}$/u.test(name) && !/group|person|ip-/i.test(name));
    fc.assert(
      fc.property(fc.array(login, { minLength: 1, maxLength: 6 }), (names) => {
        const sentence = `These are missing: ${names.join(", ")}.`;
        const left = redactOne(
          policyFinding({ message: sentence }),
          names.map((name) => ({ kind: "group", name })),
        )
          .message.slice("These are missing: ".length)
          .replace(/group-[0-9a-f]{12}/g, "");
        for (const name of names)
          expect(left.toLowerCase()).not.toContain(name.normalize("NFC").toLowerCase());
      }),
    );
  });

  // Looking for each of n logins in each of n findings would take minutes at 100,000 people.
  it("does not take n times n steps", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => personFinding(`person.${index}@acme.example`));
    const started = performance.now();
    redact(sampleReport(many), {
      key,
      names: many.map(({ subject }) => ({ kind: "person", name: subject.name })),
    });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
