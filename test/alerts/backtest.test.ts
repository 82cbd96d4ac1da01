import { expect, test } from "vitest";
import { startBacktest } from "../../src/alerts/backtest.ts";
import { asTarget, dana, omar, sampleEvent } from "../../src/alerts/detections/sample-event.ts";
import type { LogActor, LogEvent } from "../../src/model/log-event.ts";
import { noRules } from "../support/alert-rules.ts";
import { everyDetection } from "../support/every-detection.ts";

const of = (eventType: string, person: LogActor, published: string) =>
  sampleEvent({ eventType, published, uuid: `${eventType} ${published}`, targets: [asTarget(person)] });

function backtest(events: readonly LogEvent[], watchedSince: string | null = null) {
  const running = startBacktest(everyDetection, noRules);
  for (const event of events) running.take([event]);
  return running.finish(watchedSince);
}

const past = [
  of("user.lifecycle.activate", omar, "2026-02-20T09:00:00.000Z"),
  of("user.session.start", omar, "2026-02-01T09:00:00.000Z"),
  of("user.lifecycle.create", dana, "2026-02-10T09:00:00.000Z"),
  of("user.lifecycle.activate", dana, "2026-02-10T09:00:01.000Z"),
  of("user.lifecycle.deactivate", dana, "2026-02-12T09:00:00.000Z"),
  of("user.lifecycle.deactivate", dana, "2026-02-12T09:00:00.000Z"),
];

test("tells what watching from the first event would have raised", () => {
  const told = backtest(past, "2026-02-01T09:00:00.000Z");
  expect(told).toMatchObject({ events: 4, duplicates: 1, recorded: 0 });
  expect(told.alerts.map(({ alert }) => [alert.detection, alert.subject.name, alert.state])).toEqual([
    ["user-created", "dana@acme.example", "resolved"],
    ["user-reactivated", "omar@acme.example", "open"],
  ]);
  expect(told.alerts[1]?.alert.title).toMatch(/its creation lies before 2026-02-01$/);
  expect(told.opened).toMatchObject({ "user-created": 1, "user-reactivated": 1, "user-activated": 0 });
});

test("tells the same of events that come newest first", () => {
  expect(backtest(past.toReversed(), "2026-02-01T09:00:00.000Z")).toEqual(
    backtest(past, "2026-02-01T09:00:00.000Z"),
  );
});

test("of nothing it tells nothing, and lists every detection", () => {
  const { opened, ...told } = backtest([]);
  expect(told).toEqual({ events: 0, duplicates: 0, alerts: [], recorded: 0 });
  expect(Object.keys(opened)).toHaveLength(everyDetection.length);
  expect(new Set(Object.values(opened))).toEqual(new Set([0]));
});

test("counts changes by managed actors apart", () => {
  const managed = past.map((event) => ({ ...event, actor: { ...omar, id: "0oaPulumi" } }));
  const running = startBacktest(everyDetection, { ...noRules, managedActors: ["0oaPulumi"] });
  running.take(managed);
  const { alerts, recorded, opened } = running.finish(null);
  expect(alerts).toEqual([]);
  expect(recorded).toBeGreaterThan(0);
  expect(new Set(Object.values(opened))).toEqual(new Set([0]));
});

test("a flood of changes to one thing stays one alert of bounded size", () => {
  const start = Date.parse("2026-02-01T00:00:00.000Z");
  const flood = Array.from({ length: 1500 }, (_, second) =>
    of("user.mfa.attempt_bypass", dana, new Date(start + second * 1000).toISOString()),
  );
  const [record, ...others] = backtest(flood).alerts;
  expect(others).toEqual([]);
  expect(record?.alert.events).toHaveLength(1000);
  expect(record?.alert).toMatchObject({ openedAt: flood[0]?.published, lastSeenAt: flood.at(-1)?.published });
});
