import type { BaselineSignOn } from "../src/model/baseline-sign-on.ts";
import type { Finding } from "../src/model/report.ts";
import { partsOf } from "../src/model/subject.ts";
import { sameName } from "../src/model/words.ts";
import type { PathStep } from "./source/tree.ts";

/** Whether a finding is about session policies or app sign-in policies; those of people are about requirements. */
export const isOfSignOn = ({ check }: Finding): boolean =>
  check.startsWith("session-") || check.startsWith("app-");

/**
 * Where a finding about session or app policies is declared: the field, the rule, the policy, or the list that it would be
 * in. What the file does not say stands for what is around it.
 */
export function placesOfSignOn(signOn: BaselineSignOn): (finding: Finding) => readonly PathStep[] {
  return ({ check, subject, field }) => {
    const side = check.startsWith("session-") ? "sessionPolicies" : "appPolicies";
    const policies: readonly NamedPolicy[] = signOn[side];
    const base: readonly PathStep[] = ["signOn", side];
    const [name = "", ruleName] = partsOf(subject);
    const isMeant = (policy: NamedPolicy): boolean =>
      subject.type === "app"
        ? policy.apps?.some((label) => sameName(label, name)) === true
        : sameName(policy.name, name);
    const index = policies.findIndex(isMeant);
    if (index < 0) return base;
    const fields = field === null ? [] : field.split(".");
    if (subject.type === "app") return [...base, index, "apps"];
    if (ruleName === undefined) return [...base, index, ...fields];
    const rule = policies[index]?.rules.findIndex((one) => sameName(one.name, ruleName)) ?? -1;
    return rule < 0 ? [...base, index, "rules"] : [...base, index, "rules", rule, ...fields];
  };
}

interface NamedPolicy {
  readonly name: string;
  readonly apps?: readonly string[] | null;
  readonly rules: readonly { readonly name: string }[];
}
