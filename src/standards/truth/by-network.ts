import { readZones } from "../../evaluator/effective-policy/zone-condition.ts";
import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { inOrder } from "../../evaluator/sign-on/policy-order.ts";
import type { AppRule, SessionRule } from "../../model/live-sign-on.ts";
import { perOrg } from "./per-org.ts";

type NetworkRule = Pick<SessionRule | AppRule, "name" | "network" | "unmodelled">;

/** Whether a rule has a network condition, as it is written; null where it has one that is not modelled. */
export function namesNetwork({ network, unmodelled }: NetworkRule): boolean | null {
  if (unmodelled.some((path) => path.startsWith("conditions.network"))) return null;
  return network.kind !== "anywhere";
}

const zonesOf = perOrg(({ org }) => readZones(org.slices));

interface Ruled<Rule> {
  readonly rules: readonly Rule[] | null;
}

/** A rule that denies everybody who comes from some zones, whatever else is so. */
const deniesZones = (rule: SessionRule | AppRule): boolean =>
  rule.access === "DENY" &&
  rule.network.kind === "in" &&
  rule.risk === "ANY" &&
  rule.unmodelled.length === 0 &&
  ("behaviors" in rule ? deniesAnySession(rule) : deniesAnyApp(rule));

const deniesAnySession = ({ behaviors, excludedUserIds, authType, identityProvider }: SessionRule): boolean =>
  behaviors.length + excludedUserIds.length === 0 && authType === "ANY" && identityProvider === "ANY";

const deniesAnyApp = ({ people, device, platforms, expression }: AppRule): boolean =>
  [...Object.values(people), platforms].every((list) => list.length === 0) &&
  device === null &&
  expression === null;

/**
 * Whether a rule lets people in by network: by a condition of its own, or by what a rule before it in the same policy denies;
 * null where that hangs on a zone that is gone or switched off, or on what is not modelled.
 */
export function takesByNetwork<Rule extends SessionRule | AppRule>(
  org: JudgedOrg,
  { rules }: Ruled<Rule>,
  rule: Rule,
): boolean | null {
  const zones = zonesOf(org);
  const isDecided = (one: SessionRule | AppRule) => zones.conditionOf(one).kind !== "undecidable";
  const named = namesNetwork(rule);
  if (named !== false) return named === true && isDecided(rule) ? true : null;
  const ordered = inOrder(rules ?? []);
  const before = ordered.slice(0, ordered.indexOf(rule)).filter(deniesZones);
  if (before.length === 0) return false;
  return before.some(isDecided) ? true : null;
}
