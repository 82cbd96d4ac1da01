import { settingsOf } from "../../../evaluator/declared/policy-settings.ts";
import type {
  EffectivePolicy,
  ReachableOutcome,
} from "../../../evaluator/effective-policy/effective-policy.ts";
import { kindNamed } from "../../../evaluator/factors/factor-kind.ts";
import type { OrgAuthenticators } from "../../../evaluator/factors/org-authenticators.ts";
import { once } from "../../../evaluator/live/once.ts";
import { type LiveApp, mapApps, type NamedApp } from "../../../model/app-condition.ts";
import type { BaselinePolicy, BaselineRule } from "../../../model/baseline.ts";
import type { EnrollmentPolicy } from "../../../model/live-enrollment.ts";
import type { LiveNetwork } from "../../../model/network.ts";
import { worthOf } from "../../../model/strictness.ts";
import {
  type EnrollAction,
  type EnrollSetting,
  enrollActions,
  enrollSettings,
} from "../../../model/words.ts";
import { isResistant } from "../change/policy-move.ts";

/** Expectations of people with one effective policy, whatever they have enrolled; by the weakest possible. */
export interface Outlook {
  /** Every policy that can be in effect; null is none, or one that is not known. */
  readonly policies: readonly (EnrollmentPolicy | null)[];
  /** Everywhere, by whatever policy and rule. */
  readonly needsResistant: boolean;
  readonly needsSecondFactor: boolean;
  readonly isAsked: boolean;
  /** Nowhere: nobody without them gets to enroll what is required. */
  readonly isNeverAsked: boolean;
  /** REQUIRED wherever they are, or somewhere. */
  readonly required: readonly string[];
  /** Weak factors that may be enrolled. */
  readonly weak: readonly string[];
  readonly uncertainties: readonly string[];
}

/** Works out what effective policies mean in an org. */
export function outlooks(authenticators: OrgAuthenticators): (effective: EffectivePolicy) => Outlook {
  const settings = once((policy: EnrollmentPolicy) => usableSettings(policy, authenticators));
  const requiredIn = ({ policy }: ReachableOutcome): readonly string[] =>
    policy === null
      ? []
      : [...settings(policy)].filter(([, enroll]) => enroll === "REQUIRED").map(([ref]) => ref);
  return once(({ outcomes, uncertainties }: EffectivePolicy): Outlook => {
    const needs = (wanted: (ref: string) => boolean): boolean =>
      outcomes.every((outcome) => asks(outcome) && requiredIn(outcome).some(wanted));
    const allowed = outcomes.flatMap(({ policy }) => (policy === null ? [] : [...settings(policy)]));
    return {
      policies: [...new Set(outcomes.map(({ policy }) => policy))],
      needsResistant: needs(isResistant),
      needsSecondFactor: needs((ref) => worthOf(ref) === "protects"),
      isAsked: outcomes.every(asks),
      isNeverAsked: !outcomes.some(asks),
      required: [...new Set(outcomes.flatMap(requiredIn))].filter((ref) => worthOf(ref) !== "neither"),
      weak: [
        ...new Set(
          allowed.filter(([ref]) => worthOf(ref) === "weakens" || worthOf(ref) === null).map(([ref]) => ref),
        ),
      ],
      uncertainties,
    };
  });
}

/** Okta's built-in rule, which snapshots need not list, asks. */
const asks = ({ policy, rule }: ReachableOutcome): boolean =>
  policy !== null && (rule === null ? policy.system : rule.enroll === "CHALLENGE" || rule.enroll === "LOGIN");

/** Settings under which a policy lets people enroll what the org has switched on. */
function usableSettings(
  policy: EnrollmentPolicy,
  authenticators: OrgAuthenticators,
): ReadonlyMap<string, string> {
  return new Map(
    [...settingsOf(policy, [])].filter(
      ([ref, enroll]) =>
        (enroll === "REQUIRED" || enroll === "OPTIONAL") && !authenticators.isOff(kindNamed(ref)),
    ),
  );
}

/** A live policy as a baseline would declare it, so that two can be compared. */
export function asDeclared(policy: EnrollmentPolicy): BaselinePolicy {
  const settings = [...settingsOf(policy, [])].filter((entry): entry is [string, EnrollSetting] =>
    enrollSettings.some((known) => known === entry[1]),
  );
  return {
    name: policy.name,
    isDefault: policy.system,
    description: null,
    groups: [],
    authenticators: Object.fromEntries(settings),
    terms: {},
    unlisted: "NOT_ALLOWED",
    rules: (policy.rules ?? [])
      .filter(({ status }) => status === "ACTIVE")
      .map(
        (rule): BaselineRule => ({
          name: rule.name,
          enroll: enrollActions.find((action: EnrollAction) => action === rule.enroll) ?? "NEVER",
          network: byId(rule.network),
          apps: mapApps(rule.apps, appById),
          exceptUsers: [],
        }),
      ),
  };
}

function appById(app: LiveApp): NamedApp {
  if (app.kind === "type") return app;
  return { kind: "label", label: app.kind === "app" ? app.id : app.words };
}

const byId = (network: LiveNetwork): BaselineRule["network"] =>
  network.kind === "anywhere" ? network : { kind: network.kind, zones: network.zoneIds };
