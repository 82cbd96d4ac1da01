import type { FindingRef } from "../../checks/contract/check.ts";
import { type MendedOrg, mendedOrgs } from "../../checks/policies/mended-orgs.ts";
import type { JudgedOrg } from "../evaluator/judged-org.ts";
import { authenticatorRef } from "../model/authenticators.ts";
import type { Slice } from "../model/snapshot.ts";
import type { Framework, StandardRequirement } from "./contract/framework.ts";
import { judgeStandards } from "./judge-standards.ts";
import { slicesOf } from "./plan-standards.ts";

/** Slices in which the checks find differences from what is declared that can be mended one at a time. */
const declarable: ReadonlySet<Slice> = new Set([
  "session-policies",
  "app-policies",
  "app-mappings",
  "authenticators",
]);

/** The org as it would be without each authenticator whose status is not as declared. */
function* withAuthenticators({ baseline, org }: JudgedOrg): Generator<MendedOrg> {
  const live = org.slices.authenticators ?? [];
  for (const [name, status] of Object.entries(baseline.authenticators)) {
    const isMeant = (one: (typeof live)[number]): boolean =>
      one.key === name || authenticatorRef(one.key, one.id) === name;
    if (!live.some((one) => isMeant(one) && one.status !== status)) continue;
    yield {
      cause: { check: "authenticator-status", subject: { type: "authenticator", name }, field: "status" },
      slices: { authenticators: live.map((one) => (isMeant(one) ? { ...one, status } : one)) },
    };
  }
}

const declaresSignOn = ({ signOn }: JudgedOrg["baseline"]): boolean =>
  signOn.sessionPolicies.length + signOn.appPolicies.length > 0;

/** The id of a requirement, with findings of other checks that made it open. */
export type StandardCauses = ReadonlyMap<string, readonly FindingRef[]>;

/**
 * Findings without which requirements would not be open: those of the checks that compare the org with what the baseline
 * declares. Each is mended alone, and the requirements that hang on such things are judged again.
 *
 * @param open - requirements that are open in the org as it is
 */
export function standardCauses(
  framework: Framework,
  open: readonly StandardRequirement[],
  input: JudgedOrg,
): StandardCauses {
  const requirements = open.filter((one) => slicesOf(one).some((slice) => declarable.has(slice)));
  const causes = new Map<string, readonly FindingRef[]>();
  if (requirements.length === 0) return causes;
  const { baseline, org, now } = input;
  const worlds = [...withAuthenticators(input), ...(declaresSignOn(baseline) ? mendedOrgs(input) : [])];
  for (const { cause, slices } of worlds) {
    const mended = { ...org, slices: { ...org.slices, ...slices } };
    const [judged] = judgeStandards([{ ...framework, requirements }], mended, now, baseline.exemptions);
    for (const { id, status } of judged?.requirements ?? []) {
      if (status !== "open") causes.set(id, [...(causes.get(id) ?? []), cause]);
    }
  }
  return causes;
}
