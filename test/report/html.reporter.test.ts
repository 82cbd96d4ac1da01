import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Report } from "../../src/model/report.ts";
import type { PageData } from "../../src/report/html/page-data.ts";
import htmlReporter from "../../src/report/html.reporter.ts";
import { judgedAcme } from "../support/judged-acme.ts";
import { personFinding, policyFinding, sampleFinding, sampleReport } from "../support/sample-report.ts";

const options = { color: false, width: 80, verbose: false };
const pageOf = (report: Report): string => htmlReporter.render(report, options);
const acme = await judgedAcme();
const acmePage = htmlReporter.render(acme.report, { ...options, people: () => acme.view });

function between(page: string, start: string, end: string): string {
  const from = page.indexOf(start) + start.length;
  return page.slice(from, page.indexOf(end, from));
}

const dataOf = (page: string): PageData =>
  JSON.parse(between(page, '<script type="application/json" id="data">', "</script>"));
/** Text that is read without the script. */
const readable = (page: string): string => between(page, "<main>", "</main>");

describe("the HTML report", () => {
  it("allows its own style and script by hash and nothing else", () => {
    const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const policy = between(acmePage, 'http-equiv="Content-Security-Policy" content="', '"');
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `script-src ${hash(between(acmePage, "<script>", "</script>"))}`,
      `style-src ${hash(between(acmePage, "<style>", "</style>"))}`,
      "base-uri 'none'",
      "form-action 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types 'none'",
    ]);
    expect(acmePage).not.toMatch(/ (style|on\w+|src)=/);
  });

  it("says without its script what the verdict is, what caused it and what to do", () => {
    const page = readable(acmePage);
    for (const { message, status, subject } of acme.report.findings) {
      if (status !== "open") continue;
      const inert = message.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("'", "&#39;");
      // People under a cause are named; their own sentence is in the table.
      expect([inert, subject.name].some((text) => page.includes(text))).toBe(true);
    }
    expect(page).toMatch(/verdict-drift.*Drift/);
    expect(page.indexOf("Root causes")).toBeLessThan(page.indexOf("Other findings"));
    expect(page).toContain("explains 2 people");
  });

  it("embeds everybody, with the path of the policy in effect", () => {
    const data = dataOf(acmePage);
    expect(data.whole).toBe(true);
    expect(data.logins).toEqual(acme.view.people.map(({ login }) => login));
    const profile = data.profiles[data.profileOf[data.logins.indexOf("kim@acme.example")] ?? -1];
    expect(data.policies[profile?.policy ?? -1]).toMatchObject({
      label: expect.stringMatching(/^Temp contractors/),
      path: [{ policy: "Temp contractors", applies: "yes" }],
    });
    expect(profile?.overall).toBe("d");
  });

  it("names many people with the same finding once, and counts them", () => {
    const names = Array.from({ length: 250 }, (_, index) => `person-${index}@acme.example`);
    const page = pageOf(sampleReport(names.map((name) => personFinding(name))));
    expect(page).toContain("250 people: … has no acceptable factor.");
    expect(readable(page)).toContain("<li>person-199@acme.example</li>");
    expect(readable(page)).not.toContain("person-200@acme.example");
    expect(readable(page)).toContain("and 50 more: see People.");
    expect(dataOf(page).findings).toHaveLength(1);
  });

  it("works from a report alone, and then calls nobody in line", () => {
    const page = pageOf(
      sampleReport([
        sampleFinding(),
        personFinding("omar@acme.example", { requirement: "admins", status: "unknown" }),
        personFinding("lee@acme.example", { subject: { type: "user", id: null, name: "lee@acme.example" } }),
      ]),
    );
    const data = dataOf(page);
    expect(page).toContain("made from a report alone");
    expect(page).not.toContain('id="coverage"');
    expect(data.whole).toBe(false);
    expect(data.requirements.map(({ id }) => id)).toEqual(["admins", "everyone"]);
    expect(
      data.logins.map((login, row) => [login, data.profiles[data.profileOf[row] ?? -1]?.answers]),
    ).toEqual([
      ["dana@acme.example", "-d"],
      ["lee@acme.example", "-d"],
      ["omar@acme.example", "u-"],
    ]);
  });

  it("shows what was not read and not decided apart, and never as in line", () => {
    const page = pageOf(
      sampleReport([policyFinding({ status: "unknown", message: "Whether it is so is unknown." })], {
        gaps: [{ slice: "factors", reason: "403 E0000006", affected: 12 }],
        outcomes: [{ check: "factors", status: "unknown", reason: "factors: 403 E0000006" }],
      }),
    );
    expect(page).toContain("verdict-unknown");
    expect(page).toContain("<b>factors</b> was not read in full (12 affected): 403 E0000006");
    expect(page).toContain("<b>factors</b> is unknown: factors: 403 E0000006");
    expect(page).toContain("Whether it is so is unknown.");
  });

  it("tells who changed something, who is exempted and what a stack has to do with it", () => {
    const changed = {
      managed: false,
      actor: "Nia Okafor",
      at: "2026-11-22T08:00:00.000Z",
      ip: "203.0.113.7",
      via: "admin console",
    };
    const page = pageOf(
      sampleReport(
        [
          policyFinding({ changedBy: { status: "found", ...changed } }),
          policyFinding({ fingerprint: "f-2", changedBy: { status: "not applied yet", ...changed } }),
          policyFinding({ fingerprint: "f-3", changedBy: { status: "not looked up", ...changed } }),
          personFinding("omar@acme.example", {
            status: "exempted",
            exemption: { until: "2026-12-31", reason: "keys delayed", owner: "secops@acme.example" },
          }),
        ],
        { stack: { file: "stack.json", sha256: null, status: "unknown" } },
      ),
    );
    const factsIn = [...page.matchAll(/<dt>(Changed|Exempted)<\/dt><dd>(.*?)<\/dd>/g)].map(
      ([, , text]) => text,
    );
    expect(factsIn).toEqual([
      "by Nia Okafor, 2026-11-22 08:00 UTC, through admin console, 203.0.113.7",
      "by nobody: the baseline is not applied yet",
      "by whom is not known: not looked up",
      "until 2026-12-31: keys delayed (secops@acme.example)",
    ]);
    expect(page).toContain("does not say which baseline it last applied");
  });

  it("lets no name become markup", () => {
    const evil = `</script><img src=x onerror="alert(1)">\u202e\u001b[31m'--><!--`;
    const page = pageOf(
      sampleReport([
        personFinding(evil),
        policyFinding({ subject: { type: "policy", id: "00p", name: evil }, message: `"${evil}" is off.` }),
      ]),
    );
    expect(page).not.toContain("<img");
    for (const obeyed of ["\u202e", "\u001b"]) expect(page).not.toContain(obeyed);
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(dataOf(page).logins[0]).toContain("</script><img");
  });
});
