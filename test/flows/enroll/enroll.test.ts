import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { run } from "../../../src/cli/run.ts";
import { acmeState } from "../../../src/emulator/acme/acme.ts";
import { acmeDeviations } from "../../../src/emulator/acme/acme-deviations.ts";
import { fillState } from "../../../src/emulator/filling/fill-state.ts";
import { packageRoot } from "../../../src/flows/catalogue/package-root.ts";
import { openMembershipLog } from "../../../src/flows/enroll/membership-log.ts";
import type { GroupId, UserId } from "../../../src/model/ids.ts";
import { type EnrollingAcme, enrollingAcme, people } from "../../support/enrolling-acme.ts";
import { fakeTerminal } from "../../support/fake-terminal.ts";
import { serviceAppEnv, withServiceApp } from "../../support/service-app.ts";

// Orgs are read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const everybody = ["nia@acme.example", ...people].sort();
const steps = async (file: string): Promise<readonly string[]> =>
  (await readFile(file, "utf8"))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line))
    .map(({ step, user }) => (user === undefined ? step : `${step} ${user.login}`));

describe("planning", () => {
  it("shows who has to be added, changes nothing, and ends with 2", async () => {
    const acme = await enrollingAcme();
    const { exitCode, enrollment, stderr } = await acme.enroll([]);
    expect(exitCode).toBe(2);
    expect(enrollment).toMatchObject({
      schemaVersion: 1,
      mode: "plan",
      source: "live",
      log: null,
      uncertainties: [],
      gaps: [],
    });
    expect(enrollment.additions.map(({ user, status }) => [user.login, status])).toEqual(
      people.map((login) => [login, "planned"]),
    );
    expect([acme.changes("PUT"), acme.members(), stderr]).toEqual([0, ["nia@acme.example"], ""]);
  });

  it("ends with 0 when nobody is missing", async () => {
    const nia = "nia@acme.example";
    const state = fillState({ users: [{ login: nia }], groups: [{ name: "MFA", members: [nia] }] });
    const acme = await enrollingAcme({ state });
    const { exitCode, enrollment } = await acme.enroll([]);
    expect([exitCode, enrollment.additions]).toEqual([0, []]);
    expect((await acme.enroll(["--apply"])).exitCode).toBe(0);
  });

  it("ends with 1 when it could not tell: never with 0", async () => {
    const path = "/api/v1/groups/*/users";
    const faults = { seed: 1, faults: [{ path, probability: 1, effect: { kind: "forbidden" } as const }] };
    const acme = await enrollingAcme({ faults });
    const { exitCode, enrollment } = await acme.enroll([]);
    expect(exitCode).toBe(1);
    expect(enrollment.uncertainties).toEqual(['the members of "MFA" were not read']);
    expect(enrollment.gaps).toMatchObject([{ slice: "group-members" }]);
    expect((await acme.enroll(["--apply"])).exitCode).toBe(1);
    expect(acme.changes("PUT")).toBe(0);
  });

  it("ends with 1 when all that is missing is refused, and says what to do instead", async () => {
    const baseline = `version: 1
org: { engine: identity }
groups: [{ name: Directory, managed: false }]
requirements: [{ id: everyone, title: Everyone, appliesTo: { everyone: true }, memberOf: [Directory] }]
`;
    const { exitCode, enrollment } = await (await enrollingAcme({ baseline })).enroll(["--apply"]);
    expect(exitCode).toBe(1);
    expect(enrollment.refused).toMatchObject([
      { reason: "directory", group: { name: "Directory" }, requirements: ["everyone"] },
    ]);
  });

  it("adds nobody to a group that makes administrators", async () => {
    const users = people.map((login) => ({ login }));
    const acme = await enrollingAcme({
      state: fillState({ users, groups: [{ name: "MFA", roles: ["HELP_DESK_ADMIN"] }] }),
    });
    const { exitCode, enrollment } = await acme.enroll(["--apply"]);
    expect([exitCode, enrollment.additions, acme.changes("PUT")]).toEqual([1, [], 0]);
    expect(enrollment.refused).toMatchObject([{ reason: "admin", group: { name: "MFA" } }]);
  });

  it("says so when the baseline asks for no membership at all", async () => {
    const baseline = "version: 1\norg: { engine: identity }\n";
    const { exitCode, stderr } = await (await enrollingAcme({ baseline })).enroll([]);
    expect([exitCode, stderr]).toEqual([0, "the baseline asks for no membership\n"]);
  });

  it("refuses requirements that ask for no group, rather than to call it done", async () => {
    const baseline = `version: 1
org: { engine: identity }
groups: [{ name: MFA }]
requirements:
  - { id: everyone, title: Everyone, appliesTo: { everyone: true }, memberOf: [MFA] }
  - { id: keys, title: Keys, appliesTo: { everyone: true }, factors: { phishingResistant: true } }
`;
    const { exitCode, stderr } = await (await enrollingAcme({ baseline })).enroll(["--only", "keys"]);
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^error\[USAGE\]: keys asks for no group/)]);
  });

  it.each([
    [["--only", "everybody"], "REQUIREMENT_NOT_FOUND", "choose from everyone"],
    [["--apply", "--snapshot", "org.json"], "USAGE", "leave one of them out"],
    [["--undo", "x.jsonl", "--apply"], "USAGE", "leave the others out"],
    [["--log", "x.jsonl"], "USAGE", "add --apply"],
    [["--max-changes", "0"], "USAGE", "--help"],
  ])("refuses %j", async (flags, code, fix) => {
    const { exitCode, stdout, stderr } = await (await enrollingAcme()).enroll(flags);
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toContain(`error[${code}]`);
    expect(stderr).toContain(fix);
  });
});

