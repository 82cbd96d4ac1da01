import type { Baseline } from "../../model/baseline.ts";
import type { ShownLevel } from "../../model/explained-sign-in.ts";
import type { PersonView } from "../../model/people-view.ts";
import type { Finding } from "../../model/report.ts";
import type { StepAnswer } from "../../model/run-view.ts";
import type { ViewedWay } from "../../model/viewed-way.ts";
import { sameName } from "../../model/words.ts";

/** By a level: whether whoever has the password is asked for more, and for what cannot be phished. */
const levels: Readonly<Record<ShownLevel, readonly [asked: StepAnswer, resistant: StepAnswer]>> = {
  none: ["no", "no"],
  "one-factor": ["no", "no"],
  "open-enrollment": ["no", "no"],
  "two-factors": ["yes", "no"],
  strong: ["yes", "no"],
  "phishing-resistant": ["yes", "yes"],
  blocked: ["yes", "yes"],
  denied: ["yes", "yes"],
  unknown: ["unknown", "unknown"],
};

/** Whether the policy in effect is one that the baseline declares, and no requirement says otherwise. */
function governed(
  { policy }: PersonView,
  declared: Baseline["enrollmentPolicies"],
  found: readonly Finding["status"][],
): StepAnswer {
  const isDeclared = (name: string | null): boolean =>
    name !== null && declared.some((one) => sameName(one.name, name));
  if (found.includes("open")) return "no";
  const [first] = policy.outcomes;
  if (first === undefined || declared.length === 0) return "unknown";
  if (policy.outcomes.every(({ policy: name }) => isDeclared(name))) {
    return found.includes("unknown") ? "unknown" : "yes";
  }
  return policy.outcomes.some(({ policy: name }) => name === null) ? "unknown" : "no";
}

const isPassword = (factor: string): boolean => /^(okta_)?password\b/.test(factor);

/** Answers each step for one person, by itself. @param found statuses of the governed-by findings on the person */
export function stepsOf(
  person: PersonView,
  ways: readonly ViewedWay[],
  baseline: Baseline,
  found: readonly Finding["status"][],
): readonly StepAnswer[] {
  const { source, factors, usable } = person.enrolled;
  const read = (isThere: boolean): StepAnswer => (source === null ? "unknown" : isThere ? "yes" : "no");
  return [
    governed(person, baseline.enrollmentPolicies, found),
    read(factors.some((factor) => !isPassword(factor))),
    read(usable.length > 0),
    ...levels[ways[0]?.level ?? "unknown"],
  ];
}
