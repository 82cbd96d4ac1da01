import type { AppCondition, NamedApp } from "../../model/app-condition.ts";
import type { AppliedStack } from "../../model/applied-stack.ts";
import { repeatingKeys } from "../../model/authenticators.ts";
import type { Baseline } from "../../model/baseline.ts";
import { isDodIssuer } from "../../model/dod-words.ts";
import type { AppRule } from "../../model/live-sign-on.ts";
import type { NamedNetwork } from "../../model/network.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";

/** Kind of thing that a name is of; a pseudonym begins with it. */
export type NameKind =
  | "person"
  | "group"
  | "policy"
  | "rule"
  | "zone"
  | "application"
  | "authenticator"
  | "user-type"
  | "org"
  | "id";

/** A name or an id that a redaction has to look for. */
export interface KnownName {
  readonly kind: NameKind;
  readonly name: string;
}

/** Sources of the names that a redaction of answers about an org has to look for. */
export interface NameSources {
  readonly baselines: readonly Baseline[];
  readonly snapshot: OrgSnapshot | null;
  readonly stack: AppliedStack | null;
}

/** Every name and id of the org, of the baselines and of the stack. */
export function* knownNames({ baselines, snapshot, stack }: NameSources): Generator<KnownName> {
  if (snapshot !== null) {
    yield* namesOfOrg(snapshot.org);
    yield* namesInOrg(snapshot);
  }
  for (const baseline of baselines) yield* namesInBaseline(baseline);
  if (stack !== null) yield* namesInStack(stack);
}

const named = (kind: NameKind, name: string): KnownName => ({ kind, name });
const ofKind = (kind: NameKind, names: readonly string[]): readonly KnownName[] =>
  names.map((name) => ({ kind, name }));

