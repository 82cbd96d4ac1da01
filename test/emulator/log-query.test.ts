import { describe, expect, test } from "vitest";
import { writeLogCursor } from "../../src/emulator/log/log-cursor.ts";
import { queryLog } from "../../src/emulator/log/log-query.ts";

const now = new Date("2026-03-10T12:00:00.000Z");

const event = (uuid: string, published: string, more: object = {}) => ({
  uuid,
  published,
  eventType: "user.mfa.factor.deactivate",
  outcome: { result: "SUCCESS", reason: "User reset FIDO_WEBAUTHN factor" },
  actor: { alternateId: "nia@acme.example" },
  target: [{ id: "00uDana", displayName: "Dana Müller" }],
  debugContext: { debugData: { requestUri: "/api/v1/users/00uDana/factors" } },
  ...more,
});

/** In persistence order; `late` was published before `second` and arrived after `third`. */
const stored = [
  event("expired", "2025-12-01T00:00:00.000Z"),
  event("old", "2026-02-01T00:00:00.000Z"),
  event("first", "2026-03-09T10:00:00.000Z"),
  event("second", "2026-03-09T11:00:00.000Z", { eventType: "user.lifecycle.create", target: null }),
  event("third", "2026-03-09T12:00:00.000Z"),
  event("late", "2026-03-09T10:30:00.000Z"),
];

const ask = (query: string, events = stored, repeat = 0) => {
  const answer = queryLog(events, new URLSearchParams(query), { now, repeat });
  if (answer.kind === "error") return answer.error;
  return { uuids: answer.events.map(({ uuid }) => uuid), next: answer.next?.toString() ?? null };
};

const pageOf = (query: string, events = stored, repeat = 0) => {
  const answer = ask(query, events, repeat);
  if (!("uuids" in answer)) throw new Error(answer.errorSummary);
  return answer;
};

describe("polling", () => {
  test("gives events in the order in which they were written, seven days back", () => {
    expect(pageOf("").uuids).toEqual(["first", "second", "third", "late"]);
    expect(pageOf("since=2026-01-01T00:00:00Z").uuids[0]).toBe("old");
  });

  test("always has a next page, and an empty one finds what arrives later", () => {
    const first = pageOf("limit=3&since=2026-03-09T00:00:00Z");
    expect(first.uuids).toEqual(["first", "second", "third"]);
    expect(first.next).not.toContain("since");
    const second = pageOf(first.next ?? "");
    expect(second.uuids).toEqual(["late"]);
    const third = pageOf(second.next ?? "");
    expect(third.uuids).toEqual([]);
    const later = [...stored, event("later", "2026-03-09T09:00:00.000Z")];
    expect(pageOf(third.next ?? "", later).uuids).toEqual(["later"]);
  });

  test("skips for good what the filter does not want", () => {
    const page = pageOf('filter=eventType eq "user.lifecycle.create"');
    expect(page.uuids).toEqual(["second"]);
    expect(pageOf(page.next ?? "").uuids).toEqual([]);
    expect(pageOf('filter=outcome.result eq "SUCCESS"&limit=0').uuids).toEqual([]);
  });

  test("repeats events on request without losing its place", () => {
    const first = pageOf("limit=2");
    const second = pageOf(first.next ?? "", stored, 1);
    expect(second.uuids).toEqual(["second", "third"]);
    const third = pageOf(second.next ?? "", stored, 1);
    expect(third.uuids).toEqual(["third", "late"]);
    expect(pageOf(third.next ?? "", stored, 5).next).toBe(third.next);
  });

  test("is at the end at once when nothing is recent", () => {
    expect(pageOf("since=2026-03-10T00:00:00Z")).toMatchObject({ uuids: [] });
  });
});

