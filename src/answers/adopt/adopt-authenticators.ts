import type { YAMLMap } from "yaml";
import {
  authenticatorRef,
  classicFactors,
  identityAuthenticators,
  repeatingKeys,
} from "../../model/authenticators.ts";
import type { OrgAuthenticator } from "../../model/live-enrollment.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { authenticatorStatuses } from "../../model/words.ts";
import type { Oddity } from "./oddity.ts";
import { inlineMap, mapOf, noted, type Written } from "./yaml-nodes.ts";

/** Org-wide statuses as a baseline declares them. */
export interface AdoptedAuthenticators {
  readonly node: YAMLMap;
  /** Declared status by ref. */
  readonly statuses: ReadonlyMap<string, string>;
  readonly oddities: readonly Oddity[];
}

const known: ReadonlySet<string> = new Set(authenticatorStatuses);

/** Declares the org-wide status of every authenticator that has one a baseline can ask for. */
export function adoptAuthenticators({ org, slices }: OrgSnapshot): AdoptedAuthenticators {
  const keys = org.engine === "identity" ? identityAuthenticators : classicFactors;
  const oddities: Oddity[] = [];
  const statuses = new Map<string, string>();
  const fields: Record<string, Written> = {};
  const listed = (slices.authenticators ?? []).map((one) => ({
    ref: authenticatorRef(one.key, one.id),
    one,
  }));
  for (const { ref, one } of listed.toSorted((left, right) => (left.ref < right.ref ? -1 : 1))) {
    const why = whyUndeclared(one, Object.hasOwn(keys, one.key));
    if (why !== null) {
      oddities.push({ kind: "authenticator", subject: ref, id: one.id, words: why });
      continue;
    }
    statuses.set(ref, one.status);
    const methods = methodsOf(one);
    if (methods !== null) fields[ref] = inlineMap({ status: one.status, methods });
    else fields[ref] = repeatingKeys.has(one.key) ? noted(one.status, one.name) : one.status;
  }
  return { node: mapOf(fields), statuses, oddities };
}

/** The status of the methods that were read; null where there is nothing to say beside the authenticator's. */
function methodsOf({ status, methods }: OrgAuthenticator): Written | null {
  const said = (methods ?? [])
    .filter((one) => known.has(one.status) && (one.unmodelled ?? []).length === 0)
    .toSorted((left, right) => (left.type < right.type ? -1 : 1));
  if (status !== "ACTIVE" || said.length < 2) return null;
  return inlineMap(Object.fromEntries(said.map((one) => [one.type, one.status])));
}

function whyUndeclared({ key, id, status }: OrgAuthenticator, isKnown: boolean): string | null {
  if (!isKnown) return "Plumbline does not know this authenticator; not declared";
  if (repeatingKeys.has(key) && id === null) return "Okta gave no id for it; not declared";
  // Classic: never set up, so there is nothing to hold.
  return known.has(status) ? null : `its status is ${status}; not declared`;
}
