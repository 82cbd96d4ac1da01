import { isMap, isSeq, parseDocument, type YAMLMap } from "yaml";
import { placesIn } from "../../../policy/locate-finding.ts";
import type { PathStep } from "../../../policy/source/tree.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { Finding, FindingValue } from "../../model/report.ts";
import { sameName } from "../../model/words.ts";
import type { Insertion } from "../adopt/splice-yaml.ts";
import { under } from "../adopt/yaml-nodes.ts";
import { insertAll, type PlainValue, removeAt, reorderItems, setField } from "./edit-yaml.ts";
import type { LiveDeclarations } from "./live-declarations.ts";
import { ownPath } from "./own-path.ts";

interface Draft {
  readonly text: string;
  readonly baseline: Baseline;
}

/** Texts in which the baseline may say what is live, the likeliest first; null where an edit is not possible. */
export function* editsFor(
  finding: Finding,
  draft: Draft,
  live: LiveDeclarations,
  comment: string,
): Generator<string | null> {
  const { text, baseline } = draft;
  const merged = placesIn(baseline)(finding);
  if (finding.check.endsWith("-unmanaged")) {
    yield insert(finding, draft, live, comment);
    return;
  }
  const path = ownPath(text, merged, baseline);
  if (path === null) return;
  if (finding.check.endsWith("-missing") || finding.check === "exemption-stale") {
    yield removeAt(text, path, comment);
  } else if (finding.field === "order") {
    yield reorder(text, path, finding.actual, comment);
  } else if (finding.field !== null) {
    for (const edit of settings(text, path, finding, live, comment)) {
      yield edit;
      // A group that was added to a policy has to be declared, too.
      if (edit !== null && finding.field === "groups") {
        yield withGroups(edit, (finding.actual ?? []) as readonly string[], draft.baseline, live, comment);
      }
    }
  }
}

/** The value that the finding names, then the one that an adoption would write, then none where that means the same. */
function* settings(
  text: string,
  path: readonly PathStep[],
  finding: Finding,
  live: LiveDeclarations,
  comment: string,
): Generator<string | null> {
  const target = inShortForm(text, path);
  if (finding.subject.type === "app") {
    yield without(text, target, finding.subject.name, comment);
    return;
  }
  for (const value of meantBy(finding.actual)) yield setField(text, target, value, comment);
  const { isDeclared, value } = live.valueOf(finding);
  if (value !== undefined) yield setField(text, target, value, comment);
  // Where nothing live says so, to leave a field out could mean that it is no longer compared.
  else if (isDeclared) yield removeAt(text, target, comment);
  if (isNothing(finding.actual)) yield setField(text, target, [], comment);
}

const isNothing = (value: FindingValue): boolean => Array.isArray(value) && value.length === 0;

/** Value that a finding shows, as YAML may have it: findings show numbers and booleans as text, and an empty list says little. */
function meantBy(actual: FindingValue): readonly PlainValue[] {
  if (Array.isArray(actual)) return isNothing(actual) ? [] : [actual as readonly string[]];
  if (typeof actual !== "string") return [];
  const scalar: unknown = parseDocument(actual).toJSON();
  return typeof scalar === "number" || typeof scalar === "boolean" ? [actual, scalar] : [actual];
}

/** A list of applications without one that is elsewhere. */
function without(text: string, path: readonly PathStep[], name: string, comment: string): string | null {
  const list = parseDocument(text).getIn(path, true);
  if (!isSeq(list)) return null;
  const left = (list.toJSON() as readonly string[]).filter((label) => !sameName(label, name));
  return left.length === 0 ? null : setField(text, path, left, comment);
}

/** An authenticator written in full has its status, or how it is enrolled, one step further in. */
function inShortForm(text: string, path: readonly PathStep[]): readonly PathStep[] {
  const there = parseDocument(text).getIn(path, true);
  const inner = isMap(there) ? ["enroll", "status"].find((key) => there.has(key)) : undefined;
  return inner === undefined ? path : [...path, inner];
}

/** Lets what the finding lists come in its order; the rest keeps its places. */
function reorder(
  text: string,
  path: readonly PathStep[],
  actual: FindingValue,
  comment: string,
): string | null {
  const listPath = path.slice(
    0,
    path.findLastIndex((step) => typeof step === "number"),
  );
  const names = namesIn(text, listPath);
  const wanted = ((actual ?? []) as readonly string[]).map((name) =>
    names.findIndex((one) => sameName(one, name)),
  );
  if (wanted.includes(-1)) return null;
  const queue = [...wanted];
  const order = names.map((_, place) => (wanted.includes(place) ? (queue.shift() ?? place) : place));
  return reorderItems(text, listPath, order, comment);
}

/** Names of the entries of a list, in order; none where the text has no list there. */
function namesIn(text: string, path: readonly PathStep[]): readonly string[] {
  const list: unknown = parseDocument(text).getIn(path, true);
  return isSeq(list) ? (list.toJSON() as readonly { name: string }[]).map(({ name }) => name) : [];
}

/** Declares what nobody declared, where Okta tries it, and groups that it names. */
function insert(
  finding: Finding,
  { text, baseline }: Draft,
  live: LiveDeclarations,
  comment: string,
): string | null {
  const entry = live.entryOf(finding);
  if (entry === null) return null;
  const at = ownPath(text, placesIn(baseline)(finding), baseline);
  if (at === null) return null;
  const names = namesIn(text, at);
  const next = entry.behind
    .map((name) => names.findIndex((one) => sameName(one, name)))
    .find((place) => place >= 0);
  const node = entry.node.clone() as YAMLMap;
  under([comment], node);
  const inserted = insertAll(text, [{ path: at, before: next ?? null, node }]);
  if (inserted === null) return null;
  return withGroups(inserted, groupsOf(node), baseline, live, comment);
}

const groupsOf = (node: YAMLMap): readonly string[] => {
  const groups = node.get("groups");
  return isSeq(groups) ? (groups.toJSON() as readonly string[]) : [];
};

/** Declares those of some groups that are not declared yet. */
function withGroups(
  text: string,
  names: readonly string[],
  { groups }: Baseline,
  live: LiveDeclarations,
  comment: string,
): string | null {
  const insertions = names
    .filter((name) => !groups.some((group) => sameName(group.name, name)))
    .flatMap((name): readonly Insertion[] => {
      const node = live.groupNode(name)?.clone() as YAMLMap | undefined;
      if (node === undefined) return [];
      under([comment], node);
      return [{ path: ["groups"], before: null, node }];
    });
  return insertions.length === 0 ? text : insertAll(text, insertions);
}
