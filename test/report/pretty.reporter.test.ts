import { describe, expect, it } from "vitest";
import type { ChangedBy, Finding, Report } from "../../src/model/report.ts";
import pretty from "../../src/report/pretty.reporter.ts";
import { personFinding, policyFinding, sampleFinding, sampleReport } from "../support/sample-report.ts";

const plainly = { color: false, width: 100, verbose: false };
const render = (report: Report, over: Partial<typeof plainly> = {}) =>
  pretty.render(report, { ...plainly, ...over });

const staff = (amount: number, over: Partial<Finding> = {}): readonly Finding[] =>
  Array.from({ length: amount }, (_, index) => personFinding(`person${index}@acme.example`, over));

describe("the pretty report", () => {
  it("says in line and nothing else when there is nothing to say", () => {
    expect(render(sampleReport())).toBe(
      `IN LINE  https://acme.okta.com is as the baseline says (policy/baseline.yaml).
2 checks; no open finding.
437 people can sign in, 437 examined; 2 pending, 3 suspended, 5 deactivated.
`,
    );
  });

  it.each([
    ["applied", "a".repeat(64), "The stack (stack.json) last applied this very baseline."],
    [
      "not applied yet",
      "b".repeat(64),
      "The stack (stack.json) has not applied this baseline yet: 1 of the open findings waits for it.",
    ],
    ["unknown", null, "The stack (stack.json) does not say which baseline it last applied."],
  ] as const)("says what a stack has to do with it: %s", (status, sha256, line) => {
    const nobody = { managed: true, actor: null, at: null, ip: null, via: null } as const;
    const findings = [
      policyFinding({ changedBy: { status: "not applied yet", ...nobody } }),
      policyFinding({ fingerprint: "f-2", changedBy: { status: "not looked up", ...nobody } }),
    ];
    const text = render(sampleReport(findings, { stack: { file: "stack.json", sha256, status } }));
    expect(text.split("\n")[3]).toBe(line);
  });

  it.each<[string, ChangedBy, string | null]>([
    [
      "somebody",
      {
        status: "found",
        managed: false,
        actor: "omar@acme.example",
        at: "2026-11-23T09:14:07.123Z",
        ip: "203.0.113.24",
        via: "API token",
      },
      "who: by omar@acme.example, 2026-11-23 09:14 UTC, through an API token, from 203.0.113.24",
    ],
    [
      "one of ours, of whom little is known",
      { status: "found", managed: true, actor: "Pulumi", at: null, ip: null, via: null },
      "who: by Pulumi (managed)",
    ],
    [
      "a hostile name",
      { status: "found", managed: false, actor: "omar\u001b[2J", at: null, ip: null, via: null },
      "who: by omar\\x1b[2J",
    ],
    [
      "nobody whom the log knows",
      { status: "no event within retention", managed: false, actor: null, at: null, ip: null, via: null },
      "who: no event in the System Log, which reaches back 90 days",
    ],
    [
      "nobody looked",
      { status: "not looked up", managed: false, actor: null, at: null, ip: null, via: null },
      null,
    ],
  ])("names who changed it: %s", (_, changedBy, line) => {
    const lines = render(sampleReport([policyFinding({ changedBy })])).split("\n");
    expect(lines.map((one) => one.trim()).find((one) => one.startsWith("who:")) ?? null).toBe(line);
  });

  it("leads with the cause that explains most people, and names them under it", () => {
    const webauthnOff = policyFinding({ fingerprint: "f-webauthn", message: "webauthn is INACTIVE." });
    const text = render(
      sampleReport([
        policyFinding(),
        personFinding("omar@acme.example", { causedBy: "f-order" }),
        webauthnOff,
        ...staff(120, { causedBy: "f-webauthn" }),
        policyFinding({
          fingerprint: "f-unreachable",
          message: "Nobody gets Admins.",
          causedBy: "f-webauthn",
        }),
        sampleFinding(),
      ]),
    );
    expect(text).toContain("Root causes (2)");
    expect(text).toContain("explains 120 people (person0@acme.example, person1@acme.example,");
    expect(text.replace(/\s+/g, " ")).toContain("and 117 more) and 1 other finding");
    expect(text).toContain("explains 1 person (omar@acme.example)");
    expect(text.indexOf("webauthn is INACTIVE.")).toBeLessThan(text.indexOf('Policy "Admins" is tried'));
    expect(text).toMatch(/People \(1\)\n {2}high {6}dana@acme\.example has no acceptable factor\./);
    expect(text).not.toContain("Nobody gets Admins.");
  });

  it("stays on one screen however much there is, hides no section, and says how to see the rest", () => {
    const gaps = Array.from(
      { length: 30 },
      () => ({ slice: "factors", reason: "403 E0000006", affected: 12 }) as const,
    );
    const many = sampleReport(
      [
        ...Array.from({ length: 50 }, (_, index) => policyFinding({ fingerprint: `f-${index}` })),
        ...staff(3000),
        ...staff(40).map((finding) => ({ ...finding, causedBy: `f-${finding.subject.name.length % 9}` })),
        ...staff(900, { status: "unknown" }),
      ],
      { gaps },
    );
    for (const width of [60, 80, 100, 200]) {
      const lines = render(many, { width }).split("\n");
      expect(lines.length, `at width ${width}`).toBeLessThanOrEqual(45);
      for (const title of ["Root causes", "Other differences", "People", "Could not be decided", "Also"]) {
        expect(lines.some((line) => line.startsWith(title))).toBe(true);
      }
      expect(lines.at(-2)).toBe("What to do, and everything else: --verbose, or --format json");
    }
  });

  it("shows every person, what was wanted and the path when verbose", () => {
    const path = [
      { policy: "Admins", applies: "no", reason: "not in its groups" },
      { policy: "Staff", applies: "maybe", reason: "depends on the network" },
      { policy: "Default Policy", applies: "yes", reason: "the last one" },
    ] as const;
    const text = render(
      sampleReport([policyFinding(), ...staff(120, { causedBy: "f-order", path, actual: [] }), ...staff(60)]),
      { verbose: true },
    );
    for (const index of [0, 59, 119]) expect(text).toContain(`person${index}@acme.example has no`);
    expect(text).toContain("tried Admins: does not apply, not in its groups");
    expect(text).toContain("tried Staff: may apply, depends on the network");
    expect(text).toContain("expected: webauthn");
    expect(text).toContain("actual: nothing");
    expect(text).not.toContain("--verbose");
  });

  it("leaves out what a finding does not say, and names a cause that explains no person", () => {
    const text = render(
      sampleReport([
        policyFinding({ expected: null, actual: "INACTIVE" }),
        policyFinding({ fingerprint: "f-1", causedBy: "f-order", expected: "ACTIVE", actual: null }),
        policyFinding({ fingerprint: "f-2", causedBy: "f-order" }),
      ]),
      { verbose: true },
    );
    expect(text).toContain("explains 2 other findings\n");
    expect(text.match(/expected: /g)).toHaveLength(2);
    expect(text.match(/actual: /g)).toHaveLength(2);
    expect(text).toContain("actual: INACTIVE\n");
  });

  it("tells what is pending, exempted, unknown and unread", () => {
    const exemption = {
      until: "2026-12-31",
      reason: "no interactive sign-in",
      owner: "platform@acme.example",
    };
    const text = render(
      sampleReport(
        [
          personFinding("svc-backup@acme.example", { status: "exempted", exemption }),
          personFinding("lee@acme.example", { status: "pending", severity: "low" }),
          personFinding("omar@acme.example", {
            status: "unknown",
            message: "Omar's factors could not be read.",
          }),
        ],
        {
          gaps: [
            { slice: "factors", reason: "500 E0000009", affected: 1 },
            { slice: "zones", reason: "403 E0000006", affected: 0 },
          ],
          outcomes: [
            { check: "factors", status: "unknown", reason: "factors were not read" },
            { check: "governed-by", status: "unknown", reason: null },
          ],
        },
      ),
    );
    expect(text).toMatch(/^UNKNOWN {2}https:\/\/acme\.okta\.com could not be judged in full/);
    expect(text).toContain("2 checks, 2 of them undecided; no open finding.");
    expect(text).toContain("Could not be decided (1)\n  high      Omar's factors could not be read.");
    expect(text).toContain("  undecided: factors: factors were not read\n  undecided: governed-by\n");
    expect(text).toContain(
      "  not read: factors (1 affected): 500 E0000009\n  not read: zones: 403 E0000006\n",
    );
    expect(text).toContain("  1 finding pending, not due yet: lee@acme.example\n");
    expect(text).toContain("  1 finding exempted: svc-backup@acme.example until 2026-12-31\n");
  });

  it("counts people who vanished and those that could not be counted", () => {
    const base = sampleReport();
    const people = { inScope: 1, examined: 1, pending: 0, suspended: 0, deprovisioned: null, gone: 2 };
    expect(render({ ...base, summary: { ...base.summary, people } })).toContain(
      "1 person can sign in, 1 examined; 0 pending, 0 suspended, an unknown number deactivated, 2 gone",
    );
  });

  it("colours only when told to, and the words stay the same", () => {
    const report = sampleReport([sampleFinding(), policyFinding()]);
    const colored = render(report, { color: true });
    expect(colored).toContain("\u001b[31mDRIFT\u001b[39m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the escape sequences are what is looked for.
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(render(report));
  });

  it("prints what a terminal would obey as text", () => {
    const evil = 'Policy "\u001b[2J\u009b31m\u202egnp.exe" is not declared.';
    const text = render(sampleReport([policyFinding({ message: evil })]));
    expect(text).toContain('Policy "\\x1b[2J\\x9b31m\\u202egnp.exe" is not declared.');
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
  });

  it("keeps to the width, save for a word that is longer", () => {
    const report = sampleReport([sampleFinding(), policyFinding(), ...staff(9, { causedBy: "f-order" })]);
    for (const line of render(report, { width: 60 }).split("\n")) expect(line.length).toBeLessThanOrEqual(60);
  });
});
