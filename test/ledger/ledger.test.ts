import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { unknownPerson } from "../../src/alerts/memory/memory.ts";
import type { AlertRecord } from "../../src/ledger/alert-record.ts";
import type { Ledger, RunResult } from "../../src/ledger/ledger.ts";
import { emptyOrgMemory } from "../../src/ledger/memory.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { streamedMark } from "../../src/ledger/streamed-mark.ts";
import type { NotReached } from "../../src/model/kept-standard.ts";
import type { StandardsReport } from "../../src/model/standards.ts";
import { aRecord } from "../support/an-alert.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { aloneReport, emptyView, personFinding, sampleReport } from "../support/sample-report.ts";
import { aStandardsReport, judgedIn } from "../support/sample-standards.ts";
import { seededLedger } from "../support/seeded-ledger.ts";

const org = "https://acme.okta.com";
const now = new Date("2026-11-23T10:00:00.000Z");
const later = (ms: number): Date => new Date(now.getTime() + ms);
const nobodyIsGone = () => false;
const claim = (owner: string, at = now) => ({
  org,
  owner,
  holder: `host/${owner}`,
  now: at,
  isGone: nobodyIsGone,
});
const lease = (owner: string) => ({ org, owner, holder: `host/${owner}` });

const result = (part: Partial<RunResult> = {}): RunResult => ({
  position: { next: `${org}/api/v1/logs?after=1`, filter: "", updatedAt: now.toISOString() },
  seen: [],
  records: [],
  people: [],
  org: emptyOrgMemory,
  ...part,
});
const nothing = { uuids: [], people: [], resolvedSince: now };

let folder = "";
// `npm test` must pass with Node alone; CI installs a server and asks for both engines.
const withPostgres = process.env["PLUMBLINE_POSTGRES"] === "1";

let postgres: PostgresServer | null = null;
let databases = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-ledger-"));
  // initdb takes a second or two.
  if (withPostgres) postgres = await startPostgres();
}, 60_000);
afterAll(async () => {
  await postgres?.close();
  await rm(folder, { recursive: true, force: true });
});

const engines = {
  SQLite: async () => {
    databases += 1;
    return join(folder, `${databases}`, "ledger.db");
  },
  ...(withPostgres && {
    PostgreSQL: async () => {
      databases += 1;
      return postgres?.newDatabase(`ledger_${databases}`) ?? "";
    },
  }),
};

async function open(place: string): Promise<Ledger> {
  const ledger = await openLedger(place, { create: true });
  onTestFinished(() => ledger.close());
  return ledger;
}

/** As if nobody had renewed a lease for a minute, by whatever clock leases go. */
const endLeases = (ledger: Ledger) =>
  ledger.sql.executeSql("update lease set expires_at = '2000-01-01T00:00:00.000Z'");

