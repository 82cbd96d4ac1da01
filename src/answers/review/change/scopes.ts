import type { Baseline, BaselinePolicy } from "../../../model/baseline.ts";
import type { ChangeVerdict } from "../../../model/review.ts";
import { together, verdict } from "./order.ts";
import { judgeMove } from "./policy-move.ts";

/** Verdicts on people coming under something, or leaving it. */
export interface Scopes {
  /** People come under a policy of the later baseline. */
  gain(policy: BaselinePolicy): ChangeVerdict;
  /** People leave a policy of the earlier baseline. */
  lose(policy: BaselinePolicy): ChangeVerdict;
  /** People join a group. */
  join(group: string): ChangeVerdict;
  /** People leave a group. */
  leave(group: string): ChangeVerdict;
  /** Whoever is in a group without being listed leaves it, which matters where something depends on the group. */
  leaveAllButListed(group: string): ChangeVerdict;
}

/** Whether people whom `policy` leaves can come under `other`: it is tried later, or was never tried beside it. */
function isRival(policy: BaselinePolicy, other: BaselinePolicy, baselines: readonly Baseline[]): boolean {
  if (other.name === policy.name) return false;
  const places = baselines.map(({ enrollmentPolicies }) =>
    [policy, other].map(({ name }) => enrollmentPolicies.findIndex((one) => one.name === name)),
  );
  const together = places.filter(([one = -1, two = -1]) => one >= 0 && two >= 0);
  return together.length === 0 || together.some(([one = -1, two = -1]) => two > one);
}

/** Prepares asking two baselines in which the same names mean the same things. */
export function scopesOf(base: Baseline, head: Baseline): Scopes {
  const { engine } = head.org;
  /** The policies that people come from, or go to, in one baseline; null is Okta's default where it is not declared. */
  const rivalsIn = (baseline: Baseline, policy: BaselinePolicy): readonly (BaselinePolicy | null)[] => [
    ...baseline.enrollmentPolicies.filter((other) => isRival(policy, other, [base, head])),
    ...(baseline.enrollmentPolicies.some(({ isDefault }) => isDefault) ? [] : [null]),
  ];
  const nameOf = (policy: BaselinePolicy | null): string => policy?.name ?? "Okta's default";

  const gain = (policy: BaselinePolicy): ChangeVerdict => {
    const rivals = rivalsIn(base, policy);
    const stricter = rivals.filter((from) => ["weaker", "mixed"].includes(judgeMove(from, policy, engine)));
    return stricter.length > 0
      ? verdict("weaker", "to-weaker-policy", stricter.map(nameOf))
      : verdict("stronger", "enter-scope");
  };
  const lose = (policy: BaselinePolicy): ChangeVerdict => {
    const rivals = rivalsIn(head, policy);
    const others = rivals.filter((to) => judgeMove(policy, to, engine) !== "stronger");
    return rivals.length > 0 && others.length === 0
      ? verdict("stronger", "to-stronger-policy", rivals.map(nameOf))
      : verdict("weaker", "leave-scope", others.map(nameOf));
  };
  const governs = (baseline: Baseline, group: string) =>
    baseline.enrollmentPolicies.filter(({ groups }) => groups.includes(group));
  const isAsked = ({ requirements }: Baseline, group: string): boolean =>
    requirements.some(({ appliesTo }) => appliesTo.kind === "groups" && appliesTo.groups.includes(group));

  const leave = (group: string): ChangeVerdict => {
    const verdicts = governs(base, group).map(lose);
    const isStronger =
      verdicts.length > 0 &&
      together(verdicts.map(({ effect }) => effect)) === "stronger" &&
      !isAsked(base, group);
    const found = verdicts.find(({ effect }) => effect === (isStronger ? "stronger" : "weaker"));
    return found ?? verdict("weaker", "leave-scope");
  };

  return {
    gain,
    lose,
    join: (group) => {
      const verdicts = governs(head, group).map(gain);
      return verdicts.find(({ effect }) => effect === "weaker") ?? verdict("stronger", "enter-scope");
    },
    leave,
    leaveAllButListed: (group) =>
      governs(base, group).length > 0 || isAsked(base, group)
        ? leave(group)
        : verdict("stronger", "check-on"),
  };
}
