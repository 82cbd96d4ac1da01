import { declaredTerms, graceInWords } from "../../../evaluator/declared/enroll-terms.ts";
import type { BaselinePolicy } from "../../../model/baseline.ts";
import { type DraftChange, draftChange } from "../change/draft-change.ts";
import { judgeGrace, judgeModels } from "../change/order.ts";
import { heldBy } from "../change/policy-move.ts";

const mayEnroll = (policy: BaselinePolicy, ref: string): boolean =>
  ["REQUIRED", "OPTIONAL"].includes(heldBy(policy, ref));

/** On what terms people may enroll what they could enroll before and still can. */
export function* compareTerms(
  from: BaselinePolicy,
  to: BaselinePolicy,
  index: number,
): Generator<DraftChange> {
  const policy = to.name;
  for (const authenticator of Object.keys(to.authenticators)) {
    if (!mayEnroll(from, authenticator) || !mayEnroll(to, authenticator)) continue;
    const [before, after] = [declaredTerms(from, authenticator), declaredTerms(to, authenticator)];
    const path = ["enrollmentPolicies", index, "authenticators", authenticator];
    const where = { policy, authenticator };
    const grace = [before.gracePeriod, after.gracePeriod].map(graceInWords);
    if (grace[0] !== grace[1]) {
      yield draftChange("enrollment-policy-grace-period", where, {
        from: grace[0] ?? null,
        to: grace[1] ?? null,
        verdict: judgeGrace(before.gracePeriod, after.gracePeriod),
        path: [...path, "gracePeriod"],
      });
    }
    const models = [before.allowedGroups, after.allowedGroups].map((groups) => groups.toSorted());
    if (models[0]?.join("\n") !== models[1]?.join("\n")) {
      yield draftChange("enrollment-policy-allowed-groups", where, {
        from: models[0] ?? null,
        to: models[1] ?? null,
        verdict: judgeModels(before.allowedGroups, after.allowedGroups),
        path: [...path, "allowedGroups"],
      });
    }
  }
}
