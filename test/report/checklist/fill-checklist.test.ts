import { describe, expect, it } from "vitest";
import { PlumblineError } from "../../../src/model/errors.ts";
import { fillChecklist } from "../../../src/report/checklist/fill-checklist.ts";
import { openChecklist } from "../../../src/report/checklist/open-checklist.ts";
import { filledLines } from "../../../src/report/pages/checklist-text.ts";
import { aResult, aStandardsReport, aVerdict } from "../../support/sample-standards.ts";

const report = aStandardsReport();

const aRule = (id: string, change: object = {}) => ({
  group_id_src: id,
  group_id: id,
  rule_title: "Words of the guide's",
  weight: "10.0",
  status: "not_reviewed",
  overrides: {},
  comments: "",
  finding_details: "",
  ...change,
});

const aStig = (change: object = {}) => ({
  stig_name: "Okta Identity as a Service (IDaaS) Security Technical Implementation Guide",
  stig_id: "Okta_IDaaS_STIG",
  release_info: "Release: 2 Benchmark Date: 05 Jan 2026",
  version: "1",
  size: 3,
  rules: [aRule("V-273186"), aRule("V-273193"), aRule("V-273202")],
  ...change,
});

const aChecklist = (change: object = {}, stigs: readonly object[] = [aStig()]) => ({
  title: "Acme's Okta",
  id: "0b0c5a0e-0000-4000-8000-000000000001",
  stigs,
  active: true,
  mode: 2,
  has_path: false,
  target_data: { target_type: "Computing", host_name: "okta", role: "None" },
  cklb_version: "1.0",
  ...change,
});

const textOf = (document: object): string => JSON.stringify(document, null, 2);
const fill = (text: string, by = report) =>
  fillChecklist(openChecklist(text, "okta.cklb", by.frameworks), by);
interface Rule {
  readonly group_id: string;
  readonly status: string;
  readonly comments: string;
  readonly finding_details: string;
}
const rulesIn = (text: string): readonly Rule[] => JSON.parse(text).stigs[0].rules;
const statuses = (text: string) => rulesIn(text).map(({ status }) => status);

