import { readOrgAuthenticators } from "../../evaluator/factors/org-authenticators.ts";
import { judge } from "../../evaluator/judgement.ts";
import { dropGone } from "../../evaluator/people/standing.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import type { WhatIf } from "../../model/what-if.ts";
import { explainPerson } from "../explain/explain-person.ts";
import { applyBaseline } from "./people/apply-baseline.ts";
import { compareOutlooks } from "./people/compare-outlooks.ts";
import { compareSignIn } from "./people/compare-sign-in.ts";
import { enrolmentReader } from "./people/enrolment-effects.ts";
import { type BothBaselines, inLiveNames } from "./people/in-live-names.ts";
import { outlooks } from "./people/outlook.ts";

/**
 * Explains one person as if the later of two baselines were in force on the org, and what would be another for them than in
 * the org as it is.
 *
 * @returns null when nobody in the snapshot is called that
 */
export function whatIfPerson(input: {
  readonly baselines: BothBaselines;
  readonly org: OrgSnapshot;
  readonly now: Date;
  readonly user: string;
  /** When people last came back, by user id; nobody did where it is left out. */
  readonly reactivated?: ReadonlyMap<string, string>;
}): Omit<WhatIf, "baseline"> | null {
  const { now, user, reactivated = new Map() } = input;
  const { org } = dropGone(input.org);
  const { base, head } = inLiveNames(input.baselines, org);
  const applied = applyBaseline(head, base, org);
  const explanation = explainPerson({ baseline: head, org: applied, now, user, reactivated });
  const [before, after] = [judge(base, org), judge(head, applied)];
  const person = before.live.personCalled(user);
  if (explanation === null || person === undefined) return null;
  const outlookIn = (snapshot: OrgSnapshot, judgement: typeof before) =>
    outlooks(readOrgAuthenticators(snapshot))(judgement.effectivePolicyOf(person.id));
  const [from, to] = [outlookIn(org, before), outlookIn(applied, after)];
  const isRead = org.slices.policies !== undefined;
  const signIn = compareSignIn({ org, judgement: before }, { org: applied, judgement: after });
  const differences = [
    ...(isRead ? compareOutlooks(from, to, org.org.engine) : []),
    ...((isRead && enrolmentReader(org).differences(person, from, to)) || []),
    ...(signIn?.differences(person) ?? []),
  ];
  return {
    policy: explanation.policy,
    signIn: explanation.signIn,
    differences: differences.map(({ kind, effect, names = [] }) => ({ kind, effect, names })),
    requirements: explanation.requirements,
  };
}
