import type { CheckId } from "../../model/check-ids.ts";
import { target, userTarget } from "../log/log-events.ts";
import { policyTarget } from "../policies/policy-log.ts";
import type { EmulatedGroup, EmulatedPolicy, EmulatorState } from "../state/state.ts";
import { type Action, acmePerson, actionEvent } from "./acme-log.ts";

/** Something that somebody did to Acme's org by hand. */
export interface Deviation {
  /** Kebab-case. */
  readonly id: string;
  /** One sentence: what was done and why it matters. */
  readonly title: string;
  /** The check that names it as a root cause. */
  readonly check: CheckId;
  /** The policy or group that the finding is about, where several deviations are of one check. */
  readonly subject?: string;
  /** The field, where several are of one subject. */
  readonly field?: string;
  /** The org afterwards, the System Log telling who did it included. */
  apply(state: EmulatorState): EmulatorState;
}

/** A person as actor or target of an event, by the part of the login before the @. */
export const who = (state: EmulatorState, name: string) =>
  userTarget(acmePerson(state, `${name}@acme.example`));

/** The list with one element of that name changed; throws a TypeError when there is none. */
export function withNamed<Item extends { readonly name: string }>(
  items: readonly Item[],
  name: string,
  change: (item: Item) => Item,
): readonly Item[] {
  if (!items.some((item) => item.name === name)) throw new TypeError(`nothing at Acme is called ${name}`);
  return items.map((item) => (item.name === name ? change(item) : item));
}

/** A policy by type and name. */
export interface PolicyName {
  readonly type: string;
  readonly name: string;
}

/** One policy changed, those of other types left alone. */
export function withPolicy(
  state: EmulatorState,
  { type, name }: PolicyName,
  change: (policy: EmulatedPolicy) => EmulatedPolicy,
): EmulatorState {
  const ofType = state.policies.filter((policy) => policy.type === type);
  const others = state.policies.filter((policy) => policy.type !== type);
  return { ...state, policies: [...withNamed(ofType, name, change), ...others] };
}

/** The org with one group's members changed. */
export function withMembers(
  state: EmulatorState,
  name: string,
  change: (members: readonly string[]) => readonly string[],
): EmulatorState {
  const groups = withNamed(state.groups, name, (group) => ({ ...group, members: change(group.members) }));
  return { ...state, groups };
}

/** The group of that name; throws a TypeError when there is none. */
export function groupCalled(state: EmulatorState, name: string): EmulatedGroup {
  const group = state.groups.find((one) => one.name === name);
  if (group === undefined) throw new TypeError(`no group at Acme is called ${name}`);
  return group;
}

/** The org with one more event in its log, a minute after the last one. */
export function logged(state: EmulatorState, action: Action): EmulatorState {
  const last = Math.max(...state.logEvents.map(({ published }) => Date.parse(published)));
  const event = actionEvent(action, new Date(last + 60_000), state.logEvents.length + 1);
  return { ...state, logEvents: [...state.logEvents, event] };
}

/** The org with an event that tells what omar did to a rule. */
export function ruleLogged(
  state: EmulatorState,
  eventType: string,
  { type, name }: PolicyName,
  ruleName: string,
): EmulatorState {
  const targets = state.policies
    .filter((policy) => policy.type === type && policy.name === name)
    .flatMap((policy) => [
      policyTarget(policy),
      ...policy.rules
        .filter((rule) => rule.name === ruleName)
        .map(({ id }) => target("PolicyRule", id, ruleName, policy.id)),
    ]);
  return logged(state, { eventType, actor: who(state, "omar"), targets });
}

/** When the last thing happened. */
export const lastMoment = (state: EmulatorState): string => state.logEvents.at(-1)?.published ?? "";

/** End of the ids of things that were made by hand, before a digit. */
export const madeByHand = "0000000byhand000";