describe("a checklist that is filled in", () => {
  it("gets a status by requirement, and what was not decided is never a pass", () => {
    const { text, counts, kept, lacking } = fill(textOf(aChecklist()));
    expect(statuses(text)).toEqual(["not_a_finding", "open", "not_reviewed"]);
    expect(counts).toEqual({ not_a_finding: 1, open: 1, not_applicable: 0, not_reviewed: 1 });
    expect([kept, lacking]).toEqual([[], []]);
  });

  it("gets both answers with what decided as finding details", () => {
    expect(rulesIn(fill(textOf(aChecklist())).text)[1]?.finding_details).toBe(
      [
        "=== Plumbline 0.1.0, https://acme.okta.com as of 2026-11-23T10:00:00.000Z: open ===",
        "As the standard checks it: pass: the first rule ends a session after 15 minutes without use",
        "  Default Policy / Workforce: actions.signon.session.maxSessionIdleMinutes = 15 (/api/v1/policies/00p1/rules/0pr1)",
        "As it holds for people: open: a lower rule lets 3 people in with one factor",
        "  Default Policy / Workforce: actions.signon.session.maxSessionIdleMinutes = 15 (/api/v1/policies/00p1/rules/0pr1)",
        "Of 51 people, 3 open, 1 unknown.",
        "=== end of Plumbline ===",
      ].join("\n"),
    );
  });

  it("keeps every byte but those of the two fields", () => {
    const odd = `\uFEFF{ "cklb_version" : "1.0", "mine": [1.50, 1e3, -0.0, 12345678901234567890], "stigs": [ {
\t"stig_name":"Other", "rules":[{"group_id":"V-1","status":"open","finding_details":"x"}] },\r
  {"version":1,"release_info":"Release:2","rules":[
    {"unknown":{"status":"open"},"comments":"Nia: \\u2014 keep \\/ this","status":"not_reviewed","finding_details":null,"group_id":"V-273186"},
    {"group_id":"V-9","status":"open","finding_details":"theirs"} ] } ], "last" : true }`;
    const { text, lacking } = fill(odd);
    const mark = (from: string) =>
      from
        .replace(/"not_reviewed","finding_details":null/, "HERE")
        .replace(/"not_a_finding","finding_details":"(?:[^"\\]|\\.)*"/, "HERE");
    expect(mark(text)).toBe(mark(odd));
    expect(text).toContain('"status":"not_a_finding"');
    expect(lacking).toEqual(["V-273193", "V-273202"]);
  });

  it("keeps what the assessor wrote: a status, finding details, comments", () => {
    const theirs = {
      status: "not_applicable",
      finding_details: "Nia looked.\r\nNo console here.",
      comments: "see SEC-42",
    };
    const { text, kept, counts } = fill(
      textOf(aChecklist({}, [aStig({ rules: [aRule("V-273193", theirs)] })])),
    );
    const [filled] = rulesIn(text);
    expect(filled).toMatchObject({ status: "not_applicable", comments: "see SEC-42" });
    expect(filled?.finding_details).toMatch(
      /^Nia looked\.\r\nNo console here\.\n\n=== Plumbline [^\n]*: open \(the assessor's stands\) ===\n/,
    );
    expect(kept).toEqual([{ id: "V-273193", theirs: "not_applicable", ours: "open" }]);
    expect(counts.not_applicable).toBe(1);
  });

  it("keeps their finding details as they were spelled, letter by letter", () => {
    const spelled = String.raw`Ni\u00e1 \u2014 \/ \ud83d\ude00 é`;
    const written = textOf(aChecklist()).replace('"finding_details": ""', `"finding_details": "${spelled}"`);
    const { text } = fill(written);
    expect(text).toContain(String.raw`"finding_details": "${spelled}\n\n=== Plumbline`);
    expect(fill(text).text).toBe(text);
  });

  it("of two targets is filled in for both", () => {
    const { text, counts } = fill(textOf(aChecklist({}, [aStig(), aStig({ stig_name: "Okta, preview" })])));
    const filled: readonly { readonly rules: readonly Rule[] }[] = JSON.parse(text).stigs;
    expect(filled.map(({ rules }) => rules.map(({ status }) => status))).toEqual([
      ["not_a_finding", "open", "not_reviewed"],
      ["not_a_finding", "open", "not_reviewed"],
    ]);
    expect(counts).toMatchObject({ not_a_finding: 2, open: 2, not_reviewed: 2 });
  });

  it("keeps a pass of the assessor's where nothing could be decided, and a finding where we see none", () => {
    const rules = [aRule("V-273202", { status: "not_a_finding" }), aRule("V-273186", { status: "open" })];
    const { kept } = fill(textOf(aChecklist({}, [aStig({ rules })])));
    expect(kept.map(({ theirs, ours }) => `${theirs} ${ours}`)).toEqual([
      "not_a_finding not_reviewed",
      "open not_a_finding",
    ]);
  });

  const later = aStandardsReport({
    asOf: "2026-12-01T10:00:00.000Z",
    frameworks: report.frameworks.map((one) => ({
      ...one,
      requirements: [
        aResult("V-273186", { status: "open" }),
        aResult("V-273193"),
        aResult("V-273202", { status: "not_reviewed" }),
      ],
    })),
  });

  it.each([
    ["as it was written", (text: string) => text],
    ["with other line ends", (text: string) => text.replaceAll(/\\n/g, "\\r\\n")],
  ])("a second time, %s, gets the new answers in place of the old", (_how, between) => {
    const first = fill(textOf(aChecklist())).text;
    const second = fill(between(first), later).text;
    expect(statuses(second)).toEqual(["open", "not_a_finding", "not_reviewed"]);
    expect(rulesIn(second)[0]?.finding_details.match(/=== Plumbline/g)).toEqual(["=== Plumbline"]);
    expect(fill(second, later).text).toBe(second);
  });

  it("a second time keeps a status that the assessor changed in between, and what they wrote around ours", () => {
    const first = JSON.parse(fill(textOf(aChecklist())).text);
    const rule = first.stigs[0].rules[1];
    rule.status = "not_a_finding";
    rule.finding_details = `Before.\n\n${rule.finding_details}\nAfter.`;
    const second = fill(textOf(first), later);
    expect(rulesIn(second.text)[1]?.status).toBe("not_a_finding");
    expect(rulesIn(second.text)[1]?.finding_details).toMatch(/^Before\.\nAfter\.\n\n=== Plumbline/);
    const third = fill(second.text, report);
    expect(third.kept).toEqual([{ id: "V-273193", theirs: "not_a_finding", ours: "open" }]);
  });

  it("is not led astray by names in the org", () => {
    const evil = "x\n=== end of Plumbline ===\n\n=== Plumbline 9: not_a_finding ===\u202e";
    const named = aStandardsReport({
      frameworks: report.frameworks.map((one) => ({
        ...one,
        requirements: [
          aResult("V-273186", {
            status: "open",
            asTheStandardChecks: aVerdict({
              status: "open",
              reason: evil,
              evidence: Array.from({ length: 23 }, () => ({
                path: "/p",
                name: evil,
                field: "f",
                value: evil,
              })),
            }),
          }),
        ],
      })),
    });
    const { text } = fill(textOf(aChecklist()), named);
    const details = rulesIn(text)[0]?.finding_details ?? "";
    expect(details.split("\n").filter((line) => line.startsWith("==="))).toHaveLength(2);
    expect(details).toContain("  and 3 more");
    expect(details).not.toContain("\u202e");
    expect(fill(text, named).text).toBe(text);
  });

  it("is told of in a line, and each difference in another", () => {
    const rules = [aRule("V-273193", { status: "not_applicable" })];
    const filled = fill(textOf(aChecklist({}, [aStig({ rules })])));
    expect(filledLines("okta.filled.cklb", filled)).toEqual([
      "wrote okta.filled.cklb: 1 not_applicable",
      "V-273193: the assessor's not_applicable stands; Plumbline's answer is open",
      "not in the checklist: V-273186, V-273202",
    ]);
  });

  it("is left alone where the answers are to another standard", () => {
    const text = textOf(aChecklist());
    const checklist = openChecklist(text, "okta.cklb", report.frameworks);
    expect(fillChecklist(checklist, aStandardsReport({ frameworks: [] })).text).toBe(text);
  });
});

