import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { orderDifference } from "../../../src/evaluator/declared/relative-order.ts";

const ranked = (priorities: readonly number[]) =>
  priorities.map((priority, place) => ({ name: `policy ${place + 1}`, priority }));

describe("orderDifference", () => {
  test.each([
    { name: "nothing", priorities: [] },
    { name: "one", priorities: [7] },
    { name: "numbers with holes", priorities: [2, 5, 40] },
  ])("$name is in order", ({ priorities }) => {
    expect(orderDifference(ranked(priorities))).toBeNull();
  });

  test("the first as declared that is out of place is named, with its places", () => {
    expect(orderDifference(ranked([1, 3, 2]))).toEqual({
      first: { name: "policy 2", priority: 3 },
      status: "open",
      expected: ["policy 1", "policy 2", "policy 3"],
      actual: ["policy 1", "policy 3", "policy 2"],
      inWords: "is tried in place 3 of the 3 declared ones; it should be in place 2",
    });
  });

  test("equal numbers prove no order", () => {
    expect(orderDifference(ranked([1, 2, 2]))).toMatchObject({
      first: { name: "policy 2" },
      status: "unknown",
      actual: null,
      inWords:
        "shares priority 2 with others (policy 2, policy 3), so which of them is tried first is not known",
    });
  });

  test("an order that is broken besides is broken", () => {
    expect(orderDifference(ranked([2, 2, 1]))?.status).toBe("open");
  });

  test("only strictly ascending numbers are in order", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 6 }), (priorities) => {
        const ascending = priorities.every(
          (priority, at) => at === 0 || (priorities[at - 1] ?? 0) < priority,
        );
        expect(orderDifference(ranked(priorities)) === null).toBe(ascending);
      }),
    );
  });

  test("the numbers themselves mean nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 6 }), (priorities) => {
        const shifted = orderDifference(ranked(priorities.map((priority) => priority * 3 + 1)));
        const plain = orderDifference(ranked(priorities));
        expect(shifted?.first.name).toBe(plain?.first.name);
        expect(shifted?.actual).toEqual(plain?.actual);
      }),
    );
  });
});
