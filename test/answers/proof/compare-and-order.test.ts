import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSame } from "../../../src/answers/proof/compare-reads.ts";
import { orderReading } from "../../../src/answers/proof/order-reading.ts";
import { settleEnrolments } from "../../../src/answers/proof/settle-enrolments.ts";
import { silentRateBelow } from "../../../src/answers/proof/silent-rate.ts";
import type { UserId } from "../../../src/model/ids.ts";
import { aProof, aRead, readTwice } from "../../support/a-proof.ts";
import { enrolled } from "../../support/org-builder.ts";

const pending = enrolled("webauthn", { status: "PENDING_ACTIVATION" });

describe("a reading compared with memory", () => {
  it.each([
    [
      "is the same in whatever order",
      aRead(["webauthn", "okta_verify"]),
      aRead(["okta_verify", "webauthn"]),
      true,
    ],
    ["is another with one less", aRead(["webauthn", "okta_verify"]), aRead(["okta_verify"]), false],
    [
      "is the same where something was only begun",
      aRead(["okta_verify"]),
      aRead(["okta_verify", pending]),
      true,
    ],
    [
      "is the same where an access code ended by itself",
      aRead(["okta_verify", "tac"]),
      aRead(["okta_verify"]),
      true,
    ],
    [
      "is another by its methods",
      readTwice(["okta_verify"], ["okta_verify:push"]),
      readTwice(["okta_verify"], ["okta_verify:totp"]),
      false,
    ],
    [
      "is the same by what both show",
      readTwice(["okta_verify"], ["okta_verify:push"]),
      aRead(["okta_verify"]),
      true,
    ],
    ["cannot be compared with another view", aRead(["webauthn"], "factors"), aRead(["webauthn"]), null],
    ["is compared with the same filtered view", aRead(["webauthn"], "factors"), aRead([], "factors"), false],
  ])("%s", (_, before, now, same) => {
    expect(isSame(aProof({ read: before }), now, "v1")).toBe(same);
  });

  it("says nothing of a filtered view that is filtered otherwise", () => {
    expect(isSame(aProof({ read: aRead([], "factors") }), aRead(["webauthn"], "factors"), "v2")).toBeNull();
    const twice = readTwice(["okta_verify"], ["okta_verify:push"]);
    expect(isSame(aProof({ read: twice }), readTwice(["okta_verify"], []), "v2")).toBe(true);
  });
});

const id = (text: string) => text as UserId;

describe("the order of reading", () => {
  const at = (day: number) => aProof({ provenAt: `2026-11-${day}T02:00:00.000Z` });
  const proofs = new Map([
    [id("old"), at(10)],
    [id("older"), at(11)],
    [id("young"), at(22)],
    [id("admin"), at(20)],
  ]);
  const input = {
    people: ["young", "old", "older", "admin", "new", "risky", "boss"].map(id),
    proofs,
    decide: (user: UserId) =>
      proofs.has(user)
        ? { kind: "use" as const }
        : { kind: "read" as const, why: "nothing is remembered" as const },
    isPrivileged: (user: UserId) => user === "admin" || user === "boss",
    riskOf: (user: UserId) => (user === "new" ? 1 : 0),
    now: new Date("2026-11-23T02:00:00.000Z"),
    random: () => 0,
  };

  it("is administrators, then risk, then age; room goes to administrators, the oldest and chance in turn", () => {
    expect(orderReading({ ...input, spare: 0 })).toEqual({ must: ["boss", "risky", "new"], spare: [] });
    expect(orderReading({ ...input, spare: 1 }).spare).toEqual(["admin"]);
    expect(orderReading({ ...input, spare: 3 }).spare).toEqual(["admin", "young", "old"]);
  });

  it("holds everybody once where there is room for all", () => {
    const { spare } = orderReading({ ...input, spare: 99, random: () => 0.999 });
    expect(spare.toSorted()).toEqual(["admin", "old", "older", "young"]);
  });
});

it("takes what was read last, then what is remembered, then why nothing is known", () => {
  const [read, memory] = [aRead(["webauthn"]), aProof()];
  const unread = { kind: "unread", reason: "not asked" } as const;
  const people = ["dana", "kim", "omar", "nia"].map(id);
  const settled = settleEnrolments(
    people,
    [
      new Map([[id("dana"), read]]),
      new Map(["dana", "kim", "omar"].map((login) => [id(login), unread] as const)),
    ],
    (user) => (user === "kim" ? memory : null),
  );
  expect(settled).toEqual({
    enrolments: new Map<string, unknown>([
      ["dana", read],
      ["kim", memory.read],
      ["omar", unread],
      ["nia", { kind: "unread", reason: expect.stringContaining("not proven") }],
    ]),
    reused: 1,
    read: 1,
    oldest: memory.provenAt,
  });
});

describe("the rate of silent changes", () => {
  it.each([
    [0, 0, null],
    [0, 1, 1],
    [0, 400, 0.0075],
    [400, 400, 1],
  ])("of %i among %i is below %j", (found, asked, rate) => {
    expect(silentRateBelow(found, asked)).toBe(rate);
  });

  it("is Clopper and Pearson's where some were found", () => {
    // From tables: 1 of 20 and 5 of 100, one-sided, 95 %.
    expect(silentRateBelow(1, 20)).toBeCloseTo(0.2161, 3);
    expect(silentRateBelow(5, 100)).toBeCloseTo(0.1023, 3);
  });

  it("is above what was found, and falls with the number of people asked", () => {
    const some = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(some, fc.integer({ min: 31, max: 5000 }), (found, asked) => {
        const bound = silentRateBelow(found, asked) ?? 0;
        expect(bound).toBeGreaterThan(found / asked);
        expect(silentRateBelow(found, asked * 2)).toBeLessThan(bound);
      }),
    );
  });
});
