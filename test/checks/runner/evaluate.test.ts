import { describe, expect, it } from "vitest";
import type { Check, CheckResult, FindingDraft } from "../../../checks/contract/check.ts";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import type { Baseline } from "../../../src/model/baseline.ts";
import type { ConfigurationCheckId } from "../../../src/model/check-ids.ts";
import type { FindingStatus } from "../../../src/model/report.ts";
import type { Slice } from "../../../src/model/snapshot.ts";
import type { Severity } from "../../../src/model/words.ts";
import { aBaseline, aDeclaredGroup, anExemption } from "../../support/baseline-builder.ts";
import { anOrg, aPerson, enrolments, idOf, type OrgParts, without } from "../../support/org-builder.ts";

const now = new Date("2026-03-01T12:00:00.000Z");

function aDraft(name: string, change: Partial<FindingDraft> = {}): FindingDraft {
  return {
    subject: { type: "policy", id: `00p-${name}`, name },
    field: null,
    expected: null,
    actual: null,
    message: `${name} is not as declared.`,
    ...change,
  };
}

const onPerson = (login: string, change: Partial<FindingDraft> = {}): FindingDraft =>
  aDraft(login, {
    subject: { type: "user", id: idOf.user(login), name: login },
    requirement: "everyone",
    ...change,
  });

/** The runner knows no check by its name. */
const called = (id: string) => id as ConfigurationCheckId;

function aCheck(
  id: string,
  results: readonly CheckResult[],
  needs: readonly Slice[] = ["users"],
  severity: Check["severity"] = "high",
): Check {
  return {
    id: called(id),
    about: "configuration",
    title: `${id} holds`,
    severity,
    rationale: "because",
    remedy: `repair ${id}`,
    references: [],
    needs: () => needs,
    evaluate: () => results,
  };
}

const aCheckOfPeople = (results: readonly CheckResult[] = []): Check => ({
  ...aCheck("a", results, ["users"], "the requirement's"),
  id: "factors",
  about: "people",
  asks: () => true,
});

const run = (checks: readonly Check[], parts: OrgParts = {}, baseline: Baseline = aBaseline()) =>
  evaluate({ checks, baseline, org: anOrg(parts), now });

describe("findings", () => {
  it("get their check, its remedy and usual severity, and a fingerprint", () => {
    const { findings } = run([aCheck("order", [aDraft("Admins", { field: "order" })])]);
    expect(findings).toEqual([
      {
        fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
        check: "order",
        severity: "high",
        status: "open",
        subject: { type: "policy", id: "00p-Admins", name: "Admins" },
        requirement: null,
        field: "order",
        expected: null,
        actual: null,
        message: "Admins is not as declared.",
        remedy: "repair order",
        causedBy: null,
        changedBy: null,
        exemption: null,
      },
    ]);
  });

  it("keep what the check knows better", () => {
    const draft = aDraft("Admins", { severity: "low", status: "unknown", remedy: "ask", path: [] });
    const { findings } = run([aCheck("order", [draft], [], "the requirement's")]);
    expect(findings).toMatchObject([{ severity: "low", status: "unknown", remedy: "ask", path: [] }]);
  });

  it("keep their fingerprint while values, messages and logins change", () => {
    const first = run([
      aCheck("factors", [onPerson("dana@acme.example", { actual: ["a"], message: "one" })]),
    ]);
    const renamed = onPerson("dana@acme.example", {
      subject: { type: "user", id: idOf.user("dana@acme.example"), name: "dana.k@acme.example" },
      actual: ["b"],
      message: "two",
    });
    const second = run([aCheck("factors", [renamed])]);
    expect(second.findings[0]?.fingerprint).toBe(first.findings[0]?.fingerprint);
  });

  it.each([
    { name: "another check", check: "b", draft: aDraft("Admins") },
    { name: "another name", check: "a", draft: aDraft("Staff") },
    { name: "another field", check: "a", draft: aDraft("Admins", { field: "status" }) },
    { name: "another requirement", check: "a", draft: aDraft("Admins", { requirement: "admins" }) },
    {
      name: "another type",
      check: "a",
      draft: aDraft("Admins", { subject: { type: "group", id: null, name: "Admins" } }),
    },
  ])("have another fingerprint for $name", ({ check, draft }) => {
    const [one] = run([aCheck("a", [aDraft("Admins")])]).findings;
    const [other] = run([aCheck(check, [draft])]).findings;
    expect(other?.fingerprint).not.toBe(one?.fingerprint);
  });

  it("sort by severity, check, subject, requirement and field, by code units", () => {
    const severity = (name: Severity) => ({ severity: name });
    const { findings } = run([
      aCheck("b", [aDraft("x", severity("critical")), aDraft("y", severity("low"))]),
      aCheck("a", [
        aDraft("é"),
        aDraft("a", { field: "order" }),
        aDraft("a", { field: "status", requirement: "staff" }),
        aDraft("a", { field: "groups" }),
        aDraft("Z"),
        aDraft("a", { subject: { type: "group", id: null, name: "zz" } }),
        aDraft("m", { severity: "medium" }),
      ]),
    ]);
    expect(
      findings.map(({ check, subject, requirement, field }) => [check, subject.name, requirement, field]),
    ).toEqual([
      ["b", "x", null, null],
      ["a", "zz", null, null],
      ["a", "Z", null, null],
      ["a", "a", null, "groups"],
      ["a", "a", null, "order"],
      ["a", "a", "staff", "status"],
      ["a", "é", null, null],
      ["a", "m", null, null],
      ["b", "y", null, null],
    ]);
  });
});

