import { evaluate } from "../../../checks/runner/evaluate.ts";
import type { Baseline } from "../../model/baseline.ts";
import type { Finding } from "../../model/report.ts";
import type { OrgSlices } from "../../model/snapshot.ts";
import { ruleRef } from "../../model/subject.ts";
import { sameName } from "../../model/words.ts";
import { type Added, addedSignOn } from "./add-sign-on.ts";
import { adoptGroups } from "./adopt-groups.ts";
import { type AdoptRequest, acceptedOf, declaredOf, groupsNamed, untilOf } from "./adopt-org.ts";
import { type AdoptedPolicies, ruleNode } from "./adopt-policies.ts";
import { acceptanceNode } from "./adopted-text.ts";
import type { Oddity } from "./oddity.ts";
import { parseAdopted } from "./parse-adopted.ts";
import { type Insertion, spliceYaml } from "./splice-yaml.ts";
import { mapOf } from "./yaml-nodes.ts";

/** Parts of an org that were added to an existing baseline. */
export interface Addendum {
  readonly text: string;
  /** One phrase each: `enrollment policy "Contractors"`. */
  readonly added: readonly string[];
  readonly oddities: readonly Oddity[];
}

/**
 * Adds to a baseline what is live and undeclared, and changes nothing that it says: what departs from it is still drift.
 *
 * @param existing - the file's text, and the baseline that it comes to with what it extends
 */
export function adoptInto(
  existing: { readonly text: string; readonly baseline: Baseline },
  request: AdoptRequest,
): Addendum {
  const { text, baseline } = existing;
  const { slices } = request.org;
  const live = declaredOf(request.org);
  const { authenticators, policies, sessions, apps } = live;
  const { sessionPolicies, appPolicies } = baseline.signOn;
  const fresh = {
    policies: undeclared(policies, baseline.enrollmentPolicies),
    sessions: undeclared(sessions, sessionPolicies),
    apps: undeclared(apps, appPolicies),
  };
  const groups = adoptGroups(slices, groupsNamed(fresh, slices));
  const added: readonly Added[] = [
    ...groups.declared
      .filter(({ group }) => !declares(baseline.groups, group))
      .map(({ group, node }) => ({
        words: `group "${group.name}"`,
        insertion: { path: ["groups"], before: null, node },
      })),
    ...[...authenticators.statuses]
      .filter(([ref]) => !Object.hasOwn(baseline.authenticators, ref))
      .map(([ref, status]) => ({
        words: `authenticator ${ref}`,
        insertion: { path: ["authenticators"], before: null, node: mapOf({ [ref]: status }) },
      })),
    ...addedPolicies(policies, baseline),
    ...addedRules(policies, baseline, slices),
    ...addedSignOn(live, baseline),
  ];
  const declared = spliceYaml(
    text,
    added.map(({ insertion }) => insertion),
  );
  const accepted = letStand(declared, baseline, request);
  return {
    text: accepted.length === 0 ? declared : spliceYaml(declared, accepted),
    added: added.map(({ words }) => words),
    oddities: [authenticators, groups, policies, sessions, apps].flatMap(({ oddities }) => oddities),
  };
}

/** Of what was adopted that which the baseline does not declare. */
const undeclared = <Policy extends { readonly policy: { readonly name: string } }>(
  { declared }: { readonly declared: readonly Policy[] },
  known: readonly { readonly name: string }[],
) => ({ declared: declared.filter(({ policy }) => !declares(known, policy)) });

const declares = (
  declared: readonly { readonly name: string }[],
  { name }: { readonly name: string },
): boolean => declared.some((one) => sameName(one.name, name));

/** New policies in the order in which Okta tries them, among those that the baseline declares. */
function addedPolicies({ declared }: AdoptedPolicies, { enrollmentPolicies }: Baseline): readonly Added[] {
  return declared.flatMap(({ policy, node }, index) => {
    if (declares(enrollmentPolicies, policy)) return [];
    const behind = declared.slice(index + 1).map((one) => one.policy);
    const words = `enrollment policy "${policy.name}"`;
    return [
      {
        words,
        insertion: { path: ["enrollmentPolicies"], before: placeOf(behind, enrollmentPolicies), node },
      },
    ];
  });
}

/** New rules of policies that the baseline declares, in the order in which Okta tries them. */
function addedRules(
  { declared }: AdoptedPolicies,
  { enrollmentPolicies }: Baseline,
  slices: OrgSlices,
): readonly Added[] {
  return declared.flatMap(({ policy, rules }) => {
    const place = enrollmentPolicies.findIndex(({ name }) => sameName(name, policy.name));
    const known = enrollmentPolicies[place];
    if (known === undefined || known.rules.length === 0) return [];
    return rules.flatMap((rule, index) => {
      if (declares(known.rules, rule)) return [];
      const path = ["enrollmentPolicies", place, "rules"];
      const words = `rule "${ruleRef(policy.name, rule.name).name}"`;
      const before = placeOf(rules.slice(index + 1), known.rules);
      return [{ words, insertion: { path, before, node: ruleNode(rule, slices) } }];
    });
  });
}

/** The place of the first of these that the baseline declares; null: none, so at the end. */
function placeOf(
  behind: readonly { readonly name: string }[],
  declared: readonly { readonly name: string }[],
): number | null {
  for (const { name } of behind) {
    const place = declared.findIndex((one) => sameName(one.name, name));
    if (place >= 0) return place;
  }
  return null;
}

/** Accepts, until a day, departures that only the new declarations cause: else they would be new drift. */
function letStand(text: string, before: Baseline, request: AdoptRequest): readonly Insertion[] {
  const { baseline } = parseAdopted(text);
  const findingsOf = (judged: Baseline): readonly Finding[] =>
    evaluate({ checks: request.checks, baseline: judged, org: request.org, now: request.now }).findings;
  const known = new Set(findingsOf(before).map(({ fingerprint }) => fingerprint));
  const fresh = findingsOf(baseline).filter(({ fingerprint }) => !known.has(fingerprint));
  return acceptedOf(fresh, untilOf(request)).map((one) => ({
    path: ["accepted"],
    before: null,
    node: acceptanceNode(one),
  }));
}
