import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import type { Person } from "../../model/snapshot.ts";
import type { StandardVerdict } from "../../model/standards.ts";
import type { JudgedForPeople, StandardRequirement } from "../contract/framework.ts";
import { open, pass, policyPath } from "../contract/verdicts.ts";
import { type Held, judgedOver, whoSlices } from "../truth/people-judged.ts";

const key = "smart_card_idp";

const evidenceOf = (path: string, name: string, field: string, value: string) => ({
  path,
  name,
  field,
  value,
});

function literally({ org: { slices } }: JudgedOrg): StandardVerdict {
  const found = slices.authenticators?.filter((one) => one.key === key) ?? [];
  const seen = found.map(({ id, name, status }) =>
    evidenceOf(`/api/v1/authenticators/${id}`, name, "status", status),
  );
  const active = found.some(({ status }) => status === "ACTIVE");
  if (active) return pass("the smart card authenticator is ACTIVE", seen);
  return found.length === 0
    ? open("the org has no smart card authenticator")
    : open("the smart card authenticator is not ACTIVE", seen);
}

/** Okta's document does not list smart cards among what an enrollment policy has: one that says nothing of them is not known. */
function policyHeld(policy: EnrollmentPolicy): Omit<Held, "sure" | "perhaps"> {
  const enroll = policy.settings.find((setting) => setting.key === key)?.enroll;
  const does = enroll === undefined ? "says nothing of smart cards" : "does not allow a smart card";
  return {
    isMet: enroll === undefined ? null : enroll !== "NOT_ALLOWED",
    clause: `enrollment policy "${policy.name}" ${does}`,
    evidence: evidenceOf(
      policyPath(policy.id),
      policy.name,
      `settings.authenticators.${key}`,
      enroll ?? "not sent",
    ),
  };
}

const unknownPolicy: Omit<Held, "sure" | "perhaps"> = {
  isMet: null,
  clause: "the enrollment policy in effect is not known",
  evidence: null,
};

/** Switched on for the org, it serves nobody whose enrollment policy does not allow it. */
function forPeople(org: JudgedOrg): JudgedForPeople {
  const { people, effectivePolicyOf } = org.judgement;
  const first = literally(org);
  if (first.status !== "pass") {
    const everybody = new Set(people.inScope.map(({ id }) => id));
    return { ...first, people: { judged: everybody.size, open: everybody, unknown: new Set() } };
  }
  const byPolicy = new Map<EnrollmentPolicy | null, { sure: Person[]; perhaps: Person[] }>();
  const uncertainties = new Set<string>();
  for (const person of people.inScope) {
    const effective = effectivePolicyOf(person.id);
    for (const uncertainty of effective.uncertainties) uncertainties.add(uncertainty);
    for (const { policy, why } of effective.outcomes) {
      const those = byPolicy.get(policy) ?? { sure: [], perhaps: [] };
      byPolicy.set(policy, those);
      those[why === "undecidable" ? "perhaps" : "sure"].push(person);
    }
  }
  const held = [...byPolicy].map(([policy, who]) => ({
    ...(policy === null ? unknownPolicy : policyHeld(policy)),
    ...who,
  }));
  const why = { uncertainties: [...uncertainties], untold: [] };
  return judgedOver(org, held, why, "the enrollment policy in effect allows a smart card");
}

/** The requirement that smart cards (PIV, CAC) are accepted. */
export const smartCardRequirement: StandardRequirement = {
  id: "V-273204",
  aliases: ["OKTA-APP-001670"],
  title: "Smart cards (PIV) are accepted",
  severity: "medium",
  decidedBy: "authenticator smart_card_idp: status",
  needs: ["authenticators"],
  asTheStandardChecks: literally,
  asItHoldsForPeople: {
    kind: "judged",
    needs: ["authenticators", "policies", "policy-rules", ...whoSlices],
    judge: forPeople,
  },
};