/** The host of an org's address. */
export const hostOf = (url: string): string => url.replace(/^https?:\/\//, "").replace(/[/:].*$/, "");

function* namesOfOrg({ url, id }: OrgSnapshot["org"]): Generator<KnownName> {
  const host = hostOf(url);
  yield named("org", host);
  if (id !== null) yield named("org", id);
  // `acme` of acme.okta.com is the name of a company.
  const [, label] =
    /^(.+?)(?:-admin)?\.(?:okta|oktapreview|okta-emea|okta-gov|trexcloud)\.com$/i.exec(host) ?? [];
  if (label !== undefined) yield named("org", label);
}

/** A thing's name, and its id. */
const both = (kind: NameKind, { name, id }: { readonly name: string; readonly id: string }) => [
  named(kind, name),
  named("id", id),
];

function* namesInOrg({ slices }: OrgSnapshot): Generator<KnownName> {
  const {
    users,
    groups = [],
    groupRules = [],
    policies = [],
    zones = [],
    apps = [],
    authenticators = [],
  } = slices;
  for (const { login, id } of users?.people ?? []) yield* ofKind("person", [login, id]);
  yield* groups.flatMap((group) => both("group", group));
  yield* groupRules.flatMap((rule) => both("rule", rule));
  yield* policies.flatMap((policy) => both("policy", policy));
  const rulesOfAll = policies.flatMap(({ rules }) => rules ?? []);
  yield* rulesOfAll.flatMap((rule) => both("rule", rule));
  for (const { include, exclude } of rulesOfAll.map(({ apps: condition }) => condition)) {
    for (const app of [...include, ...exclude]) if (app.kind === "app") yield named("id", app.id);
  }
  yield* zones.flatMap((zone) => both("zone", zone));
  yield* namesOfSignOn(slices);
  yield* namesOfStandards(slices);
  yield* apps.flatMap(({ label, id }) => both("application", { name: label, id }));
  for (const { key, id, name } of authenticators) {
    if (id !== null) yield named("id", id);
    // The others bear the names that Okta gives them.
    if (repeatingKeys.has(key)) yield named("authenticator", name);
  }
}

function* namesOfSignOn(slices: OrgSnapshot["slices"]): Generator<KnownName> {
  const {
    sessionPolicies = [],
    appPolicies = [],
    passwordPolicies = [],
    appMappings = [],
    idps = [],
    userTypes = [],
  } = slices;
  for (const policy of [...sessionPolicies, ...appPolicies, ...passwordPolicies]) {
    yield* both("policy", policy);
    for (const rule of policy.rules ?? []) yield* both("rule", rule);
  }
  yield* sessionPolicies.flatMap(({ rules }) =>
    (rules ?? []).flatMap(({ behaviors }) => ofKind("id", behaviors)),
  );
  yield* appPolicies.flatMap(({ rules }) => (rules ?? []).flatMap(idsInAppRule));
  yield* appMappings.flatMap(({ label, id }) => both("application", { name: label, id }));
  yield* idps.flatMap((idp) => both("application", idp));
  for (const { id, name, displayName } of userTypes) {
    yield* ofKind("user-type", [name, displayName]);
    yield named("id", id);
  }
}

/** Names of what only standards ask about. */
function* namesOfStandards(slices: OrgSnapshot["slices"]): Generator<KnownName> {
  const { lifecyclePolicies = [], signInPages = [], logStreams = [], apiTokens = [] } = slices;
  for (const policy of lifecyclePolicies) {
    yield* both("policy", policy);
    for (const rule of policy.rules ?? []) yield* both("rule", rule);
  }
  for (const { brandId, brand } of signInPages) yield* both("application", { id: brandId, name: brand });
  for (const one of [...logStreams, ...apiTokens]) yield* both("application", one);
  for (const { trust } of slices.idps ?? []) {
    if (trust?.issuer != null && !isDodIssuer(trust.issuer)) yield named("application", trust.issuer);
  }
}

/** Ids that findings on a rule name and nothing else in the org has. */
const idsInAppRule = ({ device, people }: AppRule): readonly KnownName[] =>
  ofKind("id", [...(device?.assuranceIds ?? []), ...people.userTypeIds, ...people.exceptUserTypeIds]);

function* namesInBaseline(baseline: Baseline): Generator<KnownName> {
  for (const { name, filledBy, members } of baseline.groups) {
    yield named("group", name);
    if (filledBy !== null) yield named("rule", filledBy.rule);
    yield* ofKind("person", filledBy?.exceptUsers ?? []);
    yield* ofKind("person", members);
  }
  for (const { name, rules } of baseline.enrollmentPolicies) {
    yield named("policy", name);
    for (const rule of rules) {
      yield named("rule", rule.name);
      yield* ofKind("person", rule.exceptUsers);
      yield* ofKind("zone", zonesOf(rule.network));
      yield* ofKind("application", labelsIn(rule.apps));
    }
  }
  yield* namesInSignOn(baseline.signOn);
  for (const { appliesTo, signIn } of baseline.requirements) {
    if (appliesTo.kind === "apps") yield* ofKind("application", appliesTo.apps);
    if (signIn?.to.kind === "apps") yield* ofKind("application", signIn.to.apps);
    yield* ofKind("zone", signIn?.fromOutside ?? []);
  }
  for (const { user, owner } of baseline.exemptions) yield* ofKind("person", [user, owner]);
  for (const { owner } of baseline.accepted) yield named("person", owner);
  yield* ofKind("person", baseline.alerts.managedActors);
}

function* namesInSignOn({ sessionPolicies, appPolicies }: Baseline["signOn"]): Generator<KnownName> {
  for (const { name, rules } of [...sessionPolicies, ...appPolicies]) {
    yield named("policy", name);
    for (const rule of rules) {
      yield named("rule", rule.name);
      yield* ofKind("zone", zonesOf(rule.network));
    }
  }
  for (const { rules } of sessionPolicies) yield* rules.flatMap((rule) => ofKind("person", rule.exceptUsers));
  for (const { apps, rules } of appPolicies) {
    yield* ofKind("application", apps ?? []);
    yield* rules.flatMap(({ people }) => ofKind("person", [...people.users, ...people.exceptUsers]));
    yield* rules.flatMap(({ people }) =>
      ofKind("user-type", [...people.userTypes, ...people.exceptUserTypes]),
    );
  }
}

/** Types of applications are Okta's words. */
const labelsIn = ({ include, exclude }: AppCondition<NamedApp>): readonly string[] =>
  [...include, ...exclude].flatMap((app) => (app.kind === "label" ? app.label : []));

const zonesOf = (network: NamedNetwork): readonly string[] =>
  network.kind === "anywhere" ? [] : network.zones;

function* namesInStack({
  groups,
  groupRules,
  policies,
  rules,
  sessionPolicies,
  sessionRules,
  appPolicies,
  appRules,
  groupIds,
}: AppliedStack): Generator<KnownName> {
  yield* Object.entries(groupIds).flatMap(([name, id]) => both("group", { name, id }));
  yield* groups.flatMap((group) => both("group", group));
  yield* [...groupRules, ...rules, ...sessionRules, ...appRules].flatMap((rule) => both("rule", rule));
  yield* [...policies, ...sessionPolicies, ...appPolicies].flatMap((policy) => both("policy", policy));
}
