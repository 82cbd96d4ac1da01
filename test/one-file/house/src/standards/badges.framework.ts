import type { Framework } from "../../../../../src/standards/contract/framework.ts";

/** A standard as somebody would add it, put into a copy of the house by a test. */
export default {
  id: "badges",
  title: "Acme's rules of the house",
  version: "3",
  published: "2026-02-01",
  requirements: [
    {
      id: "B-1",
      aliases: [],
      title: "Visitors wear a badge",
      severity: "low",
      decidedBy: "the guard",
      needs: ["groups"],
      asTheStandardChecks: () => ({ status: "open", reason: "nia@acme.example wears none", evidence: [] }),
      asItHoldsForPeople: { kind: "same" },
    },
  ],
} satisfies Omit<Framework, "id"> & { readonly id: string };
