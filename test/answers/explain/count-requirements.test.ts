import { expect, it } from "vitest";
import { countRequirements } from "../../../src/answers/explain/count-requirements.ts";
import { requirementAnswers } from "../../../src/model/requirement-answers.ts";
import { judgedAcme, judgeOrg } from "../../support/judged-acme.ts";
import { without } from "../../support/org-builder.ts";

it("counts everybody who can sign in as the people beside the report say it", async () => {
  for (const judged of [await judgedAcme(), await judgedWithoutFactors()]) {
    const able = judged.view.people.filter(({ standing }) => standing === "in-scope");
    const counts = countRequirements(judged);
    expect(counts.map(({ id }) => id)).toEqual(judged.view.requirements.map(({ id }) => id));
    for (const [index, count] of counts.entries()) {
      const of = (answer: string) => able.filter(({ answers }) => answers[index] === answer).length;
      expect(count).toMatchObject({ appliesTo: able.length - of("not-asked") });
      for (const answer of requirementAnswers) {
        if (answer !== "in-line" && answer !== "not-asked") expect(count[answer]).toBe(of(answer));
      }
    }
  }
});

it("leaves out a requirement of which a check was not run", async () => {
  const judged = await judgedAcme();
  const outcomes = judged.report.outcomes.filter(({ check }) => check !== "governed-by");
  const counts = countRequirements({ ...judged, report: { ...judged.report, outcomes } });
  expect(counts.map(({ id }) => id)).toEqual(
    judged.baseline.requirements.filter(({ governedBy }) => governedBy.length === 0).map(({ id }) => id),
  );
});

it("counts nothing where people were not read", async () => {
  const { baseline, org } = await judgedAcme();
  expect(countRequirements(await judgeOrg(baseline, without(org, { users: "users" })))).toEqual([]);
});

async function judgedWithoutFactors() {
  const { baseline, org } = await judgedAcme();
  return judgeOrg(baseline, without(org, { factors: "factors" }));
}
