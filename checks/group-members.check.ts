import { liveGroupFor, whyAmbiguous } from "../src/evaluator/declared/declared-group.ts";
import type { JudgedOrg } from "../src/evaluator/judged-org.ts";
import type { LiveIndex } from "../src/evaluator/live/live-index.ts";
import { whyPartial } from "../src/evaluator/live/partly-read.ts";
import { listNames } from "../src/evaluator/words/name-list.ts";
import type { BaselineGroup } from "../src/model/baseline.ts";
import type { UserId } from "../src/model/ids.ts";
import type { Group, OrgSnapshot } from "../src/model/snapshot.ts";
import { groupMissing } from "./causes/root-causes.ts";
import type { Check, FindingDraft } from "./contract/check.ts";

const namesMembers = (group: BaselineGroup): boolean => group.members.length > 0 || group.onlyMembers;

function membersOf(group: Group, org: OrgSnapshot, live: LiveIndex): ReadonlySet<UserId> | undefined {
  // Everyone's members are never listed: they are everybody.
  if (live.isEveryone(group.id)) return new Set(org.slices.users?.people.map((person) => person.id));
  return live.membersOf(group.id);
}

interface Comparison {
  readonly present: readonly string[];
  readonly missing: readonly string[];
  /** Declared, but nobody in the org has that login or id. */
  readonly unheardOf: readonly string[];
  /** Members whom nobody declared: logins, or ids where the login is not known. */
  readonly extra: readonly string[];
  /** Members who are neither declared nor in the list of people. */
  readonly nameless: readonly string[];
}

function compare(declared: BaselineGroup, members: ReadonlySet<string>, live: LiveIndex): Comparison {
  const wanted = new Set<string>();
  const present: string[] = [];
  const missing: string[] = [];
  const unheardOf: string[] = [];
  for (const name of [...declared.members].sort()) {
    const person = live.personCalled(name);
    const id = person?.id ?? name;
    wanted.add(id);
    // An id that is a member without being in the list of people (a deactivated person) is still a member.
    if (members.has(id)) present.push(name);
    else (person === undefined ? unheardOf : missing).push(name);
  }
  const others = [...members].filter((id) => !wanted.has(id));
  const nameless = others.filter((id) => live.personCalled(id) === undefined);
  const extra = (declared.onlyMembers ? others : []).map((id) => live.personCalled(id)?.login ?? id).sort();
  return { present, missing, unheardOf, extra, nameless };
}

/** Whether the members without a login may be the very people who were not found. */
function mayBeAsDeclared({ missing, unheardOf, extra, nameless }: Comparison): boolean {
  if (missing.length > 0 || unheardOf.length === 0 || unheardOf.length > nameless.length) return false;
  return extra.length === 0 || (extra.length === nameless.length && nameless.length === unheardOf.length);
}

function inWords({ missing, unheardOf, extra }: Comparison): string {
  const parts = [
    missing.length > 0 ? `lacks ${listNames(missing)}` : null,
    unheardOf.length > 0 ? `lacks ${listNames(unheardOf)} (no such person in the org)` : null,
    extra.length > 0 ? `has ${listNames(extra)}, whom the baseline does not name` : null,
  ].filter((part) => part !== null);
  return parts.join(", and ");
}

function howToMend({ missing, unheardOf, extra }: Comparison): string {
  const byHand = [
    missing.length > 0 ? `put ${listNames(missing)} back into the group` : null,
    extra.length > 0 ? `take ${listNames(extra)} out of the group` : null,
  ].filter((part) => part !== null);
  const meant = [
    missing.length > 0 ? "who left for good" : null,
    extra.length > 0 ? "who is to stay in it" : null,
  ].filter((part) => part !== null);
  const sentences = [
    ...(unheardOf.length > 0
      ? [`Correct the name of ${listNames(unheardOf)} in the baseline, or activate the account.`]
      : []),
    ...(byHand.length > 0
      ? [
          `Run \`pulumi up --refresh\`, or ${byHand.join(" and ")} by hand; for ${meant.join(" or ")}, change \`members\` in the baseline first.`,
        ]
      : []),
  ];
  return sentences.join(" ");
}

const couldNotCompare = (name: string): Pick<FindingDraft, "status" | "actual" | "message" | "remedy"> => ({
  status: "unknown",
  actual: null,
  message: `The members of group "${name}" could not all be read by login, so they could not be compared.`,
  remedy:
    "Let the service app read groups and people (okta.groups.read, okta.users.read), and run the check again.",
});

function judge(declared: BaselineGroup, { org, judgement: { live } }: JudgedOrg): FindingDraft | null {
  const { name } = declared;
  const group = liveGroupFor(declared, live);
  const subject = { type: "group", id: group?.id ?? null, name } as const;
  const draft = { subject, field: "members", expected: [...declared.members].sort() } as const;
  if (group === undefined) {
    const ambiguity = whyAmbiguous(declared, live);
    const message = `The members of group "${name}" could not be compared: ${ambiguity}.`;
    const causes = [groupMissing(name)];
    return ambiguity === null ? null : { ...draft, status: "unknown", actual: null, message, causes };
  }
  const members = org.slices.users === undefined ? undefined : membersOf(group, org, live);
  if (members === undefined) return { ...draft, ...couldNotCompare(name) };
  const comparison = compare(declared, members, live);
  const { present, missing, unheardOf, extra } = comparison;
  if (missing.length + unheardOf.length + extra.length === 0) return null;
  if (whyPartial("users", org) !== null && mayBeAsDeclared(comparison)) {
    return { ...draft, ...couldNotCompare(name) };
  }
  const actual = [...present, ...extra].sort();
  const message = `Group "${name}" ${inWords(comparison)}.`;
  return { ...draft, actual, message, remedy: howToMend(comparison) };
}

export default {
  id: "group-members",
  about: "configuration",
  title: "Declared members are in their groups, and nobody else is in groups that are closed",
  severity: "high",
  rationale:
    "Who is in a group decides which enrollment policy governs them: a person missing from a strict group falls " +
    "through to a weaker policy, and an outsider in a group that is exempt from it escapes. A suspended member is " +
    "still a member: access comes back with one click.",
  remedy:
    "Put back who is missing and take out who was added, or run `pulumi up --refresh`; if the change was meant, change " +
    "the group's `members` in the baseline.",
  references: [
    "Okta API reference: Groups (list all member users)",
    "NIST SP 800-53 AC-2, Account Management, and AC-6, Least Privilege",
  ],
  needs: (baseline) => (baseline.groups.some(namesMembers) ? ["groups", "group-members", "users"] : []),

  *evaluate(input): Generator<FindingDraft> {
    for (const declared of input.baseline.groups.filter(namesMembers)) {
      const draft = judge(declared, input);
      if (draft !== null) yield draft;
    }
  },
} satisfies Check;
