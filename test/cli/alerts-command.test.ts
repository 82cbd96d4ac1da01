import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { unknownPerson } from "../../src/alerts/memory/memory.ts";
import { run } from "../../src/cli/run.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { aRecord } from "../support/an-alert.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { seededLedger, temporaryFolder } from "../support/seeded-ledger.ts";

const org = "https://acme.okta.com";
const danasReset = aRecord({ id: "dana-reset" });
const omarIsAdmin = aRecord({
  id: "omar-admin",
  detection: "admin-granted",
  severity: "critical",
  state: "acknowledged",
  subject: { type: "user", id: "00uomar", name: "Omar@acme.example" },
  lastSeenAt: "2026-11-22T09:00:00.000Z",
  openedAt: "2026-11-22T09:00:00.000Z",
  note: "nia@acme.example",
});
const oldZone = aRecord({
  id: "zone",
  detection: "zone-changed",
  severity: "low",
  state: "resolved",
  subject: { type: "zone", id: "nzo1", name: "dana@acme.example" },
  openedAt: "2026-11-01T09:00:00.000Z",
  lastSeenAt: "2026-11-01T09:00:00.000Z",
  resolvedAt: "2026-11-02T09:00:00.000Z",
  resolution: "it was us",
});
const records = [danasReset, omarIsAdmin, oldZone];
const kim = { ...unknownPerson("00ukim"), login: "kim@acme.example" };

async function runAlerts(place: string, argv: readonly string[], env: Record<string, string> = {}) {
  const terminal = fakeTerminal({ env });
  const exitCode = await run(["alerts", ...argv, "--ledger", place], terminal);
  return { exitCode, ...terminal.written };
}

async function listed(argv: readonly string[], env: Record<string, string> = {}) {
  const place = await seededLedger(org, records, [kim]);
  const { stdout, stderr, exitCode } = await runAlerts(place, ["list", "--format", "json", ...argv], env);
  if (exitCode !== 0) throw new Error(stderr);
  const { alerts }: { alerts: { id: string }[] } = JSON.parse(stdout);
  return alerts.map(({ id }) => id);
}

describe("alerts list", () => {
  it.each<[string, readonly string[]]>([
    ["", ["omar-admin", "dana-reset"]],
    ["--all", ["omar-admin", "dana-reset", "zone"]],
    ["--detection mfa-reset,zone-changed", ["dana-reset"]],
    ["--severity critical,low --all", ["omar-admin", "zone"]],
    ["--person omar@acme.example", ["omar-admin"]],
    ["--person 00udana", ["dana-reset"]],
    ["--all --person dana@acme.example", ["dana-reset"]],
    ["--person kim@acme.example", []],
    ["--state resolved,open", ["dana-reset", "zone"]],
    ["--state acknowledged", ["omar-admin"]],
    ["--since 2h", ["dana-reset"]],
    ["--since 2026-11-22T09:00:00Z", ["omar-admin", "dana-reset"]],
  ])("%s lists the alerts that are meant, worst first", async (flags, ids) => {
    expect(await listed(flags.split(" ").filter((flag) => flag !== ""))).toEqual(ids);
  });

  it("lists the org that the environment names, and says so where it was never read", async () => {
    expect(await listed([], { OKTA_ORG_URL: `${org}/` })).toHaveLength(2);
    const place = await seededLedger(org, records);
    expect(await runAlerts(place, ["list"], { OKTA_ORG_URL: "https://other.okta.com" })).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: expect.stringContaining(
        `error[ORG_NOT_WATCHED]: https://other.okta.com was never read into this ledger; it has ${org}\n`,
      ),
    });
  });

  it("gives alerts as they are in JSON, and nothing else of the ledger", async () => {
    const { stdout } = await runAlerts(await seededLedger(org, [danasReset]), ["list", "--format", "json"]);
    expect(JSON.parse(stdout)).toEqual({ alerts: [danasReset.alert] });
  });

  it("prints two lines an alert", async () => {
    expect((await runAlerts(await seededLedger(org, records), ["list"])).stdout).toBe(
      [
        "critical  Nia reset all factors of dana@acme.example",
        "          admin-granted, 2026-11-22 09:00 UTC, acknowledged; id omar-adm",
        "high      Nia reset all factors of dana@acme.example",
        "          mfa-reset, 2026-11-23 09:00 UTC; id dana-res",
        "",
        "plumbline alerts show ID: why it matters, what to do now, how it closes, and where to look.\n",
      ].join("\n"),
    );
  });

  it("takes the ledger from the environment where no flag names one", async () => {
    const terminal = fakeTerminal({ env: { PLUMBLINE_LEDGER: await seededLedger(org, records) } });
    expect(await run(["alerts", "list", "--severity", "high"], terminal)).toBe(0);
    expect(terminal.written.stdout).toContain("id dana-res\n");
  });

  it.each([
    ["--severity urgent", "USAGE"],
    ["--since yesterday", "USAGE"],
  ])("refuses %s", async (flags, code) => {
    const { exitCode, stderr } = await runAlerts("unused", ["list", ...flags.split(" ")]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining(`error[${code}]`),
    });
  });

  it.each([
    [
      "--detection mfa-rest",
      "DETECTION_NOT_FOUND",
      'there is no detection "mfa-rest"; did you mean mfa-reset?',
    ],
    [
      "--detection mfa-reset,nothing-at-all",
      "DETECTION_NOT_FOUND",
      'there is no detection "nothing-at-all"\n',
    ],
    [
      "--person nobodyy@acme.example",
      "USER_NOT_FOUND",
      "the ledger knows nobody called nobodyy@acme.example\n",
    ],
    ["--person dana@acme.exmaple", "USER_NOT_FOUND", "did you mean dana@acme.example?"],
    ["--person kmi@acme.example", "USER_NOT_FOUND", "did you mean kim@acme.example?"],
    ["--state opne", "USAGE", "Did you mean open?"],
    ["--severity hihg", "USAGE", "Did you mean high?"],
    ["--since 2126-11-22", "USAGE", "lies ahead of now"],
  ])("does not take %s for a filter that lets nothing through", async (flags, code, why) => {
    const place = await seededLedger(org, records, [kim]);
    const { exitCode, stdout, stderr } = await runAlerts(place, ["list", ...flags.split(" ")]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain(`error[${code}]: `);
    expect(stderr).toContain(why);
  });

  it("says so where no org was ever read", async () => {
    const place = join(await temporaryFolder(), "empty.db");
    await (await openLedger(place, { create: true })).close();
    expect(await runAlerts(place, ["list"])).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("error[ORG_NOT_WATCHED]: no org was ever read into this ledger\n"),
    });
  });

  it("does not take a misspelt path for an org without alerts", async () => {
    const { exitCode, stderr } = await runAlerts(join(await temporaryFolder(), "ledgr.db"), ["list"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining("error[LEDGER_NOT_FOUND]"),
    });
  });
});

