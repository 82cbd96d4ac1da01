import type { BaselineRule } from "../../model/baseline.ts";
import type { EnrollmentRule } from "../../model/live-enrollment.ts";
import type { Engine, EnrollAction } from "../../model/words.ts";
import type { ComparedOrg } from "../live/compared-org.ts";
import { whyPartial } from "../live/partly-read.ts";
import { compareApps } from "./app-condition.ts";
import type { RuleDifference, RulePair } from "./policy-family.ts";
import {
  type Compare,
  compareExceptUsers,
  compareNetwork,
  compareStatus,
  departs,
  nameUnmodelled,
  undecided,
} from "./rule-differences.ts";

type CompareEnrollment = Compare<BaselineRule, EnrollmentRule>;

/** CHALLENGE and LOGIN are one on Identity Engine; on Classic LOGIN asks at the first sign-in (okta-api 4.2). */
const plainAction = (action: string, engine: Engine): string =>
  engine === "identity" && action === ("LOGIN" satisfies EnrollAction) ? "CHALLENGE" : action;

const enroll: CompareEnrollment = ({ declared, live }, { org }) => {
  const { engine } = org.org;
  if (plainAction(declared.enroll, engine) === plainAction(live.enroll, engine)) return null;
  const inWords = `has the enroll action ${live.enroll}; it should have ${declared.enroll}`;
  return departs("enroll", declared.enroll, live.enroll, inWords);
};

/** Told apart by what cannot be judged: `LiveNetwork` does not say it, and must not be taken for ANYWHERE. */
const hasOtherNetwork = ({ otherConditions }: EnrollmentRule): boolean =>
  otherConditions.some((path) => path.startsWith("conditions.network"));

const network: CompareEnrollment = (rule, input) =>
  hasOtherNetwork(rule.live) ? null : compareNetwork(rule, input);

const apps: CompareEnrollment = ({ declared, live }, { org, judgement }) => {
  const areWhole = org.slices.appMappings !== undefined && whyPartial("app-mappings", org) === null;
  const compared = compareApps(declared.apps, live.apps, judgement.live, areWhole);
  const { verdict, uncertainty, expected, actual } = compared;
  if (verdict === "same") return null;
  return uncertainty === null
    ? departs("apps", expected, actual, `has the app condition ${actual}; it should have ${expected}`)
    : undecided(
        "apps",
        expected,
        `could not be compared in its app condition, which should be ${expected}: ${uncertainty}`,
      );
};

const unmodelled: CompareEnrollment = ({ live: { otherConditions, otherActions = [] } }) =>
  nameUnmodelled([...otherConditions, ...otherActions], otherActions.length === 0);

const comparisons: readonly CompareEnrollment[] = [
  compareStatus,
  enroll,
  network,
  compareExceptUsers,
  apps,
  unmodelled,
];

/** All that is different in a live enrollment rule but its place, at most one difference a field. */
export function enrollmentDifferences(
  rule: RulePair<BaselineRule, EnrollmentRule>,
  input: ComparedOrg,
): readonly RuleDifference<EnrollmentRule>[] {
  return comparisons.map((compare) => compare(rule, input)).filter((difference) => difference !== null);
}
