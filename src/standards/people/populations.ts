import type { StandardEvidence, StandardVerdict } from "../../model/standards.ts";
import type { StandardRequirement, StandardsInput } from "../contract/framework.ts";
import { notReviewed, open, pass } from "../contract/verdicts.ts";
import { administratorSlices, administratorsOf } from "../truth/administrators.ts";
import { exceptionSeen, exceptionsInEffect, noRegister } from "../truth/exceptions.ts";

const count = (name: string, value: number): StandardEvidence => ({
  path: "/api/v1/users",
  name,
  field: "status",
  value: String(value),
});

/** The population by status: the counts add up to everybody whom Okta lists. */
function population({ org, judgement }: StandardsInput): StandardVerdict {
  const { people, deprovisioned } = org.slices.users ?? { people: [], deprovisioned: null };
  const byStatus = new Map<string, number>();
  for (const { status } of people) byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
  const { inScope, pending, suspended } = judgement.people;
  const evidence = [
    ...[...byStatus].toSorted().map(([status, amount]) => count(status, amount)),
    ...(deprovisioned === null ? [] : [count("DEPROVISIONED", deprovisioned)]),
  ];
  if (deprovisioned === null) return notReviewed("DEPROVISIONED people could not be counted", evidence);
  const parts = inScope.length + pending.length + suspended.length;
  const words = `${people.length + deprovisioned} people: ${inScope.length} can sign in, ${pending.length} pending, ${suspended.length} suspended, ${deprovisioned} deprovisioned`;
  return parts === people.length
    ? pass(words, evidence)
    : open(`${words}, which does not add up to ${people.length} listed`, evidence);
}

/** Exceptions with justification, owner and end. */
function exceptions(org: StandardsInput): StandardVerdict {
  if (!org.hasRegister) return noRegister;
  const found = exceptionsInEffect(org);
  return pass(
    found.length === 0 ? "no exception is in effect" : `${found.length} exceptions are in effect`,
    found.map(exceptionSeen),
  );
}

function administrators(org: StandardsInput): StandardVerdict {
  const { people, uncertainties } = administratorsOf(org);
  const evidence = people.map(({ id, login }) => ({
    path: `/api/v1/users/${id}/roles`,
    name: login,
    field: "type",
    value: (org.org.slices.adminRoles?.users[id] ?? ["by group"]).join(", "),
  }));
  if (uncertainties.length > 0) return notReviewed(uncertainties.join("; "), evidence);
  return people.length === 0
    ? notReviewed("no administrator was found, and every org has one")
    : pass(`${people.length} people hold admin roles`, evidence);
}

type Ids = Pick<StandardRequirement, "id" | "aliases">;

const same = { kind: "same" } as const;

/** The lists that an auditor samples from: whole, with a time and a source, and with counts that add up. */
export const populations = (ids: {
  readonly everybody: Ids;
  readonly administrators: Ids;
  readonly exceptions: Ids;
}): readonly StandardRequirement[] => [
  {
    ...ids.everybody,
    title: "Everybody is listed with a status, and the counts add up",
    severity: "medium",
    decidedBy: "people by status",
    needs: ["users"],
    asTheStandardChecks: population,
    asItHoldsForPeople: same,
  },
  {
    ...ids.administrators,
    title: "Everybody with an admin role is listed",
    severity: "medium",
    decidedBy: "admin roles, held directly or by a group",
    needs: administratorSlices,
    asTheStandardChecks: administrators,
    asItHoldsForPeople: same,
  },
  {
    ...ids.exceptions,
    title: "Every exception is listed with its reason, owner and end",
    severity: "medium",
    decidedBy: "exemptions of the baseline",
    needs: ["users"],
    asTheStandardChecks: exceptions,
    asItHoldsForPeople: same,
  },
];
