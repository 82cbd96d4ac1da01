import type { OrgAuthenticator } from "../../model/live-enrollment.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { whyPartial } from "../live/partly-read.ts";
import { type FactorKind, factorKind, mayBeSame, methodsOf, nameOfFactor } from "./factor-kind.ts";
import { notKnown, notUsable, type Usability, usable } from "./usability.ts";

/** Answers of the org-wide authenticators about factors of a kind. */
export interface OrgAuthenticators {
  /** Switched off for everybody, so that what people have of it cannot be used. */
  isOff(kind: FactorKind): boolean;
  /** Nobody can have it in use: it is off, or the org does not have it at all. */
  isImpossible(kind: FactorKind): boolean;
  /**
   * Whether the org lets people sign in with it: the authenticator is ACTIVE and for sign-in, and so is the method.
   * That a method is not known matters only where `asksMethod`.
   */
  usability(kind: FactorKind, asksMethod: boolean): Usability;
}

/** Okta says of these what they may be used for (okta-api 5, AllowedForEnum). */
const haveAllowedFor: ReadonlySet<string> = new Set(["okta_email", "phone_number", "security_question"]);

/** By what about it is not modelled. */
function byWhatIsKnown(name: string, { unmodelled = [] }: Pick<OrgAuthenticator, "unmodelled">): Usability {
  const [path] = unmodelled;
  return path === undefined ? usable : notKnown(`${name} has what is not modelled: ${path}`);
}

/** By `settings.allowedFor`. */
function forSignIn({ key, allowedFor }: OrgAuthenticator): Usability {
  switch (allowedFor) {
    case "any":
    case "sso":
      return usable;
    case "recovery":
      return notUsable("for recovery only");
    case "none":
      return notUsable("allowed for neither sign-in nor recovery");
    case null:
    case undefined:
      return haveAllowedFor.has(key)
        ? notKnown(`whether ${key} may be used to sign in was not read`)
        : usable;
    default:
      return notKnown(`${key} is allowed for ${allowedFor}, which is not known`);
  }
}

/** By the status of the method it names, or of all its methods where it names none. */
function byMethods({ methods }: OrgAuthenticator, kind: FactorKind, asksMethod: boolean): Usability {
  const open = methodsOf(kind);
  if (methods === undefined || methods === null) {
    const [method] = open;
    const name = nameOfFactor(kind.key, kind.id, kind.method);
    return asksMethod && method !== null ? notKnown(`whether ${name} is switched on was not read`) : usable;
  }
  const isOn = (name: string): boolean =>
    methods.some(({ type, status }) => type === name && status === "ACTIVE");
  if (kind.method !== null) {
    const found = methods.find(({ type }) => type === kind.method);
    return isOn(kind.method)
      ? byWhatIsKnown(nameOfFactor(kind.key, kind.id, kind.method), found ?? {})
      : notUsable(`method ${kind.method} switched off for the org`);
  }
  const isAnyOn = methods.some(({ status }) => status === "ACTIVE");
  return isAnyOn ? usable : notUsable("all its methods switched off for the org");
}

const worst: readonly Usability["answer"][] = ["no", "unknown", "yes"];

/** The first of the worst. */
export function weakestOf(answers: readonly Usability[]): Usability {
  return worst.flatMap((answer) => answers.find((one) => one.answer === answer) ?? []).at(0) ?? usable;
}

/**
 * Reads org-wide statuses. Identity Engine lists every authenticator that was set up, so one that is not listed is not
 * there. Classic's list of org factors is left out of that: its documentation names some factors only (okta-api 2.3),
 * and a policy lists none but those that the org has switched on (okta-api 4.2).
 */
export function readOrgAuthenticators(org: OrgSnapshot): OrgAuthenticators {
  const { authenticators } = org.slices;
  const isIdentity = org.org.engine === "identity";
  const listed = (authenticators ?? []).map((live) => ({ kind: factorKind(live.key, live.id, null), live }));
  const isWhole = authenticators !== undefined && isIdentity && whyPartial("authenticators", org) === null;
  const found = (kind: FactorKind) => listed.filter((one) => mayBeSame(one.kind, kind));
  const isOff = (kind: FactorKind): boolean => {
    const same = found(kind);
    return same.length > 0 && same.every(({ live }) => live.status !== "ACTIVE");
  };
  const unlisted = (kind: FactorKind): Usability => {
    if (isWhole) return notUsable("the org does not have it");
    return isIdentity ? notKnown(`whether the org has ${kind.key} switched on was not read`) : usable;
  };
  const usability = (kind: FactorKind, asksMethod: boolean): Usability => {
    if (isOff(kind)) return notUsable("switched off for the org");
    const active = found(kind).filter(({ live }) => live.status === "ACTIVE");
    if (active.length === 0) return unlisted(kind);
    // Which of several it is may not be shown, and an authenticator split by method is that method.
    const answers = active.map(({ kind: { method }, live }) =>
      weakestOf([
        forSignIn(live),
        byWhatIsKnown(live.key, live),
        ...(method === null ? [byMethods(live, kind, asksMethod)] : []),
      ]),
    );
    const [first = usable] = answers;
    if (answers.every(({ answer }) => answer === first.answer)) return first;
    return notKnown(`which ${kind.key} it is was not shown, and not all of them can be used to sign in`);
  };
  return {
    isOff,
    isImpossible: (kind) => isOff(kind) || (isWhole && found(kind).length === 0),
    usability,
  };
}
