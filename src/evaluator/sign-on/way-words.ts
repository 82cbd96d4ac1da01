import type { AppRule, LiveConstraint, LiveMethod, LivePart, SessionRule } from "../../model/live-sign-on.ts";
import { listNames } from "../words/name-list.ts";
import { quoted } from "../words/quoted-names.ts";
import { addsNothing, type Outcome, type WayIn } from "./way-in.ts";

const factorWords: Readonly<Record<string, string>> = {
  okta_password: "a password",
  security_question: "a security question",
  okta_email: "an e-mail",
  "phone_number:sms": "an SMS",
  "phone_number:voice": "a voice call",
  "okta_verify:push": "an Okta Verify push",
  "okta_verify:totp": "an Okta Verify code",
  "okta_verify:signed_nonce": "FastPass",
  google_otp: "a Google Authenticator code",
  webauthn: "a security key or passkey",
  smart_card_idp: "a smart card",
  tac: "a temporary access code",
};

/** A factor as sentences name it: `a password`, `FastPass`; one that has no words of its own by Okta's key. */
const factorInWords = (name: string): string => factorWords[name] ?? name;

/** Factors in words that follow "asks for": `a password and an SMS`, `FastPass`, `nothing`. */
export function factorsInWords({ with: factors }: Outcome, onKnownDevice: boolean): string {
  const names = [...factors.map(factorInWords), ...(onKnownDevice ? ["a device that Okta knows"] : [])];
  return listNames(names, "nothing");
}

/** Sufficient factors, in words that follow "with": `a password alone`, `a password and an SMS`. */
export function withWords(outcome: Outcome, onKnownDevice: boolean): string {
  const { with: factors, level } = outcome;
  const amount = factors.length + Number(onKnownDevice);
  if (amount === 0) return "nothing at all";
  const names = factorsInWords(outcome, onKnownDevice);
  if (amount > 1) return names;
  // One factor that comes to two kinds proves who holds it.
  return `${names} ${level === "strong" ? "that proves who holds it" : "alone"}`;
}

const flags: readonly (readonly [keyof LivePart["demands"], string])[] = [
  ["phishingResistant", "phishing-resistant"],
  ["hardwareProtected", "in hardware"],
  ["deviceBound", "bound to a device"],
  ["userVerification", "with user verification"],
];

const methodWords = ({ key, method }: LiveMethod): string =>
  method === null || key === `okta_${method}` || key === method ? key : `${key}:${method}`;

function partWords(kind: string, part: LivePart | null): readonly string[] {
  if (part === null) return [];
  const named = [...part.types, ...part.methods, ...part.only.map(methodWords)];
  const demands = flags.filter(([flag]) => part.demands[flag]).map(([, words]) => words);
  const barred = part.except.map(methodWords);
  const what = part.required ? [[kind, ...demands].join(" ")] : [];
  return [
    ...what,
    ...(named.length === 0 ? [] : [named.join(" or ")]),
    ...(barred.length === 0 ? [] : [`not ${barred.join(" nor ")}`]),
  ];
}

const constraintWords = ({ knowledge, possession }: LiveConstraint): string =>
  [...partWords("knowledge", knowledge), ...partWords("possession", possession)].join(", ");

/** An app rule's demand, in short: `1FA`, `2FA, possession phishing-resistant`, `a chain`, `DENY`. */
export function appRuleWords({ access, verification }: AppRule): string {
  if (access === "DENY") return "DENY";
  if (verification === null) return "no factor";
  if (verification.kind === "other") return verification.type;
  if (verification.kind === "chains") {
    const chains = verification.chains.map((steps) =>
      steps.map(({ anyOf }) => anyOf.map(methodWords).join(" or ")).join(", then "),
    );
    return chains.join("; or ");
  }
  const constraints = verification.constraints.map(constraintWords).filter((words) => words !== "");
  return constraints.length === 0 || constraints.length < verification.constraints.length
    ? verification.factorMode
    : `${verification.factorMode}, ${constraints.join("; or ")}`;
}

/** A session rule's demand, in short: `password`, `password and a second factor`, `what the application asks`. */
export function sessionRuleWords({ access, primaryFactor, requiresFactor }: SessionRule): string {
  if (access === "DENY") return "DENY";
  const first = primaryFactor === "PASSWORD_IDP_ANY_FACTOR" ? "what the application asks for" : "password";
  return requiresFactor ? `${first} and a second factor` : first;
}

/** Rules of a way in, in words; a session rule that adds nothing is not named: `rule "Contractors" (1FA) of app policy "Strong"`. */
export function rulesOf({ session, app }: WayIn): string {
  const ofSession =
    session.rule === null
      ? session.name
      : `session rule ${quoted(session.name)} (${sessionRuleWords(session.rule)}) of ${quoted(session.policy?.name ?? "")}`;
  if (app === null) return ofSession;
  const ofApp =
    app.rule === null
      ? `no rule of app policy ${quoted(app.policy.name)}`
      : `rule ${quoted(app.name)} (${appRuleWords(app.rule)}) of app policy ${quoted(app.policy.name)}`;
  return addsNothing(session) && session.rule?.access !== "DENY" ? ofApp : `${ofApp}, after ${ofSession}`;
}

/** `anywhere` as words that follow a verb: `from anywhere`, `from in Corp` is said `in Corp`. */
export const fromWords = (from: string): string => (from === "anywhere" ? "from anywhere" : from);
