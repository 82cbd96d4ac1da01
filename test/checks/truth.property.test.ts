import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { loadChecks } from "../../src/flows/catalogue/load-checks.ts";
import { type Demand, declaredPolicies, requirementIds } from "../support/org-facts/baseline-of-facts.ts";
import { isOrgInLine, ofSettings, ofStaffRule } from "../support/org-facts/declared-oracle.ts";
import { type FactsOracle, oracleOf } from "../support/org-facts/facts-oracle.ts";
import { judgeFacts, type Said } from "../support/org-facts/judge-facts.ts";
import type { OrgFacts } from "../support/org-facts/org-facts.ts";
import { someDemands, someOrgs } from "../support/org-facts/some-orgs.ts";
import { propertyRuns } from "../support/property-runs.ts";

const checks = await loadChecks();
const numRuns = propertyRuns(100);
const mostMsAnOrg = 1_000;

/** One org that was judged, and all that is true of it. */
interface Judged {
  readonly facts: OrgFacts;
  readonly demand: Demand;
  readonly said: Said;
  readonly oracle: FactsOracle;
}

function ofPeople({ facts, said, oracle }: Judged): void {
  for (const person of facts.people.filter(oracle.isAsked)) {
    for (const requirement of requirementIds) {
      const answer = said.ofPerson(person.login, requirement);
      const right = oracle.mayBeSaid(person, requirement);
      expect(right, `${person.login}, ${requirement}`).toContain(answer);
    }
  }
}

function ofItsParts({ facts, said }: Judged): void {
  if (facts.veil !== null) return;
  expect(said.ofThing("group-rule", "Staff - employees")).toEqual(ofStaffRule(facts));
  for (const policy of declaredPolicies) {
    const settings = said.ofThing("enrollment-policy-authenticator", policy.name);
    expect(settings, policy.name).toEqual(ofSettings(policy, facts));
  }
}

function asAWhole({ facts, demand, said, oracle }: Judged): void {
  const areAll = facts.people
    .filter(oracle.isAsked)
    .every((person) =>
      requirementIds.every((one) => ["in line", "pending"].includes(oracle.truthOf(person, one))),
    );
  const isInLine = areAll ? isOrgInLine(facts, demand) : false;
  if (isInLine !== null) expect(said.verdict === "in-line").toBe(isInLine);
}

/**
 * The sentences of "usable, not only enrolled" against an oracle that knows none of the code. Tried by hand: without any
 * one of these the property fails within its usual number of orgs.
 *
 * 1. usable: the policy in effect; `allowedFor`; a method's status; a factor's; people whom a rule leaves out; zones.
 * 2. names: the uncertainty about two groups of one name; the twin's people; Everyone told from an imported namesake.
 * 3. group rules: other targets, people and groups left out.
 * 4. time: the org's clock in place of the machine's; no grace for an account from the future.
 * 5. nothing dropped: `gracePeriod`, `allowedGroups`; what is not modelled of policies, rules, settings, authenticators and
 *    methods.
 * 6. whole views: Everyone, administrators, authenticators not listed; a member not on the roll; many people gone; roles
 *    not found; a policy that could not be read.
 * 7. ties.
 */
describe("any org, read and judged", () => {
  it("is told by the truth: of people, of its parts, and as a whole", {
    timeout: numRuns * mostMsAnOrg,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(someOrgs, someDemands, async (facts, demand) => {
        const said = await judgeFacts(checks, facts, demand);
        const judged = { facts, demand, said, oracle: oracleOf(facts, demand) };
        ofPeople(judged);
        ofItsParts(judged);
        asAWhole(judged);
      }),
      { numRuns },
    );
  });
});
