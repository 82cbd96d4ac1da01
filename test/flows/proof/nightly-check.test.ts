import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { callerOf } from "../../../src/cli/caller-of.ts";
import { acmeClassicState } from "../../../src/emulator/acme/acme-classic.ts";
import { faultPlanSchema } from "../../../src/emulator/server/faults.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import { packageRoot } from "../../../src/flows/catalogue/package-root.ts";
import { performCheck } from "../../../src/flows/check/perform-check.ts";
import { openLedger } from "../../../src/ledger/open-ledger.ts";
import { PlumblineError } from "../../../src/model/errors.ts";
import { fakeTerminal } from "../../support/fake-terminal.ts";
import { nightlyAcme } from "../../support/nightly-acme.ts";
import { temporaryFolder } from "../../support/seeded-ledger.ts";

// Orgs are read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 240_000 });

const key = "webauthn";

it("reads everybody the first night, and the next night only whom an event is about and a few more", async () => {
  const acme = await nightlyAcme();
  const first = await acme.check();
  const everybody = first.report.summary.proof?.read ?? 0;
  expect(first.report.summary.proof).toEqual({
    oldest: expect.stringMatching(/^2026-11-23T02:00:0/),
    reused: 0,
    read: everybody,
    sampled: 0,
    silentChanges: 0,
    silentRateBelow: null,
    asOf: expect.stringMatching(/^2026-11-23T02:00:0/),
  });
  expect(everybody).toBeGreaterThan(30);

  acme.later(24);
  await acme.enrolKey("dana@acme.example");
  const second = await acme.check();
  const { proof } = second.report.summary;
  expect(proof).toMatchObject({
    oldest: expect.stringMatching(/^2026-11-23T02:00:0/),
    sampled: Math.ceil(everybody / 30),
    silentChanges: 0,
    asOf: expect.stringMatching(/^2026-11-24T01:45:0/),
  });
  // Dana, and everybody's thirtieth part; the token's owner is the one who acted.
  expect(proof?.read).toBeLessThanOrEqual(2 + Math.ceil(everybody / 30));
  expect((proof?.reused ?? 0) + (proof?.read ?? 0)).toBe(everybody);
  expect(second.report.summary).toMatchObject({ ...first.report.summary, proof });
  expect(second.exitCode).toBe(0);
});

it("sees a factor that was removed, at once", async () => {
  const acme = await nightlyAcme();
  await acme.check();
  acme.later(24);
  const dana = acme.userId("dana@acme.example");
  await acme.change("POST", `/users/${dana}/lifecycle/reset_factors`);
  const { report, exitCode } = await acme.check();
  expect(exitCode).toBe(2);
  const danas = report.findings.filter(
    ({ status, subject: { name } }) => status === "open" && name === "dana@acme.example",
  );
  expect(danas.map(({ check }) => check)).toContain("factors");
});

it("calls what no event explains a silent change, and reads everybody the next night", async () => {
  const acme = await nightlyAcme();
  const first = await acme.check();
  const everybody = first.report.summary.proof?.read ?? 0;
  acme.later(24);
  acme.emulator.change({ users: [{ login: "dana@acme.example", factors: [key] }] });
  acme.later(24 * 30);
  const second = await acme.check();
  expect(second.exitCode).toBe(2);
  expect(second.report.findings.filter(({ check }) => check === "silent-change")).toMatchObject([
    {
      check: "silent-change",
      severity: "high",
      subject: { type: "user", name: "dana@acme.example" },
      field: "enrolments",
      expected: expect.arrayContaining(["okta_verify:push"]),
      actual: expect.arrayContaining([key]),
      changedBy: null,
    },
  ]);
  expect(second.report.summary.proof).toMatchObject({ silentChanges: 1, reused: 0 });

  acme.later(1);
  const third = await acme.check("--request-share", "10%");
  expect(third.stderr).toContain("everybody is read, whatever it takes");
  expect(third.report.summary.proof).toMatchObject({ read: everybody, reused: 0, silentChanges: 0 });
  acme.later(1);
  const fourth = await acme.check();
  expect(fourth.report.summary.proof).toMatchObject({ silentChanges: 0 });
  expect(fourth.report.summary.proof?.reused).toBeGreaterThan(everybody / 2);
});

it("leaves whom the share of requests does not reach unknown, and reads administrators first", async () => {
  const acme = await nightlyAcme();
  const { report, exitCode } = await acme.check("--request-share", "60%");
  expect(exitCode).toBe(1);
  expect(report.summary.verdict).toBe("unknown");
  expect(report.gaps).toMatchObject([
    {
      slice: "factors",
      reason: expect.stringMatching(/^not asked: this run may take \d+ requests, 60 % of a full read$/),
    },
  ]);
  const unread = report.findings.filter(({ status, check }) => status === "unknown" && check === "factors");
  expect(unread.length).toBeGreaterThan(0);
  expect(unread.filter(({ requirement }) => requirement === "admins")).toEqual([]);
});

