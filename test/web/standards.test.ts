import { describe, expect, it } from "vitest";
import { loadFrameworks } from "../../src/flows/catalogue/load-frameworks.ts";
import type { StandardsReport } from "../../src/model/standards.ts";
import { standardRequirementRef } from "../../src/model/subject.ts";
import { type Standings, standardCards } from "../../src/web/client/standings.ts";
import { aFleetOrg } from "../support/a-fleet-org.ts";
import { judgedAcme } from "../support/judged-acme.ts";
import { aloneReport, policyFinding, sampleReport } from "../support/sample-report.ts";
import { aResult, aStandardsReport, aVerdict, judgedIn } from "../support/sample-standards.ts";
import { servedPage } from "../support/served-page.ts";

interface Listed {
  readonly shown: number;
  readonly empty: string;
  readonly rows: readonly {
    readonly id: string;
    readonly cells: readonly { readonly value: unknown; readonly under?: string; readonly href?: string }[];
  }[];
}

const on = (day: number, change: Partial<StandardsReport> = {}): StandardsReport => {
  const at = `2026-11-${day}T10:00:00.000Z`;
  return aStandardsReport({ asOf: at, finishedAt: at, ...change });
};
/** The first requirement alone, with this status. */
const stigWith = (status: "pass" | "open"): StandardsReport["frameworks"] =>
  aStandardsReport().frameworks.map((one) => ({
    ...one,
    requirements: [aResult("V-273186", { status, asTheStandardChecks: aVerdict({ status }) })],
  }));
const as = (id: string) => aStandardsReport().frameworks.map((one) => ({ ...one, id }));

const fleet = {
  path: "fleet.yaml",
  orgs: [aFleetOrg(), aFleetOrg({ name: "acme-test", url: "https://acme-test.okta.com" })],
};
const acmeTest = { ...aStandardsReport().org, url: "https://acme-test.okta.com" };

async function listing(options: Parameters<typeof servedPage>[0]) {
  const page = await servedPage(options);
  const list = async (query = "") => (await page.ask(`/standards?${query}`)).answer as Listed;
  const idsOf = async (query: string) => (await list(query)).rows.map(({ id }) => id);
  return { page, list, idsOf };
}

