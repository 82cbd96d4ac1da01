import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  judgeAction,
  judgeGrace,
  judgeModels,
  judgeSetting,
  judgeStatus,
} from "../../../../src/answers/review/change/order.ts";
import { judgeMove } from "../../../../src/answers/review/change/policy-move.ts";
import { compareBaselines } from "../../../../src/answers/review/compare-baselines.ts";
import type { Baseline } from "../../../../src/model/baseline.ts";
import type { Change, ChangeEffect } from "../../../../src/model/review.ts";
import { authenticatorStatuses, enrollActions, enrollSettings } from "../../../../src/model/words.ts";
import { baselinePairs, wholeBaselines, writtenOtherwise } from "../../../support/changed-baselines.ts";
import { propertyRuns } from "../../../support/property-runs.ts";

const anyRef = fc.constantFrom(
  "webauthn",
  "okta_verify",
  "phone_number",
  "okta_email",
  "security_question",
  "okta_password",
  "okta_sms",
  "carrier_pigeon",
);
const anySetting = fc.constantFrom(...enrollSettings, "ignore" as const);
const anyStatus = fc.constantFrom(...authenticatorStatuses, "ignore" as const);
const anyAction = fc.constantFrom(...enrollActions);

/** A change that is no weaker in two steps is no weaker at once. */
const holdsTogether = (first: ChangeEffect, second: ChangeEffect, whole: ChangeEffect): boolean =>
  first === "weaker" || second === "weaker" || whole !== "weaker";

describe("the order by which a review judges", () => {
  it("is transitive", () => {
    fc.assert(
      fc.property(anyRef, anySetting, anySetting, anySetting, (ref, one, two, three) => {
        const of = (from: typeof one, to: typeof one) => judgeSetting(ref, from, to).effect;
        expect(holdsTogether(of(one, two), of(two, three), of(one, three))).toBe(true);
      }),
    );
    fc.assert(
      fc.property(anyRef, anyStatus, anyStatus, anyStatus, (ref, one, two, three) => {
        const of = (from: typeof one, to: typeof one) =>
          from === to ? "neutral" : judgeStatus(ref, from, to).effect;
        expect(holdsTogether(of(one, two), of(two, three), of(one, three))).toBe(true);
      }),
    );
    fc.assert(
      fc.property(
        fc.constantFrom("identity", "classic"),
        anyAction,
        anyAction,
        anyAction,
        (engine, one, two, three) => {
          const of = (from: typeof one, to: typeof one) => judgeAction(from, to, engine);
          expect(holdsTogether(of(one, two), of(two, three), of(one, three))).toBe(true);
        },
      ),
    );
  });

  it("is transitive for grace periods and models of security keys", () => {
    const anyGrace = fc.option(
      fc.oneof(
        fc.record({ kind: fc.constant("skips" as const), count: fc.integer({ min: 1, max: 3 }) }),
        fc.record({ kind: fc.constant("until" as const), day: fc.constantFrom("2027-01-31", "2027-02-28") }),
      ),
    );
    fc.assert(
      fc.property(anyGrace, anyGrace, anyGrace, (one, two, three) => {
        const of = (from: typeof one, to: typeof one) => judgeGrace(from, to).effect;
        expect(holdsTogether(of(one, two), of(two, three), of(one, three))).toBe(true);
        expect(of(one, null)).not.toBe("weaker");
      }),
    );
    const anyModels = fc.subarray(["YubiKey5", "Feitian", "Titan"]);
    fc.assert(
      fc.property(anyModels, anyModels, anyModels, (one, two, three) => {
        const of = (from: typeof one, to: typeof one) => judgeModels(from, to).effect;
        expect(holdsTogether(of(one, two), of(two, three), of(one, three))).toBe(true);
        expect(of([], one)).not.toBe("weaker");
      }),
    );
  });

  it("is transitive for people who move from policy to policy, too", () => {
    const threePolicies = fc
      .array(wholeBaselines, { minLength: 3, maxLength: 3 })
      .map((list) => list.flatMap(({ enrollmentPolicies }) => enrollmentPolicies.slice(0, 1)));
    fc.assert(
      fc.property(threePolicies, ([one, two, three]) => {
        fc.pre(one !== undefined && two !== undefined && three !== undefined);
        const isNoWeaker = (from: typeof one, to: typeof one) =>
          ["stronger", "neutral"].includes(judgeMove(from, to, "identity"));
        if (isNoWeaker(one, two) && isNoWeaker(two, three)) expect(isNoWeaker(one, three)).toBe(true);
      }),
      { numRuns: propertyRuns(60) },
    );
  });

  it("never lets an unknown authenticator pass", () => {
    fc.assert(
      fc.property(anySetting, anySetting, (from, to) => {
        expect(judgeSetting("carrier_pigeon", from, to).effect).toBe(from === to ? "neutral" : "weaker");
      }),
    );
  });
});

