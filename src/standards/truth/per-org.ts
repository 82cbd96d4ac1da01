import type { JudgedOrg } from "../../evaluator/judged-org.ts";

/** Works something out once for each org, and forgets it with the org. */
export function perOrg<Answer>(answer: (org: JudgedOrg) => Answer): (org: JudgedOrg) => Answer {
  const known = new WeakMap<JudgedOrg, { readonly answer: Answer }>();
  return (org) => {
    const found = known.get(org) ?? { answer: answer(org) };
    known.set(org, found);
    return found.answer;
  };
}
