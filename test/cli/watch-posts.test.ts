import { createHmac } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import type { EmulatorOptions } from "../../src/emulator/start-emulator.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { httpSink } from "../support/http-sink.ts";
import { temporaryFolder } from "../support/seeded-ledger.ts";
import { smtpSink } from "../support/smtp-sink.ts";
import { type Said, type WatchedAcme, watchAcme } from "../support/watched-acme.ts";

// Acme is read over real sockets here, and the first test waits for the SDK to load: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const secret = "a-secret-of-thirty-two-characters";

/** Acme with routes in its baseline, watched in an environment that has what they need. */
async function routedAcme(
  routes: string,
  more: Readonly<Record<string, string>>,
  options: Partial<EmulatorOptions> = {},
) {
  const acme = await watchAcme(options);
  const text = await readFile(acme.baseline, "utf8");
  const baseline = join(await temporaryFolder(), "baseline.yaml");
  await writeFile(baseline, text.replace(/\nalerts:\n/, `\nalerts:\n  routes: [${routes}]\n`));
  const runIt = async (...argv: readonly string[]): Promise<Said> => {
    const terminal = fakeTerminal({ env: { ...acme.env, ...more }, now: new Date() });
    const exitCode = await run([...argv, "--ledger", acme.ledger], terminal);
    return { exitCode, ...terminal.written };
  };
  const watchOnce = (...flags: readonly string[]) =>
    runIt("watch", "--once", "--baseline", baseline, ...flags);
  return { ...acme, runIt, watchOnce };
}

const resetFactors = (acme: WatchedAcme, login: string) =>
  acme.change("POST", `/users/${acme.userId(login)}/lifecycle/reset_factors`);

