import { spanText } from "../../../evaluator/words/span-text.ts";
import type { AppliesTo, Requirement } from "../../../model/baseline.ts";
import type { ChangeVerdict } from "../../../model/review.ts";
import { everyoneGroupName } from "../../../model/words.ts";
import { type DraftChange, draftChange } from "../change/draft-change.ts";
import { judgeSeverity, judgeTime, verdict } from "../change/order.ts";
import { compareFactors } from "./compare-factors.ts";
import { type CompareOne, sortOut, sortOutNames } from "./comparison.ts";

/** Pinned standards, whose requirements are checked. */
export const compareStandards: CompareOne = function* ({ base, head }) {
  const { removed, added } = sortOutNames(base.standards, head.standards);
  for (const standard of removed) {
    yield draftChange(
      "standard",
      { standard },
      { from: standard, to: null, verdict: verdict("weaker", "check-off"), path: ["standards"] },
    );
  }
  for (const { item, index } of added) {
    yield draftChange(
      "standard",
      { standard: item },
      { from: null, to: item, verdict: verdict("stronger", "check-on"), path: ["standards", index] },
    );
  }
};

/** Compares requirements: the people they apply to, and the factors they ask for. */
export const compareRequirements: CompareOne = function* ({ base, head }) {
  const { removed, added, kept } = sortOut(base.requirements, head.requirements, ({ id }) => id);
  for (const { id } of removed) {
    yield draftChange(
      "requirement-removed",
      { requirement: id },
      { from: id, to: null, verdict: verdict("weaker", "check-off"), path: ["requirements"] },
    );
  }
  for (const { item, index } of added) {
    yield draftChange(
      "requirement-added",
      { requirement: item.id },
      { from: null, to: item.id, verdict: verdict("stronger", "check-on"), path: ["requirements", index] },
    );
  }
  for (const { from, to, index } of kept) {
    const path = ["requirements", index] as const;
    yield* compareTerms(from, to, path);
    yield* compareGroupsAsked(from, to, path);
    yield* compareGovernedBy(from, to, path);
    yield* compareFactors(from, to, path, head.org.engine);
  }
};

type Path = readonly (string | number)[];

function* compareTerms(from: Requirement, to: Requirement, path: Path): Generator<DraftChange> {
  const where = { requirement: to.id };
  if (from.title !== to.title) {
    yield draftChange("requirement-title", where, {
      from: from.title,
      to: to.title,
      verdict: verdict("neutral", "words-only"),
      path: [...path, "title"],
    });
  }
  const [before, after] = [whom(from.appliesTo), whom(to.appliesTo)];
  if (before.join("\n") !== after.join("\n")) {
    yield draftChange("requirement-applies-to", where, {
      from: before,
      to: after,
      verdict: judgeWhom(before, after),
      path: [...path, "appliesTo"],
    });
  }
  if (from.withinMs !== to.withinMs) {
    yield draftChange("requirement-within", where, {
      from: hours(from.withinMs),
      to: hours(to.withinMs),
      verdict: judgeTime(from.withinMs, to.withinMs),
      path: [...path, "within"],
    });
  }
  if (from.severity !== to.severity) {
    yield draftChange("requirement-severity", where, {
      from: from.severity,
      to: to.severity,
      verdict: judgeSeverity(from.severity, to.severity),
      path: [...path, "severity"],
    });
  }
}

/** As short as a baseline would write it; none is `0s`. */
const hours = (milliseconds: number): string => (milliseconds === 0 ? "0s" : spanText(milliseconds / 1000));

/** First the kind of people, then, where there is a list, its entries. */
function whom(appliesTo: AppliesTo): readonly string[] {
  switch (appliesTo.kind) {
    case "everyone":
      return ["everyone"];
    case "groups":
      return appliesTo.groups.includes(everyoneGroupName)
        ? ["everyone"]
        : ["groups", ...[...appliesTo.groups].sort()];
    case "apps":
      return ["apps", ...[...appliesTo.apps].sort()];
    case "adminRoles":
      return appliesTo.roles === "any" ? ["any admin role"] : ["adminRoles", ...[...appliesTo.roles].sort()];
  }
}

const covers = (wider: readonly string[], narrower: readonly string[]): boolean =>
  wider[0] === "everyone" ||
  (wider[0] === "any admin role" && narrower[0] === "adminRoles") ||
  (wider[0] === narrower[0] && narrower.every((one) => wider.includes(one)));

function judgeWhom(from: readonly string[], to: readonly string[]): ChangeVerdict {
  return covers(to, from) ? verdict("stronger", "enter-scope") : verdict("weaker", "leave-scope");
}

function* compareGroupsAsked(from: Requirement, to: Requirement, path: Path): Generator<DraftChange> {
  const { removed, added } = sortOutNames(from.memberOf, to.memberOf);
  for (const group of removed) {
    yield draftChange(
      "requirement-member-of",
      { requirement: to.id, group },
      { from: group, to: null, verdict: verdict("weaker", "asks-less"), path: [...path, "memberOf"] },
    );
  }
  for (const { item: group, index } of added) {
    yield draftChange(
      "requirement-member-of",
      { requirement: to.id, group },
      {
        from: null,
        to: group,
        verdict: verdict("stronger", "asks-more"),
        path: [...path, "memberOf", index],
      },
    );
  }
}

/** One of the policies is enough, so one more is weaker; but the first asks for what was not asked before. */
function* compareGovernedBy(from: Requirement, to: Requirement, path: Path): Generator<DraftChange> {
  const { removed, added } = sortOutNames(from.governedBy, to.governedBy);
  for (const policy of removed) {
    const says =
      to.governedBy.length === 0 ? verdict("weaker", "asks-less") : verdict("stronger", "accepts-less");
    yield draftChange(
      "requirement-governed-by",
      { requirement: to.id, policy },
      { from: policy, to: null, verdict: says, path: [...path, "governedBy"] },
    );
  }
  for (const { item: policy, index } of added) {
    const says =
      from.governedBy.length === 0 ? verdict("stronger", "asks-more") : verdict("weaker", "accepts-more");
    yield draftChange(
      "requirement-governed-by",
      { requirement: to.id, policy },
      { from: null, to: policy, verdict: says, path: [...path, "governedBy", index] },
    );
  }
}
