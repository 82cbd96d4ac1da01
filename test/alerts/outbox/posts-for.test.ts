import { describe, expect, it } from "vitest";
import type { AlertChange, AlertChangeKind } from "../../../src/alerts/lifecycle/alert-record.ts";
import { postsFor } from "../../../src/alerts/outbox/posts-for.ts";
import type { AlertRecord } from "../../../src/ledger/alert-record.ts";
import type { Alert } from "../../../src/model/alert.ts";
import type { AlertRoute } from "../../../src/model/baseline.ts";
import { aRecord } from "../../support/an-alert.ts";

const route = (part: Partial<AlertRoute>): AlertRoute => ({
  to: "slack",
  minimum: "low",
  detections: [],
  ...part,
});
const change = (kind: AlertChangeKind, part: Partial<Alert> = {}): AlertChange => ({
  kind,
  record: aRecord(part),
});
const resolved = {
  state: "resolved",
  resolvedAt: "2026-11-23T09:30:00.000Z",
  resolution: "settled",
} as const;
const acknowledged = { state: "acknowledged" } as const;

interface Given {
  readonly changes: readonly AlertChange[];
  readonly before?: readonly AlertRecord[];
  readonly routes?: readonly AlertRoute[];
  readonly isFirstReading?: boolean;
}

/** `open slack,email`; `resolved *` for whoever was told. */
function told({ changes, before = [], routes = [route({})], isFirstReading = false }: Given) {
  return postsFor(changes, before, { routes, isFirstReading }).map(
    ({ alert, to }) => `${alert.state} ${to === null ? "*" : to.join(",")}`,
  );
}

describe("which destinations are told", () => {
  it.each<readonly [string, readonly AlertRoute[], readonly string[]]>([
    ["all that a route without conditions names", [route({})], ["open slack"]],
    ["each once, however many routes name it", [route({}), route({ minimum: "high" })], ["open slack"]],
    ["several", [route({}), route({ to: "email" })], ["open slack,email"]],
    ["as severe as the minimum", [route({ minimum: "high" })], ["open slack"]],
    ["not those for what is worse", [route({ minimum: "critical" })], []],
    ["of that detection", [route({ detections: ["zone-changed", "mfa-reset"] })], ["open slack"]],
    ["not of others", [route({ detections: ["zone-changed"] })], []],
    ["nobody where there are no routes", [], []],
  ])("%s", (_, routes, expected) => {
    expect(told({ routes, changes: [change("opened")] })).toEqual(expected);
  });
});

describe("what they are told", () => {
  it.each<readonly [string, Given, readonly string[]]>([
    [
      "an alert once, however many events joined it in the run",
      { changes: [change("opened"), change("joined"), change("joined")] },
      ["open slack"],
    ],
    [
      "nothing of one more event of an alert that is known",
      { changes: [change("joined")], before: [aRecord()] },
      [],
    ],
    [
      "that an alert became as severe as they want",
      {
        changes: [change("joined", { severity: "critical" })],
        before: [aRecord()],
        routes: [route({ minimum: "critical" }), route({ to: "email", minimum: "high" })],
      },
      ["open slack"],
    ],
    [
      "that it was resolved, whoever was told of it",
      { changes: [change("resolved", resolved)], before: [aRecord()] },
      ["resolved *"],
    ],
    [
      "both where it came and went in one run: between two passes somebody may have done what they came for",
      { changes: [change("opened"), change("resolved", resolved)] },
      ["open slack", "resolved *"],
    ],
    [
      "that it was opened again",
      { changes: [change("reopened")], before: [aRecord(resolved)] },
      ["open slack"],
    ],
    [
      "every state it went through",
      { changes: [change("joined"), change("resolved", resolved), change("reopened")], before: [aRecord()] },
      ["resolved *", "open slack"],
    ],
    [
      "nothing new of one that somebody looks into",
      { changes: [change("joined", acknowledged)], before: [aRecord(acknowledged)] },
      [],
    ],
    [
      "nothing of late events of a resolved one",
      { changes: [change("joined", resolved)], before: [aRecord(resolved)] },
      [],
    ],
    [
      "nothing of one that another alert of the same run tells better",
      {
        changes: [
          change("opened"),
          change("resolved", { ...resolved, resolution: "told by alert mfa-removed-1" }),
        ],
      },
      [],
    ],
    [
      "that one they know of is told by another now",
      {
        changes: [change("resolved", { ...resolved, resolution: "told by alert mfa-removed-1" })],
        before: [aRecord()],
      },
      ["resolved *"],
    ],
    [
      "nothing of history, when a ledger reads an org for the first time",
      { changes: [change("opened"), change("resolved", resolved)], isFirstReading: true },
      [],
    ],
    ["what is open then", { changes: [change("opened")], isFirstReading: true }, ["open slack"]],
  ])("%s", (_, given, expected) => {
    expect(told(given)).toEqual(expected);
  });

  it("nothing of changes of ours", () => {
    const { alert, events } = aRecord(resolved);
    const record: AlertRecord = { alert, events, resolvedBy: "managed" };
    const changes = [
      { kind: "recorded", record },
      { kind: "joined", record },
    ] as const;
    expect(told({ changes })).toEqual([]);
  });

  it("the alert as it was at the end of the state, with every event that joined", () => {
    const changes = [
      change("opened"),
      change("joined", { title: "Nia reset all factors of dana@acme.example twice" }),
      change("resolved", resolved),
    ];
    const posts = postsFor(changes, [], { routes: [route({})], isFirstReading: false });
    expect(posts.map(({ alert }) => [alert.state, alert.title])).toEqual([
      ["open", "Nia reset all factors of dana@acme.example twice"],
      ["resolved", "Nia reset all factors of dana@acme.example"],
    ]);
  });
});
