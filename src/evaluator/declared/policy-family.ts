import type { Baseline, UnmanagedKind } from "../../model/baseline.ts";
import type { GroupId, PolicyId, PolicyRuleId, UserId } from "../../model/ids.ts";
import type { LiveNetwork, NamedNetwork } from "../../model/network.ts";
import type { FindingValue } from "../../model/report.ts";
import type { OrgSlices, Slice } from "../../model/snapshot.ts";
import type { ComparedOrg } from "../live/compared-org.ts";

/** A declared policy as far as every family has it. */
export interface DeclaredPolicy {
  readonly name: string;
  /** Okta's own, of families that have one. */
  readonly isDefault?: boolean;
  /** Whom it is for, in families of which policies are for groups. */
  readonly groups?: readonly string[];
  /** In order of precedence. */
  readonly rules: readonly DeclaredRule[];
}

export interface DeclaredRule {
  readonly name: string;
  readonly network: NamedNetwork;
}

/** A live policy as far as every family has it. */
export interface LivePolicy {
  readonly id: PolicyId;
  readonly name: string;
  readonly status: string;
  readonly priority: number;
  readonly system: boolean;
  readonly groupIds?: readonly GroupId[];
  readonly rules: readonly LiveRule[] | null;
}

export interface LiveRule {
  readonly id: PolicyRuleId;
  readonly name: string;
  readonly status: string;
  readonly priority: number;
  readonly system: boolean;
  readonly network: LiveNetwork;
  readonly excludedUserIds?: readonly UserId[];
}

/** A declared policy with the live one of its name. */
export interface PolicyPair<
  Declared extends DeclaredPolicy = DeclaredPolicy,
  Live extends LivePolicy = LivePolicy,
> {
  readonly declared: Declared;
  readonly live: Live;
}

/** A declared rule with the live one of its name. */
export interface RulePair<Declared = DeclaredRule, Live = LiveRule> {
  readonly declared: Declared;
  readonly live: Live;
}

export type RuleOf<Policy extends { readonly rules: readonly unknown[] | null }> = NonNullable<
  Policy["rules"]
>[number];

/** How one field of a live rule departs from the declared one. */
export interface RuleDifference<Live = LiveRule> {
  /** Null: of what is not modelled. */
  readonly field: string | null;
  readonly status: "open" | "unknown";
  readonly expected: FindingValue;
  readonly actual: FindingValue;
  /** In words that follow "the rule …". */
  readonly inWords: string;
  /** The live rule with this field as declared; left out where that cannot be said. */
  readonly mended?: Live;
}

/** A kind of policy that a baseline declares: what tells it from the others, as data. */
export interface PolicyFamily<
  Declared extends DeclaredPolicy = DeclaredPolicy,
  Live extends LivePolicy = LivePolicy,
> {
  readonly id: "enrollment" | "session" | "app";
  /** In a sentence: `enrollment policy`. */
  readonly one: string;
  readonly many: string;
  /** Its page in the console. */
  readonly page: string;
  /** Slices that hold its policies, and their rules. */
  readonly policySlice: Slice;
  readonly ruleSlice: Slice;
  readonly unmanaged: { readonly policies: UnmanagedKind; readonly rules: UnmanagedKind };
  /** Whether what is live and not declared is reported where nothing of the family is declared. */
  readonly reportsAlways: boolean;
  declaredIn(baseline: Baseline): readonly Declared[];
  liveIn(slices: OrgSlices): readonly Live[] | undefined;
  /** Whether a declared rule is Okta's own, which a rule of people's making is never taken for. */
  isOktas(rule: RuleOf<Declared>): boolean;
  /** All that is different in a live rule but its place, at most one difference a field. */
  differencesOf(
    rule: RulePair<RuleOf<Declared>, RuleOf<Live>>,
    input: ComparedOrg,
  ): readonly RuleDifference<RuleOf<Live>>[];
  /** JSON paths of what a policy has and we do not model. */
  unmodelledOf(policy: Live): readonly string[];
  /** Whether Pulumi's provider neither sees nor repairs a difference in this field (docs/what-drift-is-seen.md). */
  isBeyondProvider(rule: RuleOf<Declared>, field: string | null): boolean;
  /** Slices in which what a declared rule names is looked up, beside zones. */
  slicesNamedBy(rule: RuleOf<Declared>): readonly Slice[];
}

/** The slices that hold both the policies and the rules of a family, each once. */
export const slicesOf = ({ policySlice, ruleSlice }: PolicyFamily): readonly Slice[] => [
  ...new Set([policySlice, ruleSlice]),
];

/** Whether what is live in a family and nobody declared is reported. */
export function isReported(
  family: PolicyFamily,
  kind: keyof PolicyFamily["unmanaged"],
  baseline: Baseline,
): boolean {
  const isAsked = family.reportsAlways || family.declaredIn(baseline).length > 0;
  return isAsked && baseline.unmanaged[family.unmanaged[kind]] === "report";
}

/** `Enrollment policy "Admins"`, to begin a sentence with. */
export function policyWords({ one }: Pick<PolicyFamily, "one">, name: string): string {
  return `${one.slice(0, 1).toUpperCase()}${one.slice(1)} "${name}"`;
}

/** `Rule "Anyone" of session policy "Workforce"`. */
export function ruleWords({ one }: Pick<PolicyFamily, "one">, policy: string, rule: string): string {
  return `Rule "${rule}" of ${one} "${policy}"`;
}
