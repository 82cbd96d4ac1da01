import type { YAMLMap } from "yaml";
import { settingsOf } from "../../evaluator/declared/policy-settings.ts";
import { isForAnyApp, type LiveApp, oktaItself } from "../../model/app-condition.ts";
import { authenticatorRef, flexibleOktaVerifyKeys } from "../../model/authenticators.ts";
import type {
  AuthenticatorSetting,
  EnrollmentPolicy,
  EnrollmentRule,
  GracePeriod,
} from "../../model/live-enrollment.ts";
import type { OrgSlices } from "../../model/snapshot.ts";
import { defaultPolicyName, type EnrollAction, enrollActions, enrollSettings } from "../../model/words.ts";
import { loginsOf, unlessEmpty, writtenNetwork } from "./adopted-conditions.ts";
import { type NamesInUse, namesInUse } from "./adopted-names.ts";
import type { Oddity } from "./oddity.ts";
import { inlineMap, mapOf, noted, type Written } from "./yaml-nodes.ts";

/** Enrollment policies as a baseline declares them. */
export interface AdoptedPolicies {
  /** Those declared, in order of precedence, with the rules of each that are declared. */
  readonly declared: readonly (DeclaredPolicy & { readonly node: YAMLMap })[];
  readonly oddities: readonly Oddity[];
}

/** A live policy that the baseline declares. */
export interface DeclaredPolicy {
  readonly policy: EnrollmentPolicy;
  readonly rules: readonly EnrollmentRule[];
}

const settings: ReadonlySet<string> = new Set(enrollSettings);
const actions: ReadonlySet<string> = new Set(enrollActions);

/**
 * Declares the enrollment policies of an org in the order in which Okta tries them. A policy that a baseline cannot
 * say is left out and named: an INACTIVE one, whose declaration would ask to switch it on; one without groups or
 * rules; one of two that share a name.
 *
 * @param orgWide - declared org-wide statuses by ref
 */
export function adoptPolicies(slices: OrgSlices, orgWide: ReadonlyMap<string, string>): AdoptedPolicies {
  const policies = (slices.policies ?? []).toSorted(
    (left, right) => Number(left.system) - Number(right.system) || left.priority - right.priority,
  );
  const oddities: Oddity[] = [];
  const declared: (DeclaredPolicy & { readonly node: YAMLMap })[] = [];
  const names = namesInUse(policies);
  for (const policy of policies) {
    const rules = policy.system ? [] : declarableRules(policy, slices, oddities);
    const why = policy.system ? null : whyUndeclared(policy, rules, names, slices);
    if (why === null) declared.push({ policy, rules, node: policyNode({ policy, rules }, slices, orgWide) });
    else
      oddities.push({ kind: "policy", subject: policy.name, id: policy.id, words: `${why}; not declared` });
  }
  return { declared, oddities };
}

function whyUndeclared(
  policy: EnrollmentPolicy,
  rules: readonly EnrollmentRule[],
  names: NamesInUse,
  { groups = [] }: OrgSlices,
): string | null {
  if (policy.status !== "ACTIVE") return `it is ${policy.status}`;
  if (policy.name === defaultPolicyName) return "it has the name of Okta's own policy";
  const known = namesInUse(groups);
  const named = groups.filter(({ id, name }) => policy.groupIds.includes(id) && known.canMean(name));
  if (named.length === 0) return "no group that a baseline can name is in it";
  return rules.length === 0 ? "it has no rule that a baseline can say" : names.whyNot(policy.name);
}

function declarableRules(
  policy: EnrollmentPolicy,
  slices: OrgSlices,
  oddities: Oddity[],
): readonly EnrollmentRule[] {
  const rules = (policy.rules ?? []).filter(({ system }) => !system);
  const names = namesInUse(rules);
  return rules.filter((rule) => {
    const why = whyRuleUndeclared(rule, names, slices);
    const subject = `${policy.name} / ${rule.name}`;
    if (why !== null) oddities.push({ kind: "rule", subject, id: rule.id, words: `${why}; not declared` });
    return why === null;
  });
}

function whyRuleUndeclared(rule: EnrollmentRule, names: NamesInUse, slices: OrgSlices): string | null {
  if (rule.status !== "ACTIVE") return `it is ${rule.status}`;
  if (!actions.has(rule.enroll)) return `a baseline does not know what ${rule.enroll} does`;
  if (appsOf(rule, slices) === null) return "it names an application that cannot be named";
  if (rule.otherConditions.length > 0) return `it has conditions (${rule.otherConditions.join(", ")})`;
  return writtenNetwork(rule.network, slices) === null
    ? "it names a zone that cannot be named"
    : names.whyNot(rule.name);
}

