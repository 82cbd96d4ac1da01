import { describe, expect, it } from "vitest";
import type { UserId } from "../../src/model/ids.ts";
import type { Answer } from "../support/tiny-okta.ts";
import { aPlan, tryReading } from "./reading-a-tiny-org.ts";

const plan = aPlan({ slices: new Set(["users", "factors"]) });
const nia = "00uNia" as UserId;
const omar = "00uOmar" as UserId;
const dana = "00uDana" as UserId;

const refusal = (status: number, errorCode: string) => ({ status, body: { errorCode, errorSummary: "No" } });

/** Refuses paths that end so. */
const refuse =
  (end: string, status: number, errorCode: string): Answer =>
  ({ path }) =>
    path.endsWith(end) ? refusal(status, errorCode) : undefined;

const enrolmentCalls = (paths: readonly string[]) =>
  paths.filter((path) => /enrollments$|factors$/.test(path));

describe("the view of enrolments", () => {
  it.each([
    [404, "E0000008", 1],
    [401, "E0000015", 1],
    [405, "E0000022", 1],
    [403, "E0000006", 2],
    [404, "E0000007", 2],
  ])("is factors where the other is absent (%i %s), found out in %i calls", async (status, code, calls) => {
    const { slices, gaps, paths } = await tryReading({
      plan,
      answer: refuse("/authenticator-enrollments", status, code),
    });
    expect(gaps).toEqual([]);
    expect(Object.values(slices.factors ?? {}).map((one) => one.kind === "read" && one.source)).toEqual([
      "factors",
      "factors",
      "factors",
    ]);
    expect(enrolmentCalls(paths)).toHaveLength(3 + calls);
  });

  it("is factors for a single person who is refused", async () => {
    const { slices } = await tryReading({
      plan: { ...plan, enrolmentsNeededFor: () => [nia] },
      answer: refuse("/authenticator-enrollments", 403, "E0000006"),
    });
    expect(slices.factors).toEqual({ [nia]: expect.objectContaining({ kind: "read", source: "factors" }) });
  });

  it("stays the same when only one person is refused, who is a gap", async () => {
    const { slices, gaps } = await tryReading({
      plan,
      answer: refuse("00uNia/authenticator-enrollments", 403, "E0000006"),
    });
    expect(slices.factors?.[nia]).toMatchObject({
      kind: "unread",
      reason: expect.stringMatching(/^403 E0000006/),
    });
    expect(slices.factors?.[omar]).toMatchObject({ source: "authenticator-enrollments" });
    expect(gaps).toMatchObject([{ slice: "factors", ids: [nia], affected: 1 }]);
  });

  it("is asked a second time for people whose method decides", async () => {
    const read = await tryReading({ plan: { ...plan, needsFactorsToo: (user) => user === omar } });
    expect(read.slices.factors?.[omar]).toMatchObject({ source: "both", factors: [{ key: "webauthn" }] });
    expect(enrolmentCalls(read.paths)).toHaveLength(4);
  });

  it("keeps what the first showed when the second cannot be read", async () => {
    const read = await tryReading({
      plan: { ...plan, needsFactorsToo: (user) => user === omar },
      answer: refuse("/factors", 403, "E0000006"),
    });
    expect(read.slices.factors?.[omar]).toMatchObject({ kind: "read", factors: null });
    expect(read.gaps).toMatchObject([{ slice: "factors", ids: [omar] }]);
  });
});

describe("a person", () => {
  const gone = (more: Answer): Answer => {
    const refused = refuse("00uDana/authenticator-enrollments", 404, "E0000007");
    return (asked) => refused(asked) ?? more(asked);
  };

  it.each<[string, Answer]>([
    ["deleted", refuse("/00uDana", 404, "E0000007")],
    [
      "deactivated",
      ({ path }) => (path.endsWith("/00uDana") ? { body: { status: "DEPROVISIONED" } } : undefined),
    ],
  ])("%s during the scan is gone, and no gap among many", async (_what, answer) => {
    const everybody = [dana, ...Array.from({ length: 19 }, (_, number) => `00u${number}` as UserId)];
    const others: Answer = ({ path }) => (/00u\d+\//.test(path) ? { body: [] } : undefined);
    const { slices, gaps } = await tryReading({
      plan: { ...plan, enrolmentsNeededFor: () => everybody },
      answer: gone((asked) => answer(asked) ?? others(asked)),
    });
    expect([slices.factors?.[dana], gaps]).toEqual([{ kind: "gone" }, []]);
  });

  it("who still exists is not gone", async () => {
    const { slices, gaps } = await tryReading({ plan, answer: gone(() => undefined) });
    expect(slices.factors?.[dana]).toMatchObject({ kind: "unread" });
    expect(gaps).toMatchObject([{ slice: "factors", ids: [dana] }]);
  });

  it("of whom that cannot be told is unread", async () => {
    const { slices } = await tryReading({ plan, answer: gone(refuse("/00uDana", 500, "E0000009")) });
    expect(slices.factors?.[dana]).toMatchObject({ kind: "unread", reason: "500 E0000009 No" });
  });
});

it("leaves the rest alone when nobody can be read", async () => {
  const people = Array.from({ length: 60 }, (_, number) => `00u${number}` as UserId);
  const { gaps, paths } = await tryReading({
    plan: { ...plan, enrolmentsNeededFor: () => people },
    answer: refuse("/authenticator-enrollments", 500, "E0000009"),
  });
  expect(gaps).toMatchObject([{ slice: "factors", affected: 60 }]);
  expect(gaps[0]?.reason).toContain("not tried after 20 people in a row");
  const tried = new Set(enrolmentCalls(paths));
  expect(tried.size).toBeLessThanOrEqual(20 + 16);
});
