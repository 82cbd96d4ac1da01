/** The component that `stacks/index.ts` declares; a program of one's own chooses its name. */
export const stackComponentName = "mfa";

/**
 * The name of one resource in Pulumi's state, which must never change: another name is another resource, and the old
 * one is deleted. With the component's name, so that one stack can enforce baselines in several orgs.
 */
export function stackResourceName(component: string, name: string): string {
  return `${component}/${name.normalize("NFC")}`;
}

/** How an enrollment rule is named, as in a report. */
export function policyRuleName(policy: string, rule: string): string {
  return `${policy} / ${rule}`;
}
