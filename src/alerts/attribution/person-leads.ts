import { parseFactorName } from "../../model/authenticators.ts";
import type { CheckId, PeopleCheckId } from "../../model/check-ids.ts";
import type { GroupId, UserId } from "../../model/ids.ts";
import type { LogEvent } from "../../model/log-event.ts";
import { sameName } from "../../model/words.ts";
import { factorOf } from "../event/factor-name.ts";
import { grantEvents } from "./granted-roles.ts";
import { hasTarget, type Inquiry, type Lead, type Leads, listed } from "./lead.ts";

type FindLoss = (inquiry: Inquiry, targets: readonly string[]) => readonly Lead[];

/** Events that took from a person what is lacking. */
const lossOf: Readonly<Record<PeopleCheckId, FindLoss>> = {
  "member-of": ({ finding: { expected, actual }, org }, targets) => {
    const missing = listed(expected).filter((name) => !listed(actual).includes(name));
    const groups = (org.slices.groups ?? [])
      .filter((group) => missing.some((name) => sameName(name, group.name)))
      .map(({ id }) => id);
    const tells = (event: LogEvent): boolean => hasTarget(event, groups);
    return [{ eventTypes: ["group.user_membership.remove"], targets, tells }];
  },
  factors: ({ finding: { expected } }, targets) => [
    { eventTypes: ["user.mfa.factor.reset_all"], targets },
    {
      eventTypes: ["user.mfa.factor.deactivate"],
      targets,
      tells: (event) => removesOneOf(event, listed(expected)),
    },
  ],
  // Which policy takes a person follows from configuration, whose own finding is the cause.
  "governed-by": () => [],
  // So do the ways in, and to a new password.
  "sign-in": () => [],
  recovery: () => [],
};

const byCheck: Readonly<Partial<Record<CheckId, FindLoss>>> = lossOf;

/**
 * Where the log plainly says why a person lacks something: taken out of the group, an acceptable factor removed, or made an
 * administrator, of whom more is asked. Null for anything else about people, and where another finding is the cause.
 */
export function personLeadsFor(inquiry: Inquiry): Leads | null {
  const { check, subject, causedBy } = inquiry.finding;
  if (subject.type !== "user" || subject.id === null || causedBy !== null) return null;
  const losses = byCheck[check]?.(inquiry, [subject.id]) ?? [];
  const leads = [...losses, ...grantTo(subject.id, inquiry)];
  return leads.length === 0 ? null : [leads];
}

/** Events that made the requirement apply to the person: a role, of their own or of a group that they are in. */
function grantTo(id: string, { finding, org, baseline }: Inquiry): readonly Lead[] {
  const requirement = baseline.requirements.find((one) => one.id === finding.requirement);
  if (requirement?.appliesTo.kind !== "adminRoles") return [];
  const { adminRoles, groupMembers } = org.slices;
  const holding = Object.keys(adminRoles?.groups ?? {}).filter((group) =>
    groupMembers?.[group as GroupId]?.includes(id as UserId),
  );
  return [{ eventTypes: grantEvents, targets: [id, ...holding] }];
}

function removesOneOf(event: LogEvent, acceptable: readonly string[]): boolean {
  const removed = (factorOf(event)?.refs ?? []).map(parseFactorName);
  return acceptable
    .map(parseFactorName)
    .some((asked) =>
      removed.some(
        ({ key, method }) => key === asked.key && (asked.method === null || asked.method === method),
      ),
    );
}
