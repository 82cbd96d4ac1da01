import {
  type AppCondition,
  isForAnyApp,
  type LiveApp,
  mapApps,
  type NamedApp,
} from "../../model/app-condition.ts";
import { firstPartyLabels } from "../../model/first-party-apps.ts";
import type { LiveIndex } from "../live/live-index.ts";
import { listNames } from "../words/name-list.ts";

/** Result of comparing two conditions on applications. */
export interface AppComparison {
  readonly verdict: "same" | "different" | "undecided";
  /** Why it is undecided, as a clause; else null. */
  readonly uncertainty: string | null;
  /** As the baseline would write it: `none`, `exclude: [okta]`. */
  readonly expected: string;
  readonly actual: string;
}

/** Whether a declared condition can only be compared with the labels of live applications at hand. */
export const namesApps = ({ include, exclude }: AppCondition<NamedApp>): boolean =>
  [...include, ...exclude].some(({ kind }) => kind === "label");

const nameOf = (app: NamedApp): string => (app.kind === "label" ? app.label : app.name);

/** As the baseline writes it, applications in any order; `none` for no condition. */
export function appsInWords(condition: AppCondition<NamedApp>): string {
  const { include, exclude } = mapApps(condition, nameOf);
  const side = (word: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`${word}: [${[...names].sort().join(", ")}]`];
  const sides = [...side("include", include), ...side("exclude", exclude)];
  return isForAnyApp(condition) ? "none" : sides.join(", ");
}

const keyOf = (app: NamedApp): string => JSON.stringify([app.kind, nameOf(app).normalize("NFC")]);

/** An application of a live condition by label, where the application is shown, and else by id. */
export function namedApp(app: LiveApp, live: LiveIndex): NamedApp {
  switch (app.kind) {
    case "app":
      return { kind: "label", label: live.app(app.id)?.label ?? app.id };
    case "type":
      return app;
    case "other":
      return { kind: "type", name: app.words };
  }
}

/** A name that no application bears can only mean a type, where the live condition has that. */
function asMeant(
  declared: readonly NamedApp[],
  there: readonly LiveApp[],
  live: LiveIndex,
): readonly NamedApp[] {
  const types = new Set(there.flatMap((app) => (app.kind === "type" ? app.name : [])));
  return declared.map((app) =>
    app.kind === "label" && types.has(app.label) && live.appsLabelled(app.label).length === 0
      ? { kind: "type", name: app.label }
      : app,
  );
}

function whyNotSure(
  declared: readonly NamedApp[],
  there: readonly LiveApp[],
  live: LiveIndex,
): string | null {
  for (const app of declared) {
    const ids = app.kind === "label" ? live.appsLabelled(app.label).map(({ id }) => id) : [];
    if (ids.length > 1) return `${ids.length} applications are called "${nameOf(app)}" (${listNames(ids)})`;
  }
  const other = there.find(({ kind }) => kind === "other");
  return other?.kind === "other" ? `it has a condition that is not modelled (${other.words})` : null;
}

/** Whether what is left of both sides may be the same: applications whose labels are not shown. */
function mayBeSame(
  declared: readonly NamedApp[],
  there: readonly LiveApp[],
  live: LiveIndex,
  appsAreWhole: boolean,
): boolean {
  const keys = new Set(there.map((app) => keyOf(namedApp(app, live))));
  const unreached = declared.filter((app) => !keys.has(keyOf(app)));
  const wanted = new Set(declared.map(keyOf));
  const strangers = there.filter((app) => !wanted.has(keyOf(namedApp(app, live))));
  if (unreached.length !== strangers.length) return false;
  if (strangers.some(({ kind }) => kind === "other")) return true;
  return (
    strangers.every((app) => app.kind === "app" && live.app(app.id) === undefined) &&
    unreached.every(
      (app) =>
        app.kind === "label" &&
        live.appsLabelled(app.label).length === 0 &&
        (!appsAreWhole || firstPartyLabels.has(app.label)),
    )
  );
}

/**
 * Compares a declared condition on applications with a live one, applications by label and in any order. Undecided where
 * labels would have to be known that are not shown, where several applications bear a label, and where Okta answers something
 * that we do not model.
 *
 * @param appsAreWhole - whether all applications of the org are at hand, but for those of Okta's own
 */
export function compareApps(
  declared: AppCondition<NamedApp>,
  condition: AppCondition<LiveApp>,
  live: LiveIndex,
  appsAreWhole: boolean,
): AppComparison {
  const meant = {
    include: asMeant(declared.include, condition.include, live),
    exclude: asMeant(declared.exclude, condition.exclude, live),
  };
  const actual = mapApps(condition, (app) => namedApp(app, live));
  const words = { expected: appsInWords(declared), actual: appsInWords(actual) };
  const comparable = (apps: AppCondition<NamedApp>): string => {
    const { include, exclude } = mapApps(apps, keyOf);
    return JSON.stringify([[...new Set(include)].sort(), [...new Set(exclude)].sort()]);
  };
  const all = {
    declared: [...meant.include, ...meant.exclude],
    there: [...condition.include, ...condition.exclude],
  };
  const uncertainty = whyNotSure(all.declared, all.there, live);
  if (comparable(meant) === comparable(actual) && uncertainty === null) {
    return { verdict: "same", uncertainty, ...words };
  }
  const isOpen = (["include", "exclude"] as const).some(
    (side) => !mayBeSame(meant[side], condition[side], live, appsAreWhole),
  );
  if (isOpen) return { verdict: "different", uncertainty: null, ...words };
  return {
    verdict: "undecided",
    uncertainty: uncertainty ?? "the applications could not all be read by label",
    ...words,
  };
}
