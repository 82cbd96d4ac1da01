import { z } from "zod";
import { requirementPage } from "../../flows/page/standard-requirement.ts";
import { standardJudges } from "../../model/kept-standard.ts";
import { standardStatuses } from "../../model/standards.ts";
import { severities } from "../../model/words.ts";
import { finding, findingAnswer } from "../contract/finding-answer.ts";
import { operation } from "../contract/operation.ts";

const status = z.enum(standardStatuses);
const texts = z.array(z.string()).readonly();

const verdict = z.object({
  status,
  reason: z.string(),
  evidence: z
    .array(z.object({ path: z.string(), name: z.string(), field: z.string(), value: z.string() }))
    .readonly(),
});

const name = z.string().min(1).max(200);

export default operation({
  method: "get",
  path: "/standards/{standard}/{requirement}",
  id: "standardRequirement",
  summary: "One requirement of a standard: both answers, all that decided, and how it stood before",
  role: "viewer",
  params: z.object({ standard: name, requirement: name, org: name.optional() }),
  body: null,
  answer: z.object({
    org: z.string(),
    standard: z.object({ id: z.string(), title: z.string(), version: z.string(), published: z.string() }),
    requirement: z.object({
      id: z.string(),
      aliases: texts,
      title: z.string(),
      severity: z.enum(severities),
      decidedBy: z.string(),
      status,
      asTheStandardChecks: verdict,
      asItHoldsForPeople: verdict,
      people: z.object({ judged: z.number(), open: z.number(), unknown: z.number() }).nullable(),
    }),
    asOf: z.string(),
    by: z.enum(standardJudges),
    tool: z.string(),
    stale: z.string().nullable(),
    namesPeople: z.boolean(),
    finding: finding.nullable(),
    gaps: texts,
    history: z
      .array(
        z.object({
          since: z.string(),
          by: z.enum(standardJudges),
          version: z.string(),
          run: z.string().nullable(),
          statuses: z.tuple([status, status, status]).readonly(),
        }),
      )
      .readonly(),
  }),
  async run({ params }, { source, caller }) {
    const page = await requirementPage(source, params, caller.now());
    const { standing, requirement, stale, history } = page;
    const { id, title, version, published, org, asOf, by, tool, gaps } = standing.latest;
    return {
      org,
      standard: { id, title, version, published },
      requirement,
      asOf,
      by,
      tool,
      stale,
      namesPeople: standing.notReached !== null && (await source.shown()) !== null,
      finding: page.finding === null ? null : findingAnswer(page.finding),
      gaps: gaps.map(({ slice, reason }) => `${slice}: ${reason}`),
      history,
    };
  },
});