describe("watch --once with routes", () => {
  it("tells every destination once, what became of the alert too, and nobody what is old", async () => {
    const [http, mail] = [await httpSink(), await smtpSink()];
    const acme = await routedAcme(
      "{ to: slack }, { to: slack, minimum: high }, { to: teams }, { to: webhook }, { to: pagerduty }, { to: email }",
      {
        PLUMBLINE_SLACK_WEBHOOK_URL: `${http.url}/slack/hunter2`,
        PLUMBLINE_TEAMS_WEBHOOK_URL: `${http.url}/teams?sig=hunter2`,
        PLUMBLINE_WEBHOOK_URL: `${http.url}/webhook`,
        PLUMBLINE_WEBHOOK_SECRET: secret,
        PLUMBLINE_PAGERDUTY_URL: http.url,
        PLUMBLINE_PAGERDUTY_ROUTING_KEY: "0123456789abcdef0123456789abcdef",
        PLUMBLINE_SMTP_URL: `smtp://plumbline:hunter2@${mail.host}`,
        PLUMBLINE_EMAIL_FROM: "plumbline@acme.example",
        PLUMBLINE_EMAIL_TO: "nia@acme.example",
      },
    );
    await acme.watchOnce("--since", "1h");
    await resetFactors(acme, "dana@acme.example");
    const outputs = [await acme.watchOnce(), await acme.watchOnce()];
    const paths = () => http.taken.map(({ path }) => path.split(/[?/]/)[1]).toSorted();
    expect(paths()).toEqual(["slack", "teams", "v2", "webhook"]);
    expect(mail.mails).toHaveLength(1);

    const [alert] = await acme.alerts();
    outputs.push(await acme.runIt("alerts", "ack", alert?.id ?? "", "--by", "nia@acme.example"));
    expect(http.taken).toHaveLength(4);
    outputs.push(await acme.watchOnce());
    outputs.push(await acme.runIt("alerts", "resolve", alert?.id ?? "", "--by", "nia@acme.example"));
    outputs.push(await acme.watchOnce(), await acme.watchOnce());
    expect(http.taken).toHaveLength(12);
    expect(mail.mails).toHaveLength(3);

    const pages = http.taken.filter(({ path }) => path === "/v2/enqueue").map(({ body }) => JSON.parse(body));
    expect(pages.map((page) => page.event_action)).toEqual(["trigger", "acknowledge", "resolve"]);
    expect(new Set(pages.map((page) => page.dedup_key))).toEqual(new Set([alert?.id]));
    for (const { headers, body } of http.taken.filter(({ path }) => path === "/webhook")) {
      const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
      const expected = createHmac("sha256", secret).update(signed).digest("base64");
      expect(headers["webhook-signature"]).toBe(`v1,${expected}`);
    }
    for (const { exitCode, stdout, stderr } of outputs) {
      expect(exitCode).toBe(0);
      expect(stdout + stderr).not.toMatch(/hunter2|thirty-two|0123456789abcdef0123/);
    }
  });

  it("posts nothing of an alert from before the route", async () => {
    const http = await httpSink();
    const env = { PLUMBLINE_SLACK_WEBHOOK_URL: http.url };
    const acme = await routedAcme("{ to: slack }", env);
    const before = await watchAcmeWithoutRoutes(acme);
    expect(before.stdout).toMatch(/^opened high/);
    await acme.watchOnce();
    const [alert] = await acme.alerts();
    await acme.runIt("alerts", "resolve", alert?.id ?? "");
    await acme.watchOnce();
    expect(http.taken).toEqual([]);
  });

  it("sends only what a route asks for", async () => {
    const http = await httpSink();
    const env = { PLUMBLINE_SLACK_WEBHOOK_URL: http.url };
    const acme = await routedAcme("{ to: slack, minimum: critical, detections: [mfa-reset] }", env);
    await acme.watchOnce("--since", "1h");
    await resetFactors(acme, "dana@acme.example");
    expect((await acme.watchOnce()).stdout).toMatch(/^opened high/);
    expect(http.taken).toEqual([]);
  });

  it("says what could not be sent, and what waits", async () => {
    const [http, other] = [await httpSink(), await httpSink()];
    http.always({ status: 503, headers: { "retry-after": "0" } });
    const acme = await routedAcme("{ to: slack }, { to: teams }", {
      PLUMBLINE_SLACK_WEBHOOK_URL: `${http.url}/hunter2`,
      PLUMBLINE_TEAMS_WEBHOOK_URL: other.url,
    });
    await acme.watchOnce("--since", "1h");
    await resetFactors(acme, "dana@acme.example");
    const { exitCode, stderr } = await acme.watchOnce();
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^slack: HTTP 503; 1 post waits, the next try is at 2\d{3}-[-\d]+ [:\d]+ UTC\n/);
    expect(stderr).toMatch(/; 1 alert is open or acknowledged; 1 post waits to be sent\n$/);
    expect(other.taken).toHaveLength(1);
    const [alert] = await acme.alerts();
    const { stdout } = await acme.runIt("alerts", "show", alert?.id ?? "");
    expect(stdout).toContain("\n  told       slack: open, waiting (HTTP 503, 1 try); teams: open, sent\n");
  });

  it("sends what waits although the System Log cannot be read", async () => {
    const http = await httpSink();
    // The first pass asks once, the second twice.
    const fault = {
      path: "/api/v1/logs",
      nth: [4, 5, 6],
      probability: 1,
      effect: { kind: "garbage" as const },
    };
    const acme = await routedAcme(
      "{ to: slack }",
      { PLUMBLINE_SLACK_WEBHOOK_URL: http.url },
      { faults: { seed: 1, faults: [fault] } },
    );
    await acme.watchOnce("--since", "1h");
    await resetFactors(acme, "dana@acme.example");
    await acme.watchOnce();
    expect({ asked: acme.logRequests(), told: http.taken.length }).toEqual({ asked: 3, told: 1 });
    const [alert] = await acme.alerts();
    await acme.runIt("alerts", "ack", alert?.id ?? "");
    expect(await acme.watchOnce()).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining("error[OKTA_REFUSED]"),
    });
    expect(http.taken).toHaveLength(2);
  });

  it("names what is missing in the environment, raises the alerts all the same and ends with 1", async () => {
    const acme = await routedAcme("{ to: slack }, { to: email }, { to: pagerduty, minimum: high }", {
      PLUMBLINE_PAGERDUTY_ROUTING_KEY: "hunter2",
    });
    await acme.watchOnce("--since", "1h");
    const dana = acme.userId("dana@acme.example");
    await acme.change("POST", `/users/${dana}/lifecycle/reset_factors`);
    const said = await acme.watchOnce();
    expect(said).toEqual({
      exitCode: 1,
      stdout: expect.stringContaining("opened high"),
      stderr: `error[DESTINATION_MISSING]: alerts cannot be sent to email: PLUMBLINE_SMTP_URL and PLUMBLINE_EMAIL_FROM and PLUMBLINE_EMAIL_TO are not set
  nor to pagerduty: PLUMBLINE_PAGERDUTY_ROUTING_KEY is no integration key, which has 32 letters and digits
  nor to slack: PLUMBLINE_SLACK_WEBHOOK_URL is not set
fix: set what is missing, or take the routes out of the baseline; docs/notifying.md says what each destination needs
1 event read; 1 alert is open or acknowledged; 3 posts wait to be sent
`,
    });
  });
});

async function watchAcmeWithoutRoutes(acme: Awaited<ReturnType<typeof routedAcme>>): Promise<Said> {
  const plain = ["watch", "--once", "--baseline", acme.baseline];
  await acme.runIt(...plain, "--since", "1h");
  await resetFactors(acme, "dana@acme.example");
  return acme.runIt(...plain);
}
