import { describe, expect, it } from "vitest";
import type { PeopleView } from "../../../src/model/people-view.ts";
import type { PageData } from "../../../src/report/html/page-data.ts";
import htmlReporter from "../../../src/report/html.reporter.ts";
import { knownNames } from "../../../src/report/redaction/known-names.ts";
import { pseudonymsFor } from "../../../src/report/redaction/pseudonyms.ts";
import { redactPeople } from "../../../src/report/redaction/redact-people.ts";
import { redactReport } from "../../../src/report/redaction/redact-report.ts";
import { judgedAcme } from "../../support/judged-acme.ts";

const { baseline, org, report, view } = await judgedAcme();
const names = knownNames({ baselines: [baseline], snapshot: org, stack: null });
const pseudonyms = pseudonymsFor(names, "a key for the test");
const redacted = redactPeople(view, pseudonyms);
const page = htmlReporter.render(redactReport(report, pseudonyms), {
  color: false,
  width: 80,
  verbose: false,
  people: () => redacted,
});

describe("redacting the people beside a report", () => {
  it("leaves no login and no id on the page", () => {
    for (const { login, id } of view.people) {
      expect(page).not.toContain(login);
      expect(page).not.toContain(id);
    }
    for (const { name } of view.groups) expect(page).not.toContain(`>${name}<`);
    expect(page).not.toMatch(/@acme\.example/);
  });

  it("gives people the pseudonyms that the report gives them, so that findings still find them", () => {
    const start = '<script type="application/json" id="data">';
    const from = page.indexOf(start) + start.length;
    const data: PageData = JSON.parse(page.slice(from, page.indexOf("</script>", from)));
    expect(data.logins).toHaveLength(view.people.length);
    for (const login of data.logins) expect(login).toMatch(/^person-[0-9a-f]{12}$/);
    const drifted = data.profileOf.filter((profile) => data.profiles[profile]?.overall === "d");
    expect(drifted.length).toBeGreaterThan(0);
    for (const profile of drifted) expect(data.profiles[profile]?.findings).not.toEqual([]);
  });

  it("keeps what is shared shared, and answers as they are", () => {
    const sorted = ({ people }: PeopleView) => people.map(({ answers }) => answers.join()).toSorted();
    expect(sorted(redacted)).toEqual(sorted(view));
    expect(new Set(redacted.people.map(({ policy }) => policy)).size).toBe(
      new Set(view.people.map(({ policy }) => policy)).size,
    );
  });

  it("redacts names in policies, groups and what could not be read", () => {
    const [first] = view.people;
    if (first === undefined) throw new Error("Acme has people");
    const { login } = first;
    const policy = {
      outcomes: [
        { policy: `for ${login}`, rule: login, network: `in ${login}`, apps: login, why: "certain" as const },
      ],
      path: [{ policy: login, applies: "yes" as const, reason: `leaves out ${login}` }],
      uncertainties: [`${login} was not read`],
    };
    const enrolled = { source: null, factors: [], usable: [], reason: `403 for ${login}` };
    const odd = redactPeople(
      {
        requirements: [{ id: "everyone", title: `All but ${login}`, severity: "high" }],
        groups: [{ name: `Friends of ${login}`, state: "read" }],
        people: [{ ...first, groups: [`Friends of ${login}`], policy, enrolled }],
      },
      pseudonyms,
    );
    expect(JSON.stringify(odd)).not.toContain(login);
    expect(odd.people[0]?.groups[0]).toBe(odd.groups[0]?.name);
  });
});
