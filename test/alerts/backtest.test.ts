import { expect, test } from "vitest";
import { backtest } from "../../alerts/backtest.ts";
import { asTarget, dana, omar, sampleEvent } from "../../alerts/sample-event.ts";
import type { LogActor } from "../../model/log-event.ts";
import { noRules } from "../support/alert-rules.ts";
import { everyDetection } from "../support/every-detection.ts";

const of = (eventType: string, person: LogActor, published: string) =>
  sampleEvent({ eventType, published, uuid: `${eventType} ${published}`, targets: [asTarget(person)] });

test("tells what watching from the first event would have raised", () => {
  const past = backtest(
    [
      of("user.lifecycle.activate", omar, "2026-02-20T09:00:00.000Z"),
      of("user.session.start", omar, "2026-02-01T09:00:00.000Z"),
      of("user.lifecycle.create", dana, "2026-02-10T09:00:00.000Z"),
      of("user.lifecycle.activate", dana, "2026-02-10T09:00:01.000Z"),
      of("user.lifecycle.deactivate", dana, "2026-02-12T09:00:00.000Z"),
      of("user.lifecycle.deactivate", dana, "2026-02-12T09:00:00.000Z"),
    ],
    everyDetection,
    noRules,
  );
  expect(past.events).toBe(5);
  expect(past.range).toEqual({ from: "2026-02-01T09:00:00.000Z", to: "2026-02-20T09:00:00.000Z" });
  expect(past.alerts.map(({ alert }) => [alert.detection, alert.subject.name, alert.state])).toEqual([
    ["user-created", "dana@acme.example", "resolved"],
    ["user-reactivated", "omar@acme.example", "open"],
  ]);
  expect(past.alerts[1]?.alert.title).toMatch(/its creation lies before 2026-02-01$/);
  expect(past.opened).toMatchObject({ "user-created": 1, "user-reactivated": 1, "user-activated": 0 });
});

test("of nothing it tells nothing", () => {
  expect(backtest([], everyDetection, noRules)).toMatchObject({
    events: 0,
    range: null,
    alerts: [],
    changes: [],
  });
});

test("a flood of changes to one thing stays one alert of bounded size", () => {
  const start = Date.parse("2026-02-01T00:00:00.000Z");
  const flood = Array.from({ length: 1500 }, (_, second) =>
    of("user.mfa.attempt_bypass", dana, new Date(start + second * 1000).toISOString()),
  );
  const [record, ...others] = backtest(flood, everyDetection, noRules).alerts;
  expect(others).toEqual([]);
  expect(record?.alert.events).toHaveLength(1000);
  expect(record?.alert).toMatchObject({ openedAt: flood[0]?.published, lastSeenAt: flood.at(-1)?.published });
});
