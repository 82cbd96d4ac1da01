import { describe, expect, it } from "vitest";
import { loadFrameworks } from "../../src/flows/catalogue/load-frameworks.ts";
import { judgeByPeople } from "../../src/standards/judge-standards.ts";
import { gatherNotReached } from "../../src/standards/not-reached.ts";
import { aSignOnOrg } from "../support/sign-on-org.ts";

const now = new Date("2026-11-23T10:00:00.000Z");
const some = (open: readonly string[], unknown: readonly string[] = []) => ({
  judged: 3,
  open: new Set(open),
  unknown: new Set(unknown),
});

describe("whom a standard does not reach", () => {
  it("is told by person, those of equal answers by one list", () => {
    const gathered = gatherNotReached();
    gathered.add("V-1", some(["00ukim", "00unia"], ["00udana"]));
    gathered.add("V-2", null);
    gathered.add("V-3", some(["00unia", "00ukim"]));
    expect(gathered.result()).toEqual({
      answers: [["V-1: open", "V-3: open"], ["V-1: unknown"]],
      people: [
        ["00ukim", 0],
        ["00unia", 0],
        ["00udana", 1],
      ],
    });
  });

  it("is nobody where everybody is reached", () => {
    const gathered = gatherNotReached();
    gathered.add("V-1", some([]));
    expect(gathered.result()).toEqual({ answers: [], people: [] });
  });

  it("are as many as each requirement of every standard counts", async () => {
    for (const { result, notReached } of judgeByPeople(await loadFrameworks(), aSignOnOrg(), now)) {
      const { answers, people } = notReached;
      const told = people.flatMap(([, place]) => answers[place] ?? []);
      const counted = result.requirements.map(({ id, people: counts }) => [
        id,
        { open: counts?.open ?? 0, unknown: counts?.unknown ?? 0 },
      ]);
      const amount = (answer: string) => told.filter((one) => one === answer).length;
      expect(counted).toEqual(
        result.requirements.map(({ id }) => [
          id,
          { open: amount(`${id}: open`), unknown: amount(`${id}: unknown`) },
        ]),
      );
      expect(result.requirements.some(({ people: counts }) => counts !== null)).toBe(true);
    }
  });
});
