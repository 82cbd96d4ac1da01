import {
  declaredGroupNamed,
  isEveryoneName,
  liveGroupsFor,
  whyAmbiguous,
} from "../src/evaluator/declared/declared-group.ts";
import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import { whyPartial } from "../src/evaluator/live/partly-read.ts";
import { slicesForCoverage } from "../src/evaluator/people/coverage.ts";
import { listNames } from "../src/evaluator/words/name-list.ts";
import { quoted } from "../src/evaluator/words/quoted-names.ts";
import type { Requirement } from "../src/model/baseline.ts";
import type { UserId } from "../src/model/ids.ts";
import type { Person } from "../src/model/snapshot.ts";
import { membershipCauses } from "./causes/membership-causes.ts";
import type { Check, CheckResult, FindingRef } from "./contract/check.ts";
import { howToJoin } from "./people/how-to-join.ts";
import { judgePeople } from "./people/judge-people.ts";
import { orTakeRole, requirementWords } from "./people/requirement-words.ts";

interface RequiredGroup {
  readonly name: string;
  /** Why it is not known who is in it, or which group is meant; null when it is. */
  readonly uncertainty: string | null;
  /** How somebody gets into it. */
  remedyFor(person: Person): string;
  /** Whoever is not in it is surely missing. */
  readonly isKnown: boolean;
  has(user: UserId): boolean;
  causesFor(person: Person): readonly FindingRef[];
}

const asks = (requirement: Requirement): boolean => requirement.memberOf.length > 0;

function requiredGroup(name: string, input: JudgedOrg): RequiredGroup {
  const { baseline, org } = input;
  const { live } = input.judgement;
  const declared = declaredGroupNamed(baseline, name);
  const groups = liveGroupsFor(declared, live);
  const declaration = baseline.groups.find((one) => one === declared);
  const remedyFor = (person: Person): string => howToJoin(person, name, declaration, groups[0], org);
  const known = { name, remedyFor, causesFor: membershipCauses(name, input) };
  if (isEveryoneName(name)) return { ...known, uncertainty: null, isKnown: true, has: () => true };
  if (groups.length === 0) {
    const partial = whyPartial("groups", org);
    const uncertainty = partial === null ? null : `group "${name}" was not read (${partial})`;
    return { ...known, uncertainty, isKnown: uncertainty === null, has: () => false };
  }
  const members = groups.map(({ id }) => live.membersOf(id));
  const unread = members.includes(undefined) ? `the members of "${name}" were not read` : null;
  const has = (user: UserId): boolean => members.some((those) => those?.has(user) === true);
  // Who is in none of several surely lacks the one that is meant.
  return { ...known, uncertainty: unread ?? whyAmbiguous(declared, live), isKnown: unread === null, has };
}

function* evaluate(input: JudgedOrg): Generator<CheckResult> {
  const requirements = input.baseline.requirements.filter(asks);
  const groupsOf = new Map(
    requirements.map((requirement) => [
      requirement,
      requirement.memberOf.map((name) => requiredGroup(name, input)),
    ]),
  );
  for (const [{ id }, groups] of groupsOf) {
    for (const { uncertainty } of groups)
      if (uncertainty !== null) yield { unknown: `requirement "${id}": ${uncertainty}` };
  }
  yield* judgePeople("memberOf", requirements, input, (requirement) => {
    const asking = requirementWords(requirement);
    const known = (groupsOf.get(requirement) ?? []).filter(({ isKnown }) => isKnown);
    return (person) => {
      const missing = known.filter((group) => !group.has(person.id));
      if (missing.length === 0) return null;
      return {
        status: "open",
        expected: requirement.memberOf,
        actual: known.filter((group) => group.has(person.id)).map(({ name }) => name),
        message: `${person.login} is not in ${listNames(missing.map(({ name }) => quoted(name)))}, which ${asking} asks for`,
        remedy: orTakeRole(requirement, missing.map((group) => group.remedyFor(person)).join(" ")),
        causes: missing.flatMap((group) => group.causesFor(person)),
      };
    };
  });
}

export default {
  id: "member-of",
  about: "people",
  asks,
  title: "Each person is in every group that a requirement asks for",
  severity: "the requirement's",
  rationale:
    "Enrollment policies apply to groups: a person who is in none of them is left to Okta's default policy, or to " +
    "whatever policy comes first.",
  remedy:
    "Add the person to the group (`plumbline enroll` plans it for everybody); repair the group rule that fills it; or, " +
    "where the baseline closes it (`onlyMembers`), name the person there.",
  references: [
    "Okta API reference: Groups (assign a user to a group)",
    "Okta developer docs: Policies (group conditions)",
    "NIST SP 800-53 Rev. 5 AC-2",
  ],
  needs: ({ requirements }) => (requirements.some(asks) ? ["users", "groups", "group-members"] : []),
  sharpenedBy: ({ requirements }) => slicesForCoverage(requirements.filter(asks)),
  evaluate,
} satisfies Check;