describe("bounded", () => {
  const day = "since=2026-03-09T00:00:00Z&until=2026-03-10T00:00:00Z";

  test("gives events by published and ends", () => {
    expect(pageOf(day)).toEqual({ uuids: ["first", "late", "second", "third"], next: null });
    expect(pageOf(`${day}&sortOrder=DESCENDING`).uuids).toEqual(["third", "second", "late", "first"]);
    expect(pageOf(`${day}&limit=0`)).toEqual({ uuids: [], next: null });
  });

  test("pages through, in both orders, and what arrives in between does not shift the pages", () => {
    const first = pageOf(`${day}&limit=2`);
    expect(first.uuids).toEqual(["first", "late"]);
    const more = [...stored, event("between", "2026-03-09T10:10:00.000Z")];
    expect(pageOf(first.next ?? "", more)).toEqual({ uuids: ["second", "third"], next: null });
    const backwards = pageOf(`${day}&limit=3&sortOrder=DESCENDING`);
    expect(pageOf(backwards.next ?? "")).toEqual({ uuids: ["first"], next: null });
  });

  test("events of the same moment keep their order across pages", () => {
    const same = ["a", "b", "c"].map((uuid) => event(uuid, "2026-03-09T10:00:00.000Z"));
    const first = pageOf(`${day}&limit=2`, same);
    expect(first.uuids).toEqual(["a", "b"]);
    expect(pageOf(first.next ?? "", same).uuids).toEqual(["c"]);
  });

  test("without since it begins seven days before until; descending without until ends too", () => {
    expect(pageOf("until=2026-02-02T00:00:00Z").uuids).toEqual(["old"]);
    expect(pageOf("sortOrder=DESCENDING")).toEqual({
      uuids: ["third", "second", "late", "first"],
      next: null,
    });
  });

  test("retention is 90 days, whatever was asked for", () => {
    expect(pageOf("since=2025-11-01T00:00:00Z&until=2026-02-02T00:00:00Z").uuids).toEqual(["old"]);
  });
});

describe("keywords", () => {
  test.each([
    ["nia@acme.example", 4],
    ["NIA@ACME.EXAMPLE müller", 3],
    ["müller nobody", 0],
    ["fido_webauthn", 4],
    ["fido", 0],
    ["/api/v1/users/00udana/factors", 4],
  ])("%s is in %i events", (q, count) => {
    expect(pageOf(new URLSearchParams({ q }).toString()).uuids).toHaveLength(count);
  });

  test("a word with hyphens is found whole and in parts", () => {
    const events = [event("hyphen", "2026-03-09T10:00:00.000Z", { transaction: { id: "XOxBw-2JIRn" } })];
    expect(pageOf("q=xoxbw", events).uuids).toEqual(["hyphen"]);
    expect(pageOf("q=XOxBw-2JIRn", events).uuids).toEqual(["hyphen"]);
  });
});

describe("refusals", () => {
  const format =
    "The date format in your query is not recognized. Please enter dates using ISO8601 string format.";

  test.each([
    ["since=2025-09-01T00:00:00Z", "E0000053", "over 180 days prior to the current day"],
    ["since=yesterday", "E0000001", `Api validation failed: 'since': ${format}. 'since': must be a valid`],
    ["until=01-01-2017", "E0000001", `Api validation failed: 'until': ${format}`],
    ["limit=1001", "E0000001", "limit"],
    ["limit=-1", "E0000001", "limit"],
    ["sortOrder=SIDEWAYS", "E0000001", "sortOrder"],
    [`q=${"k".repeat(41)}`, "E0000001", "longer than 40 characters"],
    [`q=${"k ".repeat(11)}`, "E0000001", "more than 10 items"],
    ['filter=published gt "2026-01-01"', "E0000053", "field is not valid: published"],
    ['filter=target.changeDetails.from.x eq "a"', "E0000053", "field is not valid: target.changeDetails"],
    ['filter=debugContext.debugData.url co "/oauth/"', "E0000031", "Operator: co, Field: debugContext.debug"],
    ['filter=eventType eqq "x"', "E0000053", "'eqq' at position 10"],
    ["after=made-up", "E0000053", "after"],
    ["after=bnVsbA", "E0000053", "after"],
    [`after=${writeLogCursor({ kind: "published", published: 1, position: 1 })}`, "E0000053", "after"],
    ["after=x&since=2026-03-09T00:00:00Z", "E0000053", "mutually exclusive"],
  ])("%s: %s", (query, errorCode, message) => {
    const refusal = ask(query);
    expect(refusal).toMatchObject({ status: 400, errorCode });
    expect(refusal).toHaveProperty("errorSummary", expect.stringContaining(message));
  });

  test("a bounded query takes Okta's own next link, which has since and after", () => {
    const after = writeLogCursor({ kind: "published", published: 0, position: 0 });
    expect(pageOf(`since=2026-03-09T00:00:00Z&until=2026-03-10T00:00:00Z&after=${after}`).uuids).toHaveLength(
      4,
    );
  });
});
