import { expect, it } from "vitest";
import { type BacktestReport, backtestText } from "../../../src/report/pages/backtest-text.ts";
import { anAlert } from "../../support/an-alert.ts";

const quiet: BacktestReport = {
  source: "the System Log",
  range: { from: "2026-10-24T09:00:00.000Z", to: "2026-11-23T09:00:00.000Z" },
  events: 5,
  concerned: 2,
  duplicates: 0,
  malformed: { count: 0, first: [] },
  notSeen: [],
  opened: { "mfa-reset": 0 },
  recorded: 0,
  alerts: [],
};
const text = (part: Partial<BacktestReport>): string => backtestText({ ...quiet, ...part }, 400);

it.each([
  ["a range", {}, "Backtest of the System Log: 2026-10-24 09:00 UTC to 2026-11-23 09:00 UTC\n"],
  ["nothing", { range: null, events: 0 }, "Backtest of the System Log: nothing\n"],
  ["events", {}, "5 events, 2 of a kind that detections read\n"],
  ["repeated ones", { duplicates: 3 }, ", 3 repeated and counted once\n"],
  [
    "malformed lines, of which only the first are named",
    { malformed: { count: 3, first: ["line 2: no uuid"] } },
    "3 lines that could not be read\nmalformed: line 2: no uuid\nmalformed: 2 more lines\n",
  ],
  [
    "malformed lines that are all named",
    { malformed: { count: 1, first: ["line 2: no uuid"] } },
    "1 line that could not be read\nmalformed: line 2: no uuid\n\n",
  ],
  [
    "what could not be seen",
    { notSeen: ["what is older than 90 days"] },
    "not seen: what is older than 90 days\n",
  ],
  [
    "every detection",
    { opened: { "mfa-reset": 2, "zone-changed": null } },
    "     2  mfa-reset\n   off  zone-changed\n",
  ],
  [
    "what was recorded",
    { recorded: 2 },
    "0 alerts would have been raised; 2 changes by managed actors recorded only.\n",
  ],
  ["no alert", {}, "0 alerts would have been raised.\n"],
  [
    "an alert of one moment",
    { alerts: [anAlert()] },
    "high      Nia reset all factors of dana@acme.example\n          2026-11-23 09:00 UTC, mfa-reset, by nia@acme.example (User), through admin console, from 192.0.2.7, Norway\n",
  ],
  [
    "an alert that lasted and was closed",
    {
      alerts: [anAlert({ lastSeenAt: "2026-11-23T11:00:00.000Z", resolution: "a factor is enrolled again" })],
    },
    "2026-11-23 09:00 UTC until 2026-11-23 11:00 UTC, mfa-reset, by nia@acme.example (User), through admin console, from 192.0.2.7, Norway; resolved: a factor is enrolled again\n",
  ],
  [
    "an alert of an unknown place",
    { alerts: [anAlert({ actor: { ...anAlert().actor, ip: null, country: null } })] },
    "by nia@acme.example (User), through admin console\n",
  ],
] as const)("tells %s", (_, part, words) => {
  expect(text(part)).toContain(words);
});