it("reads everybody where the log does not lead on from the last night", async () => {
  const acme = await nightlyAcme();
  await acme.check();
  acme.later(24 * 91);
  const late = await acme.check();
  expect(late.stderr).toContain("nothing remembered counts: Okta does not keep its log for so long");
  expect(late.report.summary.proof).toMatchObject({ reused: 0 });
});

it("finds who came, who left and who changed without reading the list of people again", async () => {
  const acme = await nightlyAcme();
  await acme.check();
  const pages = () => acme.emulator.requests.get("GET /api/v1/users") ?? 0;
  const before = pages();
  acme.later(24);
  const profile = {
    login: "wren@acme.example",
    email: "wren@acme.example",
    firstName: "Wren",
    lastName: "Roy",
  };
  await acme.change("POST", "/users?activate=true", {
    profile,
    credentials: { password: { value: "x9-Acme-pass" } },
  });
  await acme.change("POST", `/users/${acme.userId("dana@acme.example")}/lifecycle/suspend`);
  await acme.change("POST", `/users/${acme.userId("kim@acme.example")}/lifecycle/deactivate`);
  const { report } = await acme.check("--people");
  const full = await acme.run(["check", "--baseline", acme.baseline, "--format", "json", "--people"]);
  const { summary, people } = JSON.parse(full.stdout);
  expect(report.people).toEqual(people);
  expect(report.summary.people).toEqual(summary.people);
  // One search and one count; the full reading takes the list and the count.
  expect(pages() - before).toBe(4);
});

it("reads the whole list once a week, and finds whom nothing told of", async () => {
  const acme = await nightlyAcme();
  const inScope = [(await acme.check()).report.summary.people.inScope ?? 0];
  for (const hours of [24 * 6, 24]) {
    acme.emulator.change({
      users: [{ login: `quiet-${hours}@acme.example`, created: "2025-01-01T00:00:00.000Z" }],
    });
    acme.later(hours);
    const { report } = await acme.check();
    inScope.push(report.summary.people.inScope ?? 0);
  }
  const [first = 0, ...later] = inScope;
  expect(later).toEqual([first, first + 2]);
});

it("reads first whom the console's report calls weak, and believes nobody for it", async () => {
  const order: string[] = [];
  const acme = await nightlyAcme({
    onExchange: ({ path }) => {
      const [, user] = /^\/api\/v1\/users\/(\w+)\/authenticator-enrollments$/.exec(path) ?? [];
      if (user !== undefined) order.push(user);
    },
  });
  await (await openLedger(acme.ledger, { create: true })).close();
  const csv = await fetch(`${acme.emulator.url}/__emulator/reports/mfa-usage.csv`);
  const rows = (await csv.text()).split("\r\n");
  const file = join(await temporaryFolder(), "usage.csv");
  await writeFile(file, rows.filter((row) => !row.includes("dana@acme.example")).join("\r\n"));
  const said = await acme.run([
    ...["check", "--baseline", acme.baseline, "--format", "json", "--seed-report", file],
  ]);
  expect(said.stderr).toContain("MFA Usage names");
  // Some are asked at a time.
  expect(order.indexOf(acme.userId("dana@acme.example"))).toBeLessThan(16);
  const usual = await acme.run(["check", "--baseline", acme.baseline, "--format", "json"]);
  const findings = (text: string) => JSON.parse(text).findings;
  expect(findings(said.stdout)).toEqual(findings(usual.stdout));

  await writeFile(file, "Login,MFA Factor\nzoe@elsewhere.example,Okta Verify Push\n");
  const elsewhere = await acme.run(["check", "--baseline", acme.baseline, "--seed-report", file]);
  expect(elsewhere.stderr).toContain("names nobody of this org, and orders nothing");

  await writeFile(file, "Name,Mail\n");
  const refused = await acme.run(["check", "--baseline", acme.baseline, "--seed-report", file]);
  expect(refused).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining("error[SEED_REPORT_INVALID]"),
  });
  const nowhere = await acme.run(["check", "--baseline", acme.baseline, "--seed-report", `${file}.no`]);
  expect(nowhere.stderr).toContain("fix: export Reports > MFA Usage");
});

it.each([
  [["--request-share", "1%"], "--request-share bounds a check that remembers"],
  [["--max-proof-age", "30d", "--snapshot", "org.json"], "--snapshot reads none"],
  [["--seed-report", "usage.csv", "--snapshot", "org.json"], "--snapshot reads none"],
  [["--max-proof-age", "soon"], "Write a duration such as 30d or 12h, or 0 to read everybody."],
])("refuses %j", async (flags, words) => {
  const acme = await nightlyAcme();
  const { exitCode, stderr } = await acme.run(["check", "--baseline", acme.baseline, ...flags]);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(words)]);
});

