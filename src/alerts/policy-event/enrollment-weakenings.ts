import { type AppCondition, type LiveApp, mapApps } from "../../model/app-condition.ts";
import { authenticatorRef } from "../../model/authenticators.ts";
import type { EnrollmentPolicy, EnrollmentRule } from "../../model/live-enrollment.ts";
import type { LiveNetwork } from "../../model/network.ts";
import { compareActions, compareSettings } from "../../model/strictness.ts";
import { type EnrollSetting, enrollActions, enrollSettings } from "../../model/words.ts";
import { plainName } from "../event/plain-name.ts";

/** Settings of an enrollment policy by authenticator, key or key/id; one that is not in it is not allowed. */
export type EnrollSettings = ReadonlyMap<string, string>;

export const settingsOf = ({ settings }: EnrollmentPolicy): EnrollSettings =>
  new Map(settings.map(({ key, id, enroll }) => [authenticatorRef(key, id), enroll]));

const settingCalled = (word: string): EnrollSetting | undefined =>
  enrollSettings.find((setting) => setting === word);

/** Which authenticators came to be asked for less, or weak ones more: one clause each. */
export function settingWeakenings(before: EnrollSettings, after: EnrollSettings): readonly string[] {
  const refs = [...new Set([...before.keys(), ...after.keys()])].toSorted();
  return refs.flatMap((ref) => {
    const from = settingCalled(before.get(ref) ?? "NOT_ALLOWED");
    const to = settingCalled(after.get(ref) ?? "NOT_ALLOWED");
    if (from === undefined || to === undefined || compareSettings(ref, from, to) !== "weaker") return [];
    return [`${plainName([ref])} went from ${from} to ${to}`];
  });
}

/** How a policy became weaker, one clause each. @param after null when it is not there any more */
export function policyWeakenings(
  before: EnrollmentPolicy,
  after: EnrollmentPolicy | null,
): readonly string[] {
  // A policy that is not active protects nobody, whatever it says.
  if (before.status !== "ACTIVE") return [];
  if (after === null) return ["the policy is gone"];
  if (after.status !== "ACTIVE") return ["the policy is no longer active"];
  const lost = before.groupIds.filter((id) => !after.groupIds.includes(id)).length;
  return [
    ...settingWeakenings(settingsOf(before), settingsOf(after)),
    ...(lost > 0 ? [`it no longer applies to ${lost === 1 ? "one group" : `${lost} groups`}`] : []),
    ...rulesWeakenings(before.rules, after.rules),
  ];
}

function rulesWeakenings(
  before: readonly EnrollmentRule[] | null,
  after: readonly EnrollmentRule[] | null,
): readonly string[] {
  if (before === null || after === null) return [];
  const ids = [...new Set([...before, ...after].map(({ id }) => id))];
  const called = (rules: readonly EnrollmentRule[], wanted: string) => rules.find(({ id }) => id === wanted);
  return ids.flatMap((id) => ruleWeakenings(called(before, id), called(after, id)));
}

const asks = ({ enroll }: EnrollmentRule): boolean => !enroll.startsWith("NEVER");
const isActive = ({ status }: EnrollmentRule): boolean => status === "ACTIVE";

/** Whether a rule makes people enroll: without it fewer would. */
export const protects = (rule: EnrollmentRule): boolean => isActive(rule) && asks(rule);

/** How a rule became weaker, or a new one weakens its policy: one clause each. */
export function ruleWeakenings(
  before: EnrollmentRule | undefined,
  after: EnrollmentRule | undefined,
): readonly string[] {
  const name = plainName([after?.name ?? before?.name ?? null]);
  if (after === undefined) {
    return before !== undefined && protects(before) ? [`the rule "${name}" is gone`] : [];
  }
  if (!isActive(after)) {
    return before !== undefined && protects(before) ? [`the rule "${name}" is no longer active`] : [];
  }
  if (before === undefined || !isActive(before)) {
    return asks(after) ? [] : [`the rule "${name}" does not make anybody enroll`];
  }
  const action = actionWeakening(before.enroll, after.enroll);
  if (action !== null) return [`in the rule "${name}" ${action}`];
  return asks(after) ? narrowings(before, after).map((clause) => `the rule "${name}" ${clause}`) : [];
}

/** A clause when a rule asks less than before; null otherwise, also for words that are not known. */
export function actionWeakening(before: string, after: string): string | null {
  const from = enrollActions.find((action) => action === before);
  const to = enrollActions.find((action) => action === after);
  if (from === undefined || to === undefined || compareActions(from, to) !== "weaker") return null;
  return `enrollment went from ${from} to ${to}`;
}

function narrowings(before: EnrollmentRule, after: EnrollmentRule): readonly string[] {
  const left = after.excludedUserIds.filter((id) => !before.excludedUserIds.includes(id)).length;
  return [
    ...(left > 0 ? [leavesOut(left)] : []),
    ...(isNarrower(before.network, after.network) ? ["applies in fewer networks"] : []),
    ...(isForFewer(before.apps, after.apps) ? ["applies to fewer applications"] : []),
  ];
}

/** Whether somebody signing in to some application can come to be left out. */
function isForFewer(before: AppCondition<LiveApp>, after: AppCondition<LiveApp>): boolean {
  const inText = (app: LiveApp): string => JSON.stringify(app);
  const [was, is] = [mapApps(before, inText), mapApps(after, inText)];
  const excludes = is.exclude.some((app) => !was.exclude.includes(app));
  const lacks = was.include.some((app) => !is.include.includes(app));
  return excludes || (is.include.length > 0 && (was.include.length === 0 || lacks));
}

export const leavesOut = (people: number): string =>
  `leaves out ${people === 1 ? "one more person" : `${people} more people`}`;

function isNarrower(before: LiveNetwork, after: LiveNetwork): boolean {
  if (after.kind === "anywhere") return false;
  if (before.kind !== after.kind) return true;
  const [more, fewer] = after.kind === "in" ? [before, after] : [after, before];
  return more.zoneIds.some((id) => !fewer.zoneIds.includes(id));
}
