import { z } from "zod";
import { statusBefore, whyStale } from "../../flows/page/standards.ts";
import { operation } from "../contract/operation.ts";

const standing = z.object({
  pass: z.number(),
  open: z.number(),
  notReviewed: z.number(),
  version: z.string(),
  asOf: z.string(),
  stale: z.string().nullable(),
  /** Requirements that stand otherwise than in the run before; null where there is none. */
  changed: z.number().nullable(),
});

export default operation({
  method: "get",
  path: "/standings",
  id: "standings",
  summary: "Every standard, and how an org stands to it",
  role: "viewer",
  params: z.object({ org: z.string().max(200).optional() }),
  body: null,
  answer: z.object({
    ledger: z.string(),
    standards: z
      .array(
        z.object({
          id: z.string(),
          title: z.string(),
          version: z.string(),
          published: z.string(),
          standing: standing.nullable(),
        }),
      )
      .readonly(),
  }),
  async run({ params: { org = null } }, { source, caller }) {
    const now = caller.now();
    const { known, standings } = await source.standards();
    const those = standings.filter(({ orgName }) => orgName === org);
    const others = those.map(({ latest }) => latest).filter(({ id }) => known.every((one) => one.id !== id));
    return {
      ledger: source.ledger.place,
      standards: [...known, ...others].map(({ id, title, version, published }) => {
        const found = those.find(({ latest }) => latest.id === id);
        return { id, title, version, published, standing: found === undefined ? null : told(found) };
      }),
    };

    function told(found: (typeof those)[number]) {
      const { counts, version, asOf, requirements } = found.latest;
      const changed = requirements.filter((one) => {
        const before = statusBefore(found, one.id);
        return before !== null && before !== one.status;
      });
      const isFirst = found.earlier.length === 0;
      const stale = whyStale(found, known, now);
      return { ...counts, version, asOf, stale, changed: isFirst ? null : changed.length };
    }
  },
});
