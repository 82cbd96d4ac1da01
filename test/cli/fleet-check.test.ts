import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { emulatedOrg } from "../../src/cli/emulated-org.ts";
import { run } from "../../src/cli/run.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import type { FaultPlan } from "../../src/emulator/server/faults.ts";
import type { FleetReport } from "../../src/model/fleet-report.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { closedUrl } from "../support/loopback-server.ts";
import { type ServedFleetOrg, serveFleet } from "../support/served-fleet.ts";
import { expectGolden } from "./golden-run.ts";

// Several orgs are read over real sockets: seconds, on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

// The org's clock and the machine's are held against each other: it is one time.
const now = new Date();
const cheap = ["--only", "authenticator-status"];

const acme = (name: string, effect?: FaultPlan["faults"][number]): ServedFleetOrg => ({
  name,
  org: { state: acmeState(now), ...(effect !== undefined && { faults: { seed: 1, faults: [effect] } }) },
});
const drifted = async (name: string): Promise<ServedFleetOrg> => ({
  name,
  org: { state: (await emulatedOrg({ drifted: true }, now)).state },
});

describe("fleet check", () => {
  it("gives each org its answer, whatever becomes of the others", async () => {
    const fleet = await serveFleet(
      [
        acme("in-line"),
        await drifted("drifted"),
        { name: "down", org: await closedUrl(), credentials: { API_TOKEN: "top-secret" } },
        { name: "bare", org: { state: acmeState(now) }, credentials: { CLIENT_ID: "0oaBare" } },
        { name: "refused", org: { state: acmeState(now) }, credentials: { API_TOKEN: "top-secret" } },
        { ...acme("lost"), baseline: "/nowhere/baseline.yaml" },
        acme("slow", { path: "/api/v1/users", probability: 1, effect: { kind: "slow", ms: 500 } }),
        acme("withheld", { path: "/api/v1/policies", probability: 1, effect: { kind: "forbidden" } }),
        acme("limited", {
          path: "/api/v1/users",
          nth: [1],
          probability: 1,
          effect: { kind: "too-many-requests", resetSeconds: 1 },
        }),
      ],
      now,
    );
    const { exitCode, stdout, stderr } = await fleet.run("check", "--format", "json", "--quiet");
    const report: FleetReport = JSON.parse(stdout);
    expect(exitCode).toBe(2);
    expect(report.summary).toEqual({ orgs: 9, inLine: 3, drift: 1, unknown: 1, failed: 4 });
    expect(
      report.orgs.map(({ name, exitCode: code, error, report: one }) => [
        name,
        code,
        one?.summary.verdict ?? error?.code,
      ]),
    ).toEqual([
      ["in-line", 0, "in-line"],
      ["drifted", 2, "drift"],
      ["down", 1, "NETWORK"],
      ["bare", 1, "CREDENTIALS_MISSING"],
      ["refused", 1, "AUTH_FAILED"],
      ["lost", 1, "BASELINE_NOT_FOUND"],
      ["slow", 0, "in-line"],
      ["withheld", 1, "unknown"],
      ["limited", 0, "in-line"],
    ]);
    expect(report.orgs[3]?.error?.message).toBe("BARE_PRIVATE_KEY is not set");
    expect(report.orgs[4]?.error?.remedy).toContain("REFUSED_API_TOKEN");
    expect(stdout + stderr).not.toContain("top-secret");
    expect(stdout).not.toContain("OKTA_API_TOKEN");
    const dana = report.people.uneven.find(({ login }) => login === "dana@acme.example");
    expect(dana?.weakest).toEqual(["drifted"]);
    expect(report.people.administrators.map(({ login }) => login)).toContain("nia@acme.example");
  });

  it("tells each org's answer, the worst causes, and who is held least where", async () => {
    const fleet = await serveFleet(
      [
        acme("acme-prod"),
        await drifted("acme-us"),
        { name: "acme-preview", org: { state: acmeState(now) }, credentials: {} },
      ],
      now,
    );
    await expectGolden(["fleet", "check", "--fleet", fleet.file], {
      env: fleet.env,
      now,
      hide: fleet.folder,
      shown: "fleet check",
    });
  });

  it("keeps the answers that are there when it is stopped", async () => {
    const fleet = await serveFleet(
      [
        acme("fast"),
        acme("hung", { path: "/api/v1/**", probability: 1, effect: { kind: "slow", ms: 600_000 } }),
        acme("waiting"),
      ],
      now,
    );
    const terminal = fakeTerminal({ env: fleet.env, now });
    const files = join(fleet.folder, "{org}.json");
    const running = run(
      ["fleet", "check", "--fleet", fleet.file, ...cheap, "--parallel", "1", "--format", `json=${files}`],
      terminal,
    );
    await vi.waitFor(() => expect(existsSync(join(fleet.folder, "fast.json"))).toBe(true), 60_000);
    terminal.interrupt();
    expect(await running).toBe(1);
    expect(terminal.written.stdout).toContain("3 orgs: 2 could not be checked, 1 in line.");
    expect(terminal.written.stdout.match(/error\[INTERRUPTED\]/g)).toHaveLength(2);
    expect(JSON.parse(await readFile(join(fleet.folder, "fast.json"), "utf8"))).toMatchObject({
      summary: { verdict: "in-line" },
    });
  });

  it("keeps the report of each org in the ledger, for status to tell of", async () => {
    const fleet = await serveFleet(
      [acme("acme-prod"), await drifted("acme-us"), acme("acme-dev"), acme("acme-eu")],
      now,
    );
    const ledger = ["--ledger", join(fleet.folder, "fleet.db")];
    const checked = await fleet.run("check", ...cheap, ...ledger);
    expect(checked.exitCode).toBe(2);
    const { exitCode, stdout } = await fleet.run("status", ...ledger);
    expect(exitCode).toBe(2);
    expect(stdout.split("\n").map((line) => line.slice(0, 18).trimEnd())).toEqual([
      "acme-prod  IN LINE",
      "acme-us    DRIFT",
      "acme-dev   IN LINE",
      "acme-eu    IN LINE",
      "",
    ]);
  });

  it("remembers each org for itself with --max-proof-age, and says how far memory stood", async () => {
    const fleet = await serveFleet([acme("acme-prod"), acme("acme-us")], now);
    const ledger = ["--ledger", join(fleet.folder, "fleet.db"), "--max-proof-age", "30d", "--quiet"];
    const first = await fleet.run("check", ...ledger);
    expect(first.stdout.match(/Enrolments of \d+ people were read now, of 0 earlier/g)).toHaveLength(2);
    const second = await fleet.run("check", ...ledger, "--format", "json");
    const { orgs, exitCode }: FleetReport = JSON.parse(second.stdout);
    const reused = orgs.map(({ report }) => (report?.summary.proof?.reused ?? 0) > 0);
    expect([exitCode, reused]).toEqual([0, [true, true]]);
    const bare = await fleet.run("check", "--request-share", "1%");
    expect([bare.exitCode, bare.stderr]).toEqual([1, expect.stringContaining("add --max-proof-age 30d")]);
  });

  it("names nobody with --redact, and the same person alike in every org", async () => {
    const fleet = await serveFleet([acme("one"), await drifted("two")], now);
    const json = join(fleet.folder, "{org}.json");
    const { stdout } = await fleet.run("check", "--redact", "--format", "json", "--format", `json=${json}`);
    const texts = await Promise.all(
      ["one", "two"].map((name) => readFile(json.replace("{org}", name), "utf8")),
    );
    for (const text of [stdout, ...texts]) {
      expect(text).not.toMatch(/acme\.example|127\.0\.0\.1/);
    }
    const { people }: FleetReport = JSON.parse(stdout);
    const found = people.uneven.find(({ login }) => texts[1]?.includes(`"${login}"`));
    expect(found?.login).toMatch(/^person-[0-9a-f]{12}$/);
  });

  it("takes only the orgs that are asked for, and prints CSV and reports of each in every format", async () => {
    const fleet = await serveFleet(
      [{ ...acme("acme-prod"), more: "tags: [prod], owner: nia@acme.example" }, acme("acme-dev")],
      now,
    );
    const [csv, each] = [join(fleet.folder, "fleet.csv"), join(fleet.folder, "{org}.sarif")];
    const { exitCode, stdout, stderr } = await fleet.run(
      ...["check", ...cheap, "--tag", "prod", "--format", `csv=${csv}`, "--format", `sarif=${each}`],
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "" });
    expect(stderr).toBe(`wrote ${each.replace("{org}", "acme-prod")}\nwrote ${csv}\n`);
    expect((await readdir(fleet.folder)).toSorted()).toEqual(["acme-prod.sarif", "fleet.csv", "fleet.yaml"]);
    const [, row] = (await readFile(csv, "utf8")).split("\r\n");
    expect(row).toMatch(
      /^"acme-prod","http:[^"]+","prod","nia@acme\.example","in-line","0","0","0","0","0","","\d+",""$/,
    );
  });

  it.each([
    [["--format", "htlm"], 'a fleet has no format "htlm"'],
    [["--format", "json="], "--format json= names no file"],
    [["--format", "json", "--format", "csv"], "only one format can go to stdout"],
    [["--format", "sarfi={org}.sarif"], 'there is no format "sarfi", did you mean sarif?'],
    [["--org", "nobody"], 'has no org called "nobody"'],
  ])("refuses %j before it reads anything", async (flags, message) => {
    const fleet = await serveFleet([{ name: "down", org: await closedUrl() }], now);
    const { exitCode, stdout, stderr } = await fleet.run("check", ...flags);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain(message);
  });
});
