import { describe, expect, it } from "vitest";
import { eventsInLine } from "../../../src/okta/event-stream/unwrap-events.ts";

const event = {
  uuid: "e1",
  published: "2026-11-23T09:00:00.000Z",
  eventType: "user.mfa.factor.reset_all",
  actor: null,
  client: null,
  outcome: { result: "SUCCESS" },
  target: null,
  debugContext: {},
  transaction: {},
};
const other = { ...event, uuid: "e2" };
const text = JSON.stringify(event);

const found = (value: unknown) =>
  eventsInLine(typeof value === "string" ? value : JSON.stringify(value))?.map(
    ({ event: one }) => one.uuid,
  ) ?? null;

describe("finds the events", () => {
  it.each<[string, unknown, readonly string[]]>([
    ["alone", event, ["e1"]],
    ["in a list", [event, other], ["e1", "e2"]],
    ["of EventBridge", { version: "0", "detail-type": "SystemLog", account: "1", detail: event }, ["e1"]],
    ["of Splunk's HTTP event collector", { time: 1, host: "acme", sourcetype: "okta", event }, ["e1"]],
    ["of a Splunk search", { preview: false, result: { _raw: text } }, ["e1"]],
    [
      "of an event hook",
      { eventType: "com.okta.event_hook", data: { events: [event, other] } },
      ["e1", "e2"],
    ],
    ["of SNS in SQS", { Body: JSON.stringify({ Type: "Notification", Message: text }) }, ["e1"]],
    ["of a Lambda on SQS", { Records: [{ body: text }, { body: JSON.stringify(other) }] }, ["e1", "e2"]],
    ["as text", JSON.stringify(text), ["e1"]],
  ])("%s", (_, value, uuids) => {
    expect(found(value)).toEqual(uuids);
  });
});

describe("finds none", () => {
  it.each<[string, unknown]>([
    ["in no JSON", "2026-11-23 reset"],
    ["in half a line", text.slice(0, 40)],
    ["in a number", 7],
    ["in an empty list", []],
    ["in an object of something else", { level: "info" }],
    ["in an empty envelope", { detail: {} }],
    ["in an envelope of text", { Message: "hello" }],
    ["in an event without a type", { ...event, eventType: undefined }],
    ["in an event without a time", { ...event, published: "yesterday" }],
    [
      "in envelopes without end",
      { detail: { detail: { detail: { detail: { detail: { detail: event } } } } } },
    ],
  ])("%s", (_, value) => {
    expect(found(value)).toBeNull();
  });
});

it("tells an event of which a forwarder has taken parts away", () => {
  const { debugContext: _, ...poorer } = event;
  expect(eventsInLine(text)?.map(({ isWhole }) => isWhole)).toEqual([true]);
  expect(eventsInLine(JSON.stringify(poorer))?.map(({ isWhole }) => isWhole)).toEqual([false]);
});