describe("exemptions", () => {
  const people = [aPerson("dana@acme.example"), aPerson("Omar@acme.example")];
  const drafts: readonly FindingDraft[] = (["open", "unknown", "pending"] as const).map((status) =>
    onPerson("dana@acme.example", { status, field: status }),
  );
  const statuses = (baseline: Baseline) =>
    run([aCheck("factors", drafts)], { people }, baseline).findings.map(({ status }) => status);
  const with1 = (...exemptions: readonly ReturnType<typeof anExemption>[]) => aBaseline({ exemptions });
  const all = (status: FindingStatus) => [status, status, status];

  it.each([
    { name: "by login", exemption: anExemption("dana@acme.example", "everyone"), holds: true },
    {
      name: "by login, whatever its case",
      exemption: anExemption("DANA@acme.example", "everyone"),
      holds: true,
    },
    { name: "by id", exemption: anExemption(idOf.user("dana@acme.example"), "everyone"), holds: true },
    {
      name: "on its last day",
      exemption: anExemption("dana@acme.example", "everyone", { until: "2026-03-01" }),
      holds: true,
    },
    {
      name: "no longer the day after",
      exemption: anExemption("dana@acme.example", "everyone", { until: "2026-02-28" }),
      holds: false,
    },
    {
      name: "not from another requirement",
      exemption: anExemption("dana@acme.example", "admins"),
      holds: false,
    },
    { name: "not somebody else", exemption: anExemption("omar@acme.example", "everyone"), holds: false },
    {
      name: "nobody who is not there",
      exemption: anExemption("gone@acme.example", "everyone"),
      holds: false,
    },
  ])("exempt $name", ({ exemption, holds }) => {
    expect(statuses(with1(exemption))).toEqual(holds ? all("exempted") : ["open", "pending", "unknown"]);
  });

  it("show what they rest on, and the one that lasts longest", () => {
    const until = (day: string) => anExemption("dana@acme.example", "everyone", { until: day, owner: day });
    const baseline = with1(until("2026-04-01"), until("2026-06-01"), until("2026-05-01"));
    const { findings, summary, outcomes } = run([aCheck("factors", drafts)], { people }, baseline);
    expect(findings[0]?.exemption).toEqual({
      until: "2026-06-01",
      reason: "no interactive sign-in",
      owner: "2026-06-01",
    });
    expect(summary).toMatchObject({ verdict: "in-line", findings: 0, exempted: 3, unknown: 0, pending: 0 });
    expect(outcomes).toMatchObject([{ status: "in-line" }]);
  });

  it("leave findings alone that are not about a person and a requirement", () => {
    const others = [aDraft("Admins"), onPerson("dana@acme.example", { requirement: null })];
    const baseline = with1(anExemption("dana@acme.example", "everyone"));
    const { findings } = run([aCheck("factors", others)], { people }, baseline);
    expect(findings.map(({ status }) => status)).toEqual(["open", "open"]);
  });
});

