import { AccessPolicyAssignment } from "@pulumi/okta/app/accessPolicyAssignment.js";
import { SignonPolicyRules } from "@pulumi/okta/app/signonPolicyRules.js";
import { AppSignonPolicy } from "@pulumi/okta/appSignonPolicy.js";
import type * as pulumi from "@pulumi/pulumi";
import type { BaselineAppPolicy } from "../src/model/baseline-sign-on.ts";
import { appRuleArguments } from "./app-rule-arguments.ts";
import type { Ids } from "./declare-groups.ts";
import { endOf, inSequence } from "./in-sequence.ts";
import { idsOf, type OrgIds } from "./org-ids.ts";
import { nameIn, type Placement } from "./placement.ts";

/** App sign-in policies made: the ids of policies by name, and what comes next waits for. */
export interface DeclaredAppPolicies {
  readonly ids: Ids;
  readonly last: readonly pulumi.Resource[];
}

/** An app sign-in policy with its id, declared or looked up. */
interface PolicyWithId {
  readonly policy: BaselineAppPolicy;
  readonly id: pulumi.Input<string>;
}

/**
 * Declares app sign-in policies, then the rules of each as one resource, and last which applications are under it: no
 * application comes under a policy whose rules are not there yet. Policies and rules are protected; when a policy went,
 * its applications would fall back on the default one.
 */
export function declareAppPolicies(
  place: Placement,
  policies: readonly BaselineAppPolicy[],
  ids: OrgIds,
  groups: Ids,
  after: readonly pulumi.Resource[],
): DeclaredAppPolicies {
  const builtIn = ids.signOn.appPolicies;
  const own = policies.filter(({ name }) => !builtIn.has(name.normalize("NFC")));
  const declared = inSequence(own, after, (policy, dependsOn) => declarePolicy(place, policy, dependsOn));
  const byName = new Map<string, pulumi.Input<string>>([
    ...builtIn,
    ...declared.map(({ item, resource }) => [item.name.normalize("NFC"), resource.id] as const),
  ]);
  const withIds = policies.flatMap((policy): readonly PolicyWithId[] => {
    const id = byName.get(policy.name.normalize("NFC"));
    return id === undefined ? [] : [{ policy, id }];
  });
  const beforeRules = endOf(declared, after);
  const rules = inSequence(
    withIds.filter(({ policy }) => policy.rules.length > 0),
    beforeRules,
    (one, dependsOn) => declareRules(place, one, { ids, groups, dependsOn }),
  );
  const beforeApps = endOf(rules, beforeRules);
  const apps = inSequence(
    withIds.flatMap(({ policy, id }) => (policy.apps ?? []).map((label) => ({ label, id }))),
    beforeApps,
    ({ label, id }, dependsOn) => declareAssignment(place, label, id, { ids, dependsOn }),
  );
  return { ids: byName, last: endOf(apps, beforeApps) };
}

/** The provider demands a description, be it empty. */
const declarePolicy = (
  place: Placement,
  { name, description }: BaselineAppPolicy,
  dependsOn: pulumi.Resource[],
): AppSignonPolicy =>
  new AppSignonPolicy(
    nameIn(place, name),
    { name, description: description ?? "" },
    { parent: place.component, dependsOn, protect: true },
  );

const declareRules = (
  place: Placement,
  { policy, id }: PolicyWithId,
  { ids, groups, dependsOn }: { ids: OrgIds; groups: Ids; dependsOn: pulumi.Resource[] },
): SignonPolicyRules =>
  new SignonPolicyRules(
    nameIn(place, policy.name),
    { policyId: id, rules: appRuleArguments(policy.rules, ids, groups) },
    { parent: place.component, dependsOn, protect: true },
  );

/** Deleting one leaves the application where it is: it cannot be under none. */
const declareAssignment = (
  place: Placement,
  label: string,
  policyId: pulumi.Input<string>,
  { ids, dependsOn }: { ids: OrgIds; dependsOn: pulumi.Resource[] },
): AccessPolicyAssignment =>
  new AccessPolicyAssignment(
    nameIn(place, label),
    { appId: idsOf([label], ids.signOn.apps)[0] ?? "", policyId },
    { parent: place.component, dependsOn, retainOnDelete: true },
  );
