/** The component that `stacks/index.ts` declares; a program of one's own chooses its name. */
export const stackComponentName = "mfa";

/**
 * The name of one resource in Pulumi's state, which must never change: another name is another resource, and the old
 * one is deleted. With the component's name, so that one stack can enforce baselines in several orgs.
 */
export function stackResourceName(component: string, name: string): string {
  return `${component}/${name.normalize("NFC")}`;
}

/**
 * How a rule is named in a stack: `Policy / Rule`. What looks like the slash between the two within a name is doubled,
 * so that two rules never share a name.
 */
export function stackRuleName(policy: string, rule: string): string {
  return [policy, rule].map((name) => name.replaceAll(/(?<=^| )\/+(?=$| )/g, "/$&")).join(" / ");
}
