import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redact } from "../../report/redact.ts";
import { personFinding, policyFinding, sampleFinding, sampleReport } from "../support/sample-report.ts";

const dana = "dana@acme.example";
const danaId = "00udana0000000000001";
const key = "a key for the test";
const people = [dana, danaId, "nia", "jürgen müller", "o'brien", "omar@acme.example"];

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
  const redacted = redact(report, { key, names: people });
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
  ])("leaves no trace of %s", (name) => {
    expect(text.toLowerCase().normalize("NFC")).not.toContain(name.toLowerCase().normalize("NFC"));
  });

  it("keeps what is not about people", () => {
    expect(redacted.findings[1]?.subject).toEqual({ type: "group", id: "00gadmins", name: "MFA Admins" });
    expect(redacted.findings[0]?.actual).toEqual(["phone_number:sms"]);
    expect(redacted.findings[0]?.requirement).toBe("everyone");
    expect(redacted.gaps[0]?.reason).toMatch(/ at 10:15:00$/);
    expect(redacted.org).toEqual(report.org);
    expect(redacted.summary).toEqual(report.summary);
    expect(redacted.findings[2]?.subject.id).toBeNull();
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
    const [finding] = redact(
      sampleReport([policyFinding({ expected: null, actual: null, changedBy: nobody })]),
      {
        key,
        names: [],
      },
    ).findings;
    expect(finding).toMatchObject({ expected: null, actual: null, changedBy: nobody, exemption: null });
    expect(redact(sampleReport(), { key, names: ["nia"] }).outcomes).toEqual(sampleReport().outcomes);
  });

  it("is the same for the same key and different for another", () => {
    expect(redact(report, { key, names: people })).toEqual(redacted);
    const other = redact(report, { key: "another key", names: people });
    expect(other.findings[0]?.subject.name).not.toBe(redacted.findings[0]?.subject.name);
  });

  it("does not touch a word that merely begins or ends like a login", () => {
    const message = "niagara and hernia are words, nia-like is not";
    const [finding] = redact(sampleReport([policyFinding({ message })]), { key, names: ["nia"] }).findings;
    expect(finding?.message).toMatch(/^niagara and hernia are words, person-[0-9a-f]{12}-like is not$/);
  });

  it("finds every login of a list in any sentence", () => {
    const login = fc
      .string({ unit: "grapheme", minLength: 4, maxLength: 30 })
      .filter((name) => /^\p{L}.*\p{L}$/u.test(name) && !/person|ip-/i.test(name));
    fc.assert(
      fc.property(fc.array(login, { minLength: 1, maxLength: 6 }), (names) => {
        const sentence = `These are missing: ${names.join(", ")}.`;
        const [finding] = redact(sampleReport([policyFinding({ message: sentence })]), {
          key,
          names,
        }).findings;
        const left = (finding?.message ?? "")
          .slice("These are missing: ".length)
          .replace(/person-[0-9a-f]{12}/g, "");
        for (const name of names)
          expect(left.toLowerCase()).not.toContain(name.normalize("NFC").toLowerCase());
      }),
    );
  });

  // Looking for each of n logins in each of n findings would take minutes at 100,000 people.
  it("does not take n times n steps", () => {
    const many = Array.from({ length: 5_000 }, (_, index) => personFinding(`person.${index}@acme.example`));
    const started = performance.now();
    redact(sampleReport(many), { key, names: many.map((finding) => finding.subject.name) });
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
