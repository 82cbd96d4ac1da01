import type { PeopleCheck } from "../../../../checks/contract/check.ts";

/** A check on people as somebody would add it, put into a copy of the house by a test. */
export default {
  id: "badge-worn",
  about: "people",
  asks: () => false,
  title: "Everybody wears a badge",
  severity: "the requirement's",
  rationale: "A guard looks at badges.",
  remedy: "Ask the person to wear it.",
  references: ["Acme's rules of the house"],
  needs: () => [],
  evaluate: () => [],
} satisfies Omit<PeopleCheck, "id"> & { readonly id: string };
