import type { PasswordPolicy } from "../../model/live-sign-on.ts";
import type { Person } from "../../model/snapshot.ts";
import { allOf, anyOf, type Holds, holds, holdsNot, notKnown, type PersonMatcher } from "./match-person.ts";

/** Prepares asking whether a password policy is for a person: for a group of theirs, and for where the account comes from. */
export function passwordInclusion(matcher: PersonMatcher): (policy: PasswordPolicy, person: Person) => Holds {
  return (policy, person) => {
    if (policy.unmodelled.length > 0) {
      return notKnown(
        `password policy "${policy.name}" has a setting that is not modelled: ${policy.unmodelled[0]}`,
      );
    }
    const ofProvider = providerMatches(policy, person);
    if (policy.system) return ofProvider;
    if (policy.groupIds.length === 0) return notKnown(`password policy "${policy.name}" lists no groups`);
    return allOf([ofProvider, anyOf(policy.groupIds.map((id) => matcher.inGroup(person.id, id)))]);
  };
}

function providerMatches({ authProvider, name }: PasswordPolicy, { signOn }: Person): Holds {
  if (authProvider === "ANY") return holds;
  if (signOn?.provider == null) {
    return authProvider === "OKTA"
      ? holds
      : notKnown(`password policy "${name}" is for ${authProvider} accounts`);
  }
  const provider =
    signOn.provider === "ACTIVE_DIRECTORY" || signOn.provider === "LDAP" ? signOn.provider : "OKTA";
  return provider === authProvider ? holds : holdsNot;
}
