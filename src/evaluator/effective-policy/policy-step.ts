import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import type { PolicyStep } from "../../model/report.ts";
import { activeRules, type RuleTrial } from "./enrollment-chain.ts";
import type { Inclusion } from "./policy-inclusion.ts";
import type { ZoneReader } from "./zone-condition.ts";

/** Result of trying one policy for one person. */
export interface TriedPolicy {
  readonly policy: EnrollmentPolicy;
  readonly inclusion: Inclusion;
  /** The links of its rules that the person can reach. */
  readonly reached: readonly {
    readonly link: RuleTrial;
    readonly uncertainty: string | null;
    /** For sign-ins to what; null: to anything. */
    readonly words: string | null;
  }[];
  /** True when nobody who gets here gets past it. */
  readonly taken: boolean;
  readonly zones: ZoneReader;
}

function whyNot({ policy, inclusion }: TriedPolicy): string {
  if (policy.status !== "ACTIVE") return policy.status;
  if (inclusion.kind === "no") return "not in its groups";
  const rules = activeRules(policy);
  if (rules.length === 0) return "it has no ACTIVE rule";
  return "no rule matches";
}

function describeLink(
  { link: { rule }, uncertainty, words }: TriedPolicy["reached"][number],
  zones: ZoneReader,
): string {
  if (uncertainty !== null) return uncertainty;
  const apps = words === null ? "" : ` for sign-ins to ${words}`;
  if (rule === null) return `its default rule matches${apps}`;
  const where = zones.describe(rule.network);
  return `rule "${rule.name}" matches${where === null ? "" : ` ${where}`}${apps}`;
}

/** One line of the path that a finding shows: whether the policy applies to the person, and why. */
export function describeStep(step: TriedPolicy): PolicyStep {
  const { policy, reached, taken, zones } = step;
  if (reached.length === 0) return { policy: policy.name, applies: "no", reason: whyNot(step) };
  const reasons = [...new Set(reached.map((one) => describeLink(one, zones)))];
  return { policy: policy.name, applies: taken ? "yes" : "maybe", reason: reasons.join("; ") };
}