describe("causes", () => {
  const ref = (check: string, name: string, type: "policy" | "user" = "policy") =>
    ({ check: called(check), subject: { type, name }, field: null }) as const;
  const linked = (checks: readonly Check[]) => {
    const { findings } = run(
      checks,
      { people: [aPerson("dana@acme.example")] },
      aBaseline({ exemptions: [anExemption("dana@acme.example", "everyone")] }),
    );
    const names = new Map(
      findings.map(({ fingerprint, check, subject }) => [fingerprint, `${check} ${subject.name}`]),
    );
    return Object.fromEntries(
      findings.map(({ check, subject, causedBy }) => [
        `${check} ${subject.name}`,
        causedBy === null ? null : names.get(causedBy),
      ]),
    );
  };

  it("lead to the root, past the ones in between", () => {
    expect(
      linked([
        aCheck("a", [aDraft("Admins", { causes: [ref("b", "Admins")] })]),
        aCheck("b", [aDraft("Admins", { causes: [ref("c", "Admins")] })]),
        aCheck("c", [aDraft("Admins")]),
      ]),
    ).toEqual({ "a Admins": "c Admins", "b Admins": "c Admins", "c Admins": null });
  });

  it("are the first of those that were found", () => {
    const causes = [ref("b", "Missing"), ref("b", "Staff"), ref("b", "Admins")];
    expect(
      linked([aCheck("a", [aDraft("x", { causes })]), aCheck("b", [aDraft("Admins"), aDraft("Staff")])]),
    ).toMatchObject({ "a x": "b Staff" });
  });

  it("never go round in a circle, nor to the finding itself", () => {
    const links = linked([
      aCheck("a", [aDraft("x", { causes: [ref("a", "x"), ref("b", "x")] })]),
      aCheck("b", [aDraft("x", { causes: [ref("a", "x")] })]),
    ]);
    expect(links).toEqual({ "a x": "b x", "b x": null });
  });

  it("may be unknown, but neither pending nor exempted: then what caused those counts", () => {
    const dana = "dana@acme.example";
    expect(
      linked([
        aCheck("a", [aDraft("x", { causes: [ref("b", "x")] }), aDraft("y", { causes: [ref("b", "y")] })]),
        aCheck("b", [
          aDraft("x", { status: "unknown" }),
          aDraft("y", { status: "pending", causes: [ref("c", "Root")] }),
        ]),
        aCheck("c", [aDraft("Root")]),
        aCheck("d", [onPerson(dana, { causes: [ref("c", "Root")] })]),
        aCheck("e", [
          aDraft("z", { causes: [ref("d", dana, "user")] }),
          aDraft("w", { causes: [ref("f", dana, "user")] }),
        ]),
        aCheck("f", [onPerson(dana)]),
      ]),
    ).toMatchObject({ "a x": "b x", "a y": "c Root", "e z": "c Root", "e w": null });
  });

  it("are told apart by requirement where they name one", () => {
    const drafts = ["admins", "staff"].map((requirement) => aDraft("x", { requirement }));
    const causes = [{ ...ref("b", "x"), requirement: "staff" }];
    const { findings } = run([aCheck("a", [aDraft("x", { causes })]), aCheck("b", drafts)]);
    const staff = findings.find(({ requirement }) => requirement === "staff");
    expect(findings[0]?.causedBy).toBe(staff?.fingerprint);
  });
});

