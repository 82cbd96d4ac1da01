import type { ImportEntry } from "../../model/adoption.ts";
import { parseFactorName, repeatingKeys } from "../../model/authenticators.ts";
import type { OrgAuthenticator, OrgSnapshot } from "../../model/snapshot.ts";
import { stackComponentName, stackResourceName, stackRuleName } from "../../model/stack-names.ts";
import { baselineResourceType } from "../../model/stack-outputs.ts";
import type { AdoptedOrg } from "./adopted-text.ts";

/**
 * Lists what `pulumi import --file` takes over, in the order of the stack's declarations: with these ids in
 * the state, the program of the adopted baseline finds everything as it is. Types and ids are the provider's
 * (its import documentation).
 */
export function stackImports({ org, slices }: OrgSnapshot, adopted: AdoptedOrg): readonly ImportEntry[] {
  const entry = (type: string, name: string, id: string): ImportEntry => ({
    type,
    name: stackResourceName(stackComponentName, name),
    id,
    parent: stackComponentName,
  });
  const managed = adopted.groups.declared.filter(({ group }) => group.type === "OKTA_GROUP");
  const { declared } = adopted.policies;
  return [
    { type: baselineResourceType, name: stackComponentName, component: true },
    ...managed.map(({ group }) => entry("okta:group/group:Group", group.name, group.id)),
    ...managed.flatMap(({ rule }) =>
      rule === null ? [] : [entry("okta:group/rule:Rule", rule.name, rule.id)],
    ),
    ...[...adopted.authenticators.statuses.keys()].flatMap((ref) => {
      const found = (slices.authenticators ?? []).find(({ key }) => key === ref);
      return switchEntry(found, org.engine === "classic", entry);
    }),
    ...declared.map(({ policy }) =>
      policy.system
        ? entry("okta:index/policyMfaDefault:PolicyMfaDefault", policy.name, ".")
        : entry("okta:policy/mfa:Mfa", policy.name, policy.id),
    ),
    ...declared.flatMap(({ policy, rules }) =>
      rules.map((rule) =>
        entry(
          "okta:policy/ruleMfa:RuleMfa",
          stackRuleName(policy.name, rule.name),
          `${policy.id}/${rule.id}`,
        ),
      ),
    ),
  ];
}

/** An authenticator's switch for the whole org, where the provider has one: it finds those of repeating keys by key. */
function switchEntry(
  found: OrgAuthenticator | undefined,
  isClassic: boolean,
  entry: (type: string, name: string, id: string) => ImportEntry,
): readonly ImportEntry[] {
  if (found === undefined || repeatingKeys.has(parseFactorName(found.key).key)) return [];
  // Classic's password is no org factor: there is nothing to switch.
  if (isClassic) {
    return found.key === "okta_password" ? [] : [entry("okta:factor/factor:Factor", found.key, found.key)];
  }
  return found.id === null ? [] : [entry("okta:index/authenticator:Authenticator", found.key, found.id)];
}
