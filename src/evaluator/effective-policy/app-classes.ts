import { type AppCondition, isForAnyApp, type LiveApp, oktaItself } from "../../model/app-condition.ts";
import { firstPartyApps } from "../../model/first-party-apps.ts";
import type { AppId } from "../../model/ids.ts";
import type { EnrollmentRule } from "../../model/live-enrollment.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { whyPartial } from "../live/partly-read.ts";
import { listNames } from "../words/name-list.ts";

/** Sign-ins that no rule tells apart by the application. */
export interface AppClass {
  /** `Payroll`, `any application but Okta itself`; null where they are all sign-ins. */
  readonly words: string | null;
  /** Signing in to Okta itself, and nothing else. */
  readonly isOkta: boolean;
  /** Whether a rule is for them; null where that is not known. */
  takes(rule: EnrollmentRule): boolean | null;
}

/** Where somebody signs in, as far as conditions name it. */
type Target =
  /** `type` is null where it was not read. */
  | { readonly kind: "app"; readonly id: AppId; readonly type: string | null; readonly name: string }
  /** An application of that type which no condition names by itself. */
  | { readonly kind: "type"; readonly type: string; readonly name: string }
  /** Any other. */
  | { readonly kind: "rest" };

function isMeant(ref: LiveApp, target: Target): boolean | null {
  switch (ref.kind) {
    case "app":
      return target.kind === "app" && target.id === ref.id;
    case "type":
      if (target.kind === "rest") return false;
      return target.type === null ? null : target.type === ref.name;
    case "other":
      return null;
  }
}

/** True if any is, false if none is, null if that is not known. */
function isAnyMeant(refs: readonly LiveApp[], target: Target): boolean | null {
  const answers = refs.map((ref) => isMeant(ref, target));
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

function isFor({ include, exclude }: AppCondition<LiveApp>, target: Target): boolean | null {
  const isIn = include.length === 0 ? true : isAnyMeant(include, target);
  const isOut = isAnyMeant(exclude, target);
  if (isIn === false || isOut === true) return false;
  return isIn === null || isOut === null ? null : true;
}

/** Applications of Okta's own are shown to super administrators only (sign-on 1.1). */
const hiddenTypes: ReadonlySet<string> = new Set([
  oktaItself,
  ...Object.values(firstPartyApps).map(({ name }) => name),
]);

/** Everything that conditions tell apart and that somebody can sign in to. */
function targetsOf(rules: readonly EnrollmentRule[], org: OrgSnapshot): readonly Target[] {
  const refs = rules.flatMap(({ apps: { include, exclude } }) => [...include, ...exclude]);
  const listed = new Map(org.slices.appMappings?.map((app) => [app.id, app]));
  const areWhole = org.slices.appMappings !== undefined && whyPartial("app-mappings", org) === null;
  const ids = new Set(refs.flatMap((ref) => (ref.kind === "app" ? ref.id : [])));
  const types = new Set(refs.flatMap((ref) => (ref.kind === "type" ? ref.name : [])));
  const hasOthers = (type: string): boolean =>
    !areWhole ||
    hiddenTypes.has(type) ||
    [...listed.values()].some((app) => app.name === type && app.status === "ACTIVE" && !ids.has(app.id));
  const apps = [...ids].flatMap((id): Target | readonly Target[] => {
    const app = listed.get(id);
    if (app === undefined) return { kind: "app", id, type: null, name: `application ${id}` };
    return app.status === "ACTIVE" ? { kind: "app", id, type: app.name, name: `"${app.label}"` } : [];
  });
  const ofTypes = [...types].filter(hasOthers).map((type): Target => {
    const name = type === oktaItself ? "Okta itself" : `applications of type ${type}`;
    return { kind: "type", type, name };
  });
  return [...apps, ...ofTypes, { kind: "rest" }];
}

const namesOf = (targets: readonly Target[]): readonly string[] =>
  targets.flatMap((target) => (target.kind === "rest" ? [] : target.name)).sort();

const isOkta = (target: Target): boolean => target.kind === "type" && target.type === oktaItself;

function wordsFor(targets: readonly Target[], all: readonly Target[]): string {
  if (!targets.some(({ kind }) => kind === "rest")) return listNames(namesOf(targets));
  const others = namesOf(all.filter((target) => !targets.includes(target)));
  return `${all.some(isOkta) ? "any application" : "anything"} but ${listNames(others)}`;
}

/**
 * Sorts sign-ins by the applications that rules of enrollment policies are for. Everybody is taken to be able to sign in to any
 * of them: whether Okta asks who an application is assigned to before it lets people enroll was not verified against a
 * live org. An application that is INACTIVE lets nobody in, and neither does a type of which the org has none.
 *
 * @returns at least one
 */
export function appClasses(rules: readonly EnrollmentRule[], org: OrgSnapshot): readonly AppClass[] {
  const conditioned = rules.filter(({ apps }) => !isForAnyApp(apps));
  const targets = targetsOf(conditioned, org);
  const alike = new Map<string, Target[]>();
  for (const target of targets) {
    const key = JSON.stringify([isOkta(target), ...conditioned.map(({ apps }) => isFor(apps, target))]);
    alike.set(key, [...(alike.get(key) ?? []), target]);
  }
  return [...alike.values()].map((those) => {
    const [first = { kind: "rest" } as const] = those;
    const answers = new Map(conditioned.map((rule) => [rule, isFor(rule.apps, first)]));
    return {
      words: alike.size === 1 ? null : wordsFor(those, targets),
      isOkta: isOkta(first),
      takes: (rule) => answers.get(rule) ?? (answers.has(rule) ? null : true),
    };
  });
}
