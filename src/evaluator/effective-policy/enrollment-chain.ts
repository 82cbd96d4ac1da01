import type { UserId } from "../../model/ids.ts";
import type { EnrollmentPolicy, EnrollmentRule } from "../../model/live-enrollment.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { whyPartial } from "../live/partly-read.ts";
import { type AppClass, appClasses } from "./app-classes.ts";
import { type Inclusion, policyInclusion } from "./policy-inclusion.ts";
import type { ZoneCondition } from "./reach.ts";
import { readZones, type ZoneReader } from "./zone-condition.ts";

/** One rule that may take a person, in the order in which Okta tries them. */
export interface RuleTrial {
  /** Null: no policy takes the person (or one that was not read does). */
  readonly policy: EnrollmentPolicy | null;
  /** Null where the rule is not known: Okta's built-in default rule, rules that were not read. */
  readonly rule: EnrollmentRule | null;
  readonly condition: ZoneCondition;
  /** Why it cannot be decided whether the rule matches under `condition`; null when it does. */
  readonly uncertainty: string | null;
  /** Rules of one policy and one place are tried in an order that is not known. */
  readonly place: string;
}

/** One policy, whether it includes a person, and the links of its rules. */
export interface PolicyTrial {
  readonly policy: EnrollmentPolicy | null;
  readonly inclusion: Inclusion;
  /** Empty where the person is not included. */
  readonly links: readonly RuleTrial[];
  /** Policies of one place are tried in an order that is not known. */
  readonly place: string;
}

/** Reads an org's enrollment policies as they are tried for a person. */
export interface ChainReader {
  /** In the order in which Okta tries them: Okta's own last; INACTIVE ones keep their place. */
  readonly policies: readonly EnrollmentPolicy[];
  readonly zones: ZoneReader;
  /** Sign-ins as rules tell them apart by the application. */
  readonly appClasses: readonly AppClass[];
  /**
   * Trials for a person, in order, whatever the application and whatever becomes of them: the last takes everybody who is
   * left.
   */
  trialsFor(user: UserId): readonly PolicyTrial[];
}

interface Tried {
  readonly id: string;
  readonly system: boolean;
  readonly priority: number;
}

// Okta can answer the same number for two things made at the same moment (okta-api 4.7): then the order is not known, and
// ids only keep answers stable.
const inOrder = (left: Tried, right: Tried): number =>
  Number(left.system) - Number(right.system) ||
  left.priority - right.priority ||
  (left.id < right.id ? -1 : Number(left.id > right.id));

const placeOf = ({ system, priority }: Tried): string => `${system ? "Okta's own " : ""}${priority}`;

/** The ACTIVE rules of a policy in the order in which Okta tries them. */
export function activeRules(policy: EnrollmentPolicy): readonly EnrollmentRule[] {
  return (policy.rules ?? []).filter((rule) => rule.status === "ACTIVE").toSorted(inOrder);
}

const anywhere: ZoneCondition = { kind: "anywhere" };

function linkOf(policy: EnrollmentPolicy, rule: EnrollmentRule, zones: ZoneReader): RuleTrial {
  const condition = zones.conditionOf(rule);
  const place = placeOf(rule);
  if (condition.kind === "undecidable") {
    return { policy, rule, condition: anywhere, uncertainty: condition.reason, place };
  }
  const [other] = rule.otherConditions;
  const uncertainty =
    other === undefined ? null : `rule "${rule.name}" has a condition that is not modelled: ${other}`;
  return { policy, rule, condition, uncertainty, place };
}

/** The link of a policy whose rules are not all listed: Okta's default rule, or rules that were not read. */
function unlistedRule(policy: EnrollmentPolicy): readonly RuleTrial[] {
  const link = { policy, rule: null, condition: anywhere, place: "last" };
  // "The default policy always has one default rule" (okta-api 4.7): it takes whoever is left, listed or not.
  if (policy.system) return [{ ...link, uncertainty: null }];
  return policy.rules === null
    ? [{ ...link, uncertainty: `the rules of policy "${policy.name}" were not read` }]
    : [];
}

function whyNotAll(org: OrgSnapshot): string | null {
  const partial = whyPartial("policies", org);
  if (partial !== null) return `not every enrollment policy was read (${partial})`;
  return org.slices.policies === undefined ? "enrollment policies were not read" : null;
}

const nobody = (inclusion: Inclusion, place: "first" | "last"): PolicyTrial => ({
  policy: null,
  inclusion,
  links: [{ policy: null, rule: null, condition: anywhere, uncertainty: null, place }],
  place,
});

/** Okta's algorithm (okta-api 4.7, from "Policies" in Okta's concepts guide), with what could not be read kept in. */
export function readChains(org: OrgSnapshot, live: LiveIndex): ChainReader {
  const zones = readZones(org.slices);
  const inclusionIn = policyInclusion(org, live);
  const policies = (org.slices.policies ?? []).toSorted(inOrder);
  const rulesOf = new Map(policies.map((policy) => [policy, activeRules(policy)]));
  const activeOf = ([policy, rules]: readonly [EnrollmentPolicy, readonly EnrollmentRule[]]) =>
    policy.status === "ACTIVE" ? rules : [];
  // When the list is not whole, one of the policies that are missing may take anybody before all others.
  const uncertainty = whyNotAll(org);
  const unread = uncertainty === null ? [] : [nobody({ kind: "maybe", uncertainty }, "first")];
  const trial = (policy: EnrollmentPolicy, user: UserId): PolicyTrial => {
    const inclusion: Inclusion = policy.status === "ACTIVE" ? inclusionIn(policy, user) : { kind: "no" };
    const place = placeOf(policy);
    if (inclusion.kind === "no") return { policy, inclusion, links: [], place };
    const rules = (rulesOf.get(policy) ?? []).filter((rule) => !rule.excludedUserIds.includes(user));
    const links = [...rules.map((rule) => linkOf(policy, rule, zones)), ...unlistedRule(policy)];
    return { policy, inclusion, links, place };
  };
  return {
    policies,
    zones,
    appClasses: appClasses([...rulesOf].flatMap(activeOf), org),
    trialsFor: (user) => [
      ...unread,
      ...policies.map((policy) => trial(policy, user)),
      nobody({ kind: "yes" }, "last"),
    ],
  };
}
