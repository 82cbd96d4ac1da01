import type { Standing } from "../../flows/page/standards.ts";
import { type RequirementAnswer, requirementAnswers } from "../../model/requirement-answers.ts";
import { protectionSteps, type RunPerson, type RunView, reached } from "../../model/run-view.ts";
import { signInLevels } from "../../model/sign-on-words.ts";
import { policyWords } from "../../report/text/policy-words.ts";
import { valueWords } from "../../report/text/value-words.ts";
import { table } from "../contract/table.ts";
import { byIdentity } from "../listing/by-identity.ts";

/** A person, with what the run asked of everybody. */
interface PersonRow {
  readonly person: RunPerson;
  readonly view: RunView;
  /** Requirements of standards that do not reach them: `stig V-273186: open`. */
  readonly standards: readonly string[];
}

const none: readonly string[] = [];

/** Those of everybody, by user id; people of equal answers share a list. */
const unmetBy = byIdentity((standings: readonly Standing[]): ReadonlyMap<string, readonly string[]> => {
  const unmet = new Map<string, readonly string[]>();
  for (const { latest, notReached } of standings) {
    const lists = (notReached?.answers ?? []).map((answers) => answers.map((one) => `${latest.id} ${one}`));
    const longer = byIdentity((before: readonly string[]) => lists.map((list) => [...before, ...list]));
    for (const [person, place] of notReached?.people ?? []) {
      unmet.set(person, longer(unmet.get(person) ?? none)[place] ?? none);
    }
  }
  return unmet;
});

const rowsOf = byIdentity((view: RunView) =>
  byIdentity((standings: readonly Standing[]): readonly PersonRow[] => {
    const unmet = unmetBy(standings);
    return view.people.map((person) => ({ person, view, standards: unmet.get(person.id) ?? none }));
  }),
);

const worstOf = byIdentity(
  (answers: readonly RequirementAnswer[]): RequirementAnswer =>
    requirementAnswers.find((answer) => answers.includes(answer)) ?? "not-asked",
);

/** Words on the requirements of a view, by what they come to for somebody. */
const wordsOn = byIdentity((view: RunView) => ({
  /** `payroll, everyone`: those that are not met, or not known to be. */
  missed: byIdentity((answers: readonly RequirementAnswer[]): { readonly under?: string } => {
    const missed = view.requirements.filter((_, position) => {
      const answer = answers[position];
      return answer === "drift" || answer === "unknown";
    });
    return missed.length === 0 ? {} : { under: missed.map(({ id }) => id).join(", ") };
  }),
  /** `payroll: drift`, one for each. */
  each: byIdentity((answers: readonly RequirementAnswer[]) =>
    view.requirements.map(({ id }, position) => `${id}: ${answers[position] ?? "unknown"}`),
  ),
}));

type Enrolled = RunPerson["enrolled"];

const usableWords = byIdentity((enrolled: Enrolled): string =>
  enrolled.source === null
    ? "not read"
    : valueWords(
        enrolled.usable.map(({ authenticator, method }) =>
          method === null ? authenticator : `${authenticator}:${method}`,
        ),
      ),
);

const factorsOf = byIdentity((enrolled: Enrolled): readonly string[] => {
  if (enrolled.source === null) return ["not read"];
  if (enrolled.usable.length === 0) return ["nothing"];
  return [...new Set(enrolled.usable.map(({ authenticator }) => authenticator))];
});

const policyInWords = byIdentity(({ outcomes }: RunPerson["policy"]) => policyWords(outcomes));

const policiesOf = byIdentity(({ outcomes }: RunPerson["policy"]): readonly string[] => [
  ...new Set(outcomes.map(({ policy }) => policy ?? "not known")),
]);

const stepsOf = byIdentity((steps: RunPerson["steps"]): readonly string[] =>
  reached(steps).flatMap((answer, position) =>
    answer === null ? [] : [`${protectionSteps[position]}: ${answer}`],
  ),
);

const strengths: readonly string[] = ["unknown", ...signInLevels];

const notReadIfNull = (words: readonly string[] | null): readonly string[] => words ?? ["not read"];

export default table<PersonRow>({
  name: "people",
  title: "People",
  place: 20,
  summary: "Everybody whom the latest check judged",
  columns: [
    {
      key: "person",
      title: "Person",
      kind: "text",
      cell: ({ person }) => ({
        value: person.login,
        href: `/people/${person.id}`,
        ...(person.groups.length === 0 ? {} : { under: person.groups.join(", ") }),
      }),
    },
    {
      key: "answer",
      title: "Requirements",
      kind: "answer",
      cell: (row) => ({
        value: worstOf(row.person.answers),
        ...wordsOn(row.view).missed(row.person.answers),
      }),
      sortBy: ({ person }) => requirementAnswers.indexOf(worstOf(person.answers)),
    },
    {
      key: "policy",
      title: "Enrollment policy",
      kind: "text",
      cell: ({ person }) => policyInWords(person.policy),
    },
    { key: "usable", title: "Can use", kind: "text", cell: ({ person }) => usableWords(person.enrolled) },
    {
      key: "way",
      title: "Weakest way in",
      kind: "strength",
      cell: ({ person: { ways } }) => {
        const [weakest] = ways;
        if (weakest === undefined) return "unknown";
        return {
          value: weakest.level,
          under: weakest.alsoApps === 0 ? weakest.app : `${weakest.app} and others`,
        };
      },
      sortBy: ({ person }) => strengths.indexOf(person.ways[0]?.level ?? "unknown"),
    },
    {
      key: "roles",
      title: "Roles",
      kind: "text",
      cell: ({ person }) => (person.roles === null ? "not read" : person.roles.join(", ") || null),
    },
    { key: "status", title: "Status", kind: "text", cell: ({ person }) => person.status },
  ],
  filters: [
    { key: "app", title: "Application", values: ({ person }) => notReadIfNull(person.apps) },
    { key: "group", title: "Group", values: ({ person }) => person.groups },
    { key: "role", title: "Role", values: ({ person }) => notReadIfNull(person.roles) },
    {
      key: "factor",
      title: "Can use",
      values: ({ person }) => factorsOf(person.enrolled),
    },
    {
      key: "requirement",
      title: "Requirement",
      values: ({ person, view }) => wordsOn(view).each(person.answers),
    },
    { key: "standard", title: "Standard", values: ({ standards }) => standards },
    { key: "answer", title: "Answer", values: ({ person }) => [worstOf(person.answers)] },
    {
      key: "policy",
      title: "Policy in effect",
      values: ({ person }) => policiesOf(person.policy),
    },
    { key: "way", title: "Way in", values: ({ person }) => [person.ways[0]?.level ?? "unknown"] },
    { key: "standing", title: "Standing", values: ({ person }) => [person.standing] },
    { key: "status", title: "Status", values: ({ person }) => [person.status] },
    {
      key: "step",
      title: "Step",
      values: ({ person }) => (person.standing === "in-scope" ? stepsOf(person.steps) : []),
    },
  ],
  id: ({ person }) => person.id,
  async read(source) {
    const [shown, standings] = await Promise.all([source.shown(), source.standings()]);
    return {
      rows: shown === null ? [] : rowsOf(shown.view)(standings),
      asOf: shown?.asOf ?? null,
      empty:
        shown === null
          ? "No check kept its people yet: run plumbline check --ledger."
          : "Nobody is left by these filters.",
    };
  },
});
