import type { OrgSnapshot } from "../../model/snapshot.ts";
import { whyPartial } from "../partly-read.ts";
import { type FactorKind, factorKind, mayBeSame } from "./factor-kind.ts";

/** What the org-wide status of authenticators says about factors of a kind. */
export interface OrgAuthenticators {
  /** Switched off for everybody, so that what people have of it cannot be used. */
  isOff(kind: FactorKind): boolean;
  /** Nobody can have it in use: it is off, or the org does not have it at all. */
  isImpossible(kind: FactorKind): boolean;
}

/**
 * Reads org-wide statuses. Identity Engine lists every authenticator that was set up, so one that is not listed is not
 * there. Classic's list of org factors is left out of that: its documentation names some factors only (okta-api 2.3).
 */
export function readOrgAuthenticators(org: OrgSnapshot): OrgAuthenticators {
  const { authenticators } = org.slices;
  const listed = (authenticators ?? []).map(({ key, id, status }) => ({
    kind: factorKind(key, id, null),
    status,
  }));
  const isWhole =
    authenticators !== undefined &&
    org.org.engine === "identity" &&
    whyPartial("authenticators", org) === null;
  const found = (kind: FactorKind) => listed.filter((one) => mayBeSame(one.kind, kind));
  const isOff = (kind: FactorKind): boolean => {
    const same = found(kind);
    return same.length > 0 && same.every(({ status }) => status !== "ACTIVE");
  };
  return { isOff, isImpossible: (kind) => isOff(kind) || (isWhole && found(kind).length === 0) };
}