describe("outcomes and the verdict", () => {
  const outcomesOf = (results: readonly CheckResult[]) => run([aCheck("a", results)]);

  it.each<{
    readonly name: string;
    readonly results: readonly CheckResult[];
    readonly status: string;
    readonly reason: string | null;
  }>([
    { name: "nothing found", results: [], status: "in-line", reason: null },
    { name: "only pending", results: [aDraft("x", { status: "pending" })], status: "in-line", reason: null },
    {
      name: "something open",
      results: [aDraft("x"), aDraft("y", { status: "unknown" })],
      status: "drift",
      reason: null,
    },
    {
      name: "one unknown",
      results: [aDraft("x", { status: "unknown" })],
      status: "unknown",
      reason: "1 finding could not be decided",
    },
    {
      name: "two unknown",
      results: [aDraft("x", { status: "unknown" }), aDraft("y", { status: "unknown" })],
      status: "unknown",
      reason: "2 findings could not be decided",
    },
    {
      name: "a part that could not be judged",
      results: [{ unknown: "the list was not read" }],
      status: "unknown",
      reason: "the list was not read",
    },
    {
      name: "drift beside a part that could not be judged",
      results: [{ unknown: "the list was not read" }, aDraft("x"), { unknown: "the list was not read" }],
      status: "drift",
      reason: "the list was not read",
    },
  ])("$name: $status", ({ results, status, reason }) => {
    const { outcomes, summary } = outcomesOf(results);
    expect(outcomes).toEqual([{ check: "a", status, reason }]);
    expect(summary.verdict).toBe(status);
  });

  it("list checks by id, whatever the order they are given in", () => {
    const { outcomes } = run([aCheck("b", []), aCheck("c", []), aCheck("a", [])]);
    expect(outcomes.map(({ check }) => check)).toEqual(["a", "b", "c"]);
  });

  it("count open findings by severity", () => {
    const { summary } = outcomesOf([
      aDraft("a", { severity: "critical" }),
      aDraft("b"),
      aDraft("c", { severity: "medium" }),
      aDraft("d", { severity: "low" }),
      aDraft("e", { severity: "low", status: "pending" }),
    ]);
    expect(summary).toMatchObject({
      findings: 4,
      pending: 1,
      bySeverity: { critical: 1, high: 1, medium: 1, low: 1 },
    });
  });
});

describe("missing slices", () => {
  const every: readonly Slice[] = [
    "users",
    "groups",
    "group-members",
    "group-rules",
    "policies",
    "authenticators",
    "zones",
    "admin-roles",
    "apps",
    "factors",
  ];

  it.each(every)("keep a check that needs %s from being run", (slice) => {
    const key = slice.replace(/-(.)/, (_, letter: string) => letter.toUpperCase());
    const org = without(anOrg(), { [key]: slice }, "403 no permission");
    const check = aCheck("a", [aDraft("never made")], [slice]);
    const { findings, outcomes, gaps, summary } = evaluate({
      checks: [check],
      baseline: aBaseline(),
      org,
      now,
    });
    expect(findings).toEqual([]);
    expect(outcomes).toEqual([{ check: "a", status: "unknown", reason: `${slice}: 403 no permission` }]);
    expect(gaps).toEqual([{ slice, reason: "403 no permission", affected: 0 }]);
    expect(summary.verdict).toBe("unknown");
  });

  it("are gaps even when the snapshot does not say why", () => {
    const { groups: _, ...slices } = anOrg().slices;
    const org = { ...anOrg(), slices };
    const { gaps, summary } = evaluate({
      checks: [aCheck("a", [], ["groups"])],
      baseline: aBaseline(),
      org,
      now,
    });
    expect(gaps).toEqual([{ slice: "groups", reason: "the snapshot does not hold it", affected: 0 }]);
    expect(summary.verdict).toBe("unknown");
  });

  it("have rules among them when no policy has its rules", () => {
    const policies = (anOrg().slices.policies ?? []).map((policy) => ({ ...policy, rules: null }));
    expect(run([aCheck("a", [], ["policy-rules"])], { policies }).outcomes).toMatchObject([
      { status: "unknown" },
    ]);
    expect(run([aCheck("a", [], ["policy-rules"])], { policies: [] }).outcomes).toMatchObject([
      { status: "in-line" },
    ]);
  });

  it("do not matter to checks that do not need them; logs matter to none", () => {
    const gaps = [
      { slice: "zones", reason: "403", affected: 0, ids: [] },
      { slice: "logs", reason: "403", affected: 0, ids: [] },
    ] as const;
    const { gaps: reported, summary } = run([aCheck("a", [], ["groups", "logs"])], { gaps });
    expect(reported).toEqual([]);
    expect(summary.verdict).toBe("in-line");
  });

  it("make the verdict unknown also when only a part is missing", () => {
    const gaps = [{ slice: "factors", reason: "500", affected: 3, ids: ["00u1", "00u2", "00u3"] }] as const;
    const { gaps: reported, summary, outcomes } = run([aCheck("a", [], ["factors"])], { gaps });
    expect(reported).toEqual([{ slice: "factors", reason: "500", affected: 3 }]);
    expect(summary.verdict).toBe("unknown");
    expect(outcomes).toMatchObject([{ status: "in-line" }]);
  });
});

