import type { BaselineAppRule } from "../../model/baseline-sign-on.ts";
import type { AppRule, LiveVerification } from "../../model/live-sign-on.ts";
import type { FindingValue } from "../../model/report.ts";
import { liveVerification } from "../declared/app-rule-as-live.ts";
import { type Compare, departs } from "../declared/rule-differences.ts";
import { listNames } from "../words/name-list.ts";
import { spanText } from "../words/span-text.ts";
import { chainTexts, constraintTexts, holdText, holdTexts } from "./verification-text.ts";

export type CompareApp = Compare<BaselineAppRule, AppRule>;

const mendedIn = ({ declared, live }: Parameters<CompareApp>[0]): AppRule => ({
  ...live,
  verification: liveVerification(declared),
});

/** How many factors a rule asks for, or in which other manner it asks. */
function mannerOf(verification: LiveVerification | null): string {
  switch (verification?.kind) {
    case undefined:
      return "none";
    case "assurance":
      return verification.factorMode.replace(/FA$/, "");
    case "chains":
      return "chains";
    case "other":
      return verification.type;
  }
}

/** Whether it asks for factors as declared, by number or by chains. */
const factors: CompareApp = (rule) => {
  const { declared, live } = rule;
  const wanted = mannerOf(liveVerification(declared));
  const actual = mannerOf(live.verification);
  if (wanted === actual) return null;
  const field = declared.verification.kind === "chains" ? "chains" : "factors";
  const counted = (manner: string): string =>
    manner === "1" ? "1 factor" : manner === "2" ? "2 factors" : manner === "none" ? "nothing" : manner;
  const words = `asks for ${counted(actual)}; it should ask for ${counted(wanted)}`;
  return departs(field, wanted, actual, words, mendedIn(rule));
};

const isSame = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((text, index) => text === right[index]);

const alternatives = (texts: readonly string[]): string =>
  texts.length === 0 ? "none" : texts.join(", or ");

const constraints: CompareApp = (rule) => {
  const wanted = liveVerification(rule.declared);
  const actual = rule.live.verification;
  if (wanted.kind !== "assurance" || actual?.kind !== "assurance") return null;
  const [expected, found] = [constraintTexts(wanted.constraints), constraintTexts(actual.constraints)];
  const has = found.length === 0 ? "no constraints" : `the constraints ${alternatives(found)}`;
  const words = `has ${has}; it should have ${alternatives(expected)}`;
  return isSame(expected, found) ? null : departs("constraints", expected, found, words, mendedIn(rule));
};

const chains: CompareApp = (rule) => {
  const wanted = liveVerification(rule.declared);
  const actual = rule.live.verification;
  if (wanted.kind !== "chains" || actual?.kind !== "chains") return null;
  const [expected, found] = [chainTexts(wanted.chains), chainTexts(actual.chains)];
  const words = `asks for ${alternatives(found)}; it should ask for ${alternatives(expected)}`;
  return isSame(expected, found) ? null : departs("chains", expected, found, words, mendedIn(rule));
};

const reauthenticateEvery: CompareApp = (rule) => {
  const {
    declared,
    live: { verification },
  } = rule;
  if (verification === null || verification.kind === "other") return null;
  const wanted = holdText(declared.reauthenticateSeconds);
  const found = holdTexts(verification);
  if (isSame([wanted], found)) return null;
  const actual: FindingValue = found.length === 1 ? (found[0] ?? null) : found;
  const words = `asks again every ${listNames(found)}; it should be ${wanted}`;
  return departs("reauthenticateEvery", wanted, actual, words, mendedIn(rule));
};

/** A declared rule keeps nobody signed in: it is not asked again for as long as it says. */
const keepMeSignedIn: CompareApp = ({ live }) => {
  const { allowed, seconds } = live.keepsSignedIn;
  if (!allowed) return null;
  const actual = seconds === null ? "ALLOWED" : `ALLOWED, asked every ${spanText(seconds)}`;
  const words = `lets people stay signed in (${actual}); it should not`;
  return departs("keepMeSignedIn", "NOT_ALLOWED", actual, words, {
    ...live,
    keepsSignedIn: { allowed: false, seconds: null },
  });
};

/** Demands of a rule on whom it lets in; of one that lets nobody in, it says nothing. */
export const askedOfPeople: readonly CompareApp[] = [
  factors,
  constraints,
  chains,
  reauthenticateEvery,
  keepMeSignedIn,
];