describe("the list of requirements", () => {
  it("has both answers, the worst first", async () => {
    const { list } = await listing({ standards: [aStandardsReport()] });
    const listed = await list();
    expect(listed).toMatchObject({ asOf: "2026-11-23T10:00:00.000Z" });
    expect(listed.rows.map(({ id }) => id)).toEqual(["stig/V-273193", "stig/V-273202", "stig/V-273186"]);
    expect(listed.rows.map(({ cells }) => cells.slice(3, 6).map(({ value }) => value))).toEqual([
      ["pass", "open", 3],
      ["not reviewed", "not reviewed", null],
      ["pass", "pass", null],
    ]);
    expect(listed.rows[0]?.cells[5]).toMatchObject({ under: "of 51, 1 unknown" });
    expect(listed.rows[1]?.cells[4]).toMatchObject({ under: "the same" });
  });

  it("is found by standard, status, both answers and words", async () => {
    const { idsOf } = await listing({ standards: [aStandardsReport(), on(23, { frameworks: as("pci") })] });
    expect(await idsOf("standard=pci&status=pass")).toEqual(["pci/V-273186"]);
    expect(await idsOf("differs=differ")).toEqual(["pci/V-273193", "stig/V-273193"]);
    expect(await idsOf("standard=stig&search=logstreams")).toEqual(["stig/V-273202"]);
    expect(await idsOf("standard=stig&sort=-checks")).toEqual([
      "stig/V-273186",
      "stig/V-273193",
      "stig/V-273202",
    ]);
  });

  it("is of the latest run that judged each standard, and says where that is old or of an older version", async () => {
    const was = aStandardsReport().frameworks.map((one) => ({ ...one, version: "V1R1" }));
    const { list } = await listing({
      standards: [on(15), aStandardsReport({ frameworks: was }), on(15, { frameworks: as("nist") })],
    });
    for (const { id, cells } of (await list()).rows) {
      expect(cells[6]?.under).toContain(
        id.startsWith("stig") ? "stale: V1R2 is out" : "stale: older than 7 days",
      );
    }
    expect((await list("age=fresh")).shown).toBe(0);
  });

  it("says what changed since the run before", async () => {
    const { list, idsOf } = await listing({
      standards: [on(21, { frameworks: stigWith("pass") }), on(22, { frameworks: stigWith("open") })],
    });
    expect(await idsOf("change=was pass")).toEqual(["stig/V-273186"]);
    expect((await list()).rows[0]?.cells[6]).toMatchObject({ under: "was pass" });
  });

  it("says which command judges them where no run did", async () => {
    const { list } = await listing({});
    const { empty } = await list();
    expect(empty).toMatch(/plumbline standards --ledger \S+ledger\.db/);
    for (const { id } of await loadFrameworks()) expect(empty).toContain(id);
  });

  it("is of the page's org first, then of the others of its fleet by name", async () => {
    const { idsOf } = await listing({ fleet, standards: [aStandardsReport({ org: acmeTest }), on(23)] });
    expect(await idsOf("status=open")).toEqual(["stig/V-273193", "stig/V-273193?org=acme-test"]);
    expect(await idsOf("org=acme-test&status=pass")).toEqual(["stig/V-273186?org=acme-test"]);
  });

  it("leads to the people whom a requirement does not reach, where they are known", async () => {
    const judged = await judgedAcme();
    const [kim, nia] = ["kim@acme.example", "nia@acme.example"].map(
      (login) => judged.view.people.find((person) => person.login === login)?.id ?? "",
    );
    const people: (readonly [string, number])[] = [
      [kim ?? "", 0],
      [nia ?? "", 1],
    ];
    const notReached = { answers: [["V-273193: open"], ["V-273193: unknown"]], people };
    const standards = [aStandardsReport(), on(23, { frameworks: as("pci") })];
    const { page, list } = await listing({ judged, standards, notReached });
    const { href = "" } = (await list("standard=stig&status=open")).rows[0]?.cells[5] ?? {};
    expect(href).toBe("/people?standard=stig%20V-273193%3A%20open");
    const asked = async (path: string) =>
      ((await page.ask(path)).answer as Listed).rows.map(({ cells }) => cells[0]?.value);
    expect(await asked(href)).toEqual(["kim@acme.example"]);
    expect(await asked("/people?standard=pci%20V-273193:%20unknown")).toEqual(["nia@acme.example"]);
    const alone = await listing({ standards, notReached });
    expect((await alone.list("status=open")).rows[0]?.cells[5]?.href).toBeUndefined();
  });
});

describe("one requirement", () => {
  it("has all that decided, and how it stood before", async () => {
    const { page } = await listing({
      standards: [
        ...[19, 20].map((day) => on(day, { frameworks: stigWith("open") })),
        on(21, { frameworks: [] }),
        on(22, { gaps: [{ slice: "log-streams", reason: "scope missing", affected: 0 }] }),
      ],
    });
    const { answer } = await page.ask("/standards/stig/V-273186");
    expect(answer).toMatchObject({
      org: "https://acme.okta.com",
      standard: { id: "stig", version: "V1R2" },
      requirement: { status: "pass", asTheStandardChecks: aVerdict(), people: null },
      by: "standards",
      stale: null,
      namesPeople: false,
      finding: null,
      gaps: ["log-streams: scope missing"],
      history: [
        { since: "2026-11-22T10:00:00.000Z", statuses: ["pass", "pass", "pass"], run: null },
        { since: "2026-11-19T10:00:00.000Z", statuses: ["open", "open", "pass"], run: null },
      ],
    });
  });

  it("leads to the report and the finding of the check that judged it", async () => {
    const page = await servedPage();
    const subject = { ...standardRequirementRef("stig", "V-273193"), id: null };
    const other = { ...standardRequirementRef("stig", "V-273202"), id: null };
    const exemption = { until: "2027-01-31", reason: "no DOD users", owner: "secops@acme.example" };
    const findings = [
      policyFinding(),
      policyFinding({ subject: other }),
      policyFinding({ subject, status: "exempted", exemption }),
    ];
    const report = sampleReport(findings);
    await page.ledger.keepReport(page.source.org, {
      ...aloneReport(report),
      standards: judgedIn(aStandardsReport()),
    });
    page.source.forget();
    const [run] = await page.ledger.runs(page.source.org);
    expect((await page.ask("/standards/stig/V-273193")).answer).toMatchObject({
      by: "check",
      finding: { subject: { name: "stig V-273193" }, exemptUntil: "2027-01-31" },
      history: [{ run: run?.id, by: "check" }],
    });
    expect((await page.ask("/standards/stig/V-273186")).answer).toMatchObject({ finding: null });
    const { rows } = (await page.ask("/standards?accepted=yes")).answer as Listed;
    expect(rows.map(({ id, cells }) => [id, cells[6]?.under])).toEqual([
      ["stig/V-273193", "accepted until 2027-01-31"],
    ]);
  });

  it.each(["stig/V-1", "nist/V-273186", "stig/V-273186?org=acme-prod"])("%s is none", async (path) => {
    const { page } = await listing({ fleet, standards: [aStandardsReport({ org: acmeTest }), on(23)] });
    expect(await page.ask(`/standards/${path}`)).toMatchObject({
      status: 404,
      answer: { code: "REQUIREMENT_NOT_FOUND" },
    });
    expect((await page.ask("/standards/stig/V-273193?org=acme-test")).answer).toMatchObject({
      org: acmeTest.url,
      namesPeople: false,
    });
  });
});

