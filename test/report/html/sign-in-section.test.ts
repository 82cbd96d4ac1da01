import { describe, expect, it } from "vitest";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { runView } from "../../../src/answers/run-view/run-view.ts";
import type { OrgSnapshot } from "../../../src/model/snapshot.ts";
import type { PageData } from "../../../src/report/html/page-data.ts";
import htmlReporter from "../../../src/report/html.reporter.ts";
import { knownNames } from "../../../src/report/redaction/known-names.ts";
import { pseudonymsFor } from "../../../src/report/redaction/pseudonyms.ts";
import { redactPeople } from "../../../src/report/redaction/redact-people.ts";
import { aBaseline, aDeclaredPolicy } from "../../support/baseline-builder.ts";
import { aPerson, aPolicy, enrolments } from "../../support/org-builder.ts";
import { sampleReport } from "../../support/sample-report.ts";
import { anApp, anAppPolicy, aPart, asks, catchAll, has } from "../../support/sign-on-builder.ts";
import { aSignOnOrg, kim, traits } from "../../support/sign-on-org.ts";

const nia = aPerson("nia@acme.example", { signOn: traits() });
const ravi = aPerson("ravi@acme.example", { signOn: traits() });
const resistant = has(aPart({}, { phishingResistant: true }));
const settings = { okta_password: "REQUIRED", webauthn: "OPTIONAL", google_otp: "OPTIONAL" } as const;

const org: OrgSnapshot = aSignOnOrg({
  people: [kim, nia, ravi],
  groups: { Staff: [kim.login, nia.login, ravi.login] },
  policies: [aPolicy("Staff", { groups: ["Staff"], settings })],
  appPolicies: [
    anAppPolicy("Strong", [catchAll({ verification: asks("1FA", [resistant]) })]),
    anAppPolicy("Two", [catchAll({ verification: asks("2FA") })]),
  ],
  mapped: [anApp("Payroll", "Strong"), anApp("Wiki", "Two"), anApp("Atlas", "Two")],
  enrolments: {
    [kim.login]: enrolments(["webauthn"]),
    [nia.login]: enrolments(["google_otp"]),
    [ravi.login]: enrolments([]),
  },
});
const baseline = aBaseline({
  enrollmentPolicies: [aDeclaredPolicy("Staff", ["Staff"], { authenticators: settings })],
});

function pageOf(snapshot: OrgSnapshot, redacts = false) {
  const now = new Date("2026-03-01T00:00:00Z");
  const evaluation = evaluate({ checks: [], baseline, org: snapshot, now });
  const report = sampleReport([], { org: snapshot.org, ...evaluation });
  const view = runView({ baseline, org: snapshot, now, report });
  const names = knownNames({ baselines: [baseline], snapshot, stack: null });
  const shown = redacts ? redactPeople(view, pseudonymsFor(names, "a key for the test")) : view;
  const page = htmlReporter.render(report, { color: false, width: 80, verbose: false, people: () => shown });
  const start = page.indexOf('<h2 id="sign-in">');
  const section = page.slice(start, page.indexOf("</section>", start));
  const rows = [...section.matchAll(/<tr><th scope="row">(.*?)<\/th>(.*?)<\/tr>/gsu)].map(
    ([, name, cells]) => [
      name,
      ...[...(cells ?? "").matchAll(/<td(?: class="(?:zero|some)")?>(.*?)<\/td>/gsu)].map(([, text]) => text),
    ],
  );
  const from = page.indexOf('id="data">') + 'id="data">'.length;
  const data: PageData = JSON.parse(page.slice(from, page.indexOf("</script>", from)));
  return { page, section, rows, data };
}

describe("the page's section on signing in", () => {
  it("shows who gets how far, from a policy to protection", () => {
    expect(pageOf(org).rows.slice(0, 5)).toEqual([
      ["Governed: under an enrollment policy of the baseline", "100.0 %", "3", "0", "0"],
      ["Enrolled: has a factor besides the password", "66.6 %", "2", "1", "0"],
      ["Usable: could use it at the next sign-in", "66.6 %", "2", "0", "0"],
      ["Asked: for two kinds of factor on every way in", "33.3 %", "1", "1", "0"],
      ["Phishing-resistant: on every way in", "33.3 %", "1", "0", "0"],
    ]);
  });

  it("shows how strongly applications are held, the weakest first", () => {
    expect(pageOf(org).rows.slice(5)).toEqual([
      ["Strong", "1", "1", "0", "0", "0", "2", "0", "0"],
      ["Two", "2", "1", "1", "0", "0", "1", "0", "0"],
    ]);
  });

  it("gives each person the weakest way in to each policy", () => {
    const { data } = pageOf(org);
    const ways = (login: string) =>
      data.ways[data.profiles[data.profileOf[data.logins.indexOf(login)] ?? -1]?.ways ?? -1];
    expect(ways("nia@acme.example")).toEqual([
      "Strong (Payroll): open-enrollment, with okta_password, by rule Catch-all Rule, from anywhere",
      "Two (Atlas, and 1 more): strong, with okta_password and google_otp, by rule Catch-all Rule, from anywhere",
    ]);
  });

  it("says so where it was not read", () => {
    const { sessionPolicies: _, appPolicies: __, appMappings: ___, ...slices } = org.slices;
    const { section, data } = pageOf({ ...org, slices });
    expect(section).toContain("How people sign in was not read: no requirement asks for it.");
    expect(data.ways).toEqual([[]]);
  });

  it("redacts the names of policies, rules and applications", () => {
    const { page, rows } = pageOf(org, true);
    expect(rows.slice(5).map(([name]) => name)).toEqual([
      expect.stringMatching(/^policy-[0-9a-f]{12}$/u),
      expect.stringMatching(/^policy-[0-9a-f]{12}$/u),
    ]);
    expect(page).not.toMatch(/Payroll|Atlas|Wiki/u);
  });
});
