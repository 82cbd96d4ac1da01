import type { YAMLMap } from "yaml";
import type { Group, GroupRule, OrgSlices } from "../../model/snapshot.ts";
import { everyoneGroupName } from "../../model/words.ts";
import { groupNamesOf, loginsOf, unlessEmpty } from "./adopted-conditions.ts";
import { namesInUse } from "./adopted-names.ts";
import type { Oddity } from "./oddity.ts";
import { mapOf, noted, type Written } from "./yaml-nodes.ts";

/** Okta refuses longer names of group rules (okta-api 3.2), and so does the baseline. */
const longestRuleName = 50;

/** Groups as a baseline declares them, with what could not be said of them. */
export interface AdoptedGroups {
  readonly oddities: readonly Oddity[];
  /** Those declared, with the rule that fills each. */
  readonly declared: readonly {
    readonly group: Group;
    readonly rule: GroupRule | null;
    readonly node: YAMLMap;
  }[];
}

const isBuiltIn = ({ type }: Group): boolean => type === "BUILT_IN";

/**
 * Declares the groups that something else of the baseline names. Okta's own groups are managed, with the one rule that
 * fills them; those of directories and applications live elsewhere.
 */
export function adoptGroups(slices: OrgSlices, wanted: ReadonlySet<string>): AdoptedGroups {
  const groups = (slices.groups ?? [])
    .filter((group) => wanted.has(group.id) && !isBuiltIn(group) && group.name !== everyoneGroupName)
    .toSorted((left, right) => (left.name < right.name ? -1 : Number(left.name > right.name)));
  const oddities: Oddity[] = [];
  const names = namesInUse(slices.groups ?? []);
  const declared = groups.flatMap((group) => {
    const why = names.whyNot(group.name);
    if (why !== null) {
      oddities.push({ kind: "group", subject: group.name, id: group.id, words: `${why}; not declared` });
      return [];
    }
    const rule = group.type === "OKTA_GROUP" ? fillingRule(group, slices, oddities) : null;
    return [{ group, rule, node: groupNode(group, rule, slices) }];
  });
  return { oddities, declared };
}

function groupNode(
  { id, name, type, description }: Group,
  rule: GroupRule | null,
  slices: OrgSlices,
): YAMLMap {
  return mapOf({
    name: noted(name, id),
    managed: type === "OKTA_GROUP" ? undefined : false,
    description: type === "OKTA_GROUP" && description ? description : undefined,
    filledBy: rule === null ? undefined : filledBy(rule, slices),
  });
}

function filledBy(rule: GroupRule, slices: OrgSlices): Written {
  return mapOf({
    rule: noted(rule.name, rule.id),
    when: rule.expression,
    exceptUsers: unlessEmpty(loginsOf(rule.excludedUserIds, slices)),
    exceptGroups: unlessEmpty(groupNamesOf(rule.excludedGroupIds ?? [], slices) ?? []),
  });
}

/** The only rule that fills a group, where a baseline can declare it. */
function fillingRule(group: Group, slices: OrgSlices, oddities: Oddity[]): GroupRule | null {
  const all = (slices.groupRules ?? []).filter(({ groupIds }) => groupIds.includes(group.id));
  const [rule, ...others] = all;
  if (rule === undefined) return null;
  const why = others.length > 0 ? "several rules fill its group" : whyUndeclared(rule, slices);
  if (why === null) return rule;
  oddities.push({ kind: "group-rule", subject: rule.name, id: rule.id, words: `${why}; not declared` });
  return null;
}

function whyUndeclared(rule: GroupRule, slices: OrgSlices): string | null {
  if (rule.status !== "ACTIVE") return `it is ${rule.status}`;
  if (rule.groupIds.length > 1) return "it fills several groups";
  if (groupNamesOf(rule.excludedGroupIds ?? [], slices) === null)
    return "it excludes a group that cannot be named";
  if (rule.name.length > longestRuleName) return `its name is longer than ${longestRuleName} characters`;
  return namesInUse(slices.groupRules ?? []).whyNot(rule.name);
}
