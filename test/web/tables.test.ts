import { describe, expect, it } from "vitest";
import { runView } from "../../src/answers/run-view/run-view.ts";
import type { AlertRecord } from "../../src/ledger/alert-record.ts";
import { aFleetOrg } from "../support/a-fleet-org.ts";
import { aRecord } from "../support/an-alert.ts";
import { judgedAcme } from "../support/judged-acme.ts";
import { aloneReport } from "../support/sample-report.ts";
import { servedPage } from "../support/served-page.ts";

const judged = await judgedAcme();

interface Listed {
  readonly shown: number;
  readonly total: number;
  readonly empty: string;
  readonly filters: readonly {
    readonly key: string;
    readonly choices: readonly { readonly value: string }[];
  }[];
  readonly rows: readonly { readonly id: string; readonly cells: readonly { readonly value: unknown }[] }[];
}

const fleet = {
  path: "fleet.yaml",
  orgs: [
    aFleetOrg({ tags: ["prod"], owner: "nia@acme.example" }),
    aFleetOrg({ name: "acme-test", url: "https://acme-test.okta.com", tags: ["test"] }),
  ],
};

const acme = async () => {
  const page = await servedPage({ judged, records: [aRecord()] });
  return {
    page,
    list: async (path: string): Promise<Listed> => (await page.ask(path)).answer as Listed,
    firsts: async (path: string) => {
      const { answer } = await page.ask(path);
      return (answer as Listed).rows.map(({ cells }) => cells[0]?.value);
    },
  };
};

describe("the tables of a run", () => {
  it("finds people by application, requirement, role, factor and step", async () => {
    const { firsts } = await acme();
    const payroll = judged.org.slices.apps?.find(({ label }) => label === "Payroll")?.userIds.length;
    expect(await firsts("/people?app=Payroll")).toHaveLength(payroll ?? 0);
    expect(await firsts("/people?requirement=payroll:%20drift")).toEqual([
      "beth@acme.example",
      "dana@acme.example",
    ]);
    expect(await firsts("/people?policy=Temp%20contractors")).toContain("jerome@acme.example");
    expect(await firsts("/people?step=governed:%20no&sort=-person")).toContain("kim@acme.example");
    expect(await firsts("/people?role=SUPER_ADMIN")).toContain("nia@acme.example");
    expect(await firsts("/people?factor=webauthn&search=greta")).toEqual(["greta@acme.example"]);
    expect(await firsts("/people?standing=pending&sort=status")).toContain("ayesha@acme.example");
  });

  it("sorts by strength and severity, not by their letters", async () => {
    const { list } = await acme();
    const answers = (await list("/people?sort=answer&limit=500")).rows.map(({ cells }) => cells[1]?.value);
    const order = ["drift", "unknown", "pending", "exempted", "in-line", "not-asked"];
    const ranks = answers.map((answer) => order.indexOf(String(answer)));
    expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
  });

  it("shows what differs of each policy, and who did it", async () => {
    const { list, firsts } = await acme();
    const undeclared = await firsts("/policies?declared=no");
    expect(undeclared).toContain("Temp contractors");
    for (const declared of ["Contractors", "Workforce", "Payroll"])
      expect(undeclared).not.toContain(declared);
    const { rows } = await list("/policies?differs=yes&search=Contractors");
    expect(JSON.stringify(rows)).toContain("should apply to Contractors");
  });

  it("lists exemptions by their end", async () => {
    const { list, firsts } = await acme();
    const days = await firsts("/exemptions");
    expect(days).toEqual(judged.baseline.exemptions.map(({ until }) => until).sort());
    expect((await list("/exemptions?ends=ended")).shown).toBe(0);
  });

  it("gives one person with all that is known, by id or login", async () => {
    const { page } = await acme();
    expect(await page.ask("/people/jerome@acme.example")).toMatchObject({
      status: 200,
      answer: {
        person: { login: "jerome@acme.example" },
        steps: ["governed", "enrolled", "usable", "asked", "phishing-resistant"],
      },
    });
    expect(await page.ask("/people/nobody")).toMatchObject({
      status: 404,
      answer: { code: "USER_NOT_FOUND" },
    });
  });

  it("says on the first page how far people got, and who administers", async () => {
    const { page } = await acme();
    const { answer } = await page.ask("/overview");
    expect(answer).toMatchObject({ latest: { figures: { steps: [{ step: "governed" }, {}, {}, {}, {}] } } });
    expect(JSON.stringify(answer)).toContain("nia@acme.example");
  });

  it("says where there is nothing why that is so", async () => {
    const empty = await servedPage();
    for (const name of ["people", "policies", "exemptions", "reviews", "runs"]) {
      const { answer } = await empty.ask(`/${name}`);
      expect((answer as Listed).total).toBe(0);
      expect((answer as Listed).empty).toMatch(/check/);
    }
  });
});