describe("people", () => {
  it("are counted by standing; an unknown status is in scope", () => {
    const statuses = [
      "ACTIVE",
      "RECOVERY",
      "PASSWORD_EXPIRED",
      "LOCKED_OUT",
      "ACTIVATING",
      "STAGED",
      "PROVISIONED",
      "SUSPENDED",
    ];
    const people = statuses.map((status) => aPerson(`${status}@acme.example`.toLowerCase(), { status }));
    expect(run([aCheckOfPeople()], { people, deprovisioned: 7 }).summary.people).toEqual({
      inScope: 5,
      examined: 5,
      pending: 2,
      suspended: 1,
      deprovisioned: 7,
      gone: 0,
    });
    expect(run([], { deprovisioned: null }).summary.people.deprovisioned).toBeNull();
  });

  it("are examined unless something about them is unknown", () => {
    const people = [aPerson("nia@acme.example"), aPerson("dana@acme.example")];
    const drafts = [onPerson("dana@acme.example", { status: "unknown" }), onPerson("nia@acme.example")];
    expect(run([aCheckOfPeople(drafts)], { people }).summary.people).toMatchObject({
      inScope: 2,
      examined: 1,
    });
  });

  it("are not examined when a check of people does not know whom it left out", () => {
    const people = [aPerson("nia@acme.example")];
    const check = aCheckOfPeople([{ unknown: "an application is missing" }]);
    expect(run([check], { people }).summary.people).toMatchObject({ inScope: 1, examined: 0 });
  });

  it("are not examined when no check asks about people", () => {
    const { people } = run([aCheck("a", [])], { people: [aPerson("nia@acme.example")] }).summary;
    expect(people).toMatchObject({ inScope: 1, examined: 0 });
  });

  it("are null where they were not read: 0 would look like an answer", () => {
    const org = without(anOrg(), { users: "users" });
    const { summary } = evaluate({ checks: [aCheck("a", [], ["groups"])], baseline: aBaseline(), org, now });
    const notRead = { inScope: null, examined: null, pending: null, suspended: null };
    expect(summary.people).toEqual({ ...notRead, deprovisioned: null, gone: null });
  });

  it("who are gone on re-reading are counted and dropped everywhere", () => {
    const org = anOrg({
      people: [aPerson("nia@acme.example"), aPerson("dana@acme.example")],
      groups: { Staff: ["nia@acme.example", "dana@acme.example"] },
      enrolments: { "dana@acme.example": { kind: "gone" }, "nia@acme.example": enrolments([]) },
    });
    let seen: unknown;
    const spy: Check = {
      ...aCheck("a", []),
      evaluate: (input) => {
        seen = [input.org.slices.users?.people.map(({ login }) => login), input.org.slices.groupMembers];
        return [];
      },
    };
    const { summary } = evaluate({ checks: [spy], baseline: aBaseline(), org, now });
    expect(summary.people).toMatchObject({ inScope: 1, gone: 1 });
    expect(seen).toEqual([["nia@acme.example"], { [idOf.group("Staff")]: [idOf.user("nia@acme.example")] }]);
  });
});

