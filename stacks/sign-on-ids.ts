import type { BaselineSignOn, PeopleCondition } from "../src/model/baseline-sign-on.ts";
import { PlumblineError } from "../src/model/errors.ts";
import { builtInAppPolicyNames } from "../src/model/first-party-apps.ts";
import { defaultPolicyName, sameName } from "../src/model/words.ts";
import { eachOnce } from "./each-once.ts";
import type { Named, ProviderLookups } from "./provider-lookups.ts";

/** Ids of what the sign-on side names and does not make, by name in NFC. */
export interface SignOnIds {
  /** By label. */
  readonly apps: ReadonlyMap<string, string>;
  readonly userTypes: ReadonlyMap<string, string>;
  /** App sign-in policies that Okta made with the org. */
  readonly appPolicies: ReadonlyMap<string, string>;
  /** Of Okta's own session policy; null where the baseline gives it no rule that can be written. */
  readonly defaultSessionPolicy: string | null;
}

/** Names that the sign-on side shares with the enrolment side, which looks them up together. */
export interface NamedInSignOn {
  readonly groups: readonly string[];
  readonly zones: readonly string[];
  readonly people: readonly string[];
}

/** Names in session and app policies, however often. */
export function namedInSignOn({ sessionPolicies, appPolicies }: BaselineSignOn): NamedInSignOn {
  const sessionRules = sessionPolicies.flatMap(({ rules }) => rules);
  const appRules = appPolicies.flatMap(({ rules }) => rules);
  const people = appRules.map((rule) => rule.people);
  return {
    groups: [
      ...sessionPolicies.flatMap(({ groups }) => groups),
      ...people.flatMap(({ groups, exceptGroups }) => [...groups, ...exceptGroups]),
    ],
    zones: [...sessionRules, ...appRules].flatMap(({ network }) =>
      network.kind === "anywhere" ? [] : network.zones,
    ),
    people: [
      ...sessionRules.flatMap(({ exceptUsers }) => exceptUsers),
      ...people.flatMap(({ users, exceptUsers }) => [...users, ...exceptUsers]),
    ],
  };
}

/** Whether Okta made an app sign-in policy with the org, so that it is looked up and never declared. */
const isBuiltIn = (name: string): boolean => builtInAppPolicyNames.some((builtIn) => sameName(builtIn, name));

/** @throws PlumblineError NOT_ENFORCEABLE for what the org does not have, or OKTA_REFUSED */
export async function lookUpSignOnIds(
  { sessionPolicies, appPolicies }: BaselineSignOn,
  ask: Pick<ProviderLookups, "app" | "userType" | "appPolicy" | "defaultSessionPolicy">,
  appLabels: readonly string[],
): Promise<SignOnIds> {
  const types = appPolicies.flatMap(({ rules }) => rules.flatMap((rule) => userTypesOf(rule.people)));
  const builtIn = appPolicies.map(({ name }) => name).filter(isBuiltIn);
  const addsToDefault = sessionPolicies.some(
    ({ isDefault, rules }) => isDefault && rules.some(({ isSystem }) => !isSystem),
  );
  return {
    apps: await eachOnce([...appPolicies.flatMap(({ apps }) => apps ?? []), ...appLabels], async (label) =>
      idOf(await ask.app(label), label, absentApp),
    ),
    userTypes: await eachOnce(types, async (name) => idOf(await ask.userType(name), name, absentType)),
    appPolicies: await eachOnce(builtIn, async (name) => idOf(await ask.appPolicy(name), name, absentPolicy)),
    defaultSessionPolicy: addsToDefault
      ? idOf(await ask.defaultSessionPolicy(), defaultPolicyName, absentDefault)
      : null,
  };
}

const userTypesOf = ({ userTypes, exceptUserTypes }: PeopleCondition): readonly string[] => [
  ...userTypes,
  ...exceptUserTypes,
];

interface Absence {
  readonly what: string;
  readonly remedy: string;
}

const absentApp: Absence = {
  what: "active application",
  remedy:
    "correct the label (under signOn.appPolicies[].apps, or apps of an enrollment rule, where all of a type go by { type: name }), or activate the application; Okta shows its own (Admin Console, Dashboard) to super administrators only",
};
const absentType: Absence = {
  what: "user type",
  remedy: "correct the name under people.userTypes, or add the type under Directory > Profile Editor",
};
const absentPolicy: Absence = {
  what: "app sign-in policy",
  remedy: "this is a policy that Okta makes with an org, which the provider cannot; give yours another name",
};
const absentDefault: Absence = {
  what: "session policy",
  remedy: "every org has it: check the provider's org and whether its credentials may read policies",
};

/** The provider takes whatever begins with a label (`q=` is a prefix search). */
function idOf(found: Named | null, name: string, { what, remedy }: Absence): string {
  if (found !== null && sameName(found.name, name)) return found.id;
  throw new PlumblineError("NOT_ENFORCEABLE", `the org has no ${what} "${name}"`, { remedy });
}