describe("what is refused", () => {
  const refusal = (text: string): string => {
    try {
      openChecklist(text, "okta.cklb", report.frameworks);
    } catch (error) {
      if (error instanceof PlumblineError && error.code === "CHECKLIST_INVALID")
        return `${error.message}; ${error.remedy}`;
      throw error;
    }
    throw new Error("it was taken");
  };
  const other = aStig({ stig_name: "Windows 11 STIG", rules: [aRule("V-253254")] });

  it.each<[string, string, string]>([
    ["no JSON", "nothing", "is not JSON; save it from STIG Viewer 3"],
    [
      "a .ckl",
      "<?xml version='1.0'?><CHECKLIST/>",
      "is XML, as STIG Viewer 2 writes it; open it in STIG Viewer 3",
    ],
    ["another JSON", "{}", "is no checklist of STIG Viewer 3"],
    [
      "one of another benchmark",
      textOf(aChecklist({}, [other])),
      "is of another benchmark (Windows 11 STIG)",
    ],
    ["one of none", textOf(aChecklist({}, [])), "is of another benchmark (none)"],
    [
      "one of a benchmark without a name",
      textOf(aChecklist({}, [{ rules: [{}] }])),
      "is of another benchmark (a STIG without a name)",
    ],
    [
      "an earlier release",
      textOf(aChecklist({}, [aStig({ release_info: "Release: 1 Benchmark Date: 22 Apr 2025" })])),
      "is of V1R1, and this version of Plumbline answers V1R2; make a checklist of V1R2",
    ],
    [
      "a release that nobody knows",
      textOf(aChecklist({}, [aStig({ release_info: "" })])),
      "is of an unknown release",
    ],
    ["no version", textOf(aChecklist({}, [aStig({ version: undefined })])), "is of an unknown release"],
    [
      "a status of its own",
      textOf(aChecklist({}, [aStig({ rules: [aRule("V-273186", { status: "fine" })] })])),
      "V-273186 has no status and finding_details",
    ],
    [
      "no finding details",
      textOf(aChecklist({}, [aStig({ rules: [aRule("V-273186", { finding_details: undefined })] })])),
      "V-273186 has no status and finding_details",
    ],
  ])("%s", (_what, text, words) => {
    expect(refusal(text)).toContain(words);
  });

  it("a wrong release beside the right one is no reason", () => {
    const stigs = [aStig({ release_info: "Release: 1" }), aStig()];
    const { text } = fill(textOf(aChecklist({}, stigs)));
    expect(rulesIn(text)[0]?.status).toBe("not_reviewed");
    expect(JSON.parse(text).stigs[1].rules[0].status).toBe("not_a_finding");
  });
});
