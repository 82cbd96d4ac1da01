import type { AppPolicy, AppRule } from "../../model/live-sign-on.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";
import { appDemands } from "./demand.ts";
import { canMeet } from "./factor-sets.ts";
import type { FactorUse } from "./factor-use.ts";
import { allOf, type Holds, holds, holdsNot, notKnown, type PersonMatcher } from "./match-person.ts";
import { inOrder } from "./policy-order.ts";

/** Operations of the account management policy (`accessRequest.operation`, sign-on 1.4). */
export type AccountOperation = "enroll" | "recover";

/** Asks the account management policy about somebody who comes from anywhere, on a device that Okta does not know. */
export interface AccountManagement {
  /**
   * Whether these factors alone let somebody through.
   *
   * @param authenticator - the key of what is enrolled; null where nothing is
   */
  letsThrough(
    person: Person,
    operation: AccountOperation,
    authenticator: string | null,
    uses: readonly FactorUse[],
  ): Holds;
}

const isAccountManagement = ({ resourceType, status }: AppPolicy): boolean =>
  resourceType === "END_USER_ACCOUNT_MANAGEMENT" && status === "ACTIVE";

/** Of somebody who chooses where they come from: outside all zones, with a device of their own. */
function matchesStranger({ network, device, risk, platforms }: AppRule): Holds {
  if (network.kind === "in" || device !== null) return holdsNot;
  return risk === "ANY" && platforms.length === 0 ? holds : notKnown("it hangs on the risk or the platform");
}

/**
 * Reads the account management policy. Its catch-all is about profiles, and holds back no enrollment (sign-on 1.4); whoever
 * recovers an account meets it like any other rule.
 */
export function accountManagement(org: OrgSnapshot, matcher: PersonMatcher): AccountManagement {
  const policy = org.slices.appPolicies?.find(isAccountManagement);
  const rules = policy === undefined ? [] : inOrder(policy.rules ?? []);

  const matches = (rule: AppRule, person: Person, paths: ReadonlyMap<string, string>): Holds =>
    allOf([
      matcher.meets(person, rule.people),
      matchesStranger(rule),
      matcher.fulfils(person, rule.expression, paths),
      rule.unmodelled.length === 0 ? holds : notKnown(`${rule.unmodelled[0]} is not modelled`),
    ]);

  const whyUnread = (operation: AccountOperation): string | null => {
    if (org.slices.appPolicies === undefined || policy?.rules === null) {
      return "the account management policy was not read";
    }
    return policy === undefined && operation === "recover"
      ? "the org shows no account management policy"
      : null;
  };

  /** The first rule that matches; null where none does. */
  const decisive = (
    person: Person,
    operation: AccountOperation,
    paths: ReadonlyMap<string, string>,
  ): { readonly rule: AppRule; readonly found: Holds } | null => {
    for (const rule of rules) {
      if (operation === "enroll" && rule.system) return null;
      const found = matches(rule, person, paths);
      if (found.answer !== "no") return { rule, found };
    }
    return null;
  };

  return {
    letsThrough(person, operation, authenticator, uses) {
      const why = whyUnread(operation);
      if (why !== null) return notKnown(why);
      const paths = new Map([
        ["accessRequest.operation", operation],
        ...(authenticator === null ? [] : [["accessRequest.authenticator.key", authenticator] as const]),
      ]);
      const first = decisive(person, operation, paths);
      if (first === null) return holds;
      const { rule, found } = first;
      return found.answer === "unknown"
        ? notKnown(`rule "${rule.name}" of the account management policy: ${found.why}`)
        : suffice(rule, uses);
    },
  };
}

function suffice(rule: AppRule, uses: readonly FactorUse[]): Holds {
  if (rule.access !== "ALLOW") return holdsNot;
  const demands = appDemands(rule);
  if ("why" in demands) return notKnown(`${demands.why}, in the account management policy`);
  return canMeet(demands, uses) ? holds : holdsNot;
}
