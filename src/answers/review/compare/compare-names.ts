import type { Rename } from "../change/align.ts";
import type { DraftChange } from "../change/draft-change.ts";
import { draftChange } from "../change/draft-change.ts";
import { verdict } from "../change/order.ts";
import type { CompareOne, Comparison } from "./comparison.ts";

/** Lists things that were renamed and are otherwise the same. */
export const compareNames: CompareOne = function* ({ renames, head }) {
  for (const rename of renames) yield renameChange(rename, head);
};

function renameChange(rename: Rename, head: Comparison["head"]): DraftChange {
  const { from, to } = rename;
  const says = { from, to, verdict: verdict("neutral", "renamed") };
  const policyAt = (name: string) => head.enrollmentPolicies.findIndex((policy) => policy.name === name);
  switch (rename.kind) {
    case "group":
      return draftChange(
        "group-renamed",
        { group: to },
        { ...says, path: ["groups", head.groups.findIndex(({ name }) => name === to), "name"] },
      );
    case "policy":
      return draftChange(
        "enrollment-policy-renamed",
        { policy: to },
        { ...says, path: ["enrollmentPolicies", policyAt(to), "name"] },
      );
    case "requirement":
      return draftChange(
        "requirement-renamed",
        { requirement: to },
        { ...says, path: ["requirements", head.requirements.findIndex(({ id }) => id === to), "id"] },
      );
    case "rule":
      return draftChange(
        "enrollment-rule-renamed",
        { policy: rename.policy, rule: to },
        { ...says, path: ["enrollmentPolicies", policyAt(rename.policy), "rules"] },
      );
  }
}
