import type { Baseline } from "../src/model/baseline.ts";
import { PlumblineError } from "../src/model/errors.ts";
import { everyoneGroupName, sameName } from "../src/model/words.ts";
import { appLabelsOf } from "./app-condition.ts";
import { authenticatorId, authenticatorsToLookUp } from "./authenticator-lookups.ts";
import { eachOnce } from "./each-once.ts";
import type { ProviderLookups } from "./provider-lookups.ts";
import { lookUpSignOnIds, namedInSignOn, type SignOnIds } from "./sign-on-ids.ts";

/** Ids of what a baseline names and does not manage, by name in NFC. */
export interface OrgIds {
  readonly groups: ReadonlyMap<string, string>;
  readonly zones: ReadonlyMap<string, string>;
  /** By login or id, as written. */
  readonly users: ReadonlyMap<string, string>;
  /** Authenticators that the provider cannot add, and those that no line of the baseline declares, by `key` or `key/id`. */
  readonly authenticators: ReadonlyMap<string, string>;
  readonly signOn: SignOnIds;
}

/**
 * Looks up everything that the baseline names and does not manage, before anything is declared: a name that does not
 * exist ends the run before the first write.
 *
 * @throws PlumblineError GROUP_NOT_FOUND, ZONE_NOT_FOUND, USER_NOT_FOUND, NOT_ENFORCEABLE or OKTA_REFUSED
 */
export async function lookUpOrgIds(baseline: Baseline, ask: ProviderLookups): Promise<OrgIds> {
  const rules = baseline.enrollmentPolicies.flatMap((policy) => policy.rules);
  const signOn = namedInSignOn(baseline.signOn);
  const zones = [
    ...rules.flatMap(({ network }) => (network.kind === "anywhere" ? [] : network.zones)),
    ...signOn.zones,
  ];
  const people = [
    ...baseline.groups.flatMap(({ members, filledBy }) => [...members, ...(filledBy?.exceptUsers ?? [])]),
    ...rules.flatMap((rule) => rule.exceptUsers),
    ...signOn.people,
  ];
  return {
    groups: await eachOnce(foreignGroups(baseline, signOn.groups), (name) => groupId(name, ask)),
    zones: await eachOnce(zones, (name) => zoneId(name, ask)),
    users: await eachOnce(people, (person) => userId(person, ask)),
    authenticators: await eachOnce(authenticatorsToLookUp(baseline), (ref) =>
      authenticatorId(ref, baseline, ask),
    ),
    signOn: await lookUpSignOnIds(baseline.signOn, ask, rules.flatMap(appLabelsOf)),
  };
}

/** The ids of what was looked up, in order. */
export const idsOf = (names: readonly string[], ids: ReadonlyMap<string, string>): string[] =>
  names.flatMap((name) => ids.get(name.normalize("NFC")) ?? []);

function foreignGroups(
  { groups, enrollmentPolicies }: Baseline,
  inSignOn: readonly string[],
): readonly string[] {
  const foreign = groups.filter((group) => !group.managed).map((group) => group.name);
  const named = [...enrollmentPolicies.flatMap((policy) => policy.groups), ...inSignOn];
  return [...foreign, ...named.filter((name) => sameName(name, everyoneGroupName))];
}

async function groupId(name: string, ask: ProviderLookups): Promise<string> {
  const found = await ask.group(name);
  // With a single hit the provider takes whatever begins with the name (`q=` is a prefix search).
  if (found !== null && sameName(found.name, name)) return found.id;
  const near = found === null ? "" : `; the nearest is "${found.name}"`;
  throw new PlumblineError("GROUP_NOT_FOUND", `the org has no group "${name}"${near}`, {
    remedy: "correct the name under groups, or remove managed: false so that Pulumi creates the group",
  });
}

/** Okta's word for every zone stands in a condition in place of ids (okta-api 4.2). */
const allZones = "ALL_ZONES";

async function zoneId(name: string, ask: ProviderLookups): Promise<string> {
  if (name === allZones) return allZones;
  const found = await ask.zone(name);
  if (found !== null && sameName(found.name, name)) return found.id;
  throw new PlumblineError("ZONE_NOT_FOUND", `the org has no network zone "${name}"`, {
    remedy: "correct the zone's name in the rule's network, or create the zone under Security > Networks",
  });
}

async function userId(person: string, ask: ProviderLookups): Promise<string> {
  const found = await ask.user(person);
  // Okta also answers to a login without its domain; a baseline means exactly whom it names.
  const asked = person.toLowerCase();
  if (found !== null && (found.id === person || found.login.normalize("NFC").toLowerCase() === asked))
    return found.id;
  throw new PlumblineError("USER_NOT_FOUND", `the org has no user "${person}"`, {
    remedy: "correct the login or id under members or exceptUsers in the baseline",
  });
}
