import { randomUUID } from "node:crypto";
import process from "node:process";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import type { ClaimedJob, Slot } from "../../src/jobs/job.ts";
import { openJobQueue } from "../../src/jobs/job-queue.ts";
import { jobStatus } from "../../src/jobs/job-status.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { type PostgresServer, startPostgres } from "../support/postgres-server.ts";
import { aloneReport, sampleReport } from "../support/sample-report.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const acme = "https://acme.okta.com";
const globex = "https://globex.okta.com";
const orgs = [acme, globex];
const due = new Date("2020-01-01T00:00:00.000Z");
const slot = (org: string, part: Partial<Slot> = {}): Slot => ({
  kind: "check",
  org,
  id: randomUUID(),
  dueAt: due,
  ...part,
});
const failure = { code: "NETWORK", message: "the org does not answer" };

// `npm test` must pass with Node alone; CI installs a server.
describe.runIf(process.env["PLUMBLINE_POSTGRES"] === "1")("a queue of jobs", () => {
  let server: PostgresServer;
  let databases = 0;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.close());

  /** A queue as two workers see it. */
  async function newQueue() {
    const place = await server.newDatabase(`jobs_${databases++}`);
    const open = async (name: string) => {
      const ledger = await openLedger(place, { create: true });
      const queue = await openJobQueue(ledger, { owner: randomUUID(), holder: name });
      onTestFinished(async () => {
        await queue.close();
        await ledger.close();
      });
      const run = (statement: string) => ledger.sql.executeSql(statement);
      const claim = async (kinds: readonly Slot["kind"][] = ["check"]) => queue.claim(kinds, orgs);
      const status = async (org: string) => (await jobStatus(ledger, orgs)).find((one) => one.org === org);
      return { ...queue, claim, ledger, run, status };
    };
    const [one, two] = await Promise.all([open("one"), open("two")]);
    return { one, two };
  }

  /** As if the worker that holds an org had not been heard of for a minute. */
  const endLeases = "update lease set expires_at = '2000-01-01T00:00:00.000Z'";
  const skipBackoff = "update plumbline_jobs.job set start_after = now() where state < 'active'";
  const claimed = (job: ClaimedJob | null): ClaimedJob => {
    if (job === null) throw new Error("there was a job to take");
    return job;
  };

  it("takes a slot once, whoever puts it in line and how often", async () => {
    const { one, two } = await newQueue();
    const slots = [slot(acme), slot(globex)];
    const planned = await Promise.all([one.plan(slots), two.plan(slots)]);
    expect(new Set(planned.flatMap((ids) => [...ids]))).toEqual(new Set(slots.map(({ id }) => id)));
    const jobs = [await one.claim(), await two.claim(), await one.claim(), await two.claim()];
    expect(new Set(jobs.map((job) => job?.id))).toEqual(new Set([...slots.map(({ id }) => id), undefined]));
    for (const job of jobs.slice(0, 2)) await (job === jobs[0] ? one : two).complete(claimed(job));
    await two.plan(slots);
    expect(await two.claim()).toBeNull();
  });

  it("knows what was done also once that is in the archive", async () => {
    const { one } = await newQueue();
    const done = slot(acme);
    await one.plan([done]);
    await one.complete(claimed(await one.claim()));
    await one.run("update plumbline_jobs.job set completed_on = now() - interval '1 hour'");
    await one.run(
      "with gone as (delete from plumbline_jobs.job where state = 'completed' returning *) insert into plumbline_jobs.archive select * from gone",
    );
    expect(await one.plan([done])).toEqual(new Set([done.id]));
    expect(await one.claim()).toBeNull();
  });

  it("leaves the next slot of an org until it is done with the last one", async () => {
    const { one } = await newQueue();
    const [first, next] = [slot(acme), slot(acme)];
    await one.plan([first]);
    expect(await one.plan([next])).toEqual(new Set());
    await one.complete(claimed(await one.claim()));
    expect(await one.plan([next])).toEqual(new Set([next.id]));
  });

  it("has an org worked on by one worker, and keeps no other org waiting for that", async () => {
    const { one, two } = await newQueue();
    await one.plan([
      slot(acme),
      slot(acme, { kind: "watch" }),
      slot(globex, { kind: "watch", dueAt: new Date() }),
    ]);
    expect(claimed(await one.claim())).toMatchObject({ org: acme, kind: "check" });
    expect(claimed(await two.claim(["watch"]))).toMatchObject({ org: globex });
    expect(await two.claim(["watch"])).toBeNull();
    expect(claimed(await one.claim(["watch"]))).toMatchObject({ org: acme });
  });

  it("writes the end of a job with what it is for, or neither", async () => {
    const { one, two } = await newQueue();
    await one.plan([slot(acme)]);
    const job = claimed(await one.claim());
    await one.run(endLeases);
    await two.reclaim(() => false);
    await two.run(skipBackoff);
    const again = claimed(await two.claim());
    expect(again.id).toBe(job.id);
    const late = one.ledger.keepReport(acme, aloneReport(sampleReport()), (sql) => one.complete(job, sql));
    await expect(late).rejects.toMatchObject({ code: "LEDGER_LEASE_LOST" });
    expect(await one.ledger.runs(acme)).toEqual([]);
    await two.ledger.keepReport(acme, aloneReport(sampleReport()), (sql) => two.complete(again, sql));
    expect(await one.ledger.runs(acme)).toHaveLength(1);
    // It did not hear that it was done: to say it once more is no harm.
    await two.complete(again);
    await expect(one.fail(job, failure)).rejects.toMatchObject({ code: "LEDGER_LEASE_LOST" });
  });

  it("tries again what failed, ever later, and at last puts it among the dead until it goes well", async () => {
    const { one } = await newQueue();
    await one.plan([slot(acme)]);
    let tries = 0;
    for (let job = await one.claim(); job !== null; job = await one.claim()) {
      expect(job.failures).toBe(tries);
      tries += 1;
      await one.fail(job, failure);
      expect(await one.status(acme)).toMatchObject({ state: "failing", error: failure });
      expect(await one.claim()).toBeNull();
      await one.run(skipBackoff);
    }
    expect(await one.status(acme)).toMatchObject({ state: "failing", error: failure, dead: 1, doneAt: null });
    await one.plan([slot(acme)]);
    await one.complete(claimed(await one.claim()));
    expect(await one.status(acme)).toMatchObject({ state: "idle", error: null, dead: 0 });
    expect(tries).toBeGreaterThan(3);
  });

  it("gives the jobs of a worker that ended to others, and does not count that as a failure", async () => {
    const { one, two } = await newQueue();
    await one.plan([slot(acme)]);
    await one.claim();
    await two.reclaim(() => false);
    expect(await two.claim()).toBeNull();
    await two.reclaim((holder) => holder === "one");
    await two.run(skipBackoff);
    expect(claimed(await two.claim())).toMatchObject({ org: acme, failures: 0 });
    expect(await two.status(acme)).toMatchObject({ state: "running", worker: "two" });
  });

  it("gives up on a job by which one worker after another ended", async () => {
    const { one, two } = await newQueue();
    await one.plan([slot(acme)]);
    let deaths = 0;
    while ((await one.claim()) !== null) {
      deaths += 1;
      await one.run(endLeases);
      await two.reclaim(() => false);
      await two.run(skipBackoff);
    }
    expect(deaths).toBeGreaterThan(5);
    expect(await two.status(acme)).toMatchObject({ dead: 1, error: { code: "WORKER_ENDED" } });
  });

  it("hands back what a worker is not done with, or was given without hearing of it", async () => {
    const { one, two } = await newQueue();
    await one.plan([slot(acme), slot(globex)]);
    const [first, second] = [claimed(await one.claim()), claimed(await one.claim())];
    await one.keepOnly([first]);
    expect(claimed(await two.claim()).id).toBe(second.id);
    await one.handBack(first);
    expect(await two.claim()).toBeNull();
    await one.release(first.org);
    expect(claimed(await two.claim())).toMatchObject({ id: first.id, failures: 0 });
  });

  it("keeps of jobs that come every minute only the latest, and of checks all", async () => {
    const { one } = await newQueue();
    const archived = async (kind: Slot["kind"], minute: number): Promise<Slot> => {
      const done = slot(acme, { kind });
      await one.plan([done]);
      await one.complete(claimed(await one.claim([kind])));
      const at = `created_on = now() - interval '${60 - minute} minutes', completed_on = now() - interval '1 hour'`;
      await one.run(`update plumbline_jobs.job set ${at} where id = '${done.id}'`);
      await one.run(
        "with gone as (delete from plumbline_jobs.job where state = 'completed' returning *) insert into plumbline_jobs.archive select * from gone",
      );
      return done;
    };
    await archived("watch", 1);
    const latest = await archived("watch", 2);
    const checks = [await archived("check", 1), await archived("check", 2)];
    await one.reclaim(() => false);
    const { rows } = await one.run("select id from plumbline_jobs.archive");
    expect(new Set(rows)).toEqual(new Set([latest, ...checks].map(({ id }) => ({ id }))));
    expect(await one.plan([latest])).toEqual(new Set([latest.id]));
    expect(await one.claim(["watch"])).toBeNull();
  });

  it("knows which orgs a worker still has", async () => {
    const { one, two } = await newQueue();
    await one.plan([slot(acme), slot(globex)]);
    await one.claim();
    await two.claim();
    expect([...(await one.renew()), ...(await two.renew())].toSorted()).toEqual(orgs.toSorted());
    await one.run(endLeases);
    await two.reclaim(() => true);
    expect(await one.renew()).toEqual(new Set());
    expect(await jobStatus(one.ledger, [])).toEqual([]);
  });
});
