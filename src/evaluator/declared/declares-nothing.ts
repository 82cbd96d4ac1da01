import type { Baseline } from "../../model/baseline.ts";

const no = (): boolean => false;

/** Whether a part of a baseline says something that an org can be compared with. */
const compares: { readonly [Part in keyof Baseline]: (part: Baseline[Part]) => boolean } = {
  version: no,
  org: no,
  groups: (groups) => groups.length > 0,
  authenticators: (authenticators) => Object.keys(authenticators).length > 0,
  // Methods are those of authenticators that are declared.
  authenticatorMethods: no,
  enrollmentPolicies: (policies) => policies.length > 0,
  signOn: ({ sessionPolicies, appPolicies }) => sessionPolicies.length + appPolicies.length > 0,
  unmanaged: no,
  requirements: (requirements) => requirements.length > 0,
  // Nobody declares what a standard asks for: its own check judges that.
  standards: no,
  // An exemption is from a requirement, and the others are not about the org.
  exemptions: no,
  accepted: no,
  unread: no,
  approvals: no,
  alerts: no,
};

/** True of a baseline that nothing in an org could depart from. */
export function declaresNothing(baseline: Baseline): boolean {
  const parts = Object.keys(compares) as (keyof Baseline)[];
  const saysSomething = <Part extends keyof Baseline>(part: Part): boolean => compares[part](baseline[part]);
  return !parts.some(saysSomething);
}
