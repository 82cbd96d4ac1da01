import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import type { GroupId } from "../../model/ids.ts";
import type { LifecyclePolicy, LifecycleRule } from "../../model/live-standards.ts";
import type { Person } from "../../model/snapshot.ts";
import type { StandardEvidence, StandardVerdict } from "../../model/standards.ts";
import type { JudgedForPeople, StandardRequirement } from "../contract/framework.ts";
import { notReviewed, open, pass, policyPath } from "../contract/verdicts.ts";
import { judgedOver, whoSlices } from "./people-judged.ts";

const disabled: ReadonlySet<string> = new Set(["SUSPENDED", "DEACTIVATED", "DEPROVISIONED"]);

/** An automation with the conditions of its policy. */
interface Automation {
  readonly policy: LifecyclePolicy;
  readonly rule: LifecycleRule;
  readonly days: number | null;
  readonly groupIds: readonly GroupId[];
  readonly unmodelled: readonly string[];
}

const automationsOf = (policy: LifecyclePolicy): readonly Automation[] =>
  (policy.rules ?? []).map((rule) => ({
    policy,
    rule,
    days: rule.conditions.inactivityDays ?? policy.conditions.inactivityDays,
    groupIds: [...policy.conditions.groupIds, ...rule.conditions.groupIds],
    unmodelled: [...(policy.conditions.unmodelled ?? []), ...(rule.conditions.unmodelled ?? [])],
  }));

type Answer = "yes" | "no" | "unknown";

/** Whether an automation disables the accounts that it is for in time: unknown where it has a condition that is not modelled. */
function inTime(mostDays: number, { policy, rule, days, unmodelled }: Automation): Answer {
  const isOn = policy.status === "ACTIVE" && rule.status === "ACTIVE";
  if (!isOn || !disabled.has(rule.targetStatus ?? "")) return "no";
  if (days !== null && days > mostDays) return "no";
  if (unmodelled.length > 0) return "unknown";
  return days === null ? "no" : "yes";
}

const oddWords = (path: string): string => `it has a condition that is not modelled: ${path}`;

const seen = ({ policy, rule, days }: Automation): StandardEvidence => ({
  path: policyPath(policy.id, rule.id),
  name: `${policy.name} / ${rule.name}`,
  field: "conditions.people.users.inactivity",
  value: `${days ?? "no"} days, then ${rule.targetStatus ?? "nothing that is known"}, ${policy.status} and ${rule.status}`,
});

/** Accounts of a directory are disabled there. */
const isOfDirectory = ({ signOn }: Person): boolean =>
  signOn?.provider === "ACTIVE_DIRECTORY" || signOn?.provider === "LDAP";

function literally(mostDays: number, { org, judgement }: JudgedOrg): StandardVerdict {
  const policies = org.slices.lifecyclePolicies ?? [];
  const all = policies.flatMap(automationsOf);
  const those = (answer: Answer) =>
    all.filter((one) => one.groupIds.length > 0 && inTime(mostDays, one) === answer);
  const [met, odd] = [those("yes"), those("unknown")];
  const [first] = met;
  if (first !== undefined) {
    return pass(
      `automation "${first.policy.name}" disables accounts after ${first.days} days`,
      met.map(seen),
    );
  }
  if (odd[0] !== undefined) {
    return notReviewed(
      `automation "${odd[0].policy.name}" has a condition that is not modelled: ${odd[0].unmodelled[0]}`,
      odd.map(seen),
    );
  }
  const unread = policies.find(({ rules }) => rules === null);
  if (unread !== undefined) return notReviewed(`the rules of automation "${unread.name}" were not read`);
  if (judgement.people.inScope.some(isOfDirectory)) {
    return notReviewed(
      "no automation disables accounts in time, and some accounts are of a directory, which then has to: the standard does not apply to those",
      all.map(seen),
    );
  }
  return open(
    `no active automation for a group disables accounts that were not used for ${mostDays} days`,
    all.map(seen),
  );
}

function inGroups({ live }: JudgedOrg["judgement"], groupIds: readonly GroupId[], person: Person): Answer {
  const answers = groupIds.map((id): Answer => {
    if (live.isEveryone(id)) return "yes";
    const members = live.membersOf(id);
    return members === undefined ? "unknown" : members.has(person.id) ? "yes" : "no";
  });
  if (answers.includes("yes")) return "yes";
  return answers.includes("unknown") || groupIds.length === 0 ? "unknown" : "no";
}

/** Only the groups that an automation is for are covered by it. */
function forPeople(mostDays: number, org: JudgedOrg): JudgedForPeople {
  const { inScope } = org.judgement.people;
  const all = (org.org.slices.lifecyclePolicies ?? [])
    .flatMap(automationsOf)
    .map((one) => ({ ...one, isInTime: inTime(mostDays, one) }))
    .filter(({ isInTime }) => isInTime !== "no");
  const unread = (org.org.slices.lifecyclePolicies ?? []).some(({ rules }) => rules === null);
  const covers = (person: Person) => (one: (typeof all)[number]) => {
    const isIn = inGroups(org.judgement, one.groupIds, person);
    return isIn === "yes" ? one.isInTime : isIn;
  };
  const by = { yes: [] as Person[], no: [] as Person[], unknown: [] as Person[], directory: [] as Person[] };
  for (const person of inScope) {
    const answers: readonly Answer[] = [...all.map(covers(person)), ...(unread ? ["unknown" as const] : [])];
    if (answers.includes("yes")) by.yes.push(person);
    else if (isOfDirectory(person)) by.directory.push(person);
    else by[answers.includes("unknown") ? "unknown" : "no"].push(person);
  }
  const perhaps: readonly Person[] = [];
  const [first] = all;
  const evidence = first === undefined ? null : seen(first);
  return judgedOver(
    org,
    [
      { isMet: true, clause: "an automation covers them", evidence, sure: by.yes, perhaps },
      {
        isMet: false,
        clause: "no automation that disables accounts in time is for them",
        evidence,
        sure: by.no,
        perhaps,
      },
      {
        isMet: null,
        clause: "the accounts are of a directory, which has to disable them",
        evidence: null,
        sure: by.directory,
        perhaps,
      },
      {
        isMet: null,
        clause: "whether an automation is for them is not known",
        evidence,
        sure: by.unknown,
        perhaps,
      },
    ],
    { uncertainties: [...new Set(all.flatMap(({ unmodelled }) => unmodelled.map(oddWords)))], untold: [] },
    `an automation disables the account after ${mostDays} days without use at the latest`,
  );
}

/** Slices that the two answers need. */
export const inactivitySlices = {
  first: ["lifecycle-policies", "users"],
  second: ["lifecycle-policies", ...whoSlices],
} as const;

/** The answers to a requirement that accounts are disabled that nobody used for so many days. */
export const inactivityAnswers = (
  mostDays: number,
): Pick<StandardRequirement, "asTheStandardChecks" | "asItHoldsForPeople"> => ({
  asTheStandardChecks: (org) => literally(mostDays, org),
  asItHoldsForPeople: {
    kind: "judged",
    needs: inactivitySlices.second,
    judge: (org) => forPeople(mostDays, org),
  },
});