describe("applying", () => {
  it("adds everybody, logs each change before and after, and has nothing to do the next time", async () => {
    const acme = await enrollingAcme();
    const log = acme.file("state/undo.jsonl");
    const { exitCode, enrollment, stderr } = await acme.enroll(["--apply", "--log", log]);
    expect(exitCode).toBe(0);
    expect(enrollment).toMatchObject({ mode: "apply", log });
    expect(enrollment.additions.map(({ status }) => status)).toEqual(people.map(() => "added"));
    expect(acme.members()).toEqual(everybody);
    expect(await steps(log)).toEqual([
      "start",
      ...people.flatMap((login) => [`adding ${login}`, `added ${login}`]),
    ]);
    expect(stderr).toContain('2 / 4: søren@acme.example, "MFA": added\n');
    const again = await acme.enroll(["--apply", "--log", acme.file("none.jsonl")]);
    expect([again.exitCode, again.enrollment.additions, again.enrollment.log]).toEqual([0, [], null]);
    expect(acme.changes("PUT")).toBe(4);
    await expect(readFile(acme.file("none.jsonl"))).rejects.toThrow("ENOENT");
  });

  it("is refused as a whole above --max-changes, before anything is changed", async () => {
    const acme = await enrollingAcme();
    const { exitCode, enrollment, stderr } = await acme.enroll(["--apply", "--max-changes", "3"]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^error\[TOO_MANY_CHANGES\]: 4 memberships .* allows 3: nothing was changed\nfix: /,
    );
    expect(enrollment.additions).toHaveLength(4);
    expect([acme.changes("PUT"), acme.members()]).toEqual([0, ["nia@acme.example"]]);
  });

  it("goes on where it stopped when Okta refuses one half-way, and that one alone is left", async () => {
    const refuseSecond = { method: "PUT", path: "/api/v1/groups/*/users/*", nth: [2], probability: 1 };
    const acme = await enrollingAcme({
      faults: { seed: 1, faults: [{ ...refuseSecond, effect: { kind: "forbidden" } }] },
    });
    const log = acme.file("undo.jsonl");
    const first = await acme.enroll(["--apply", "--log", log]);
    expect(first.exitCode).toBe(1);
    expect(first.enrollment.additions.map(({ status }) => status)).toEqual([
      "added",
      "failed",
      "added",
      "added",
    ]);
    expect(first.enrollment.additions[1]?.reason).toMatch(/^403 E0000006/);
    const second = await acme.enroll(["--apply", "--log", log]);
    expect([second.exitCode, second.enrollment.additions.map(({ user }) => user.login)]).toEqual([
      0,
      [people[1]],
    ]);
    expect(acme.members()).toEqual(everybody);
    expect((await acme.enroll(["--undo", log])).undo.removals).toHaveLength(4);
    expect(acme.members()).toEqual(["nia@acme.example"]);
  });

  it("gives up after three refusals in a row: the next one would be refused, too", async () => {
    const refuse = { method: "PUT", path: "/api/v1/groups/*/users/*", probability: 1 };
    const acme = await enrollingAcme({
      faults: { seed: 1, faults: [{ ...refuse, effect: { kind: "forbidden" } }] },
    });
    const { exitCode, enrollment } = await acme.enroll(["--apply", "--log", acme.file("undo.jsonl")]);
    expect(exitCode).toBe(1);
    expect(enrollment.additions.map(({ status }) => status)).toEqual([
      "failed",
      "failed",
      "failed",
      "not tried",
    ]);
  });

  it("ends between two changes on Ctrl-C, and says what was done", async () => {
    let interrupt = (): void => undefined;
    const acme = await enrollingAcme({
      onExchange: ({ method }) => {
        if (method === "PUT") interrupt();
      },
    });
    const log = acme.file("undo.jsonl");
    const { exitCode, enrollment, stderr } = await acme.enroll(["--apply", "--log", log], (terminal) => {
      interrupt = terminal.interrupt;
    });
    expect(exitCode).toBe(1);
    expect(enrollment.additions.map(({ status }) => status)).toEqual([
      "added",
      "not tried",
      "not tried",
      "not tried",
    ]);
    expect(stderr).toMatch(/error\[INTERRUPTED\]: .*\nfix: run it again: it goes on where it stopped\n$/);
    expect(await steps(log)).toEqual(["start", `adding ${people[0]}`, `added ${people[0]}`]);
    expect((await acme.enroll(["--apply", "--log", log])).exitCode).toBe(0);
    expect(acme.members()).toEqual(everybody);
  });

  it("changes nothing when the log cannot be written", async () => {
    const acme = await enrollingAcme();
    await writeFile(acme.file("taken"), "a file");
    const { exitCode, stderr } = await acme.enroll(["--apply", "--log", acme.file("taken/undo.jsonl")]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^error\[(OUTPUT_FAILED|UNDO_INVALID)\]/);
    const other = await acme.enroll(["--apply", "--log", acme.file("taken")]);
    expect(other.stderr).toMatch(/^error\[UNDO_INVALID\]: .*taken is not a file that plumbline enroll wrote/);
    expect(acme.changes("PUT")).toBe(0);
  });
});

