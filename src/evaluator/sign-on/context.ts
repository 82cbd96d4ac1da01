import type { AppRule, SessionRule } from "../../model/live-sign-on.ts";
import type { ZoneCondition } from "../effective-policy/reach.ts";

/**
 * Free dimensions of a sign-in: where it comes from, on which platform and device, and what Okta takes its risk to be.
 * Zones, behaviours and device assurances are each met or not, several at once; of platforms, states of a device and levels of
 * risk a sign-in has exactly one.
 */
export interface Context {
  readonly platform: Platform;
  readonly device: DeviceState;
  readonly risk: Risk;
}

/** A platform as rules can tell it: `MOBILE/IOS`. */
export type Platform = string;
export const deviceStates = ["unregistered", "registered", "managed"] as const;
export type DeviceState = (typeof deviceStates)[number];
export const risks = ["LOW", "MEDIUM", "HIGH"] as const;
export type Risk = (typeof risks)[number];

const systems: Readonly<Record<string, readonly string[]>> = {
  MOBILE: ["IOS", "ANDROID", "OTHER"],
  DESKTOP: ["MACOS", "WINDOWS", "CHROMEOS", "LINUX", "OTHER"],
  OTHER: ["OTHER"],
};

/** Every platform that a rule can name (sign-on 1.3). */
const platforms: readonly Platform[] = Object.entries(systems).flatMap(([type, those]) =>
  those.map((os) => `${type}/${os}`),
);

/** Something of a sign-in that can be met or not, whatever else is: `zone:nzo1`, `behavior:beh1`, `assurance:dae1`. */
export type Atom = string;

/** All conditions of a rule on a sign-in; people are another matter. */
export interface ContextCondition {
  /** Conditions on atoms, all of which must hold. */
  readonly atoms: readonly ZoneCondition<Atom>[];
  readonly allows: (context: Context) => boolean;
  /** True where `allows` looks at what it is given. */
  readonly asks: { readonly platform: boolean; readonly device: boolean; readonly risk: boolean };
}

/** A network condition by atoms. */
function zoneAtoms(condition: ZoneCondition): ZoneCondition<Atom> {
  if (condition.kind === "anywhere") return condition;
  return { kind: condition.kind, zones: new Set([...condition.zones].map((id) => `zone:${id}`)) };
}

const anyOf = (prefix: string, ids: readonly string[]): readonly ZoneCondition<Atom>[] =>
  ids.length === 0 ? [] : [{ kind: "in", zones: new Set(ids.map((id) => `${prefix}:${id}`)) }];

const meetsRisk = (asked: string, { risk }: Context): boolean => asked === "ANY" || asked === risk;

/** Conditions of a session rule on a sign-in. */
export function sessionCondition(rule: SessionRule, network: ZoneCondition): ContextCondition {
  return {
    atoms: [zoneAtoms(network), ...anyOf("behavior", rule.behaviors)],
    allows: (context) => meetsRisk(rule.risk, context),
    asks: { platform: false, device: false, risk: rule.risk !== "ANY" },
  };
}

/** Conditions of an app rule on a sign-in. A device that is managed or assured is registered too. */
export function appCondition(rule: AppRule, network: ZoneCondition): ContextCondition {
  const { device, platforms: wanted } = rule;
  return {
    atoms: [zoneAtoms(network), ...anyOf("assurance", device?.assuranceIds ?? [])],
    allows: (context) =>
      meetsRisk(rule.risk, context) && meetsPlatform(wanted, context) && meetsDevice(device, context),
    asks: { platform: wanted.length > 0, device: device !== null, risk: rule.risk !== "ANY" },
  };
}

function meetsPlatform(wanted: AppRule["platforms"], { platform }: Context): boolean {
  if (wanted.length === 0) return true;
  const [type, os] = platform.split("/");
  return wanted.some(
    (one) => (one.type === "ANY" || one.type === type) && (one.os === "ANY" || one.os === os),
  );
}

function meetsDevice(device: AppRule["device"], { device: state }: Context): boolean {
  if (device === null) return true;
  return device.managed ? state === "managed" : state !== "unregistered";
}

/** The contexts that differ for some of these rules; one stands for all that are alike to them. */
export function contextsFor(conditions: readonly ContextCondition[]): readonly Context[] {
  const asks = (what: keyof ContextCondition["asks"]) => conditions.some((one) => one.asks[what]);
  const some = <Value>(all: readonly Value[], wanted: boolean) => (wanted ? all : all.slice(0, 1));
  const contexts = new Map<string, Context>();
  for (const platform of some(platforms, asks("platform"))) {
    for (const device of some(deviceStates, asks("device"))) {
      for (const risk of some(risks, asks("risk"))) {
        const context = { platform, device, risk };
        const signature = conditions.map((one) => Number(one.allows(context))).join("");
        if (!contexts.has(signature)) contexts.set(signature, context);
      }
    }
  }
  return [...contexts.values()];
}
