import { describe, expect, it } from "vitest";
import type { ChangedBy, Finding, Report } from "../../src/model/report.ts";
import type { RenderOptions } from "../../src/model/reporter.ts";
import pretty from "../../src/report/pretty.reporter.ts";
import {
  aRequirementCount,
  changedByNia,
  personFinding,
  policyFinding,
  sampleFinding,
  sampleReport,
} from "../support/sample-report.ts";

const plainly = { color: false, width: 100, verbose: false };
const render = (report: Report, over: Partial<RenderOptions> = {}) =>
  pretty.render(report, { ...plainly, ...over });

const staff = (amount: number, over: Partial<Finding> = {}): readonly Finding[] =>
  Array.from({ length: amount }, (_, index) => personFinding(`person${index}@acme.example`, over));

describe("the pretty report", () => {
  it("says in line and nothing else when there is nothing to say", () => {
    expect(render(sampleReport())).toBe(
      `IN LINE  https://acme.okta.com is as policy/baseline.yaml says            as of 2026-11-23 10:00 UTC
437 people can sign in, 437 judged; 2 staged or provisioned, 3 suspended, 5 deactivated.
2 checks; no open finding.
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
      "who: by omar@acme.example, 2026-11-23 09:14 UTC, API token, 203.0.113.24",
    ],
    [
      "somebody who granted a role",
      {
        status: "found",
        managed: false,
        actor: "omar@acme.example",
        at: null,
        ip: null,
        via: "self",
        did: "granted Report administrator",
      },
      "who: by omar@acme.example, the account itself: granted Report administrator",
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
    expect(text).toContain("Causes and differences (2)");
    expect(text.replace(/\s+/g, " ")).toContain(
      "explains 120 people and 1 other finding: person0@acme.example, person1@acme.example, person2@acme.example and 117 more ",
    );
    expect(text).toContain("explains 1 person: omar@acme.example\n");
    expect(text.indexOf("webauthn is INACTIVE.")).toBeLessThan(text.indexOf('Policy "Admins" is tried'));
    expect(text).toMatch(/People \(1\)\n {2}high {6}dana@acme\.example has no acceptable factor\./);
    expect(text).not.toContain("Nobody gets Admins.");
  });

  const many = (): Report => {
    const gaps = Array.from(
      { length: 30 },
      () => ({ slice: "factors", reason: "403 E0000006", affected: 12 }) as const,
    );
    const report = sampleReport(
      [
        ...Array.from({ length: 50 }, (_, index) =>
          policyFinding({ fingerprint: `f-${index}`, changedBy: changedByNia }),
        ),
        ...staff(3000).map((finding, index) => ({
          ...finding,
          actual: null,
          message: `${index} of ${finding.message}`,
        })),
        ...staff(40).map((finding) => ({ ...finding, causedBy: `f-${finding.subject.name.length % 9}` })),
        ...staff(900, { status: "unknown" }).map((finding, index) => ({
          ...finding,
          message: `Is it ${index}?`,
        })),
      ],
      { gaps },
    );
    const requirements = Array.from({ length: 40 }, (_, index) =>
      aRequirementCount({ id: `r${index}`, drift: 3 }),
    );
    return { ...report, summary: { ...report.summary, requirements } };
  };
  const again = { command: "plumbline", check: [], explain: [] };

  it.each([
    24, 40, 60,
  ])("fits a terminal of %i lines however much there is, hides no section, and says how to see the rest", (height) => {
    for (const width of [60, 80, 100, 200]) {
      const lines = render(many(), { width, height, again }).split("\n");
      // The prompt takes a line; each section shows one block at least.
      expect(lines.length, `at width ${width}`).toBeLessThanOrEqual(Math.max(height, 46));
      for (const title of ["Requirements", "Causes", "People", "Could not be decided", "Also", "Next"]) {
        expect(lines.some((line) => line.startsWith(title))).toBe(true);
      }
      expect(lines).toContain("  plumbline check --verbose");
    }
  });

  it("cuts what to do before anything else, that of the least severe first, and never who did it", () => {
    const report = sampleReport([
      policyFinding({
        fingerprint: "f-low",
        severity: "low",
        changedBy: changedByNia,
        message: "It is low.",
      }),
      ...Array.from({ length: 7 }, (_, index) =>
        policyFinding({ fingerprint: `f-${index}`, severity: "critical", changedBy: changedByNia }),
      ),
    ]);
    const amountOf = (text: string, what: RegExp): number => text.match(what)?.length ?? 0;
    const whole = render(report);
    expect([amountOf(whole, /who:/g), amountOf(whole, /fix:/g)]).toEqual([8, 8]);
    const fitted = render(report, { height: 26 });
    expect(fitted.split("\n").length).toBeLessThanOrEqual(26);
    expect([amountOf(fitted, /who:/g), amountOf(fitted, /fix:/g)]).toEqual([8, 4]);
    expect(fitted.slice(fitted.indexOf("It is low."))).not.toContain("fix:");
  });

  it("orders by severity before what explains, and by the worst that a cause explains", () => {
    const text = render(
      sampleReport([
        policyFinding({
          fingerprint: "f-1",
          severity: "medium",
          message: "A medium cause of critical ones.",
        }),
        personFinding("kim@acme.example", { severity: "critical", causedBy: "f-1" }),
        policyFinding({ fingerprint: "f-2", severity: "medium", message: "A medium cause." }),
        ...staff(3, { severity: "medium", causedBy: "f-2" }),
        policyFinding({ fingerprint: "f-3", severity: "high", message: "Something high." }),
      ]),
    );
    const places = ["A medium cause of critical ones.", "Something high.", "A medium cause."].map(
      (sentence) => text.indexOf(sentence),
    );
    expect(places).toEqual(places.toSorted((left, right) => left - right));
    expect(text).toContain("explains 1 person, critical: kim@acme.example");
  });

  it("says the same finding on many people once, with who did it and how often", () => {
    const removed = (name: string, hour: number) =>
      personFinding(name, { changedBy: { ...changedByNia, at: `2026-11-22T0${hour}:00:00.000Z` } });
    const text = render(
      sampleReport([
        removed("kim@acme.example", 1),
        removed("lee@acme.example", 2),
        removed("omar@acme.example", 2),
        personFinding("dana@acme.example"),
      ]),
    );
    expect(text).toContain(`People (2)
  high      3 people: … has no acceptable factor. (factors)
            kim@acme.example, lee@acme.example, omar@acme.example
            who: by Nia Okafor, 2026-11-22 01:00 UTC, admin console, 203.0.113.7, and 1 time more
            fix: Ask … to enroll a security key.
  high      dana@acme.example has no acceptable factor. (factors)
`);
  });

  it("counts people by requirement, the most severe first, and says which are met", () => {
    const findings = [
      personFinding("kim@acme.example"),
      personFinding("kim@acme.example", { fingerprint: "f-2", check: "governed-by" }),
      personFinding("lee@acme.example", { check: "governed-by" }),
      personFinding("lee@acme.example", {
        fingerprint: "f-3",
        check: "group-members",
        requirement: "admins",
      }),
    ];
    const report = sampleReport(findings);
    const requirements = [
      aRequirementCount({ appliesTo: 437, drift: 2, unknown: 12 }),
      aRequirementCount({
        id: "admins",
        title: "Admins have a key",
        severity: "critical",
        appliesTo: 9,
        drift: 1,
      }),
      aRequirementCount({ id: "payroll" }),
      aRequirementCount({ id: "nobody", appliesTo: 0 }),
    ];
    const counted = { ...report, summary: { ...report.summary, requirements } };
    expect(render(counted)).toContain(`
Requirements (2 of 4 not met)
  critical  admins     1 of   9  Admins have a key (1 group-members)
  high      everyone  14 of 437  Everyone has a key (2 under another policy, 1 without the factors,
                                 12 not decided)
  met: payroll (12 people), nobody (applies to nobody)
`);
    expect(render(counted, { width: 50 })).toContain(`
  critical  admins     1 of   9
            Admins have a key (1 group-members)
`);
    const inLine = sampleReport();
    const met = { ...inLine, summary: { ...inLine.summary, requirements: requirements.slice(2) } };
    expect(render(met, { again })).toMatch(
      /\n\nRequirements \(all 2 met\)\n {2}met: payroll \(12 people\), nobody \(applies to nobody\)\n$/,
    );
  });

  it("gives commands to paste, with a person to ask about where people go by their names", () => {
    const quoting = { command: "plumbline", check: ["--snapshot", "an org's.json"], explain: null };
    const report = sampleReport([personFinding("kim@acme.example")]);
    expect(render(report, { again: quoting })).toMatch(
      /\nNext\n {2}plumbline check --verbose --snapshot 'an org'\\''s\.json'\n {2}plumbline check --format html=report\.html .*\n$/,
    );
    expect(render(report, { again })).toMatch(/\n {2}plumbline explain kim@acme\.example\n$/);
    expect(render(sampleReport([policyFinding()]), { again })).not.toContain("explain");
    const hostile = sampleReport([personFinding("kim\u001b[2J@acme.example")]);
    expect(render(hostile, { again })).not.toContain("plumbline explain");
  });

  it("says as of when on a line of its own where there is no room", () => {
    const asOf = "2026-11-22T23:59:59.000Z";
    expect(render(sampleReport([], { asOf }), { width: 80 })).toMatch(
      /^IN LINE {2}https:\/\/acme\.okta\.com is as policy\/baseline\.yaml says\n {9}as of 2026-11-22 23:59 UTC\n/,
    );
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
    expect(text).toContain(
      "2 checks, 2 of them undecided; no open finding; 1 unknown, 1 pending, 1 exempted.",
    );
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
      "1 person can sign in, 1 judged; 0 staged or provisioned, 0 suspended, an unknown number deactivated,\n2 gone",
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