const changesOf = (before: Baseline, after: Baseline): readonly Change[] =>
  compareBaselines(before, after).map(({ change }) => change);

/** One change as the review the other way round would have it, apart from its effect. */
function mirrored({ kind, from, to, where }: Change): string {
  const turnedKind = kind.replace(/added|removed/, (word) => (word === "added" ? "removed" : "added"));
  const names = kind.endsWith("-order") || kind.endsWith("-renamed") ? "" : JSON.stringify(where);
  return JSON.stringify([turnedKind, to, from, names]);
}
const asItIs = ({ kind, from, to, where }: Change): string => {
  const names = kind.endsWith("-order") || kind.endsWith("-renamed") ? "" : JSON.stringify(where);
  return JSON.stringify([kind, from, to, names]);
};

describe("a review", () => {
  it("of a baseline and itself says nothing, however it is written", () => {
    fc.assert(
      fc.property(wholeBaselines, (baseline) => {
        expect(changesOf(baseline, baseline)).toEqual([]);
        expect(changesOf(baseline, writtenOtherwise(baseline))).toEqual([]);
      }),
    );
  });

  it("gives each change an id of its own", () => {
    fc.assert(
      fc.property(baselinePairs, ([before, after]) => {
        const ids = changesOf(before, after).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it("mirrors the review the other way round, apart from what is weaker both ways", () => {
    fc.assert(
      fc.property(baselinePairs, ([before, after]) => {
        const [there, back] = [changesOf(before, after), changesOf(after, before)];
        // A thing under its new name there has its old one back: only whole effects are compared then.
        const isRenamed = there.some(({ kind }) => kind.endsWith("-renamed"));
        fc.pre(!isRenamed);
        expect(there.map(mirrored).toSorted()).toEqual(back.map(asItIs).toSorted());
        const effects = new Map(back.map((change) => [asItIs(change), change.effect]));
        for (const change of there) {
          const other = effects.get(mirrored(change));
          if (change.effect === "stronger") expect([change.id, other]).toEqual([change.id, "weaker"]);
          if (change.effect === "neutral") expect([change.id, other]).toEqual([change.id, "neutral"]);
        }
      }),
      { numRuns: propertyRuns(40) },
    );
  });

  it("calls a rename neutral in both directions", () => {
    fc.assert(
      fc.property(wholeBaselines, (baseline) => {
        const [first] = baseline.enrollmentPolicies;
        fc.pre(first !== undefined && !first.isDefault);
        const now = (name: string): string => (name === first?.name ? "Quite another name" : name);
        const renamed = {
          ...baseline,
          enrollmentPolicies: baseline.enrollmentPolicies.map((one) => ({ ...one, name: now(one.name) })),
          requirements: baseline.requirements.map((one) => ({ ...one, governedBy: one.governedBy.map(now) })),
        };
        expect(changesOf(baseline, renamed).map(({ effect }) => effect)).toEqual(["neutral"]);
        expect(changesOf(renamed, baseline).map(({ effect }) => effect)).toEqual(["neutral"]);
      }),
    );
  });
});