/** The condition on applications by label; null where one cannot be named, undefined where there is none. */
function appsOf({ apps }: EnrollmentRule, { appMappings = [] }: OrgSlices): Written | null | undefined {
  const unique = namesInUse(appMappings.map(({ label }) => ({ name: label })));
  const named = (app: LiveApp): readonly Written[] => {
    if (app.kind === "type") return [app.name === oktaItself ? oktaItself : inlineMap({ type: app.name })];
    const label = app.kind === "app" ? appMappings.find(({ id }) => id === app.id)?.label : undefined;
    return label === undefined || label === oktaItself || !unique.canMean(label) ? [] : [label];
  };
  if (isForAnyApp(apps)) return undefined;
  const sides = [apps.include, apps.exclude].map((side) => ({ side, names: side.flatMap(named) }));
  if (sides.some(({ side, names }) => names.length < side.length)) return null;
  const [include, exclude] = sides.map(({ names }) => (names.length === 0 ? undefined : names));
  return inlineMap({ include, exclude });
}

function policyNode(
  { policy, rules }: DeclaredPolicy,
  slices: OrgSlices,
  orgWide: ReadonlyMap<string, string>,
): YAMLMap {
  return mapOf({
    name: noted(policy.name, policy.id),
    description: policy.system || !policy.description ? undefined : policy.description,
    groups: policy.system ? undefined : groupNames(policy, slices),
    authenticators: mapOf(declaredSettings(policy, orgWide)),
    rules: policy.system ? undefined : rules.map((rule) => ruleNode(rule, slices)),
  });
}

/** Names of the groups that the policy includes and that a baseline can mean. */
function groupNames(policy: EnrollmentPolicy, { groups = [] }: OrgSlices): readonly string[] {
  const unique = namesInUse(groups);
  return groups
    .filter(({ id, name }) => policy.groupIds.includes(id) && unique.canMean(name))
    .map(({ name }) => name)
    .sort();
}

function declaredSettings(
  policy: EnrollmentPolicy,
  orgWide: ReadonlyMap<string, string>,
): Readonly<Record<string, Written>> {
  const live = settingsOf(policy, orgWide.keys());
  const fields = [...live]
    .filter(([ref, value]) => value !== "NOT_ALLOWED" && settings.has(value) && canBeEnrolled(ref, orgWide))
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([ref, value]) => [ref, withTerms(value, settingOf(policy, ref))] as const);
  return Object.fromEntries(fields);
}

/** The live setting that bears a name itself: of two that share one, the terms of neither can be said. */
function settingOf({ settings: live }: EnrollmentPolicy, ref: string): AuthenticatorSetting | undefined {
  const [setting, ...others] = live.filter(({ key, id }) => authenticatorRef(key, id) === ref);
  return others.length === 0 ? setting : undefined;
}

/** A setting in full where it has terms: how long it may be put off, which models may be enrolled. */
function withTerms(
  enroll: string,
  { gracePeriod, allowedGroups = [] }: Partial<AuthenticatorSetting> = {},
): Written {
  if (gracePeriod === undefined && allowedGroups.length === 0) return enroll;
  return inlineMap({
    enroll,
    gracePeriod: gracePeriod === undefined ? undefined : graceOf(gracePeriod),
    allowedGroups: unlessEmpty([...allowedGroups].sort()),
  });
}

const graceOf = (grace: GracePeriod): Written =>
  inlineMap(grace.kind === "until" ? { until: grace.at.slice(0, 10) } : { skips: grace.count });

/** Tells whether a policy can ask for it: not when it is off for the whole org or unknown to Plumbline. */
function canBeEnrolled(ref: string, orgWide: ReadonlyMap<string, string>): boolean {
  return orgWide.get(Object.hasOwn(flexibleOktaVerifyKeys, ref) ? "okta_verify" : ref) === "ACTIVE";
}

/** A rule that a baseline can say, as it says it. */
export function ruleNode(rule: EnrollmentRule, slices: OrgSlices): YAMLMap {
  const network = writtenNetwork(rule.network, slices);
  return mapOf({
    name: noted(rule.name, rule.id),
    enroll: rule.enroll as EnrollAction,
    network: rule.network.kind === "anywhere" ? undefined : (network ?? undefined),
    apps: appsOf(rule, slices) ?? undefined,
    exceptUsers: unlessEmpty(loginsOf(rule.excludedUserIds, slices)),
  });
}
