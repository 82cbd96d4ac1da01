import { z } from "zod";
import { PlumblineError } from "../src/model/errors.ts";
import { stackResourceName, stackRuleName } from "../src/model/stack-names.ts";
import { baselineResourceType } from "../src/model/stack-outputs.ts";

/** Parts of a baseline that can be renamed, and the types of the resources that bear its name. */
const typesOf = {
  group: ["okta:group/group:Group", "okta:index/groupMemberships:GroupMemberships"],
  "group-rule": ["okta:group/rule:Rule"],
  policy: ["okta:policy/mfa:Mfa"],
  rule: ["okta:policy/ruleMfa:RuleMfa"],
  "session-policy": ["okta:policy/signon:Signon"],
  "session-rule": ["okta:policy/ruleSignon:RuleSignon"],
  "app-policy": [
    "okta:index/appSignonPolicy:AppSignonPolicy",
    "okta:app/signonPolicyRules:SignonPolicyRules",
  ],
} as const;

export type RenamedKind = keyof typeof typesOf;

/** Resources that bear the name of a policy before their own. */
const rulesOf: { readonly [Kind in RenamedKind]?: readonly string[] } = {
  policy: typesOf.rule,
  "session-policy": typesOf["session-rule"],
};

export const renamedKinds = Object.keys(typesOf) as readonly RenamedKind[];

export interface Rename {
  readonly kind: RenamedKind;
  /** As the baseline had it; of a rule `Policy / Rule`. */
  readonly from: string;
  readonly to: string;
  /** The name of the `MfaBaseline` in the program. */
  readonly component: string;
}

/** One `pulumi state rename URN NAME`. */
export interface StateRename {
  readonly urn: string;
  readonly name: string;
}

const exported = z.looseObject({
  deployment: z.looseObject({
    resources: z.array(
      z.looseObject({
        urn: z.string(),
        type: z.string(),
        id: z.string().default(""),
        inputs: z.record(z.string(), z.unknown()).default({}),
      }),
    ),
  }),
});

/**
 * Lists what to rename in a stack's state when something is renamed in the baseline: the resource and all that are named
 * after it. A resource under another name is another resource: Pulumi makes the new one first and deletes the old one then,
 * which for the members of a group are the same people, and for a rule of a policy is a name that is taken.
 *
 * @param text - what `pulumi stack export` printed
 * @throws PlumblineError STACK_INVALID when it is something else, or has nothing of that name
 */
export function renamesInState(text: string, { kind, from, to, component }: Rename): readonly StateRename[] {
  const parsed = exported.safeParse(parseJson(text));
  if (!parsed.success)
    throw invalid("this is not the output of pulumi stack export", "pulumi stack export | ...");
  const { resources } = parsed.data.deployment;
  const ofComponent = resources.filter(({ urn }) => urn.includes(`::${baselineResourceType}$`));
  const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");
  const types: readonly string[] = typesOf[kind];
  const named = ofComponent.filter(
    ({ urn, type }) => types.includes(type) && nameOf(urn) === stackResourceName(component, from),
  );
  if (named.length === 0) {
    throw invalid(
      `the stack has no ${kind} "${from}" in the component "${component}"`,
      "write the name as the baseline had it; pulumi stack --show-urns lists what there is",
    );
  }
  const ruleTypes: readonly string[] = rulesOf[kind] ?? [];
  const policies = named.map(({ id }) => id);
  const rules = ofComponent.filter(
    ({ type, inputs }) => ruleTypes.includes(type) && policies.includes(String(inputs["policyId"])),
  );
  return [
    ...named.map(({ urn }) => ({ urn, name: stackResourceName(component, to) })),
    ...rules.map(({ urn, inputs }) => ({
      urn,
      name: stackResourceName(component, stackRuleName(to, String(inputs["name"]))),
    })),
  ];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const invalid = (problem: string, remedy: string) => new PlumblineError("STACK_INVALID", problem, { remedy });

/** A command for a POSIX shell: a URN holds `$` and spaces. */
export function renameCommand({ urn, name }: StateRename): string {
  const stack = urn.split(":")[2] ?? "";
  return `pulumi state rename --yes --stack ${quoted(stack)} ${quoted(urn)} ${quoted(name)}`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