const groupId = ({ emulator }: EnrollingAcme): string =>
  emulator.state.groups.find(({ name }) => name === "MFA")?.id ?? "";

describe("with a service app", () => {
  const served = (scopes: readonly string[]) => {
    const state = fillState({ users: people.map((login) => ({ login })), groups: [{ name: "MFA" }] });
    const app = { scopes, dpop: true, roles: ["GROUP_MEMBERSHIP_ADMIN"] };
    return enrollingAcme({ state: withServiceApp(state, app), env: serviceAppEnv });
  };
  const reading = ["okta.users.read", "okta.groups.read"];

  it("planning asks for no scope that writes", async () => {
    expect((await (await served(reading)).enroll([])).exitCode).toBe(2);
  });

  it("applying without okta.groups.manage is refused before anything is changed", async () => {
    const acme = await served(reading);
    const { exitCode, stdout, stderr } = await acme.enroll(["--apply", "--log", acme.file("undo.jsonl")]);
    expect([exitCode, stdout, acme.changes("PUT")]).toEqual([1, "", 0]);
    expect(stderr).toMatch(
      /^error\[SCOPE_MISSING\]: the service app has not been granted okta\.groups\.manage\n/,
    );
  });

  it("applying signs every change with a fresh DPoP proof", async () => {
    const acme = await served([...reading, "okta.groups.manage"]);
    const log = acme.file("undo.jsonl");
    expect((await acme.enroll(["--apply", "--log", log])).exitCode).toBe(0);
    expect(acme.members()).toEqual([...people].sort());
    expect((await acme.enroll(["--undo", log])).exitCode).toBe(0);
    expect(acme.members()).toEqual([]);
  });
});

