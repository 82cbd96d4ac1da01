import type { Framework } from "./contract/framework.ts";
import { populations } from "./people/populations.ts";
import { everybodyByTwoLessExceptions } from "./people/two-factors.ts";

/**
 * Parts that an auditor takes: the rule itself, the whole population with status, and the register of exceptions. Whether the
 * control worked over the period is shown by evidence that was kept (`plumbline evidence`), not by one look.
 */
export default {
  id: "soc2",
  title: "SOC 2, logical access (CC6.1 to CC6.3)",
  version: "TSC 2017, revised 2022",
  published: "2022-09-30",
  requirements: [
    everybodyByTwoLessExceptions({ id: "CC6.1", aliases: [] }),
    ...populations({
      everybody: { id: "CC6.1-people", aliases: ["CC6.1", "CC6.2"] },
      administrators: { id: "CC6.1-administrators", aliases: ["CC6.3"] },
      exceptions: { id: "CC6.1-exceptions", aliases: ["CC6.1"] },
    }),
  ],
} satisfies Framework;
