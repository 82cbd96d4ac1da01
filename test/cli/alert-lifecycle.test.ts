import { expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import type { Report } from "../../src/model/report.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { type WatchedAcme, watchAcme } from "../support/watched-acme.ts";

// Acme is read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

/** Acme on a clock that a test can set ahead. */
async function acmeOnAClock() {
  let ahead = 0;
  const clock = () => new Date(Date.now() + ahead);
  const acme = await watchAcme({ clock });
  return {
    acme,
    clock,
    pass: (hours: number) => {
      ahead += hours * 3_600_000;
    },
  };
}

/** Answer of `check --ledger` on a person by what is asked of everyone. */
async function checked(acme: WatchedAcme, login: string, now: Date) {
  const terminal = fakeTerminal({ env: acme.env, now });
  const argv = ["check", "--baseline", acme.baseline, "--ledger", acme.ledger, "--format", "json"];
  const exitCode = await run([...argv, "--only", "factors,member-of,governed-by"], terminal);
  const { findings }: Report = JSON.parse(terminal.written.stdout);
  return {
    exitCode,
    statuses: findings
      .filter(({ subject }) => subject.name === login)
      .map(({ check, status }) => `${check} ${status}`),
  };
}

it("tells of a reset within one reading, with who did it, and closes when a factor is enrolled, with who did that", async () => {
  const { acme, pass } = await acmeOnAClock();
  await acme.watchOnce("--since", "1h");
  const dana = acme.userId("dana@acme.example");
  await acme.change("POST", `/users/${dana}/lifecycle/reset_factors`);
  await acme.watchOnce();
  expect(await acme.alerts()).toMatchObject([
    {
      detection: "mfa-reset",
      state: "open",
      subject: { id: dana },
      actor: { type: "User", name: "nia@acme.example", via: "API token", ip: "127.0.0.1" },
    },
  ]);
  // Okta tells its time in seconds: what is read in the second of the reset was perhaps read before it.
  pass(1 / 60);
  await acme.enrolKey("dana@acme.example");
  expect((await acme.watchOnce()).stdout).toMatch(
    /^resolved high: all factors of dana@acme\.example were reset/,
  );
  expect(await acme.alerts()).toMatchObject([
    {
      state: "resolved",
      resolution: expect.stringMatching(
        /^an acceptable factor is enrolled again; the latest enrolment was at \d{4}-\d\d-\d\d \d\d:\d\d UTC: a security key or passkey by nia@acme\.example with an API token, from 127\.0\.0\.1$/,
      ),
    },
  ]);
});

it.each([
  ["was seen to be deactivated", true],
  ["was deactivated before anybody watched", false],
])("calls it a return when an account comes back that %s", async (_, isSeen) => {
  const { acme, pass } = await acmeOnAClock();
  const kim = `/users/${acme.userId("kim@acme.example")}/lifecycle`;
  if (isSeen) await acme.watchOnce("--since", "1h");
  await acme.change("POST", `${kim}/deactivate`);
  pass(2);
  await acme.watchOnce("--since", "1h");
  await acme.change("POST", `${kim}/activate?sendEmail=false`);
  const { stdout } = await acme.watchOnce();
  expect(stdout).toMatch(
    /^opened high: kim@acme\.example came back: the account was activated by nia@acme\.example/,
  );
  expect((await acme.alerts()).map(({ detection }) => detection)).toEqual(["user-reactivated"]);
});

/** Nia makes an account for Lena, in no group. */
const lena = {
  profile: { firstName: "Lena", lastName: "Berg", email: "lena@acme.example", login: "lena@acme.example" },
  credentials: { password: { value: "correct horse battery staple" } },
};

it("raises one alert on a joiner, for both events, which closes once she is in the group and enrolled", async () => {
  const { acme, clock, pass } = await acmeOnAClock();
  await acme.watchOnce("--since", "1h");
  await acme.change("POST", "/users?activate=true", lena);
  const { stdout } = await acme.watchOnce();
  expect(stdout.split("\n").filter((line) => line !== "")).toHaveLength(1);
  const [alert] = await acme.alerts();
  expect(alert).toMatchObject({
    detection: "user-created",
    state: "open",
    subject: { name: "lena@acme.example" },
  });
  expect(alert?.events).toHaveLength(2);
  expect(Date.parse(alert?.dueAt ?? "") - Date.parse(alert?.lastSeenAt ?? "")).toBe(24 * 3_600_000);
  expect(await checked(acme, "lena@acme.example", clock())).toEqual({
    exitCode: 0,
    statuses: ["factors pending", "governed-by pending", "member-of pending"],
  });
  pass(1);
  const group = acme.emulator.state.groups.find(({ name }) => name === "MFA Required")?.id;
  await acme.change("PUT", `/groups/${group}/users/${acme.userId("lena@acme.example")}`);
  expect((await acme.watchOnce()).stdout).toBe("");
  await acme.enrolKey("lena@acme.example");
  expect((await acme.watchOnce()).stdout).toMatch(/^resolved low: lena@acme\.example was created/);
  expect(await acme.alerts()).toMatchObject([
    { state: "resolved", resolution: "every requirement is met (everyone)" },
  ]);
  expect(await checked(acme, "lena@acme.example", clock())).toEqual({ exitCode: 0, statuses: [] });
});

it("leaves the alert on a joiner open who is late, and the next check finds it", async () => {
  const { acme, clock, pass } = await acmeOnAClock();
  await acme.watchOnce("--since", "1h");
  await acme.change("POST", "/users?activate=true", lena);
  await acme.watchOnce();
  pass(25);
  expect(await acme.watchOnce()).toMatchObject({ exitCode: 0, stdout: "" });
  expect(await acme.alerts()).toMatchObject([{ detection: "user-created", state: "open" }]);
  expect(await checked(acme, "lena@acme.example", clock())).toEqual({
    exitCode: 2,
    statuses: ["factors open", "governed-by open", "member-of open"],
  });
});
