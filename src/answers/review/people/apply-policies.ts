import { liveRuleFor } from "../../../evaluator/declared/declared-rule.ts";
import { enrollmentPolicies } from "../../../evaluator/declared/enrollment-policies.ts";
import { settingsOf } from "../../../evaluator/declared/policy-settings.ts";
import type { LiveIndex } from "../../../evaluator/live/live-index.ts";
import { type LiveApp, mapApps, type NamedApp } from "../../../model/app-condition.ts";
import { parseFactorName } from "../../../model/authenticators.ts";
import type { Baseline, BaselinePolicy, BaselineRule } from "../../../model/baseline.ts";
import type { AppId, AuthenticatorId, GroupId, PolicyId, PolicyRuleId, ZoneId } from "../../../model/ids.ts";
import type {
  AuthenticatorSetting,
  EnrollmentPolicy,
  EnrollmentRule,
} from "../../../model/live-enrollment.ts";
import type { LiveNetwork } from "../../../model/network.ts";
import { sameName } from "../../../model/words.ts";
import { inSlots } from "./in-slots.ts";

/** A baseline that is put in force, and what its names mean in the org. */
export interface Applying {
  readonly baseline: Baseline;
  /** Baseline from before: things that only it declares go when this one is enforced. */
  readonly former: Baseline;
  readonly live: LiveIndex;
  readonly groupIdOf: (name: string) => GroupId;
}

/** The enrollment policies of an org in which a baseline is in force; what nobody ever declared stays as it is. */
export function applyPolicies(
  policies: readonly EnrollmentPolicy[],
  applying: Applying,
): readonly EnrollmentPolicy[] {
  const { baseline, former } = applying;
  const own = policies.filter(({ system }) => !system).toSorted((one, two) => one.priority - two.priority);
  const declared = baseline.enrollmentPolicies.filter(({ isDefault }) => !isDefault);
  const named = (name: string) => own.find((policy) => sameName(policy.name, name));
  const ordered = inSlots(own, declared, ({ name }) => named(name))
    .filter((slot) => slot.declared !== null || !isGone(slot.live.name, former, baseline))
    .map((slot, index) => {
      const policy = slot.declared === null ? slot.live : applyPolicy(slot.declared, slot.live, applying);
      return { ...policy, priority: index + 1 };
    });
  const settings = baseline.enrollmentPolicies.find(({ isDefault }) => isDefault);
  const system = policies.filter((policy) => policy.system);
  return [
    ...ordered,
    ...system.map((policy, index) => ({
      ...(settings === undefined || !sameName(policy.name, settings.name)
        ? policy
        : {
            ...policy,
            settings: settingsFor(settings, policy),
            rules: applyRules(settings, policy, applying),
          }),
      priority: ordered.length + index + 1,
    })),
  ];
}

const isGone = (name: string, former: Baseline, baseline: Baseline): boolean =>
  former.enrollmentPolicies.some((policy) => sameName(policy.name, name)) &&
  !baseline.enrollmentPolicies.some((policy) => sameName(policy.name, name));

function applyPolicy(
  declared: BaselinePolicy,
  live: EnrollmentPolicy | null,
  applying: Applying,
): EnrollmentPolicy {
  const { baseline, groupIdOf } = applying;
  return {
    id: live?.id ?? (`declared policy ${declared.name}` as PolicyId),
    name: declared.name,
    description: declared.description,
    status: "ACTIVE",
    priority: 0,
    system: false,
    groupIds: declared.groups.map(groupIdOf),
    shape: live?.shape ?? (baseline.org.engine === "classic" ? "factors" : "authenticators"),
    settings: settingsFor(declared, live),
    rules: applyRules(declared, live, applying),
  };
}

/** Completes the settings: an authenticator not listed is not allowed, or stays as it is in the org. */
function settingsFor(
  { authenticators, unlisted }: BaselinePolicy,
  live: EnrollmentPolicy | null,
): readonly AuthenticatorSetting[] {
  const refs = Object.keys(authenticators);
  const kept =
    live === null || unlisted === "NOT_ALLOWED" ? new Map<string, string>() : settingsOf(live, refs);
  const settings = new Map<string, string>([...kept, ...Object.entries(authenticators)]);
  return [...settings].map(([ref, enroll]) => {
    const { key, id } = parseFactorName(ref);
    return { key, id: id as AuthenticatorId | null, enroll };
  });
}

function applyRules(
  declared: BaselinePolicy,
  live: EnrollmentPolicy | null,
  applying: Applying,
): readonly EnrollmentRule[] | null {
  // Rules that were not read can hold some that nobody declared.
  if (live !== null && live.rules === null) return null;
  const rules = (live?.rules ?? [])
    .filter(({ system }) => !system)
    .toSorted((one, two) => one.priority - two.priority);
  const earlier = applying.former.enrollmentPolicies.find(({ name }) => sameName(name, declared.name));
  const isUndeclared = ({ name }: EnrollmentRule): boolean =>
    earlier?.rules.some((rule) => sameName(rule.name, name)) === true;
  const applied = inSlots(rules, declared.rules, (rule) => liveRuleFor(enrollmentPolicies, rule, rules))
    .filter((slot) => slot.declared !== null || !isUndeclared(slot.live))
    .map((slot, index) => {
      const rule =
        slot.declared === null
          ? slot.live
          : applyRule(slot.declared, slot.live, declared.name, applying.live);
      return { ...rule, priority: index + 1 };
    });
  return [...applied, ...(live?.rules ?? []).filter(({ system }) => system)];
}

function applyRule(
  declared: BaselineRule,
  live: EnrollmentRule | null,
  policy: string,
  index: LiveIndex,
): EnrollmentRule {
  return {
    id: live?.id ?? (`declared rule ${policy} / ${declared.name}` as PolicyRuleId),
    name: declared.name,
    status: "ACTIVE",
    priority: 0,
    system: false,
    enroll: declared.enroll,
    network: networkFor(declared, index),
    excludedUserIds: declared.exceptUsers.flatMap((user) => index.personCalled(user)?.id ?? []),
    apps: mapApps(declared.apps, (app) => appCalled(app, index)),
    otherConditions: [],
  };
}

/**
 * A zone that the org does not have keeps its name for an id, and so does one that is not the only one of its name:
 * whoever asks for it hears that it does not exist.
 */
function zoneCalled(name: string, live: LiveIndex): ZoneId {
  const [zone, ...others] = live.zonesNamed(name);
  return zone !== undefined && others.length === 0 ? zone.id : (name as ZoneId);
}

/** As with zones: what is not the only one of its label keeps the label for an id. */
function appCalled(app: NamedApp, live: LiveIndex): LiveApp {
  if (app.kind === "type") return app;
  const [found, ...others] = live.appsLabelled(app.label);
  return { kind: "app", id: found !== undefined && others.length === 0 ? found.id : (app.label as AppId) };
}

/** A declared network condition by the zones of the org. */
export const networkFor = ({ network }: Pick<BaselineRule, "network">, live: LiveIndex): LiveNetwork =>
  network.kind === "anywhere"
    ? network
    : {
        kind: network.kind,
        zoneIds: network.zones.map((zone) => zoneCalled(zone, live)),
      };
