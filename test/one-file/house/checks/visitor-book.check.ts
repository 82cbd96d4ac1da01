import type { ConfigurationCheck } from "../../../../checks/contract/check.ts";

/** A check as somebody would add it, put into a copy of the house by a test. */
export default {
  id: "visitor-book",
  about: "configuration",
  title: "The visitor book is empty",
  severity: "low",
  rationale: "Whoever signed in at the door must be in no group.",
  remedy: "Empty the group.",
  references: ["Acme's rules of the house"],
  needs: () => [],
  *evaluate() {
    yield {
      subject: { type: "group", id: null, name: "Visitors of nia@acme.example" },
      field: "members",
      expected: null,
      actual: "nia@acme.example",
      message: "nia@acme.example is in the visitor book.",
    };
  },
} satisfies Omit<ConfigurationCheck, "id"> & { readonly id: string };
