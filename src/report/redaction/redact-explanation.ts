import type { ExplainedRequirement, PersonExplanation } from "../../model/explanation.ts";
import type { WhatIf } from "../../model/what-if.ts";
import type { Pseudonyms } from "./pseudonyms.ts";
import { redactEnrolments, redactExemption, redactPolicy } from "./redact-parts.ts";
import { redactSignIn } from "./redact-sign-in.ts";

/** Redacts the answer of `explain`: every name and id of the org's is replaced by a keyed hash. */
export function redactExplanation(
  { person, policy, enrolled, signIn, requirements }: PersonExplanation,
  pseudonyms: Pseudonyms,
): PersonExplanation {
  const { whole } = pseudonyms;
  return {
    // The brand says what kind of id it is, and a pseudonym stands for one.
    person: { ...person, id: whole(person.id) as typeof person.id, login: whole(person.login) },
    policy: redactPolicy(policy, pseudonyms),
    enrolled: redactEnrolments(enrolled, pseudonyms),
    signIn: redactSignIn(signIn, pseudonyms),
    requirements: requirements.map((requirement) => redactRequirement(requirement, pseudonyms)),
  };
}

/** Redacts the answer of `explain --what-if`, likewise. */
export function redactWhatIf(
  { baseline, policy, signIn, differences, requirements }: WhatIf,
  pseudonyms: Pseudonyms,
): WhatIf {
  const { within, entry } = pseudonyms;
  return {
    baseline: { ...baseline, path: within(baseline.path) },
    policy: redactPolicy(policy, pseudonyms),
    signIn: redactSignIn(signIn, pseudonyms),
    differences: differences.map((difference) => ({ ...difference, names: difference.names.map(entry) })),
    requirements: requirements.map((requirement) => redactRequirement(requirement, pseudonyms)),
  };
}

function redactRequirement(requirement: ExplainedRequirement, pseudonyms: Pseudonyms): ExplainedRequirement {
  const { within } = pseudonyms;
  return {
    ...requirement,
    id: within(requirement.id),
    title: within(requirement.title),
    uncertainties: requirement.uncertainties.map(within),
    findings: requirement.findings.map((finding) => ({
      ...finding,
      message: within(finding.message),
      remedy: within(finding.remedy),
    })),
    exemption: requirement.exemption === null ? null : redactExemption(requirement.exemption, pseudonyms),
  };
}
