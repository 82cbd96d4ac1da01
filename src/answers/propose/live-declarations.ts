import { isMap, isSeq, parseDocument, type YAMLMap } from "yaml";
import { placesIn } from "../../../policy/locate-finding.ts";
import type { PathStep } from "../../../policy/source/tree.ts";
import type { Finding } from "../../model/report.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { declaredOf, nothingAsked } from "../adopt/adopt-org.ts";
import { adoptedText } from "../adopt/adopted-text.ts";
import { parseAdopted } from "../adopt/parse-adopted.ts";
import type { PlainValue } from "./edit-yaml.ts";

/** Live policies and groups, as a baseline would declare them. */
export interface LiveDeclarations {
  /** The value of the field that a finding is about, and whether the live thing is declared at all. */
  valueOf(finding: Finding): { readonly isDeclared: boolean; readonly value: PlainValue | undefined };
  /** The declaration of what a finding is about, and the names of what comes after it in its list. */
  entryOf(finding: Finding): { readonly node: YAMLMap; readonly behind: readonly string[] } | null;
  /** The declaration of a group. */
  groupNode(name: string): YAMLMap | null;
}

/** Declares an org as it is, to take from it what a baseline should say instead. */
export function liveDeclarations(org: OrgSnapshot): LiveDeclarations {
  const text = adoptedText(declaredOf(org), nothingAsked);
  const document = parseDocument(text);
  const pathOf = placesIn(parseAdopted(text).baseline);
  const nodeAt = (path: readonly PathStep[]): YAMLMap | null => {
    const node = document.getIn(path, true);
    return isMap(node) ? node : null;
  };
  return {
    valueOf: (finding) => {
      const path = pathOf(finding);
      const value: unknown = document.getIn(path, true);
      const isDeclared = typeof path.at(-1) === "string" && isMap(document.getIn(path.slice(0, -1), true));
      return { isDeclared, value: (value as { toJSON?: () => PlainValue } | undefined)?.toJSON?.() };
    },
    entryOf: (finding) => {
      const path = pathOf(finding);
      const node = typeof path.at(-1) === "number" ? nodeAt(path) : null;
      const list = document.getIn(path.slice(0, -1), true);
      if (node === null || !isSeq(list)) return null;
      const behind = list.items.slice(Number(path.at(-1)) + 1).flatMap((item) => nameOf(item));
      return { node, behind };
    },
    groupNode: (name) => {
      const groups = document.get("groups", true);
      const found = isSeq(groups) ? groups.items.find((item) => nameOf(item).includes(name)) : undefined;
      return isMap(found) ? found : null;
    },
  };
}

const nameOf = (item: unknown): readonly string[] => {
  const name: unknown = isMap(item) ? item.get("name") : undefined;
  return typeof name === "string" ? [name] : [];
};