describe("what there was to judge", () => {
  const looking = (results: readonly CheckResult[] = []): Check => ({
    ...aCheck("looking", results),
    looksForUndeclared: true,
  });
  const declaring = aBaseline({ groups: [aDeclaredGroup("Staff")] });
  const nothing = {
    verdict: "unknown",
    reason: "nothing was judged: the baseline gives the checks nothing to compare",
  };

  interface Case {
    readonly name: string;
    readonly checks: readonly Check[];
    readonly baseline?: Baseline;
    readonly verdict: string;
    readonly checksCounted?: number;
    readonly reason?: string;
  }

  it.each<Case>([
    { name: "no check at all", checks: [], verdict: "unknown" },
    { name: "a check that the baseline gives nothing", checks: [aCheck("a", [], [])], ...nothing },
    { name: "nothing undeclared beside nothing declared", checks: [looking()], ...nothing },
    {
      name: "nothing undeclared beside what is declared",
      checks: [looking()],
      baseline: declaring,
      verdict: "in-line",
      checksCounted: 1,
    },
    {
      name: "something undeclared",
      checks: [looking([aDraft("Temp contractors")])],
      verdict: "drift",
      checksCounted: 1,
    },
    {
      name: "one check of two",
      checks: [aCheck("a", [], []), aCheck("b", [])],
      verdict: "in-line",
      checksCounted: 1,
    },
  ])("$name: $verdict", ({ checks, baseline, verdict, checksCounted = 0, reason = null }) => {
    const { summary, outcomes } = run(checks, {}, baseline);
    expect(summary).toMatchObject({ verdict, checks: checksCounted });
    expect(outcomes.filter((one) => one.reason !== reason)).toEqual([]);
  });
});

it("lets a check that throws throw: that is a bug and no answer", () => {
  const broken: Check = {
    ...aCheck("a", []),
    evaluate: () => {
      throw new TypeError("broken");
    },
  };
  expect(() => run([broken])).toThrow("broken");
});

describe("accepted deviations", () => {
  const accept = (check: string, subject: string, until = "2026-04-01") => ({
    check: called(check),
    subject,
    until,
    reason: "known",
    owner: "secops@acme.example",
  });
  const policy = aCheck("order", [aDraft("Admins")]);

  it.each([
    { name: "by check and subject", accepted: [accept("order", "Admins")], status: "exempted" },
    { name: "on the last day", accepted: [accept("order", "Admins", "2026-03-01")], status: "exempted" },
    { name: "not the day after", accepted: [accept("order", "Admins", "2026-02-28")], status: "open" },
    { name: "not another subject", accepted: [accept("order", "Contractors")], status: "open" },
    { name: "not another check", accepted: [accept("groups", "Admins")], status: "open" },
    {
      name: "of two, the later end",
      accepted: [
        accept("order", "Admins", "2026-02-01"),
        accept("order", "Admins", "2026-05-01"),
        accept("order", "Admins", "2026-04-01"),
      ],
      status: "exempted",
    },
  ])("$name", ({ accepted, status }) => {
    const { findings } = run([policy], {}, aBaseline({ accepted }));
    expect(findings.map((finding) => finding.status)).toEqual([status]);
  });

  it("says until when, why and by whom, and is in line", () => {
    const { findings, summary } = run([policy], {}, aBaseline({ accepted: [accept("order", "Admins")] }));
    expect(findings[0]?.exemption).toEqual({
      until: "2026-04-01",
      reason: "known",
      owner: "secops@acme.example",
    });
    expect(summary).toMatchObject({ verdict: "in-line", findings: 0, exempted: 1 });
  });

  it("accepts nothing that could not be told, and nothing of a person", () => {
    const checks = [
      aCheck("order", [aDraft("Admins", { status: "unknown" })]),
      aCheck("factors", [onPerson("dana@acme.example")]),
    ];
    const accepted = [accept("order", "Admins"), accept("factors", "dana@acme.example")];
    const { findings } = run(checks, {}, aBaseline({ accepted }));
    expect(findings.map(({ status }) => status).sort()).toEqual(["open", "unknown"]);
  });
});
