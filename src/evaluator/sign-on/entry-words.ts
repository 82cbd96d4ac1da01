import type { AppRule, LivePlatform } from "../../model/live-sign-on.ts";
import { quoted } from "../words/quoted-names.ts";
import type { EntryPoint } from "./entry-points.ts";
import { addsNothing, type Found, type Outcome, type WayIn } from "./way-in.ts";
import { appRuleWords, factorsInWords, fromWords, sessionRuleWords, withWords } from "./way-words.ts";

/** How many applications more: ` and one other application`. */
export const othersWords = (alsoApps: number): string =>
  alsoApps === 0 ? "" : ` and ${alsoApps === 1 ? "one other application" : `${alsoApps} other applications`}`;

/** The application or page opened, as sentences name it. */
export const entryWords = ({ name, byName, policy }: EntryPoint): string =>
  byName ? `what is under policy ${quoted(policy?.name ?? name)}, found by its name` : name;

const needsDevice = ({ app }: WayIn): boolean => app?.rule?.device != null;

/**
 * Action open to somebody with the password by a way in, as the beginning of a sentence.
 *
 * @param where - from where, in words: `from anywhere`
 */
export function openWords(
  login: string,
  entry: EntryPoint,
  { way, outcome }: Found,
  alsoApps: number,
  where: string,
): string {
  const app = `${entryWords(entry)}${othersWords(alsoApps)}`;
  if (outcome.kind === "open-enrollment") {
    return `${login} has nothing that ${app} ${alsoApps === 0 ? "asks" : "ask"} for, and whoever holds the password may enroll it ${where}`;
  }
  return `${login} can open ${app} with ${withWords(outcome, needsDevice(way))} ${where}`;
}

const platformWords = ({ type, os }: LivePlatform): string => (os === "ANY" || os === "OTHER" ? type : os);

/** Conditions of an app rule beside where a sign-in comes from: `on a managed device`, `on IOS or ANDROID`. */
function conditionWords({ device, platforms, risk }: AppRule): readonly string[] {
  const state = device?.managed === true ? "managed" : "registered";
  return [
    ...(device === null ? [] : [`on a ${state} device`]),
    ...(platforms.length === 0 ? [] : [`on ${platforms.map(platformWords).join(" or ")}`]),
    ...(risk === "ANY" ? [] : [`at ${risk.toLowerCase()} risk`]),
  ];
}

/** The rule that decides, with what it asks for and when: `rule "Mobile" (1FA, on IOS)`. */
function ruleWords({ app, session }: WayIn): string {
  if (app === null || app.rule === null) return app === null ? "the session" : "no rule that is known";
  const denied = session.rule?.access === "DENY" ? "DENY" : null;
  return denied === null
    ? `rule ${quoted(app.name)} (${[appRuleWords(app.rule), ...conditionWords(app.rule)].join(", ")})`
    : `session rule ${quoted(session.name)} (${denied})`;
}

/** Demands that a session rule adds to the application's; nothing where it leaves the question to the application. */
function sessionWords({ session, app }: WayIn): string {
  if (session.rule === null) return `, after ${session.name}`;
  if (app !== null && (addsNothing(session) || session.rule.access === "DENY")) return "";
  const policy = session.policy === null ? "" : ` of ${quoted(session.policy.name)}`;
  return `, after session rule ${quoted(session.name)} (${sessionRuleWords(session.rule)})${policy}`;
}

/** Why a way in is the one that decides: `rule "Contractors" (1FA) is tried before the catch-all`. */
function decidesWords(way: WayIn): string {
  const { app } = way;
  if (app === null) return `what the session asks for decides${sessionWords(way)}`;
  const place =
    app.rule === null || way.session.rule?.access === "DENY"
      ? "decides"
      : app.rule.system
        ? "takes whomever no other rule takes"
        : "is tried before the catch-all";
  return `${ruleWords(way)} ${place}${sessionWords(way)}`;
}

const zoneWords = (from: string): string =>
  from === "anywhere" ? "" : `${from.replace(/^in /u, "from zone ")} `;

function asksWords(way: WayIn, outcome: Outcome): string {
  if (outcome.kind === "blocked") return "asks for what cannot be used";
  if (outcome.level === "denied") return "lets nobody in";
  if (outcome.kind === "open-enrollment") return "asks for what the password alone may enroll";
  return `asks for ${factorsInWords(outcome, needsDevice(way))}`;
}

const otherWayWords = (way: WayIn): string => {
  const [first, second] = way.possible;
  const asks =
    first !== undefined && second === undefined ? asksWords(way, first) : "asks for what is not known";
  return `${zoneWords(way.from)}${ruleWords(way)} ${asks}`;
};

const mostOthers = 3;

/** Ways that read alike are one. */
function otherWords(others: readonly WayIn[]): string {
  const words = [...new Set(others.map(otherWayWords))];
  const more = words.length - mostOthers;
  return [
    ...words.slice(0, mostOthers),
    ...(more > 0 ? [`${more} more ${more === 1 ? "way" : "ways"} in asking for no less`] : []),
  ]
    .map((one) => `; ${one}`)
    .join("");
}

/** A zone that another way in is about is no exception that has to be said twice. */
function whereOf({ from }: WayIn, others: readonly WayIn[]): string {
  const isOneZone = !from.includes(" and ");
  const isSaid = isOneZone && others.some((other) => other.from.replace(/^in /u, "outside ") === from);
  return isSaid ? "from anywhere" : fromWords(from);
}

/**
 * The weakest way in as a sentence, with what decides and what the other ways ask for: `kim@acme.example can open Payroll
 * with a password alone from anywhere: rule "Contractors" (1FA) is tried before the catch-all; from zone Corp rule "Office"
 * asks for FastPass.`
 *
 * @param others - the other ways in
 */
export function weakestWords(
  login: string,
  entry: EntryPoint,
  found: Found,
  others: readonly WayIn[],
  alsoApps: number,
): string {
  const { way, outcome } = found;
  const rest = otherWords(others);
  if (outcome.level === "denied") {
    const why =
      outcome.kind === "blocked"
        ? "nothing that it asks for can be used, and nothing may be enrolled"
        : "nobody is let in";
    return `${login} cannot open ${entryWords(entry)}${othersWords(alsoApps)}: ${why}; ${decidesWords(way)}${rest}.`;
  }
  const opens = openWords(login, entry, found, alsoApps, whereOf(way, others));
  return `${opens}: ${decidesWords(way)}${rest}.`;
}