describe.each(Object.entries(engines))("a ledger on %s", (engine, newPlace) => {
  it("remembers what a run decided, also for who opens it later", async () => {
    const place = await newPlace();
    const first = await open(place);
    await first.takeLease(claim("monday"));
    const record = aRecord({ title: "Dana's factors were reset: “все” 🔑" });
    const seen = [{ uuid: "e1", published: now.toISOString() }];
    const dana = { ...unknownPerson("00udana"), factors: ["webauthn"] };
    const memory = { watchedSince: now.toISOString(), policies: null };
    await first.keepRun(lease("monday"), { now, wanted: nothing }, () =>
      result({ records: [record], seen, people: [dana], org: memory }),
    );
    const second = await open(place);
    expect(await second.position(org)).toEqual(result().position);
    const asked = { ...nothing, uuids: ["e1", "e2"], people: ["00udana", "00uomar"] };
    expect(await second.recall(org, asked)).toEqual({
      seen: new Set(["e1"]),
      people: new Map([["00udana", dana]]),
      records: [record],
      org: memory,
      undoings: [],
    });
    expect(await second.orgs()).toEqual([org]);
    expect(await second.records("https://other.okta.com")).toEqual([]);
    expect(await second.records(null)).toEqual([{ org, record }]);
  });

  it("tells which events of a time were handled: how many, the first and the last", async () => {
    const ledger = await open(await newPlace());
    await ledger.takeLease(claim("monday"));
    const seen = [30, 10, 20, 40].map((minutes) => ({
      uuid: `e${minutes}`,
      published: later(minutes * 60_000).toISOString(),
    }));
    // Nobody but a stream told of it.
    const streamed = { uuid: `${streamedMark}e25`, published: later(25 * 60_000).toISOString() };
    const handled = [...seen, streamed];
    await ledger.keepRun(lease("monday"), { now, wanted: nothing }, () => result({ seen: handled }));
    const until = later(30 * 60_000).toISOString();
    const [first, last] = [seen[2], seen[0]];
    expect(await ledger.seenSpan(org, { after: later(10 * 60_000).toISOString(), until })).toEqual({
      count: 2,
      first,
      last,
    });
    expect(await ledger.seenSpan(org, { after: "", until })).toMatchObject({ count: 3, first: seen[1] });
    expect(await ledger.seenSpan("https://other.okta.com", { after: "", until })).toEqual({
      count: 0,
      first: null,
      last: null,
    });
  });

  it("gives the lease of an org to one runner at a time", async () => {
    const place = await newPlace();
    const [one, two] = [await open(place), await open(place)];
    const answers = await Promise.all([one.takeLease(claim("one")), two.takeLease(claim("two"))]);
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    expect(answers.find((answer) => answer !== null)).toEqual({
      holder: expect.stringMatching(/^host\/(one|two)$/),
      // PostgreSQL's own time, whatever the runners' clocks say.
      expiresAt: engine === "SQLite" ? later(60_000).toISOString() : expect.stringMatching(/^\d{4}-.*Z$/),
    });
    const [holder, other] = answers[0] === null ? ["one", "two"] : ["two", "one"];
    await one.renewLease(lease(holder), later(50_000));
    expect(await two.takeLease(claim(other, later(70_000)))).not.toBeNull();
    await one.releaseLease(lease(other));
    expect(await two.takeLease(claim(other, later(70_000)))).not.toBeNull();
    await one.releaseLease(lease(holder));
    expect(await two.takeLease(claim(other, later(70_000)))).toBeNull();
  });

  it("takes the lease of who did not renew it, or is known to be gone", async () => {
    const ledger = await open(await newPlace());
    await ledger.takeLease(claim("one"));
    await endLeases(ledger);
    expect(await ledger.takeLease(claim("two"))).toBeNull();
    expect(
      await ledger.takeLease({ ...claim("three"), isGone: (holder) => holder === "host/two" }),
    ).toBeNull();
  });

  if (engine === "PostgreSQL") {
    it("does not go by the clock of a runner, be it an hour off", async () => {
      const ledger = await open(await newPlace());
      await ledger.takeLease(claim("behind", later(-3_600_000)));
      expect(await ledger.takeLease(claim("ahead", later(3_600_000)))).toMatchObject({
        holder: "host/behind",
      });
    });
  }

  it("writes what others have to write with its own, or neither", async () => {
    const ledger = await open(await newPlace());
    const report = aloneReport(sampleReport());
    const failing = ledger.keepReport(org, report, async (sql) => {
      await sql.executeSql("insert into meta (key, value) values ('of others', '1')");
      throw new Error("the job is not ours");
    });
    await expect(failing).rejects.toThrow("the job is not ours");
    const others = async () =>
      (await ledger.sql.executeSql("select value from meta where key = 'of others'")).rows;
    expect([await ledger.reports(org, 1), await others()]).toEqual([[], []]);
    await ledger.transact(async (sql) => {
      await sql.executeSql("insert into meta (key, value) values ('of others', '2')");
    });
    expect(await others()).toEqual([{ value: "2" }]);
  });

  it("lets nobody write whose lease another took", async () => {
    const ledger = await open(await newPlace());
    await ledger.takeLease(claim("one"));
    await endLeases(ledger);
    await ledger.takeLease(claim("two"));
    const write = ledger.keepRun(lease("one"), { now: later(61_000), wanted: nothing }, () =>
      result({ records: [aRecord()] }),
    );
    await expect(write).rejects.toMatchObject({ code: "LEDGER_LEASE_LOST" });
    expect(await ledger.records(org)).toEqual([]);
    expect(await ledger.position(org)).toBeNull();
  });

  it("writes nothing of a run that fails half-way", async () => {
    const ledger = await open(await newPlace());
    await ledger.takeLease(claim("one"));
    const run = ledger.keepRun(lease("one"), { now, wanted: nothing }, () => {
      throw new Error("a detection is broken");
    });
    await expect(run).rejects.toThrow("a detection is broken");
    expect(await ledger.position(org)).toBeNull();
  });

  it("decides by what is true inside the transaction", async () => {
    const place = await newPlace();
    const [runner, person] = [await open(place), await open(place)];
    await runner.takeLease(claim("one"));
    const record = aRecord();
    await runner.keepRun(lease("one"), { now, wanted: nothing }, () => result({ records: [record] }));
    await person.changeRecords(
      [record.alert.id],
      (open) => ({ ...open, alert: { ...open.alert, state: "acknowledged", note: "Nia looks" } }),
      now,
    );
    await runner.keepRun(lease("one"), { now, wanted: nothing }, ({ records }) =>
      result({ records: records.map((one) => ({ ...one, events: [] })) }),
    );
    expect(await runner.records(org)).toMatchObject([
      { record: { alert: { state: "acknowledged", note: "Nia looks" }, events: [] } },
    ]);
  });

  it("forgets events that are older than Okta's log, and no others", async () => {
    const ledger = await open(await newPlace());
    await ledger.takeLease(claim("one"));
    const day = 86_400_000;
    const seen = [
      { uuid: "old", published: later(-91 * day).toISOString() },
      { uuid: "young", published: later(-89 * day).toISOString() },
    ];
    await ledger.keepRun(lease("one"), { now, wanted: nothing }, () => result({ seen }));
    expect((await ledger.recall(org, { ...nothing, uuids: ["old", "young"] })).seen).toEqual(
      new Set(["young"]),
    );
  });

  it("recalls what is not resolved, or was lately", async () => {
    const ledger = await open(await newPlace());
    await ledger.takeLease(claim("one"));
    const resolvedAt = (ms: number) => ({ state: "resolved" as const, resolvedAt: later(ms).toISOString() });
    const records = [
      aRecord({ id: "open" }),
      aRecord({ id: "acknowledged", state: "acknowledged" }),
      aRecord({ id: "lately", ...resolvedAt(0) }),
      aRecord({ id: "long-ago", ...resolvedAt(-1) }),
    ];
    await ledger.keepRun(lease("one"), { now, wanted: nothing }, () => result({ records }));
    const recalled = (await ledger.recall(org, nothing)).records.map(({ alert }) => alert.id);
    expect(recalled).toEqual(["acknowledged", "lately", "open"]);
  });

  it("takes more events at once than fit into a statement", async () => {
    const ledger = await open(await newPlace());
    await ledger.takeLease(claim("one"));
    const uuids = Array.from({ length: 12_345 }, (_, index) => `event-${index}`);
    const seen = uuids.map((uuid) => ({ uuid, published: now.toISOString() }));
    await ledger.keepRun(lease("one"), { now, wanted: nothing }, () => result({ seen }));
    await ledger.keepRun(lease("one"), { now, wanted: nothing }, () => result({ seen }));
    expect((await ledger.recall(org, { ...nothing, uuids })).seen.size).toBe(12_345);
  });

  it("knows what was undone last to each subject, for as long as Okta keeps its log", async () => {
    const ledger = await open(await newPlace());
    await ledger.takeLease(claim("one"));
    const day = 86_400_000;
    const undoing = (subject: string, ms: number) => ({
      subject,
      eventType: "system.api_token.revoke",
      at: later(ms).toISOString(),
      by: `by nia@acme.example, ${ms}`,
    });
    const keep = (...undoings: ReturnType<typeof undoing>[]) =>
      ledger.keepRun(lease("one"), { now, wanted: nothing }, () => result({ undoings }));
    await keep(undoing("00T1", -1), undoing("00T1", 0), undoing("00T2", -89 * day));
    await keep(undoing("00T1", 1), undoing("old", -91 * day), undoing("future", day));
    const wanted = { ...nothing, subjects: ["00T1", "00T2", "old", "future", "00T3"] };
    expect((await ledger.recall(org, wanted)).undoings.toSorted((a, b) => a.at.localeCompare(b.at))).toEqual([
      undoing("00T2", -89 * day),
      undoing("00T1", 1),
    ]);
    expect((await ledger.recall("https://other.okta.com", wanted)).undoings).toEqual([]);
  });

  it("keeps the reports of checks, and knows the last ones of an org", async () => {
    const ledger = await open(await newPlace());
    expect(await ledger.reports(org, 1)).toEqual([]);
    const at = (ms: number) => ({ finishedAt: later(ms).toISOString() });
    const last = sampleReport([personFinding("nía@acme.example")], at(2000));
    for (const report of [sampleReport([], at(1000)), last, last, sampleReport([], at(0))]) {
      await ledger.keepReport(org, aloneReport(report));
    }
    await ledger.keepReport("https://other.okta.com", aloneReport(sampleReport([], at(9000))));
    expect(await ledger.reports(org, 1)).toEqual([last]);
    expect((await ledger.reports(org, 9)).map(({ finishedAt }) => finishedAt)).toEqual(
      [2000, 1000, 0].map((ms) => later(ms).toISOString()),
    );
  });

  it("keeps for a page the view of the latest report, whose stamp changes, and the numbers of all", async () => {
    const ledger = await open(await newPlace());
    expect(await ledger.view(org)).toBeNull();
    const before = await ledger.stamp(org);
    const keep = (ms: number, group: string) =>
      ledger.keepReport(org, {
        report: sampleReport([], { finishedAt: later(ms).toISOString() }),
        view: { ...emptyView, groups: [{ name: group, state: "read" }] },
        figures: { inScope: ms, steps: [], ways: {}, met: { people: 0, asked: 0 } },
      });
    await keep(2000, "Later");
    await keep(1000, "Earlier");
    expect((await ledger.view(org))?.view.groups).toEqual([{ name: "Later", state: "read" }]);
    expect((await ledger.runs(org)).map(({ figures }) => figures?.inScope)).toEqual([2000, 1000]);
    expect(await ledger.stamp(org)).not.toEqual(before);
    expect(await ledger.stamp(org)).toEqual(await ledger.stamp(org));
  });

  it("gives the alerts that changed since it gave them last, also where a change kept their length", async () => {
    const ledger = await open(
      await seededLedger(
        org,
        ["1", "2", "3"].map((id) => aRecord({ id, note: "one" })),
      ),
    );
    const idsOf = (records: readonly AlertRecord[]) =>
      records.map(({ alert }) => `${alert.id} ${alert.note}`);
    const whole = await ledger.recordsAfter(org, null);
    expect(idsOf(whole.records)).toEqual(["1 one", "2 one", "3 one"]);
    expect(await ledger.recordsAfter(org, whole.revision)).toEqual({ ...whole, records: [] });
    const before = await ledger.stamp(org);
    const noted = (note: string) => (record: AlertRecord) => ({
      ...record,
      alert: { ...record.alert, note },
    });
    await ledger.changeRecords(["2"], noted("two"), now);
    expect(await ledger.stamp(org)).not.toEqual(before);
    await ledger.changeRecords(["2", "3"], noted("six"), now);
    const changed = await ledger.recordsAfter(org, whole.revision);
    expect(idsOf(changed.records)).toEqual(["2 six", "3 six"]);
    expect(await ledger.stamp("https://other.okta.com")).toEqual({
      alerts: "0",
      runs: "0",
      audit: "0",
      standards: "0",
    });
  });

  it("lets what a run leaves alone be what it was for a page", async () => {
    const ledger = await open(await newPlace());
    await ledger.takeLease(claim("one"));
    const before = await ledger.stamp(org);
    await ledger.keepRun(lease("one"), { now, wanted: nothing }, () => result());
    expect(await ledger.stamp(org)).toEqual(before);
    await ledger.keepRun(lease("one"), { now, wanted: nothing }, () => result({ records: [aRecord()] }));
    const { records } = await ledger.recordsAfter(org, null);
    expect(records).toEqual([aRecord()]);
  });

  it("keeps who did what on a page, and what became of it", async () => {
    const ledger = await open(await newPlace());
    const entry = { id: "1", at: now.toISOString(), who: "nia", action: "beginCheck", about: "{}" };
    await ledger.keepAudit(org, { ...entry, outcome: "asked" });
    await ledger.keepAudit(org, { ...entry, id: "2", at: later(1).toISOString(), outcome: "asked" });
    await ledger.keepAudit(org, { ...entry, outcome: "done" });
    expect((await ledger.audit(org, 9)).map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      "2 asked",
      "1 done",
    ]);
    expect(await ledger.audit(org, 1)).toHaveLength(1);
    expect(await ledger.audit("https://other.okta.com", 9)).toEqual([]);
  });

  it("keeps a hundred reports at most, and none for longer than ninety days", async () => {
    const place = await newPlace();
    const ledger = await open(place);
    const hourMs = 3_600_000;
    const finished = (hours: number) => sampleReport([], { finishedAt: later(hours * hourMs).toISOString() });
    await ledger.keepReport(org, aloneReport(finished(0)));
    for (let hour = 1; hour <= 103; hour++) await ledger.keepReport(org, aloneReport(finished(hour)));
    expect(await ledger.reports(org, 1000)).toHaveLength(100);
    await ledger.keepReport(org, aloneReport(finished(103 + 90 * 24)));
    expect((await ledger.reports(org, 1000)).map(({ finishedAt }) => finishedAt)).toEqual(
      [103 + 90 * 24, 103].map((hours) => later(hours * hourMs).toISOString()),
    );
  });

  describe("answers to standards", () => {
    const { frameworks } = aStandardsReport();
    const finished = (ms: number, change: Partial<StandardsReport> = {}) => {
      const at = later(ms).toISOString();
      return aStandardsReport({ asOf: at, finishedAt: at, ...change });
    };
    const keep = (ledger: Ledger, report: StandardsReport, notReached?: NotReached) =>
      ledger.keepStandards(report, judgedIn(report, notReached));
    const pci = frameworks.map((one) => ({ ...one, id: "pci" }));
    const days = (ms: number) => ms * 86_400_000;

    it("are kept with all that decided, latest first, and are there once", async () => {
      const ledger = await open(await newPlace());
      expect(await ledger.standards(null)).toEqual([]);
      const before = await ledger.stamp(org);
      for (const ms of [0, 1000, 1000]) await keep(ledger, finished(ms));
      const elsewhere = { ...aStandardsReport().org, url: "https://other.okta.com" };
      await keep(ledger, finished(9000, { org: elsewhere }));
      const kept = await ledger.standards(org);
      expect(kept.map(({ finishedAt }) => finishedAt)).toEqual(
        [1000, 0].map((ms) => later(ms).toISOString()),
      );
      expect(await ledger.stamp(org)).toMatchObject({
        ...before,
        standards: expect.not.stringMatching(/^0$/),
      });
      const [latest] = kept;
      if (latest === undefined) throw new Error("nothing was kept");
      expect(latest).toMatchObject({
        org,
        id: "stig",
        version: "V1R2",
        by: "standards",
        statuses: { "V-273193": ["open", "pass", "open"] },
      });
      const { requirements } = (await ledger.answers(latest)) ?? {};
      expect(requirements).toEqual(frameworks[0]?.requirements);
      expect(await ledger.answers({ ...latest, answers: "forgotten" })).toBeNull();
      expect(await ledger.standards(null)).toHaveLength(kept.length + 1);
    });

    it("tell whom the latest of each standard does not reach, and no older one", async () => {
      const ledger = await open(await newPlace());
      const reached = (id: string): NotReached => ({ answers: [["V-273193: open"]], people: [[id, 0]] });
      await keep(ledger, finished(1000), reached("00ukim"));
      await keep(ledger, finished(0), reached("00uold"));
      await keep(ledger, finished(0, { frameworks: pci }), reached("00upci"));
      const kept = await ledger.standards(org);
      const told = await Promise.all(kept.map((one) => ledger.notReached(one)));
      expect(kept.map(({ id }) => id)).toEqual(["stig", "pci", "stig"]);
      expect(told).toEqual([reached("00ukim"), reached("00upci"), null]);
    });

    it("are kept with the report of a check that gave them, or neither", async () => {
      const ledger = await open(await newPlace());
      const report = sampleReport();
      const kept = { ...aloneReport(report), standards: judgedIn(aStandardsReport()) };
      const failing = ledger.keepReport(org, kept, async () => {
        throw new Error("the job is not ours");
      });
      await expect(failing).rejects.toThrow("the job is not ours");
      expect(await ledger.standards(org)).toEqual([]);
      await ledger.keepReport(org, kept);
      const [run] = await ledger.runs(org);
      expect(await ledger.standards(org)).toMatchObject([
        { id: "stig", by: "check", run: run?.id, finishedAt: report.finishedAt, tool: report.tool.version },
      ]);
    });

    it("are kept as long as reports are, whichever run comes after them", async () => {
      const ledger = await open(await newPlace());
      await keep(ledger, finished(0, { frameworks: pci }));
      await keep(ledger, finished(days(1)));
      const idsAfter = async (ms: number) => {
        const finishedAt = later(ms).toISOString();
        await ledger.keepReport(org, aloneReport(sampleReport([], { finishedAt })));
        return (await ledger.standards(org)).map(({ id }) => id);
      };
      expect(await idsAfter(days(90))).toEqual(["stig", "pci"]);
      expect(await idsAfter(days(90) + 1)).toEqual(["stig"]);
      for (let run = 1; run <= 103; run += 1) await keep(ledger, finished(days(90) + run));
      expect(await ledger.standards(org)).toHaveLength(100);
    });
  });

  describe("an alert by the beginning of its id", () => {
    const ids = ["aa10", "aa11", "ab%_", "b\\"];
    const seeded = async () =>
      open(
        await seededLedger(
          org,
          ids.map((id) => aRecord({ id })),
        ),
      );

    it.each([
      ["aa10", "aa10"],
      ["ab", "ab%_"],
      ["ab%", "ab%_"],
      ["b\\", "b\\"],
    ])("%s", async (beginning, id) => {
      expect((await (await seeded()).record(beginning)).record.alert.id).toBe(id);
    });

    it.each([
      ["aa", "ALERT_AMBIGUOUS", "write more of the id: aa10, aa11"],
      ["", "ALERT_NOT_FOUND", "alerts list"],
      ["%", "ALERT_NOT_FOUND", "alerts list"],
      ["_a", "ALERT_NOT_FOUND", "alerts list"],
      ["aa100", "ALERT_NOT_FOUND", "alerts list"],
    ])("%j is none", async (beginning, code, remedy) => {
      const wanted = (await seeded()).record(beginning);
      await expect(wanted).rejects.toMatchObject({ code, remedy: expect.stringContaining(remedy) });
    });

    it("several are changed together, each once, or none of them", async () => {
      const ledger = await seeded();
      const close = ({ alert, ...rest }: AlertRecord) => ({
        ...rest,
        alert: { ...alert, state: "acknowledged" as const },
      });
      const states = async () =>
        (await ledger.records(org))
          .map(({ record }) => record.alert.state)
          .filter((state) => state !== "open");
      await expect(ledger.changeRecords(["aa10", "nope"], close, now)).rejects.toMatchObject({
        code: "ALERT_NOT_FOUND",
      });
      expect(await states()).toEqual([]);
      const changed = await ledger.changeRecords(["ab", "aa10", "aa10"], close, now);
      expect(changed.map(({ record }) => record.alert.id)).toEqual(["ab%_", "aa10"]);
      expect(await states()).toHaveLength(2);
    });
  });

  it("knows no alert of an id that it does not have", async () => {
    const ledger = await open(await newPlace());
    await expect(ledger.changeRecords(["nope"], (record) => record, now)).rejects.toMatchObject({
      code: "ALERT_NOT_FOUND",
    });
  });
});
