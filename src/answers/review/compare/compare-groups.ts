import type { BaselineGroup, GroupFilling } from "../../../model/baseline.ts";
import type { ChangeVerdict } from "../../../model/review.ts";
import { type DraftChange, draftChange } from "../change/draft-change.ts";
import { verdict } from "../change/order.ts";
import { type CompareOne, type Comparison, sortOut, sortOutNames, sortOutPeople } from "./comparison.ts";

/** Groups: which there are, and who is in them. */
export const compareGroups: CompareOne = function* (comparison) {
  const { base, head } = comparison;
  const { removed, added, kept } = sortOut(base.groups, head.groups, ({ name }) => name);
  for (const group of removed) {
    yield draftChange(
      "group-removed",
      { group: group.name },
      { from: group.name, to: null, verdict: heldNoMore(group), path: ["groups"] },
    );
  }
  for (const { item, index } of added) {
    const says = item.managed ? verdict("stronger", "check-on") : verdict("neutral", "same-people");
    yield draftChange(
      "group-added",
      { group: item.name },
      { from: null, to: item.name, verdict: says, path: ["groups", index] },
    );
  }
  for (const { from, to, index } of kept) yield* compareGroup(from, to, index, comparison);
};

/** Judges only the group's own declaration here: anything that names the group is judged by itself. */
const heldNoMore = ({ managed }: BaselineGroup): ChangeVerdict =>
  managed ? verdict("weaker", "check-off") : verdict("neutral", "same-people");

function* compareGroup(
  from: BaselineGroup,
  to: BaselineGroup,
  index: number,
  { scopes }: Comparison,
): Generator<DraftChange> {
  const group = to.name;
  const at = (field: string): readonly (string | number)[] => ["groups", index, field];
  if (from.description !== to.description) {
    yield draftChange(
      "group-description",
      { group },
      {
        from: from.description,
        to: to.description,
        verdict: verdict("neutral", "words-only"),
        path: at("description"),
      },
    );
  }
  if (from.managed !== to.managed) {
    yield draftChange(
      "group-managed",
      { group },
      {
        from: String(from.managed),
        to: String(to.managed),
        // Another group may bear the name, with other people in it.
        verdict: verdict("weaker", "unclear"),
        path: at("managed"),
      },
    );
  }
  yield* compareFilling(from, to, at("filledBy"), scopes);
  const members = sortOutPeople(from.members, to.members);
  for (const user of members.removed) {
    yield draftChange(
      "group-members",
      { group, user },
      { from: user, to: null, verdict: scopes.leave(group), path: at("members") },
    );
  }
  for (const { item: user, index: place } of members.added) {
    yield draftChange(
      "group-members",
      { group, user },
      { from: null, to: user, verdict: scopes.join(group), path: [...at("members"), place] },
    );
  }
  if (from.onlyMembers !== to.onlyMembers) {
    yield draftChange(
      "group-only-members",
      { group },
      {
        from: String(from.onlyMembers),
        to: String(to.onlyMembers),
        verdict: to.onlyMembers ? scopes.leaveAllButListed(group) : verdict("weaker", "check-off"),
        path: at("onlyMembers"),
      },
    );
  }
}

function* compareFilling(
  { filledBy: from }: BaselineGroup,
  { name: group, filledBy: to }: BaselineGroup,
  path: readonly (string | number)[],
  scopes: Comparison["scopes"],
): Generator<DraftChange> {
  if (from !== null && to !== null) yield* compareExclusions(group, from, to, path, scopes);
  if (from?.rule === to?.rule && from?.when === to?.when) return;
  const says = (): ChangeVerdict => {
    if (from === null) return scopes.join(group);
    if (to === null) return scopes.leave(group);
    // Whom an expression of Okta's language takes is for Okta to say.
    return from.when === to.when ? verdict("neutral", "renamed") : verdict("weaker", "unclear");
  };
  const inWords = (filling: GroupFilling | null) =>
    filling === null ? null : [filling.rule, filling.when, ...filling.exceptUsers, ...filling.exceptGroups];
  yield draftChange("group-rule", { group }, { from: inWords(from), to: inWords(to), verdict: says(), path });
}

/** Whom the rule takes no longer, and whom it takes again: they leave the group, or join it. */
function* compareExclusions(
  group: string,
  from: GroupFilling,
  to: GroupFilling,
  path: readonly (string | number)[],
  scopes: Comparison["scopes"],
): Generator<DraftChange> {
  const said = (name: string, field: keyof GroupFilling, isNew: boolean) => ({
    from: isNew ? null : name,
    to: isNew ? name : null,
    verdict: isNew ? scopes.leave(group) : scopes.join(group),
    path: [...path, field],
  });
  const people = sortOutPeople(from.exceptUsers, to.exceptUsers);
  const groups = sortOutNames(from.exceptGroups, to.exceptGroups);
  const ofPerson = (user: string, isNew: boolean) =>
    draftChange("group-rule-except-users", { group, user }, said(user, "exceptUsers", isNew));
  const ofGroup = (except: string, isNew: boolean) =>
    draftChange("group-rule-except-groups", { group, except }, said(except, "exceptGroups", isNew));
  for (const user of people.removed) yield ofPerson(user, false);
  for (const { item } of people.added) yield ofPerson(item, true);
  for (const name of groups.removed) yield ofGroup(name, false);
  for (const { item } of groups.added) yield ofGroup(item, true);
}
