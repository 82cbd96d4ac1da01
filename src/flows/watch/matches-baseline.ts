import type { Check, ConfigurationCheck } from "../../../checks/contract/check.ts";
import { type Evaluation, evaluate } from "../../../checks/runner/evaluate.ts";
import type { LiveFacts } from "../../alerts/memory/live-facts.ts";
import { authenticatorRef } from "../../model/authenticators.ts";
import { type Baseline, nothingIgnored } from "../../model/baseline.ts";
import type { CheckId } from "../../model/check-ids.ts";
import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import { sameName } from "../../model/words.ts";
import type { LiveOrg } from "./live-people.ts";

/** Part of the baseline that a check compares with; undefined when that is nothing declared. */
export const comparedBy = (check: Check): ConfigurationCheck["compares"] =>
  check.about === "configuration" ? check.compares : undefined;

/** The baseline that lets nothing stand which it does not declare. */
function strictly(baseline: Baseline): Baseline {
  return {
    ...baseline,
    unmanaged: nothingIgnored,
    enrollmentPolicies: baseline.enrollmentPolicies.map((policy) => ({ ...policy, unlisted: "NOT_ALLOWED" })),
  };
}

type SomePolicy = Pick<EnrollmentPolicy, "id" | "name" | "status" | "system" | "priority">;

/** A kind of policy: its live ones, the names of its declared ones, and how the ids of its checks begin. */
interface Kind {
  readonly checks: "enrollment-" | "session-" | "app-";
  readonly live: readonly SomePolicy[];
  readonly declared: readonly { readonly name: string }[];
  /** Whether the first that applies to somebody is the one in effect. */
  readonly isInOrder: boolean;
}

const kindsOf = ({ enrollmentPolicies, signOn }: Baseline, { slices }: LiveOrg["org"]): readonly Kind[] => [
  { checks: "enrollment-", live: slices.policies ?? [], declared: enrollmentPolicies, isInOrder: true },
  {
    checks: "session-",
    live: slices.sessionPolicies ?? [],
    declared: signOn.sessionPolicies,
    isInOrder: true,
  },
  { checks: "app-", live: slices.appPolicies ?? [], declared: signOn.appPolicies, isInOrder: false },
];

/** Whether a policy that nobody declared is, or may be, tried before this one: it may take its people. */
function mayBePreempted(
  { id, system, priority }: SomePolicy,
  isDeclared: (name: string) => boolean,
  policies: readonly SomePolicy[],
): boolean {
  return policies.some(
    (other) =>
      other.id !== id &&
      !other.system &&
      other.status === "ACTIVE" &&
      !isDeclared(other.name) &&
      (system || other.priority <= priority),
  );
}

/** How an org stands by a baseline, as far as alerts ask. */
type Declared = Pick<LiveFacts, "matchesBaseline" | "opensWider">;

/**
 * Whether policies, authenticators and the policies of applications are as the baseline declares them: policies and
 * applications by id, authenticators by id and by key. What is not declared, or could not be judged, is not in it; nor is
 * what is as declared but for things that the baseline does not declare: an event may have been about those. And by which
 * of them somebody gets in with less than the baseline asks.
 *
 * @param checks those that say what they compare
 */
export function matchesBaseline(checks: readonly Check[], { baseline, org, now }: LiveOrg): Declared {
  const said = evaluate({ checks, baseline, org, now });
  const strict = evaluate({ checks, baseline: strictly(baseline), org, now });
  const idsOf = (compared: ConfigurationCheck["compares"]): ReadonlySet<CheckId> =>
    new Set(checks.filter((check) => comparedBy(check) === compared).map(({ id }) => id));
  const ofPolicies = idsOf("policies");
  const ofAuthenticators = idsOf("authenticators");
  const isOf =
    (policy: SomePolicy): IsSubject =>
    (subject) =>
      (subject.type === "policy" && sameName(subject.name, policy.name)) ||
      (subject.type === "policy-rule" && sameName(subject.policy, policy.name));

  const answersOf = ({ checks: start, live, declared, isInOrder }: Kind): readonly Answer[] => {
    const own = new Set([...ofPolicies].filter((id) => id.startsWith(start)));
    const isDeclared = (policy: string): boolean => declared.some(({ name }) => sameName(name, policy));
    return live
      .filter(({ name }) => isDeclared(name))
      .map((policy) => {
        const answer = judge(said, strict, isOf(policy), own);
        const isTaken = answer === true && isInOrder && mayBePreempted(policy, isDeclared, live);
        return [policy.id, isTaken ? null : answer];
      });
  };
  const kinds = kindsOf(baseline, org);
  const labels = baseline.signOn.appPolicies.flatMap(({ apps }) => apps ?? []);
  const ofApps: ReadonlySet<CheckId> = new Set(["app-policy-apps"]);
  const apps = (org.slices.appMappings ?? []).filter(({ label }) =>
    labels.some((one) => sameName(one, label)),
  );
  const isApp =
    (label: string): IsSubject =>
    ({ type, name }) =>
      type === "app" && sameName(name, label);
  const appAnswers = apps.map(({ id, label }): Answer => [id, judge(said, strict, isApp(label), ofApps)]);
  const authenticatorAnswer = (ref: string): boolean | null =>
    judge(said, strict, ({ type, name }) => type === "authenticator" && name === ref, ofAuthenticators);

  const answers: readonly Answer[] = [
    ...kinds.flatMap(answersOf),
    ...appAnswers,
    ...(org.slices.authenticators ?? []).flatMap(({ key, id }) => {
      const ref = authenticatorRef(key, id);
      if (baseline.authenticators[ref] === undefined) return [];
      const answer = authenticatorAnswer(ref);
      return [[ref, answer] as const, ...(id === null ? [] : [[id, answer] as const])];
    }),
  ];
  const wider = (id: string, isSubject: IsSubject): readonly (readonly [string, readonly string[]])[] => {
    const found = said.findings.filter(
      ({ check, subject, status, severity }) =>
        status === "open" && severity === "critical" && isOfSignOn(check) && isSubject(subject),
    );
    return found.length === 0 ? [] : [[id, found.map(({ message }) => message)]];
  };
  return {
    matchesBaseline: new Map(
      answers.filter((entry): entry is readonly [string, boolean] => entry[1] !== null),
    ),
    opensWider: new Map([
      ...kinds
        .filter((kind) => kind.checks !== "enrollment-")
        .flatMap(({ live }) => live.flatMap((one) => wider(one.id, isOf(one)))),
      ...apps.flatMap(({ id, label }) => wider(id, isApp(label))),
    ]),
  };
}

type Answer = readonly [id: string, isAsDeclared: boolean | null];

const isOfSignOn = (check: CheckId): boolean => check.startsWith("session-") || check.startsWith("app-");

type IsSubject = (subject: Evaluation["findings"][number]["subject"]) => boolean;

/**
 * False with a finding on the subject; null when the checks concerned could not all tell, or when something differs that
 * only a stricter baseline would call a difference.
 */
function judge(
  said: Evaluation,
  strict: Evaluation,
  isSubject: IsSubject,
  concerned: ReadonlySet<CheckId>,
): boolean | null {
  const own = ({ findings }: Evaluation) =>
    findings.filter(({ check, subject }) => concerned.has(check) && isSubject(subject));
  if (own(said).some(({ status }) => status === "open")) return false;
  const isUnsure = strict.outcomes.some(
    ({ check, status, reason }) =>
      concerned.has(check) && (status === "unknown" || (status === "drift" && reason !== null)),
  );
  const differs = own(strict).some(({ status }) => status === "open" || status === "unknown");
  return isUnsure || differs ? null : true;
}
