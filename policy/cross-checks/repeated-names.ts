import type { Draft, DraftSignOnRule, Text } from "../draft/draft.ts";
import type { Problem } from "../source/problem.ts";
import { sameLogin } from "./same-login.ts";

/** A name or id may be declared once. */
export function* repeatedNames(draft: Draft): Iterable<Problem> {
  yield* repeats(
    "group",
    draft.groups.map(({ name }) => name),
  );
  yield* repeats(
    "group rule",
    draft.groups.map(({ ruleName }) => ruleName),
  );
  yield* repeats(
    "enrollment policy",
    draft.policies.map(({ name }) => name),
  );
  yield* repeats(
    "session policy",
    draft.sessionPolicies.map(({ name }) => name),
  );
  yield* repeats(
    "app policy",
    draft.appPolicies.map(({ name }) => name),
  );
  yield* repeats(
    "requirement",
    draft.requirements.map(({ id }) => id),
  );
  for (const policy of [...draft.policies, ...draft.sessionPolicies, ...draft.appPolicies]) {
    yield* repeats(
      "rule",
      policy.rules.map(({ name }) => name),
    );
  }
}

/** An entry that stands twice in one list was meant to be something else. */
export function* repeatedEntries(draft: Draft): Iterable<Problem> {
  for (const group of draft.groups) {
    yield* repeats("member", group.members, sameLogin);
    yield* repeats("excluded person", group.exceptUsers, sameLogin);
    yield* repeats("excluded group", group.exceptGroups);
  }
  for (const policy of draft.policies) {
    yield* repeats("group", policy.groups);
    for (const rule of policy.rules) {
      yield* repeats("zone", rule.zones);
      yield* repeats("application", rule.apps);
      yield* repeats("excluded person", rule.exceptUsers, sameLogin);
    }
  }
  for (const policy of draft.sessionPolicies) yield* repeats("group", policy.groups);
  // An application is under one app policy.
  yield* repeats(
    "application",
    draft.appPolicies.flatMap(({ apps }) => apps),
  );
  for (const policy of [...draft.sessionPolicies, ...draft.appPolicies]) {
    for (const rule of policy.rules) yield* repeatedInRule(rule);
  }
  for (const requirement of draft.requirements) {
    yield* repeats("group", requirement.targetGroups);
    yield* repeats("application", requirement.targetApps);
    yield* repeats("group", requirement.memberOf);
    yield* repeats("enrollment policy", requirement.governedBy);
    yield* repeats("factor", requirement.anyOf);
    yield* repeats("application", requirement.signInApps);
    yield* repeats("zone", requirement.signInZones);
    yield* repeats("means of recovery", requirement.recoveryMeans);
  }
}

const kindsOfPeople: ReadonlyMap<string, string> = new Map([
  ["groups", "group"],
  ["exceptGroups", "group"],
  ["users", "person"],
  ["exceptUsers", "excluded person"],
  ["userTypes", "user type"],
  ["exceptUserTypes", "user type"],
]);

function* repeatedInRule(rule: DraftSignOnRule): Iterable<Problem> {
  yield* repeats("zone", rule.zones);
  for (const [list, names] of rule.people) {
    yield* repeats(kindsOfPeople.get(list) ?? list, names, list.endsWith("sers") ? sameLogin : sameName);
  }
  for (const { methods } of rule.constraints) {
    for (const names of methods.values()) yield* repeats("authenticator", names);
  }
}

/** Two exemptions of one person from one requirement would leave open which day ends it. */
export function* repeatedExemptions(draft: Draft): Iterable<Problem> {
  const seen = new Map<string, Text>();
  for (const { user, requirement } of draft.exemptions) {
    if (user === null || requirement === null) continue;
    const key = JSON.stringify([sameLogin(user.text), requirement.text]);
    const first = seen.get(key);
    if (first === undefined) seen.set(key, user);
    else {
      yield {
        at: user.at,
        message: `the exemption of "${user.text}" from "${requirement.text}" is already in ${place(first, user)}; keep one of them`,
      };
    }
  }
}

const sameName = (name: string): string => name.normalize("NFC");

const place = (first: Text, again: Text): string =>
  first.at.file === again.at.file ? `line ${first.at.line}` : `${first.at.file}:${first.at.line}`;

/** Of several names that are the same the later ones, each with the place of the first. */
export function* repeats(
  kind: string,
  names: readonly (Text | null)[],
  normal: (name: string) => string = sameName,
): Iterable<Problem> {
  const seen = new Map<string, Text>();
  for (const name of names) {
    if (name === null) continue;
    const first = seen.get(normal(name.text));
    if (first === undefined) seen.set(normal(name.text), name);
    else {
      yield {
        at: name.at,
        message: `the ${kind} "${name.text}" is already named in ${place(first, name)}; each may be named once`,
      };
    }
  }
}
