import type { FindingRef } from "../../checks/contract/check.ts";
import { type World, worldsOf } from "../../checks/people/sign-in-causes.ts";
import type { JudgedOrg } from "../evaluator/judged-org.ts";
import { judge } from "../evaluator/judgement.ts";
import { authenticatorRef } from "../model/authenticators.ts";
import type { Slice } from "../model/snapshot.ts";
import type { Framework, StandardRequirement } from "./contract/framework.ts";
import { judgeStandards } from "./judge-standards.ts";
import { slicesOf } from "./plan-standards.ts";
import { registerOf } from "./register-of-exceptions.ts";

/** Slices in which the checks find differences from what is declared that can be mended one at a time. */
const declarable: ReadonlySet<Slice> = new Set([
  "session-policies",
  "app-policies",
  "app-mappings",
  "authenticators",
]);

/** The org as it would be without each authenticator whose status is not as declared. */
function* withAuthenticators(input: JudgedOrg): Generator<World> {
  const { baseline, org } = input;
  const live = org.slices.authenticators ?? [];
  for (const [name, status] of Object.entries(baseline.authenticators)) {
    const isMeant = (one: (typeof live)[number]): boolean =>
      one.key === name || authenticatorRef(one.key, one.id) === name;
    if (!live.some((one) => isMeant(one) && one.status !== status)) continue;
    const authenticators = live.map((one) => (isMeant(one) ? { ...one, status } : one));
    const mended = { ...org, slices: { ...org.slices, authenticators } };
    yield {
      cause: { check: "authenticator-status", subject: { type: "authenticator", name }, field: "status" },
      input: { ...input, org: mended, judgement: judge(baseline, mended) },
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
  const { baseline, now } = input;
  const worlds = [...withAuthenticators(input), ...(declaresSignOn(baseline) ? worldsOf(input) : [])];
  const asked = [{ ...framework, requirements }];
  for (const { cause, input: world } of worlds) {
    const [judged] = judgeStandards(asked, world.org, now, registerOf(baseline), world.judgement);
    for (const { id, status } of judged?.requirements ?? []) {
      if (status !== "open") causes.set(id, [...(causes.get(id) ?? []), cause]);
    }
  }
  return causes;
}