describe("undoing", () => {
  it("removes what the file says was added, nobody else, and once only", async () => {
    const acme = await enrollingAcme();
    const log = acme.file("undo.jsonl");
    await acme.enroll(["--apply", "--log", log]);
    await acme.change("DELETE", `/groups/${groupId(acme)}/users/${acme.userId("dana@acme.example")}`);
    const { exitCode, undo } = await acme.enroll(["--undo", log]);
    expect(exitCode).toBe(0);
    expect(undo.removals.map(({ user, status }) => [user.login, status])).toEqual(
      people.map((login) => [login, login === "dana@acme.example" ? "not a member" : "removed"]),
    );
    expect(acme.members()).toEqual(["nia@acme.example"]);
    // Whoever is put back later is not ours any more.
    await acme.change("PUT", `/groups/${groupId(acme)}/users/${acme.userId("dana@acme.example")}`);
    expect((await acme.enroll(["--undo", log])).undo.removals).toEqual([]);
    expect(acme.members()).toEqual(["dana@acme.example", "nia@acme.example"]);
  });

  it("takes back what a crash left uncertain, whichever side of the change it came on, and a line that was cut short", async () => {
    const acme = await enrollingAcme();
    const log = acme.file("undo.jsonl");
    await acme.enroll(["--apply", "--log", log]);
    const lines = (await readFile(log, "utf8")).split("\n");
    // Died after the second change, while it wrote that it was made.
    await writeFile(log, `${lines.slice(0, 4).join("\n")}\n${lines[4]?.slice(0, 30)}`);
    const { exitCode, undo, stderr } = await acme.enroll(["--undo", log]);
    expect(undo.removals.map(({ user, status }) => [user.login, status])).toEqual(
      people.slice(0, 2).map((login) => [login, "removed"]),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^1 line of .* could not be read/);
    expect(acme.members()).toEqual(["nia@acme.example", ...people.slice(2)].sort());
    expect((await acme.enroll(["--undo", log])).undo.removals).toEqual([]);
  });

  it("goes on where it stopped", async () => {
    const refuseSecond = { method: "DELETE", path: "/api/v1/groups/*/users/*", nth: [2], probability: 1 };
    const acme = await enrollingAcme({
      faults: { seed: 1, faults: [{ ...refuseSecond, effect: { kind: "forbidden" } }] },
    });
    const log = acme.file("undo.jsonl");
    await acme.enroll(["--apply", "--log", log]);
    const first = await acme.enroll(["--undo", log]);
    expect([first.exitCode, first.undo.removals.map(({ status }) => status)]).toEqual([
      1,
      ["removed", "failed", "removed", "removed"],
    ]);
    const second = await acme.enroll(["--undo", log]);
    expect([second.exitCode, second.undo.removals.map(({ user }) => user.login)]).toEqual([0, [people[1]]]);
  });

  it("is bounded, too", async () => {
    const acme = await enrollingAcme();
    const log = acme.file("undo.jsonl");
    await acme.enroll(["--apply", "--log", log]);
    const { exitCode, stderr } = await acme.enroll(["--undo", log, "--max-changes", "3"]);
    expect([exitCode, acme.changes("DELETE")]).toEqual([1, 0]);
    expect(stderr).toContain("error[TOO_MANY_CHANGES]: 4 memberships would be removed");
  });

  it.each<[string, (lines: string[]) => string[], number]>([
    [
      "another person",
      (lines) => lines.map((line) => line.replace(/"user":{"id":"\w+"/, '"user":{"id":"00uNia"')),
      2,
    ],
    [
      "a path for a group",
      (lines) => lines.map((line) => line.replace(/"group":{"id":"\w+"/, '"group":{"id":".."')),
      2,
    ],
    ["another org", ([start = "", ...lines]) => [start.replace("00o", "00oElsewhere"), ...lines], 1],
    ["a line left out", (lines) => lines.toSpliced(2, 1), 3],
    ["a line twice", (lines) => lines.toSpliced(3, 0, lines[2] ?? ""), 4],
    ["a line without its digest", (lines) => lines.map((line) => line.replace(/,"digest":"\w+"/, "")), 1],
    ["a line of somebody else's", (lines) => [...lines, "7"], 10],
  ])("does not obey a file that somebody edited: %s", async (_, edit, line) => {
    const acme = await enrollingAcme();
    const log = acme.file("undo.jsonl");
    await acme.enroll(["--apply", "--log", log]);
    const lines = (await readFile(log, "utf8")).trimEnd().split("\n");
    await writeFile(log, `${edit(lines).join("\n")}\n`);
    const { exitCode, stderr } = await acme.enroll(["--undo", log]);
    expect([exitCode, acme.changes("DELETE")]).toEqual([1, 0]);
    expect(stderr).toContain(
      `error[UNDO_INVALID]: line ${line} of ${log} is not as plumbline enroll wrote it`,
    );
  });

  it("refuses the file of another org, and what is no such file", async () => {
    const acme = await enrollingAcme();
    const log = acme.file("undo.jsonl");
    const elsewhere = { url: "https://other.okta.com", id: "00oElsewhere" };
    const others = await openMembershipLog(log, elsewhere, () => new Date());
    await others.write("added", {
      group: { id: "00gMfa" as GroupId, name: "MFA Required" },
      user: { id: "00uDana" as UserId, login: "dana@acme.example" },
    });
    await others.close();
    expect((await acme.enroll(["--undo", log])).stderr).toMatch(/^error\[UNDO_INVALID\]: .* is about /);
    await writeFile(log, "{}");
    expect((await acme.enroll(["--undo", log])).stderr).toContain(
      "is not a file that plumbline enroll wrote",
    );
    expect((await acme.enroll(["--undo", acme.file("none.jsonl")])).stderr).toContain("cannot read");
    expect(acme.changes("DELETE")).toBe(0);
  });
});

describe("on Acme after it drifted", () => {
  const state = acmeDeviations.reduce((org, { apply }) => apply(org), acmeState(new Date()));

  it("the check no longer reports the memberships that were added", async () => {
    const acme = await enrollingAcme({ state });
    const baseline = join(packageRoot(), "policy", "baseline.yaml");
    const check = async () => {
      const terminal = fakeTerminal({ env: acme.env, now: new Date() });
      await run(["check", "--baseline", baseline, "--only", "member-of", "--format", "json"], terminal);
      return JSON.parse(terminal.written.stdout).summary;
    };
    expect(await check()).toMatchObject({ verdict: "drift", findings: 1 });
    const log = acme.file("undo.jsonl");
    const { enrollment } = await acme.enroll(["--apply", "--log", log, "--baseline", baseline]);
    expect(enrollment.additions).toMatchObject([{ user: { login: "ravi@acme.example" }, status: "added" }]);
    expect(enrollment.refused).toMatchObject([{ reason: "missing", group: { name: "Service Accounts" } }]);
    expect(await check()).toMatchObject({ verdict: "in-line", findings: 0 });
  });
});
