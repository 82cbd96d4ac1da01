import type {
  AppRule,
  LiveConstraint,
  LiveMethod,
  LivePart,
  LiveStep,
  MethodDemands,
  SessionRule,
} from "../../model/live-sign-on.ts";
import type { Engine } from "../../model/words.ts";
import { type FactorUse, isPassword, kindsOf, type UsedFactor } from "./factor-use.ts";

/** One thing that the factors of a sign-in must come to. */
export interface Clause {
  isMet(used: readonly UsedFactor[]): boolean;
  /** Factors that, used as well, bring it nearer to being met. */
  helps(next: UsedFactor, used: readonly UsedFactor[]): boolean;
}

/** All of these, together. */
export type Demand = readonly Clause[];

/** Whether a factor may be used at all where a demand says so of some. */
type Admits = (use: FactorUse) => boolean;

const oneThat = (fits: (used: UsedFactor) => boolean): Clause => ({
  isMet: (used) => used.some(fits),
  helps: fits,
});

/** Factors of two kinds among those that count. */
function twoKinds(admits: Admits): Clause {
  const counting = (used: readonly UsedFactor[]) => used.filter(({ use }) => admits(use));
  return {
    isMet: (used) => kindsOf(counting(used)) >= 2,
    helps: (next, used) => admits(next.use) && kindsOf([...counting(used), next]) > kindsOf(counting(used)),
  };
}

/**
 * One more factor of any allowed kind (sign-on 1.2): beside the password any other will do, a security question too. That
 * Okta would take two factors of one kind without a password is not documented.
 */
const secondFactor: Clause = {
  isMet: (used) =>
    kindsOf(used) >= 2 ||
    (used.some(({ use }) => isPassword(use)) && used.some(({ use }) => !isPassword(use))),
  helps: (next, used) => !used.some(({ use, verified }) => use === next.use && verified === next.verified),
};

const anyFactor = oneThat(() => true);

/** Demand of a session rule. On Classic the password comes first, whatever the rule says. */
export function sessionDemand(
  rule: Pick<SessionRule, "primaryFactor" | "requiresFactor">,
  engine: Engine,
): Demand {
  const byPassword = engine === "classic" || rule.primaryFactor === "PASSWORD_IDP";
  return [
    ...(byPassword ? [oneThat(({ use }) => isPassword(use))] : []),
    ...(rule.requiresFactor ? [secondFactor] : []),
  ];
}

const isMethod = (named: LiveMethod, use: FactorUse): boolean =>
  named.key === use.key &&
  (named.id === null || use.id === null || named.id === use.id) &&
  (named.method === null || named.method === use.method);

function meetsDemands({ use: { traits }, verified }: UsedFactor, demands: MethodDemands): boolean {
  return (
    (!demands.deviceBound || traits.deviceBound) &&
    (!demands.hardwareProtected || traits.hardwareProtected) &&
    (!demands.phishingResistant || traits.phishingResistant) &&
    (!demands.userVerification || verified)
  );
}

const fitsPart = (kind: "knowledge" | "possession", part: LivePart) => (used: UsedFactor) => {
  const { use } = used;
  return (
    use.traits.kind === kind &&
    (part.types.length === 0 || part.types.includes(use.traits.type)) &&
    (part.methods.length === 0 || part.methods.includes(use.method)) &&
    (part.only.length === 0 || part.only.some((one) => isMethod(one, use))) &&
    !part.except.some((one) => isMethod(one, use)) &&
    meetsDemands(used, part.demands)
  );
};

/** Demands of a constraint, and which factors it lets count at all. */
function ofConstraint({ knowledge, possession }: LiveConstraint, twoFactors: boolean): Demand {
  const parts = [
    ...(knowledge === null ? [] : [["knowledge", knowledge] as const]),
    ...(possession === null ? [] : [["possession", possession] as const]),
  ];
  // A part that is not required only bars what it names (sign-on 1.3).
  const barred = parts.flatMap(([, part]) => (part.required ? [] : part.except));
  const admits: Admits = (use) => !barred.some((one) => isMethod(one, use));
  const required = parts.flatMap(([kind, part]) => (part.required ? [oneThat(fitsPart(kind, part))] : []));
  const first = required.length > 0 ? required : [oneThat(({ use }) => admits(use))];
  return twoFactors ? [...first, twoKinds(admits)] : first;
}

const ofStep = ({ anyOf }: LiveStep): Clause =>
  oneThat((used) => anyOf.some((one) => isMethod(one, used.use) && meetsDemands(used, one.demands)));

/** Why it is not known what a rule asks for. */
export interface NotModelled {
  readonly why: string;
}

/**
 * Demands of an app rule: one of them is enough.
 *
 * No constraints at all, an empty list and a list with an empty object all mean any factors (sign-on 1.3).
 */
export function appDemands({
  name,
  verification,
}: Pick<AppRule, "name" | "verification">): readonly Demand[] | NotModelled {
  // A rule that allows and says nothing of how.
  if (verification === null) return [[]];
  switch (verification.kind) {
    case "other":
      return { why: `rule "${name}" asks for ${verification.type}, which is not modelled` };
    case "chains":
      return verification.chains.map((steps) => steps.map(ofStep));
    case "assurance": {
      const twoFactors = verification.factorMode !== "1FA";
      const anything: Demand = twoFactors ? [anyFactor, twoKinds(() => true)] : [anyFactor];
      const { constraints } = verification;
      const isOpen = constraints.some(
        ({ knowledge, possession }) => knowledge === null && possession === null,
      );
      if (constraints.length === 0 || isOpen) return [anything];
      return constraints.map((one) => ofConstraint(one, twoFactors));
    }
  }
}
