import type { Framework } from "./contract/framework.ts";
import { populations } from "./people/populations.ts";
import { everybodyByTwoLessExceptions } from "./people/two-factors.ts";

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
    everybodyByTwoLessExceptions({ id: "A.8.5", aliases: ["A.5.17"] }),
    ...populations({
      everybody: { id: "A.5.16-people", aliases: ["A.5.16"] },
      administrators: { id: "A.8.2-administrators", aliases: ["A.8.2", "A.5.18"] },
      exceptions: { id: "A.5.15-exceptions", aliases: ["A.5.15"] },
    }),
  ],
} satisfies Framework;
