import { describe, expect, test } from "vitest";
import { filterFor } from "../../../src/alerts/attribution/log-filter.ts";

const ids = (amount: number): string[] => Array.from({ length: amount }, (_, index) => `00u${index}`);

describe("the filter for leads", () => {
  test("asks for types and targets, those of one type together", () => {
    const filter = filterFor([
      { eventTypes: ["policy.rule.add", "policy.rule.update"], targets: ["0pr1"] },
      { eventTypes: ["policy.rule.add"], targets: ["0pr2"] },
      { eventTypes: ["group.lifecycle.delete"], targets: null },
    ]);
    expect(filter).toBe(
      '((eventType eq "policy.rule.add") and (target.id eq "0pr1" or target.id eq "0pr2"))' +
        ' or ((eventType eq "policy.rule.update") and (target.id eq "0pr1"))' +
        ' or (eventType eq "group.lifecycle.delete")',
    );
  });

  test("is wider where one lead of a type knows no id", () => {
    const [left, right] = [
      { eventTypes: ["policy.lifecycle.update"], targets: ["00p1"] },
      { eventTypes: ["policy.lifecycle.update"], targets: null },
    ];
    expect(filterFor([left, right])).toBe('(eventType eq "policy.lifecycle.update")');
    expect(filterFor([right, left])).toBe('(eventType eq "policy.lifecycle.update")');
  });

  test("is empty where nothing can be meant", () => {
    expect(filterFor([{ eventTypes: ["policy.rule.add"], targets: [] }])).toBe("");
  });

  test("asks for whole types rather than for more ids than a URL can hold", () => {
    expect(filterFor([{ eventTypes: ["group.user_membership.add"], targets: ids(31) }])).toBe(
      '(eventType eq "group.user_membership.add")',
    );
    const many = ["a", "b", "c", "d", "e"].map((type) => ({
      eventTypes: [type],
      targets: ids(30).map((id) => `${id}-${type}-and-a-long-tail-of-an-id`),
    }));
    expect(filterFor(many).length).toBeLessThan(2500);
  });

  test("leaves optional leads out where they do not fit", () => {
    const lead = { eventTypes: ["zone.delete"], targets: ["nzo1"] };
    const person = { eventTypes: ["user.mfa.factor.reset_all"], targets: ["00u1"] };
    expect(filterFor([lead], [person])).toContain("user.mfa.factor.reset_all");
    expect(
      filterFor(
        [lead],
        Array.from({ length: 31 }, () => person),
      ),
    ).toBe('((eventType eq "zone.delete") and (target.id eq "nzo1"))');
  });
});
