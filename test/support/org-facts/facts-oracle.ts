import type { Demand, RequirementId } from "./baseline-of-facts.ts";
import type {
  GroupRef,
  Key,
  Oddity,
  OrgFacts,
  PersonFacts,
  PolicyFacts,
  RuleFacts,
  Thing,
} from "./org-facts.ts";
import { addresses, type World, worldsOf } from "./worlds.ts";

/** Truth about somebody, by everything that can be known; `pending`: open, and not due yet. */
export type Truth = "in line" | "open" | "pending" | "unknown";

/** One sign-in: how things turned out, from where it comes, and what it leads to. */
interface SignIn {
  readonly world: World;
  readonly address: readonly string[];
  readonly isToPayroll: boolean;
}

/**
 * The slow, obvious answer to what is true of people: every sign-in that there can be, one after the other. It knows an
 * org by its facts alone, and shares no code with what it is held against.
 */
export interface FactsOracle {
  isAsked(person: PersonFacts): boolean;
  truthOf(person: PersonFacts, requirement: RequirementId): Truth;
  /** The truth, and where the reader is shown less than there is, that it is not known. */
  mayBeSaid(person: PersonFacts, requirement: RequirementId): readonly string[];
}

const happens = ({ world }: SignIn, oddity: Oddity) => world.happens.has(JSON.stringify(oddity));

const isFrom = ({ address }: SignIn, { from }: RuleFacts): boolean => {
  if (from === "anywhere") return true;
  const isInside = from.zones.some((zone) => address.includes(zone));
  return from.side === "in" ? isInside : !isInside;
};

const isTo = ({ isToPayroll }: SignIn, { to }: RuleFacts): boolean =>
  to === "anything" || (to === "payroll") === isToPayroll;

export function oracleOf(facts: OrgFacts, demand: Demand): FactsOracle {
  const { groups, authenticators, defaultAllows, odd, veil } = facts;
  const signIns: readonly SignIn[] = worldsOf(facts).flatMap((world) =>
    addresses.flatMap((address) => [true, false].map((isToPayroll) => ({ world, address, isToPayroll }))),
  );
  const isIn = ({ login }: PersonFacts, ref: GroupRef | "everyone"): boolean =>
    ref === "everyone" || groups[ref].members.includes(login);
  const hasTwin = groups.visitors.name === groups.staff.name;
  const firstRule = new Map(facts.policies.map(({ name, rules }) => [name, rules[0]?.name]));

  const takes = (policy: PolicyFacts, person: PersonFacts, signIn: SignIn): boolean => {
    const isOdd = (kind: "condition" | "people" | "rule") => happens(signIn, { kind, policy: policy.name });
    const isMeant = policy.groups.some((ref) => isIn(person, ref)) !== isOdd("people");
    if (!policy.isOn || !isMeant || isOdd("condition")) return false;
    return policy.rules.some(
      (rule) =>
        rule.isOn &&
        !rule.exceptUsers.includes(person.login) &&
        isFrom(signIn, rule) &&
        isTo(signIn, rule) &&
        !(rule.name === firstRule.get(policy.name) && isOdd("rule")),
    );
  };

  type InEffect = Pick<PolicyFacts, "name" | "allows">;
  const okta: InEffect = { name: "Default Policy", allows: defaultAllows };
  const known = new Map(facts.people.map((person) => [person, new Map<SignIn, InEffect>()]));
  const inEffect = (person: PersonFacts, signIn: SignIn): InEffect => {
    const found = known.get(person)?.get(signIn);
    if (found !== undefined) return found;
    const taken = signIn.world.policies.find((policy) => takes(policy, person, signIn)) ?? okta;
    known.get(person)?.set(signIn, taken);
    return taken;
  };

  const isUsable = (thing: Thing, { has }: PersonFacts, policy: string, signIn: SignIn): boolean => {
    const [name, method] = thing.split(":");
    const key = name as Key;
    const { isOn, allowedFor, off } = authenticators[key];
    const oddities: readonly Oddity[] = [
      { kind: "settings", policy },
      { kind: "setting", policy, key },
      { kind: "authenticator", key },
      { kind: "method", thing },
    ];
    return (
      has[thing] === "ACTIVE" &&
      isOn &&
      (allowedFor === "any" || allowedFor === "sso") &&
      !(method !== undefined && off.includes(method)) &&
      !oddities.some((oddity) => happens(signIn, oddity))
    );
  };

  const holds: Readonly<Record<RequirementId, (person: PersonFacts, signIn: SignIn) => boolean>> = {
    factors: (person, signIn) => {
      const { name, allows } = inEffect(person, signIn);
      const allowed = demand.anyOf.filter((thing) => allows.some((key) => thing.split(":")[0] === key));
      return allowed.filter((thing) => isUsable(thing, person, name, signIn)).length >= demand.atLeast;
    },
    "governed-by": (person, signIn) => ["Admins", "Staff"].includes(inEffect(person, signIn).name),
    "member-of": (person) => isIn(person, "staff"),
  };

  /** At the weakest sign-in, in each world: in one of two groups of one name, either may be meant. */
  const outcomes = (person: PersonFacts, requirement: RequirementId): readonly boolean[] => {
    const weakest = new Map<World, boolean>();
    for (const signIn of signIns) {
      const isSoFar = weakest.get(signIn.world) ?? true;
      weakest.set(signIn.world, isSoFar && holds[requirement](person, signIn));
    }
    const meansTwin = requirement === "member-of" && hasTwin;
    return [...weakest.values(), ...(meansTwin ? [isIn(person, "visitors")] : [])];
  };

  const isInGrace = ({ createdAgo }: PersonFacts) => createdAgo >= 0 && createdAgo < demand.graceHours;

  const truthOf = (person: PersonFacts, requirement: RequirementId): Truth => {
    const all = outcomes(person, requirement);
    if (all.every(Boolean)) return "in line";
    if (all.some(Boolean)) return "unknown";
    return isInGrace(person) ? "pending" : "open";
  };

  /** One policy takes the person from everywhere, and all is known of what it allows. */
  const isUnderOne = (person: PersonFacts): boolean => {
    const taken = signIns.map((signIn) => inEffect(person, signIn).name);
    const isStrange = odd.some(
      (one) => (one.kind === "settings" || one.kind === "setting") && taken.includes(one.policy),
    );
    return new Set(taken).size === 1 && !isStrange;
  };

  /**
   * Okta shows methods (`push`) in `/factors` alone, which hides what the policy in effect does not allow where the reader
   * is: where that is not surely the same everywhere, or all that can be read is that list, an absence need not be
   * believed.
   */
  const isHalfHidden = (person: PersonFacts): boolean =>
    facts.enrolmentsAreFiltered || (demand.anyOf.some((thing) => thing.includes(":")) && !isUnderOne(person));

  const isMurky: Readonly<Record<RequirementId, (person: PersonFacts) => boolean>> = {
    factors: isHalfHidden,
    "governed-by": () => false,
    "member-of": () => hasTwin,
  };

  return {
    truthOf,
    isAsked: (person) => {
      if (demand.of === "everyone") return true;
      if (demand.of === "administrators") return person.isAdministrator;
      // Of two groups of one name, everybody's.
      return isIn(person, "staff") || (hasTwin && isIn(person, "visitors"));
    },
    mayBeSaid: (person, requirement) => {
      const truth = truthOf(person, requirement);
      return veil !== null || isMurky[requirement](person) ? [truth, "unknown"] : [truth];
    },
  };
}
