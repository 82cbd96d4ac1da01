import type { Baseline, LoadedBaseline, SourcePosition } from "../src/model/baseline.ts";
import type { Finding } from "../src/model/report.ts";
import type { LocateFinding } from "../src/model/reporter.ts";
import { exemptionRef, partsOf, ruleRef, type SubjectRef, type SubjectType } from "../src/model/subject.ts";
import { isOfSignOn, placesOfSignOn } from "./locate-sign-on.ts";
import { jsonPointer } from "./source/positions.ts";
import type { PathStep } from "./source/tree.ts";

/**
 * Prepares finding the place in a baseline's files that a finding departs from: the field, else what has the field,
 * else the list that it would be in, else the beginning. A person's finding is about the requirement.
 */
export function findingLocator({ baseline, path, positions }: LoadedBaseline): LocateFinding {
  const pathOf = placesIn(baseline);
  const start: SourcePosition = positions.get("") ?? { file: path, line: 1, column: 1 };
  return (finding) => {
    const steps = [...pathOf(finding)];
    while (steps.length > 0) {
      const position = positions.get(jsonPointer(steps));
      if (position !== undefined) return position;
      steps.pop();
    }
    return start;
  };
}

const plain = (name: string): string => name.normalize("NFC");

/** Paths by name; the first of a name stands, as in the baseline. */
function byName(entries: Iterable<readonly [name: string, path: readonly PathStep[]]>) {
  const paths = new Map<string, readonly PathStep[]>();
  for (const [name, path] of entries) if (!paths.has(plain(name))) paths.set(plain(name), path);
  return paths;
}

const keyOf = (subject: SubjectRef): string => partsOf(subject).join("\n");

/** Where findings of each kind are declared, before it is known whether the file says so. */
export function placesIn({
  groups,
  enrollmentPolicies,
  signOn,
  requirements,
  standards,
  exemptions,
}: Baseline): (finding: Finding) => readonly PathStep[] {
  const groupPaths = byName(groups.map(({ name }, index) => [name, ["groups", index]]));
  const groupRulePaths = byName(
    groups.flatMap(({ filledBy }, index) =>
      filledBy === null ? [] : [[filledBy.rule, ["groups", index, "filledBy"]] as const],
    ),
  );
  const policyPaths = byName(
    enrollmentPolicies.map(({ name }, index) => [name, ["enrollmentPolicies", index]]),
  );
  const rulePaths = byName(
    enrollmentPolicies.flatMap(({ name, rules }, policy) =>
      rules.map(
        (rule, index) =>
          [keyOf(ruleRef(name, rule.name)), ["enrollmentPolicies", policy, "rules", index]] as const,
      ),
    ),
  );
  const signOnPaths = placesOfSignOn(signOn);
  const requirementPaths = byName(requirements.map(({ id }, index) => [id, ["requirements", index]]));
  const standardPaths = byName(standards.map((id, index) => [id, ["standards", index]]));
  const exemptionPaths = byName(
    exemptions.map(({ user, requirement }, index) => [
      keyOf(exemptionRef(user, requirement)),
      ["exemptions", index],
    ]),
  );
  const groupRuleFields: Readonly<Record<string, string>> = {
    expression: "when",
    exceptUsers: "exceptUsers",
    exceptGroups: "exceptGroups",
  };
  const places: Readonly<Record<SubjectType, (finding: Finding) => readonly PathStep[]>> = {
    user: ({ requirement, field }) => [
      ...(requirementPaths.get(plain(requirement ?? "")) ?? ["requirements"]),
      ...fieldSteps(field),
    ],
    group: ({ subject, field }) => [
      ...(groupPaths.get(plain(subject.name)) ?? ["groups"]),
      ...fieldSteps(field),
    ],
    "group-rule": ({ subject, field }) => [
      ...(groupRulePaths.get(plain(subject.name)) ?? ["groups"]),
      groupRuleFields[field ?? ""] ?? "rule",
    ],
    authenticator: ({ subject }) => ["authenticators", subject.name],
    app: signOnPaths,
    policy: ({ subject, field }) => [
      ...(policyPaths.get(plain(subject.name)) ?? ["enrollmentPolicies"]),
      ...fieldSteps(field),
    ],
    // An undeclared rule is shown at its policy.
    "policy-rule": ({ subject, field }) => [
      ...(rulePaths.get(keyOf(subject)) ?? [
        ...(policyPaths.get(partsOf(subject)[0] ?? "") ?? ["enrollmentPolicies"]),
        "rules",
      ]),
      ...fieldSteps(field),
    ],
    "standard-requirement": ({ subject }) => standardPaths.get(partsOf(subject)[0] ?? "") ?? ["standards"],
    exemption: ({ subject }) => exemptionPaths.get(keyOf(subject)) ?? ["exemptions"],
  };
  return (finding) => (isOfSignOn(finding) ? signOnPaths(finding) : places[finding.subject.type](finding));
}

/** `authenticators.custom_app/autA1` is one field within another; a key has no dot. */
const fieldSteps = (field: string | null): readonly PathStep[] => (field === null ? [] : field.split("."));