describe("one alert", () => {
  it("is shown in full", async () => {
    const { stdout } = await runAlerts(await seededLedger(org, records), ["show", "dana-reset"]);
    expect(stdout).toBe(
      [
        "Nia reset all factors of dana@acme.example",
        "  id         dana-reset",
        "  state      open",
        "  severity   high",
        "  detection  mfa-reset",
        "  about      user dana@acme.example (00udana)",
        "  done by    nia@acme.example (User), through admin console, from 192.0.2.7, Norway",
        "  opened     2026-11-23 09:00 UTC",
        "  last seen  2026-11-23 09:00 UTC",
        "  why        A help desk that is talked into a reset hands the account over: whoever signs in next",
        "             enrolls their own factors. The alert closes when the person has an acceptable factor",
        "             again, but that it was the right person who enrolled is for people to ask. An",
        "             administrator counts as critical.",
        "  do now     Call the person, on a number that you knew before, and ask whether they asked for it.",
        "             If they did, see that they and nobody else enroll; if not, suspend the account and ask",
        "             whoever reset it what they were told.",
        "  closes     by itself once the person has an acceptable factor again, or cannot sign in any more;",
        "             or when Okta logs user.lifecycle.deactivate, user.lifecycle.suspend,",
        "             user.lifecycle.delete.initiated for it",
        "  events     e1",
        "  The person in Okta: https://acme-admin.okta.com/admin/user/profile/view/00udana",
        "  The event in the System Log: https://acme-admin.okta.com/report/system_log_2?search=uuid+eq+%22e1%22&fromTime=2026-11-22T09%3A00%3A00.000Z&toTime=2026-11-24T09%3A00%3A00.000Z\n",
      ].join("\n"),
    );
  });

  it("is named by the beginning of its id, and several are settled at once or not at all", async () => {
    const place = await seededLedger(org, records);
    expect((await runAlerts(place, ["show", "dana"])).stdout).toContain("  id         dana-reset\n");
    const refused = await runAlerts(place, ["resolve", "dana", "zone"]);
    expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
    expect(refused.stderr).toContain("alert zone is resolved already: none was changed");
    expect((await runAlerts(place, ["ack", "dana", "--by", "nia@acme.example"])).exitCode).toBe(0);
    expect(await runAlerts(place, ["resolve", "omar", "dana-reset", "--note", "all asked"])).toEqual({
      exitCode: 0,
      stdout: [
        "resolved critical: Nia reset all factors of dana@acme.example: all asked (omar-admin)",
        "resolved high: Nia reset all factors of dana@acme.example: all asked (dana-reset)\n",
      ].join("\n"),
      stderr: "",
    });
    expect((await runAlerts(place, ["list"])).stdout).toBe("No alerts.\n");
  });

  it.each<[string, readonly string[], Record<string, string>]>([
    ["an option", ["--public-url", "https://plumbline.acme.example"], {}],
    ["the environment", [], { PLUMBLINE_PUBLIC_URL: "https://plumbline.acme.example/" }],
  ])("leads to its page, where %s says where that is", async (_, flags, env) => {
    const place = await seededLedger(org, records);
    const { stdout } = await runAlerts(place, ["show", "dana", ...flags], env);
    expect(stdout).toContain(
      "  The alert in Plumbline: https://plumbline.acme.example/alerts/dana-reset\n  The person in Okta: ",
    );
  });

  it("does not lead to what is no address", async () => {
    const place = await seededLedger(org, records);
    const env = { PLUMBLINE_PUBLIC_URL: "plumbline.acme.example/page" };
    expect(await runAlerts(place, ["show", "dana"], env)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("error[USAGE]: PLUMBLINE_PUBLIC_URL is no address of a page"),
    });
  });

  it("gives what to tell of it beside the alert in JSON", async () => {
    const place = await seededLedger(org, records);
    const { alerts, guidance } = JSON.parse(
      (await runAlerts(place, ["show", "omar", "--format", "json"])).stdout,
    );
    expect(alerts).toEqual([omarIsAdmin.alert]);
    expect(guidance["omar-admin"]).toMatchObject({
      why: expect.any(String),
      remedy: expect.any(String),
      closes: expect.stringMatching(/^by hand \(plumbline alerts resolve omar-admin\); or when Okta logs /),
      links: [{ label: "The person in Okta" }, { label: "The event in the System Log" }],
    });
  });

  it("is acknowledged once, then resolved once, and stays in the list of all", async () => {
    const place = await seededLedger(org, records);
    const ack = [
      "ack",
      "dana-reset",
      "--by",
      "nia@acme.example",
      "--note",
      "a lost phone",
      "--format",
      "json",
    ];
    expect(JSON.parse((await runAlerts(place, ack)).stdout)).toMatchObject({
      alerts: [{ id: "dana-reset", state: "acknowledged", note: "nia@acme.example: a lost phone" }],
    });
    expect((await runAlerts(place, ack)).stderr).toContain("alert dana-reset is acknowledged already");
    const resolve = ["resolve", "dana-reset", "--note", "she enrolled a key"];
    expect((await runAlerts(place, resolve)).stdout).toContain("  resolution she enrolled a key");
    expect((await runAlerts(place, resolve)).stderr).toContain("error[USAGE]");
    const { stdout } = await runAlerts(place, [
      "list",
      "--all",
      "--format",
      "json",
      "--detection",
      "mfa-reset",
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      alerts: [
        { state: "resolved", resolvedAt: "2026-11-23T10:00:00.000Z", resolution: "she enrolled a key" },
      ],
    });
  });

  it("takes notes in any state, and keeps those that are there", async () => {
    const place = await seededLedger(org, records);
    const note = ["note", "dana", "omar", "zone", "--by", "kim@acme.example"];
    const { stdout } = await runAlerts(place, [...note, "--note", "called her", "--format", "json"]);
    expect(JSON.parse(stdout)).toMatchObject({
      alerts: [
        { state: "open", note: "kim@acme.example: called her" },
        { state: "acknowledged", note: "nia@acme.example; kim@acme.example: called her" },
        { state: "resolved", resolution: "it was us", note: "kim@acme.example: called her" },
      ],
    });
    expect((await runAlerts(place, [...note, "--note", " "])).stderr).toContain("error[USAGE]");
  });

  it("is closed in the name of whoever is at the terminal, also without a word", async () => {
    const place = await seededLedger(org, records);
    expect((await runAlerts(place, ["ack", "dana-reset"], { USER: "nia" })).stdout).toContain(
      "note       nia\n",
    );
    expect((await runAlerts(place, ["resolve", "omar-admin"])).stdout).toContain("resolved by hand");
  });

  it.each(["show", "ack", "resolve"])("%s fails where there is none", async (verb) => {
    const { exitCode, stderr } = await runAlerts(await seededLedger(org, []), [verb, "nope"]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(/^error\[ALERT_NOT_FOUND\]: there is no alert nope\nfix: /),
    });
  });
});
