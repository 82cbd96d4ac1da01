import { findExemptions } from "../../../checks/runner/exempt.ts";
import { isEveryoneName } from "../../evaluator/declared/declared-group.ts";
import type { Judgement } from "../../evaluator/judgement.ts";
import { whyPartial } from "../../evaluator/live/partly-read.ts";
import type { Baseline, Requirement } from "../../model/baseline.ts";
import type { UserId } from "../../model/ids.ts";
import type { LeftOut } from "../../model/memberships.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";

/** Why somebody has to be in a group. */
export interface Wish {
  readonly person: Person;
  readonly requirements: readonly string[];
  readonly isDeclared: boolean;
}

/** Who has to be in one group. */
export interface WantedGroup {
  readonly name: string;
  readonly wishes: ReadonlyMap<UserId, Wish>;
  /** Declared members that match no user of the org. */
  readonly unheardOf: readonly string[];
}

export interface WantedMemberships {
  readonly groups: readonly WantedGroup[];
  /** Whether or not they are in the group: the caller knows that. */
  readonly leftOut: readonly LeftOut[];
  readonly uncertainties: readonly string[];
}

export interface Wanting {
  readonly baseline: Baseline;
  readonly org: OrgSnapshot;
  readonly judgement: Judgement;
  readonly now: Date;
  /** STAGED and PROVISIONED people, too. */
  readonly includePending: boolean;
  /** Members whom the baseline names, too; not where only some requirements are asked for. */
  readonly includeDeclared: boolean;
}

interface Draft {
  readonly name: string;
  readonly wishes: Map<UserId, Wish>;
  readonly unheardOf: string[];
}

/** Who has to be in which group, by requirements and by the members that groups declare. */
export function wantedMemberships(wanting: Wanting): WantedMemberships {
  const drafts = new Map<string, Draft>();
  const draftOf = (name: string): Draft => {
    const key = name.normalize("NFC");
    const draft = drafts.get(key) ?? { name, wishes: new Map(), unheardOf: [] };
    drafts.set(key, draft);
    return draft;
  };
  const asked = byRequirements(wanting, (group, person, requirement) => {
    const { wishes } = draftOf(group);
    const known = wishes.get(person.id) ?? { person, requirements: [], isDeclared: false };
    wishes.set(person.id, { ...known, requirements: [...known.requirements, requirement] });
  });
  for (const { name, members } of wanting.includeDeclared ? wanting.baseline.groups : []) {
    for (const member of members) {
      const person = wanting.judgement.live.personCalled(member);
      const { wishes, unheardOf } = draftOf(name);
      if (person === undefined) unheardOf.push(member);
      else
        wishes.set(person.id, {
          ...(wishes.get(person.id) ?? { person, requirements: [] }),
          isDeclared: true,
        });
    }
  }
  return { groups: [...drafts.values()], ...asked };
}

type Want = (group: string, person: Person, requirement: string) => void;

function byRequirements(
  { baseline, org, judgement, now, includePending }: Wanting,
  want: Want,
): Pick<WantedMemberships, "leftOut" | "uncertainties"> {
  const { people, live, coverageOf } = judgement;
  const exemptionFor = findExemptions(baseline.exemptions, live, now);
  const leftOut: LeftOut[] = [];
  const uncertainties: string[] = [];
  const requirements = baseline.requirements.filter(({ memberOf }) => memberOf.length > 0);
  const partial = whyPartial("users", org);
  if (partial !== null && requirements.length > 0) uncertainties.push(`not everybody was read (${partial})`);
  const ask = (person: Person, requirement: Requirement, isPending: boolean): void => {
    const { id } = requirement;
    const user = { id: person.id, login: person.login };
    const exemption = exemptionFor({ type: "user", id: person.id, name: person.login }, id);
    for (const group of requirement.memberOf) {
      if (isEveryoneName(group)) continue;
      const left = { user, group, requirement: id };
      if (exemption !== null) leftOut.push({ ...left, why: "exempted", until: exemption.until });
      else if (isPending && !includePending) leftOut.push({ ...left, why: "pending", until: null });
      else want(group, person, id);
    }
  };
  for (const requirement of requirements) {
    const coverage = coverageOf(requirement);
    uncertainties.push(
      ...coverage.uncertainties.map((uncertainty) => `requirement "${requirement.id}": ${uncertainty}`),
    );
    for (const person of people.inScope) if (coverage.covers(person.id)) ask(person, requirement, false);
    for (const person of people.pending) if (coverage.covers(person.id)) ask(person, requirement, true);
  }
  return { leftOut, uncertainties };
}
