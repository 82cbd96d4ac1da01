import type { ImportEntry } from "../../model/adoption.ts";
import { parseFactorName, repeatingKeys } from "../../model/authenticators.ts";
import { builtInAppPolicyNames } from "../../model/first-party-apps.ts";
import type { OrgAuthenticator } from "../../model/live-enrollment.ts";
import type { AppPolicy, AppRule } from "../../model/live-sign-on.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import { stackComponentName, stackResourceName, stackRuleName } from "../../model/stack-names.ts";
import { baselineResourceType } from "../../model/stack-outputs.ts";
import { sameName } from "../../model/words.ts";
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
    ...signOnImports(adopted, entry),
  ];
}

type Entry = (type: string, name: string, id: string) => ImportEntry;

/**
 * Session and app policies. The list of a policy's rules takes over all of them, so that one which the baseline does not
 * declare would go at the next update: such a list is left out, and the program makes it of the rules that are there.
 */
function signOnImports({ sessions, apps }: AdoptedOrg, entry: Entry): readonly ImportEntry[] {
  const isBuiltIn = (name: string) => builtInAppPolicyNames.some((one) => sameName(one, name));
  return [
    ...sessions.declared
      .filter(({ policy }) => !policy.system)
      .map(({ policy }) => entry("okta:policy/signon:Signon", policy.name, policy.id)),
    ...sessions.declared.flatMap(({ policy, rules }) =>
      rules
        .filter(({ system }) => !system)
        .map((rule) =>
          entry(
            "okta:policy/ruleSignon:RuleSignon",
            stackRuleName(policy.name, rule.name),
            `${policy.id}/${rule.id}`,
          ),
        ),
    ),
    ...apps.declared
      .filter(({ policy }) => !isBuiltIn(policy.name))
      .map(({ policy }) => entry("okta:index/appSignonPolicy:AppSignonPolicy", policy.name, policy.id)),
    ...apps.declared
      .filter(({ policy, rules }) => rules.length > 0 && isWhole(policy, rules))
      .map(({ policy }) => entry("okta:app/signonPolicyRules:SignonPolicyRules", policy.name, policy.id)),
    ...apps.declared.flatMap(({ apps: under }) =>
      under.map(({ label, id }) =>
        entry("okta:app/accessPolicyAssignment:AccessPolicyAssignment", label, id),
      ),
    ),
  ];
}

const isWhole = ({ rules: live }: AppPolicy, declared: readonly AppRule[]): boolean =>
  (live ?? []).every((rule) => rule.system || declared.includes(rule));

/** An authenticator's switch for the whole org, where the provider has one: it finds those of repeating keys by key. */
function switchEntry(
  found: OrgAuthenticator | undefined,
  isClassic: boolean,
  entry: Entry,
): readonly ImportEntry[] {
  if (found === undefined || repeatingKeys.has(parseFactorName(found.key).key)) return [];
  // Classic's password is no org factor: there is nothing to switch.
  if (isClassic) {
    return found.key === "okta_password" ? [] : [entry("okta:factor/factor:Factor", found.key, found.key)];
  }
  return found.id === null ? [] : [entry("okta:index/authenticator:Authenticator", found.key, found.id)];
}