describe("what a page keeps of a run", () => {
  const laterReport = (hours: number, findings = judged.report.findings) => ({
    ...judged.report,
    findings,
    finishedAt: new Date(Date.parse(judged.report.finishedAt) + hours * 3_600_000).toISOString(),
  });
  const differing = async (page: Awaited<ReturnType<typeof servedPage>>) => {
    page.source.forget();
    return (await page.ask("/policies?differs=yes")).answer as Listed & { readonly asOf: string };
  };

  it("is read again with the next run, where only what was found is new", async () => {
    const { page } = await acme();
    expect((await differing(page)).shown).toBeGreaterThan(0);
    const report = laterReport(1, []);
    await page.ledger.keepReport(page.source.org, { report, view: runView(judged), figures: null });
    expect(await differing(page)).toMatchObject({ shown: 0, asOf: report.finishedAt });
  });

  it("is of one run, also where a later one kept no people", async () => {
    const { page } = await acme();
    const before = await differing(page);
    await page.ledger.keepReport(page.source.org, aloneReport(laterReport(1, [])));
    expect(await differing(page)).toEqual(before);
    expect((await page.ask("/people/jerome@acme.example")).answer).toMatchObject({ asOf: before.asOf });
    expect((await page.ask("/overview")).answer).toMatchObject({ administrators: null });
  });

  it("is what somebody wrote, also where it is as long as what was there", async () => {
    const { page, firsts } = await acme();
    const id = aRecord().alert.id;
    const noted = (note: string) => (record: AlertRecord) => ({
      ...record,
      alert: { ...record.alert, note },
    });
    for (const note of ["one", "two"]) {
      await page.ledger.changeRecords([id], noted(note), new Date());
      page.source.forget();
      expect(await firsts(`/alerts?search=${note}`)).toEqual(["high"]);
    }
    await page.ask("/alerts/change", { ids: [id], change: "note", note: "three" });
    expect(await firsts("/alerts?state=open&search=three")).toEqual(["high"]);
  });
});

describe("the orgs of a fleet", () => {
  it("are a page of their own, the worst first, with what is late", async () => {
    const page = await servedPage({ fleet, judged, records: [aRecord()], env: { OKTA_ORG_URL: "" } });
    expect(page.source.org).toBe("https://acme.okta.com");
    const { answer } = await page.ask("/fleet");
    expect(answer).toMatchObject({
      total: 2,
      rows: [
        {
          id: "acme-test",
          cells: [
            { under: "https://acme-test.okta.com" },
            { value: "unknown" },
            { value: null },
            {},
            {},
            {},
            {},
            {},
          ],
        },
        {
          id: "acme-prod",
          cells: [
            {},
            { value: "drift", href: expect.stringMatching(/^\/runs\//) },
            { under: "every 6 hours" },
            { value: judged.report.summary.findings },
            {},
            { value: 1 },
            { value: "nia@acme.example" },
            { value: null },
          ],
        },
      ],
    });
    expect((await page.ask("/fleet?tag=prod")).answer).toMatchObject({ shown: 1 });
    expect((await page.ask("/fleet?late=yes")).answer).toMatchObject({ shown: 1 });
  });

  it("are not there without a fleet", async () => {
    const page = await servedPage();
    expect((await page.ask("/fleet")).status).toBe(404);
    expect(JSON.stringify((await page.ask("/session")).answer)).not.toContain("Fleet");
  });
});
