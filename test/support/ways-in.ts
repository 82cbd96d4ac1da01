import { judge } from "../../src/evaluator/judgement.ts";
import type { Outcome, WaysIn } from "../../src/evaluator/sign-on/way-in.ts";
import type { OrgSnapshot, Person } from "../../src/model/snapshot.ts";
import { aBaseline } from "./baseline-builder.ts";
import { kim } from "./sign-on-org.ts";

/** The ways in for Kim, or somebody else, to what is under the first app policy; or past the session alone. */
export function waysOf(org: OrgSnapshot, person: Person = kim, outside: readonly string[] = []): WaysIn {
  const { live, signOn } = judge(aBaseline(), org);
  const policy = org.slices.appPolicies?.[0] ?? null;
  return signOn().waysFor(signOn().alike(live.person(person.id) ?? person), policy, outside);
}

/** `two-factors by okta_password + okta_email`. */
export const said = ({ kind, level, with: factors }: Outcome): string =>
  `${kind === "asked" ? level : kind}${factors.length === 0 ? "" : ` by ${factors.join(" + ")}`}`;
