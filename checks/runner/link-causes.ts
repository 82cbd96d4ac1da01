import type { Finding } from "../../src/model/report.ts";
import { partsOf } from "../../src/model/subject.ts";
import type { FindingRef } from "../contract/check.ts";

/** A finding with what may have caused it, the most telling first. */
export interface Caused {
  readonly finding: Finding;
  readonly causes: readonly FindingRef[];
}

interface Node extends Caused {
  /** The finding to act on first: the farthest cause that is open or unknown, the finding itself included. */
  root: Finding | null;
  progress: "untouched" | "under way" | "done";
}

const isToActOn = ({ status }: Finding): boolean => status === "open" || status === "unknown";

const nameOf = ({ check, subject, field }: Pick<FindingRef, "check" | "subject" | "field">): string =>
  [check, subject.type, field ?? "", ...partsOf(subject)].join("\n");

/** Finds what references mean. References that many findings share (the same object) are looked up once. */
function lookUpRefs(nodes: readonly Node[]): (ref: FindingRef) => readonly Node[] {
  const byName = new Map<string, Node[]>();
  const causes = new Set(nodes.map((node) => node.causes));
  const named = new Set([...causes].flatMap((refs) => refs.map(({ check }) => check)));
  for (const node of nodes) {
    if (!named.has(node.finding.check)) continue;
    const name = nameOf(node.finding);
    const same = byName.get(name);
    if (same === undefined) byName.set(name, [node]);
    else same.push(node);
  }
  const known = new Map<FindingRef, readonly Node[]>();
  return (ref) => {
    const found = known.get(ref);
    if (found !== undefined) return found;
    const called = byName.get(nameOf(ref)) ?? [];
    const meant =
      ref.requirement === undefined
        ? called
        : called.filter(({ finding }) => finding.requirement === ref.requirement);
    known.set(ref, meant);
    return meant;
  };
}

function rootAmong(node: Node, find: (ref: FindingRef) => readonly Node[]): Finding | null {
  for (const ref of node.causes) {
    for (const cause of find(ref)) {
      if (cause.progress === "untouched") trace(cause, find);
      // One that is under way has this finding among its own causes: to follow it would be to go in a circle.
      if (cause.progress === "done" && cause.root !== null) return cause.root;
    }
  }
  return null;
}

function trace(node: Node, find: (ref: FindingRef) => readonly Node[]): void {
  node.progress = "under way";
  node.root = rootAmong(node, find) ?? (isToActOn(node.finding) ? node.finding : null);
  node.progress = "done";
}

/**
 * Links each finding to the root of its causes: the most telling cause that was found, and from there on to that
 * one's own. The way may lead through findings that are exempted or pending, but ends at one that is open or unknown.
 * The answer is in the given order, which must be a stable one.
 */
export function linkCauses(all: readonly Caused[]): readonly Finding[] {
  const nodes = all.map((caused): Node => ({ ...caused, root: null, progress: "untouched" }));
  const find = lookUpRefs(nodes);
  for (const node of nodes) if (node.progress === "untouched") trace(node, find);
  return nodes.map(({ finding, root }) =>
    root === null || root === finding ? finding : { ...finding, causedBy: root.fingerprint },
  );
}