describe("the standards over the list", () => {
  const shown = async (options: Parameters<typeof servedPage>[0], query = "") =>
    (await (await servedPage(options)).ask(`/standings${query}`)).answer as Standings;
  const cardsAt = (standings: Standings, address: string) =>
    standardCards(standings, new URL(address, "https://plumbline.acme.example"));

  it("are every one that is known, with how the org stands", async () => {
    const before = on(20, { frameworks: stigWith("open") });
    const standings = await shown({ standards: [before, aStandardsReport()] });
    const known = (await loadFrameworks()).map(({ id }) => id);
    expect(standings.standards.map(({ id }) => id)).toEqual(known);
    const { cards, notJudged } = cardsAt(standings, "/standards?search=session");
    expect(cards).toEqual([
      {
        id: "stig",
        name: "stig V1R2",
        title: "DISA Okta Identity as a Service (IDaaS) STIG",
        isChosen: false,
        href: "/standards?search=session&standard=stig",
        parts: [
          { tone: "drift", people: 1 },
          { tone: "unknown", people: 1 },
          { tone: "in-line", people: 1 },
        ],
        total: 3,
        counts: [
          { words: "1 open", href: "/standards?search=session&standard=stig&status=open", isBad: true },
          {
            words: "1 not reviewed",
            href: "/standards?search=session&standard=stig&status=not+reviewed",
            isBad: false,
          },
          { words: "1 pass", href: "/standards?search=session&standard=stig&status=pass", isBad: false },
        ],
        asOf: "2026-11-23T10:00:00.000Z",
        notes: ["1 changed since the run before"],
      },
    ]);
    const others = known.filter((id) => id !== "stig").join(" ");
    expect(notJudged?.command).toMatch(new RegExp(`^plumbline standards ${others} --ledger \\S+\\.db$`));
  });

  it("mark the one that is chosen, which lets go of itself, and what is stale", async () => {
    const standings = await shown({ standards: [on(10), on(11)] });
    const [card] = cardsAt(standings, "/standards?standard=stig&status=open").cards;
    expect(card).toMatchObject({
      isChosen: true,
      href: "/standards",
      notes: ["stale: older than 7 days", "unchanged"],
    });
  });

  it("are of the org of a fleet that is asked for, and have one that is not known any more", async () => {
    const elsewhere = aStandardsReport({ org: acmeTest, frameworks: as("gone") });
    const options = { fleet, standards: [elsewhere, on(23)] };
    const ofTest = cardsAt(await shown(options, "?org=acme-test"), "/standards");
    expect(ofTest.cards).toMatchObject([{ id: "gone", notes: [] }]);
    expect(cardsAt(await shown(options), "/standards").cards).toMatchObject([{ id: "stig" }]);
  });

  it("say nothing of what is left where all were judged", async () => {
    const known = (await loadFrameworks()).map(({ id }) => id);
    const standings = await shown({ standards: known.map((id) => on(23, { frameworks: as(id) })) });
    const { cards, notJudged } = cardsAt(standings, "/standards");
    expect(cards.map(({ id }) => id)).toEqual(known);
    expect(notJudged).toBeNull();
  });
});
