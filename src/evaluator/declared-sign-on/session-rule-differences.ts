import type { BaselineSessionRule } from "../../model/baseline-sign-on.ts";
import type { SessionRule } from "../../model/live-sign-on.ts";
import type { RuleDifference, RulePair } from "../declared/policy-family.ts";
import {
  type Compare,
  compareAccess,
  compareExceptUsers,
  compareNetwork,
  compareStatus,
  departs,
  undecided,
} from "../declared/rule-differences.ts";
import type { ComparedOrg } from "../live/compared-org.ts";
import { listNames } from "../words/name-list.ts";
import { spanText } from "../words/span-text.ts";
import { withUnmodelled } from "./with-unmodelled.ts";

type CompareSession = Compare<BaselineSessionRule, SessionRule>;

/** A condition that a baseline cannot ask for: a declared rule has none. */
function noCondition(
  field: keyof SessionRule & ("authType" | "identityProvider" | "risk"),
  what: string,
): CompareSession {
  return ({ live }) =>
    live[field] === "ANY"
      ? null
      : departs(field, "ANY", live[field], `is only for ${what} ${live[field]}; it should be for any`, {
          ...live,
          [field]: "ANY",
        });
}

const behaviors: CompareSession = ({ live }) => {
  const found = [...live.behaviors].sort();
  return found.length === 0
    ? null
    : departs("behaviors", [], found, `is only for behaviors (${listNames(found)}); it should be for any`, {
        ...live,
        behaviors: [],
      });
};

const primaryFactor: CompareSession = ({ declared: { primaryFactor: wanted }, live }) => {
  if (wanted === null || wanted === live.primaryFactor) return null;
  return live.primaryFactor === null
    ? undecided("primaryFactor", wanted, `does not say its primary factor; it should be ${wanted}`)
    : departs(
        "primaryFactor",
        wanted,
        live.primaryFactor,
        `has the primary factor ${live.primaryFactor}; it should have ${wanted}`,
        { ...live, primaryFactor: wanted },
      );
};

/** `requireFactor` and `factorPromptMode` in the baseline's one word; null where Okta does not say when it asks. */
const promptOf = ({ requiresFactor, factorPrompt }: SessionRule): string | null =>
  requiresFactor ? factorPrompt : "NEVER";

const secondFactor: CompareSession = ({ declared, live }) => {
  const wanted = declared.secondFactor;
  const actual = promptOf(live);
  if (wanted === actual) return null;
  const isAsked = wanted !== "NEVER";
  if (actual === null && isAsked) {
    return undecided(
      "secondFactor",
      wanted,
      `does not say when it asks for a second factor; it should be ${wanted}`,
    );
  }
  const words = `asks for a second factor ${actual ?? "at times that it does not say"}; it should be ${wanted}`;
  return departs("secondFactor", wanted, actual, words, {
    ...live,
    requiresFactor: isAsked,
    factorPrompt: isAsked ? wanted : null,
  });
};

const secondsAMinute = 60;
const minutesText = (minutes: number): string => spanText(minutes * secondsAMinute);

/** How long a second factor is remembered; only where it is remembered as declared. */
const secondFactorLifetime: CompareSession = ({ declared, live }) => {
  const minutes = declared.secondFactorLifetimeMinutes;
  if (minutes === null || promptOf(live) !== declared.secondFactor) return null;
  const actual = live.factorLifetimeMinutes;
  if (actual === minutes) return null;
  const wanted = minutesText(minutes);
  if (actual === null) {
    return undecided(
      "secondFactorLifetime",
      wanted,
      `does not say how long it remembers a second factor; it should be ${wanted}`,
    );
  }
  const words = `remembers a second factor for ${minutesText(actual)}; it should be ${wanted}`;
  return departs("secondFactorLifetime", wanted, minutesText(actual), words, {
    ...live,
    factorLifetimeMinutes: minutes,
  });
};

const withSession = (live: SessionRule, change: Partial<SessionRule["session"]>): SessionRule => ({
  ...live,
  session: { ...live.session, ...change },
});

const idle: CompareSession = ({ declared, live }) => {
  const { idleMinutes } = declared.session;
  const wanted = minutesText(idleMinutes);
  const actual = minutesText(live.session.idleMinutes);
  const words = `ends a session after ${actual} without use; it should be ${wanted}`;
  return wanted === actual
    ? null
    : departs("session.idle", wanted, actual, words, withSession(live, { idleMinutes }));
};

const lifetimeText = (minutes: number | null): string => (minutes === null ? "none" : minutesText(minutes));

const lifetime: CompareSession = ({ declared, live }) => {
  const wanted = lifetimeText(declared.session.lifetimeMinutes);
  const actual = lifetimeText(live.session.lifetimeMinutes);
  return wanted === actual
    ? null
    : departs(
        "session.lifetime",
        wanted,
        actual,
        `gives a session the lifetime ${actual}; it should be ${wanted}`,
        withSession(live, { lifetimeMinutes: declared.session.lifetimeMinutes }),
      );
};

const persistentCookie: CompareSession = ({ declared, live }) => {
  const { persistentCookie: wanted } = declared.session;
  const actual = live.session.persistentCookie;
  if (wanted === actual) return null;
  const words = wanted
    ? "ends a session with the browser; it should outlast it"
    : "lets a session outlast the browser; it should not";
  const mended = withSession(live, { persistentCookie: wanted });
  return departs("session.persistentCookie", String(wanted), String(actual), words, mended);
};

const conditions: readonly CompareSession[] = [
  compareStatus,
  compareNetwork,
  compareExceptUsers,
  noCondition("authType", "sign-ins by"),
  noCondition("identityProvider", "identity provider"),
  noCondition("risk", "risk"),
  behaviors,
  compareAccess,
];

/** Demands of a rule on whom it lets in; of one that lets nobody in, it says nothing. */
const demands: readonly CompareSession[] = [
  primaryFactor,
  secondFactor,
  secondFactorLifetime,
  idle,
  lifetime,
  persistentCookie,
];

/** All that is different in a live session rule but its place, at most one difference a field. */
export function sessionDifferences(
  rule: RulePair<BaselineSessionRule, SessionRule>,
  input: ComparedOrg,
): readonly RuleDifference<SessionRule>[] {
  return withUnmodelled(rule, conditions, demands, input);
}
