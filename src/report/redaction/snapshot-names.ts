import type { Baseline } from "../../model/baseline.ts";
import { isOktasOwn } from "../../model/first-party-apps.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { hostOf, type KnownName, knownNames } from "./known-names.ts";
import { plainName } from "./name-index.ts";
import { ownWords } from "./own-words.ts";
import { pseudonymsFor } from "./pseudonyms.ts";

/** Replaces what a snapshot names. The same text gets the same pseudonym in every place, so that what was equal stays so. */
export interface SnapshotNames {
  name(name: string): string;
  id<Id extends string>(id: Id): Id;
  /** A text that may name things among other words. */
  words(text: string): string;
  /** A value of the org's own: an attribute, a description. */
  value(text: string): string;
  /** An expression: what it compares with is hidden as the values are, and compares the same. */
  expression(text: string): string;
  /** Technical name of an application, which for one of the org's own is made of its label. */
  appType(name: string): string;
}

const literal = /'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"/gu;

/** Words that Okta's expressions compare with, besides those that reports know (sign-on 1.4, 1.8). */
const wordsOfExpressions: ReadonlySet<string> = new Set([
  "enroll",
  "recover",
  "unlockaccount",
  "exact",
  "starts_with",
  "contains",
]);

/**
 * Names of a snapshot to be hidden: all but those that the baseline writes itself, since the baseline goes along word for
 * word, and those of the org, since evidence is of an org.
 *
 * @param key - of the keyed hashes
 */
export function snapshotNames(baseline: Baseline, snapshot: OrgSnapshot, key: string): SnapshotNames {
  const written = namesWritten(baseline, snapshot);
  const isWritten = (text: string): boolean => written.has(plainName(text));
  const pseudonyms = pseudonymsFor(hidden(snapshot, isWritten), key);
  const unless = (is: (text: string) => boolean, hide: (text: string) => string) => (text: string) =>
    is(text) ? text : hide(text);
  const value = unless(isWritten, pseudonyms.value);
  const types = appTypesIn(baseline, snapshot);
  return {
    name: unless(isWritten, (text) => pseudonyms.whole(text, "id")),
    id: <Id extends string>(id: Id) => (isWritten(id) ? id : (pseudonyms.whole(id, "id") as Id)),
    words: pseudonyms.within,
    value,
    expression: unless(isWritten, (text) => withHiddenLiterals(text, value)),
    appType: unless(
      (name) => types.has(name) || isOktasOwn({ name }),
      (name) => pseudonyms.whole(name, "application"),
    ),
  };
}

function* hidden(snapshot: OrgSnapshot, isWritten: (text: string) => boolean): Generator<KnownName> {
  for (const known of knownNames({ baselines: [], snapshot, stack: null })) {
    if (!isWritten(known.name)) yield known;
  }
}

function withHiddenLiterals(expression: string, value: (text: string) => string): string {
  return expression.replace(literal, (whole: string, single, double, at: number) => {
    const text = String(single ?? double).replace(/\\(.)/gu, "$1");
    const isKey = /^\s*:/u.test(expression.slice(at + whole.length));
    const isOkta = ownWords.has(text.toLowerCase()) || wordsOfExpressions.has(text.toLowerCase());
    return isKey || isOkta || text === "" ? whole : `"${value(text)}"`;
  });
}

/** Everything that the baseline writes and a judgement may compare with, and the org's own name and address. */
function namesWritten(baseline: Baseline, { org }: OrgSnapshot): ReadonlySet<string> {
  const known = [...knownNames({ baselines: [baseline], snapshot: null, stack: null })].map(
    ({ name }) => name,
  );
  const expressions = [
    ...baseline.groups.map(({ filledBy }) => filledBy?.when ?? null),
    ...baseline.signOn.appPolicies.flatMap(({ rules }) => rules.map((rule) => rule.expression)),
  ].filter((text) => text !== null);
  const literals = expressions.flatMap((text) =>
    [...text.matchAll(literal)].map(([, single, double]) => String(single ?? double)),
  );
  const described = [...baseline.groups, ...baseline.enrollmentPolicies].flatMap(
    ({ description }) => description ?? [],
  );
  const accepted = baseline.accepted.flatMap(({ subject }) => partsOf(subject));
  const ofOrg = [org.url, hostOf(org.url), ...(org.id === null ? [] : [org.id])];
  return new Set([...known, ...expressions, ...literals, ...described, ...accepted, ...ofOrg].map(plainName));
}

/** A subject, and both names wherever it may be two of them: `Policy / Rule`. */
function partsOf(subject: string): readonly string[] {
  const parts = subject.split(" / ");
  return parts.flatMap((_part, at) => [parts.slice(at).join(" / "), parts.slice(0, at + 1).join(" / ")]);
}

/** Types of applications that conditions name: to compare, they stay as they are. */
function appTypesIn(baseline: Baseline, { slices }: OrgSnapshot): ReadonlySet<string> {
  const declared = baseline.enrollmentPolicies.flatMap(({ rules }) => rules.map(({ apps }) => apps));
  const live = (slices.policies ?? []).flatMap(({ rules }) => (rules ?? []).map(({ apps }) => apps));
  return new Set(
    [...declared, ...live].flatMap(({ include, exclude }) =>
      [...include, ...exclude].flatMap((app) => (app.kind === "type" ? app.name : [])),
    ),
  );
}