it("reads again whoever holds a device that was switched, and whoever might have held one that is gone", async () => {
  const acme = await nightlyAcme();
  const users = ["dana@acme.example"];
  acme.emulator.change({ devices: ["guophone", "guolaptop"].map((id) => ({ id, name: id, users })) });
  const everybody = (await acme.check()).report.summary.proof?.read ?? 0;
  acme.later(1);
  await acme.change("POST", "/devices/guophone/lifecycle/suspend");
  const second = await acme.check();
  // Dana, who acted, and a few to compare.
  expect(second.report.summary.proof?.read).toBeLessThanOrEqual(2 + Math.ceil(everybody / 30));
  acme.later(1);
  for (const action of ["POST /devices/guolaptop/lifecycle/deactivate", "DELETE /devices/guolaptop"]) {
    const [method = "", path = ""] = action.split(" ");
    await acme.change(method, path);
  }
  const third = await acme.check();
  const { read = 0, reused = 0 } = third.report.summary.proof ?? {};
  expect(read).toBeGreaterThan(everybody / 3);
  expect(reused).toBeGreaterThan(0);
  expect(third.exitCode).toBe(0);
});

it("reads everybody, and says why, where the log may not be read", async () => {
  const faults = faultPlanSchema.parse({
    faults: [{ path: "/api/v1/logs", nth: [3, 4], effect: { kind: "forbidden" } }],
  });
  const acme = await nightlyAcme({ faults });
  await acme.check();
  acme.later(24);
  const blind = await acme.check();
  expect(blind.stderr).toContain("nothing remembered counts, since the System Log could not be read");
  expect(blind.report.summary.proof).toMatchObject({ reused: 0, sampled: 0 });
  expect(blind.exitCode).toBe(0);
});

it("gives its answer also where nothing can be kept, and reads everybody again for it", async () => {
  const acme = await nightlyAcme();
  const ledger = await openLedger(acme.ledger, { create: true });
  onTestFinished(() => ledger.close());
  const full = new PlumblineError("LEDGER_UNWRITABLE", "there is no room left", { remedy: "make room" });
  const refusing = { ...ledger, proofs: { ...ledger.proofs, keep: () => Promise.reject(full) } };
  const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);
  const proofs = { maxProofAge: 1000, random: () => 0 };
  const terminal = fakeTerminal({ env: acme.env });
  const request = { checks, baseline: acme.baseline, proofs };
  const { report } = await performCheck({ ...request, ledger: refusing }, callerOf(terminal));
  expect(report.summary.verdict).toBe("in-line");
  expect(terminal.written.stderr).toContain("what was read of people was not kept in the ledger");
  expect((await ledger.proofs.recall(acme.emulator.url)).proofs.size).toBe(0);
  const broken = {
    ...ledger,
    proofs: { ...ledger.proofs, keep: () => Promise.reject(new TypeError("ours")) },
  };
  await expect(performCheck({ ...request, ledger: broken }, callerOf(terminal))).rejects.toThrow("ours");
  await expect(performCheck({ ...request, ledger: null }, callerOf(terminal))).rejects.toMatchObject({
    code: "USAGE",
  });
});

it("tells nothing of memory where nobody's enrolments are asked for", async () => {
  const acme = await nightlyAcme();
  const { report } = await acme.check("--only", "group-missing");
  expect(report.summary.proof).toBeUndefined();
});

it("remembers what factors showed on the Classic Engine, as long as the same policies filter it", async () => {
  const acme = await nightlyAcme({ state: acmeClassicState() });
  const classic = ["--baseline", join(packageRoot(), "policy/baseline.classic.yaml")];
  const first = await acme.check(...classic);
  const everybody = first.report.summary.proof?.read ?? 0;
  expect(everybody).toBeGreaterThan(5);
  acme.later(24);
  const second = await acme.check(...classic);
  expect(second.report.summary.proof?.reused).toBeGreaterThan(everybody / 2);
  expect(second.report.findings).toEqual(first.report.findings);
  const policies = await acme.change("GET", "/policies?type=MFA_ENROLL");
  const [policy] = Object.values(policies) as { readonly id: string }[];
  await acme.change("POST", `/policies/${policy?.id}/lifecycle/deactivate`);
  acme.later(24);
  const third = await acme.check(...classic);
  const full = await acme.run(["check", ...classic, "--format", "json"]);
  expect(third.report.findings).toEqual(JSON.parse(full.stdout).findings);
  expect(third.report.findings).not.toEqual(second.report.findings);
});
