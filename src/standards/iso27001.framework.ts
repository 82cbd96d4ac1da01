import type { Framework } from "./contract/framework.ts";
import { populations } from "./people/populations.ts";
import { signInRequirement } from "./truth/sign-in-requirement.ts";

/**
 * Parts that an auditor takes: the rule itself, the whole population with status, and the register of exceptions. Whether the
 * control worked over the period is shown by evidence that was kept (`plumbline evidence`), not by one look.
 */
export default {
  id: "iso27001",
  title: "ISO/IEC 27001:2022, Annex A on access",
  version: "2022",
  published: "2022-10-25",
  requirements: [
    signInRequirement({
      id: "A.8.5",
      aliases: ["A.5.17"],
      title:
        "Everybody signs in to every application with two kinds of factor, but for documented exceptions",
      severity: "high",
      whom: "everybody",
      to: { kind: "any" },
      atLeast: "two-factors",
      levelWords: "two kinds of factor",
      lessExceptions: true,
    }),
    ...populations({
      everybody: { id: "A.5.16-people", aliases: ["A.5.16"] },
      administrators: { id: "A.8.2-administrators", aliases: ["A.8.2", "A.5.18"] },
      exceptions: { id: "A.5.15-exceptions", aliases: ["A.5.15"] },
    }),
  ],
} satisfies Framework;
