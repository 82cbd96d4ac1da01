import { expect, it, vi } from "vitest";
import { run } from "../../src/cli/run.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { httpSink } from "../support/http-sink.ts";
import { closedUrl } from "../support/loopback-server.ts";
import { smtpSink } from "../support/smtp-sink.ts";

vi.setConfig({ testTimeout: 60_000 });

async function testRoute(destination: string, env: Readonly<Record<string, string>>) {
  const terminal = fakeTerminal({ env: { OKTA_ORG_URL: "https://acme.okta.com", ...env } });
  const exitCode = await run(["alerts", "test-route", destination], terminal);
  return { exitCode, ...terminal.written };
}

const said = (destination: string) => ({
  exitCode: 0,
  stdout: `${destination} took the test post.\n`,
  stderr: "",
});
const test = /This is a test of the route to [a-z]+: nothing happened\./;

it.each([
  ["slack", "PLUMBLINE_SLACK_WEBHOOK_URL"],
  ["teams", "PLUMBLINE_TEAMS_WEBHOOK_URL"],
])("%s is sent one post that says it is a test", async (destination, variable) => {
  const sink = await httpSink();
  expect(await testRoute(destination, { [variable]: `${sink.url}/hook` })).toEqual(said(destination));
  expect(sink.taken.map(({ body }) => body)).toEqual([expect.stringMatching(test)]);
});

it("PagerDuty is told that it is over, too, so that nobody is called for long", async () => {
  const sink = await httpSink();
  const env = {
    PLUMBLINE_PAGERDUTY_URL: sink.url,
    PLUMBLINE_PAGERDUTY_ROUTING_KEY: "0123456789abcdef0123456789abcdef",
  };
  expect(await testRoute("pagerduty", env)).toEqual(said("pagerduty"));
  const events = sink.taken.map(({ body }) => JSON.parse(body));
  expect(events.map(({ event_action }) => event_action)).toEqual(["trigger", "resolve"]);
  expect(new Set(events.map(({ dedup_key }) => dedup_key)).size).toBe(1);
});

it("mail goes out", async () => {
  const sink = await smtpSink();
  const env = {
    PLUMBLINE_SMTP_URL: `smtp://plumbline:hunter2@${sink.host}`,
    PLUMBLINE_EMAIL_FROM: "plumbline@acme.example",
    PLUMBLINE_EMAIL_TO: "nia@acme.example",
  };
  expect(await testRoute("email", env)).toEqual(said("email"));
  expect(sink.mails).toHaveLength(1);
});

it("says why a post was not taken, and nothing of the address", async () => {
  const sink = await httpSink();
  sink.always({ status: 404 });
  const missing = await testRoute("slack", { PLUMBLINE_SLACK_WEBHOOK_URL: `${sink.url}/hunter2` });
  expect(missing).toMatchObject({ exitCode: 1, stdout: "" });
  expect(missing.stderr).toMatch(
    /^error\[DESTINATION_FAILED\]: slack did not take the test post: HTTP 404\nfix: /,
  );
  const gone = await testRoute("slack", { PLUMBLINE_SLACK_WEBHOOK_URL: `${await closedUrl()}/hunter2` });
  expect(gone.stderr).toContain("error[DESTINATION_FAILED]: slack did not take the test post: ");
  expect(missing.stderr + gone.stderr).not.toContain("hunter2");
});

it.each([
  ["slack", "DESTINATION_MISSING"],
  ["slak", "USAGE"],
])("without what %s needs it ends with %s", async (destination, code) => {
  expect(await testRoute(destination, {})).toMatchObject({
    exitCode: 1,
    stdout: "",
    stderr: expect.stringContaining(`error[${code}]`),
  });
});
