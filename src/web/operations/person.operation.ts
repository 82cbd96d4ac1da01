import { z } from "zod";
import { consoleLink } from "../../alerts/guidance/console-links.ts";
import { personPage } from "../../flows/page/person.ts";
import { protectionSteps } from "../../model/run-view.ts";
import { severities } from "../../model/words.ts";
import { alert } from "../contract/answers.ts";
import { finding, findingAnswer } from "../contract/finding-answer.ts";
import { operation } from "../contract/operation.ts";

const texts = z.array(z.string()).readonly();
const textOrNull = z.string().nullable();

const way = z.object({
  level: z.string(),
  policy: textOrNull,
  app: z.string(),
  alsoApps: z.number(),
  rule: textOrNull,
  from: textOrNull,
  with: texts,
});

const person = z.object({
  id: z.string(),
  login: z.string(),
  status: z.string(),
  standing: z.string(),
  groups: texts,
  policy: z.object({
    path: z.array(z.object({ policy: z.string(), applies: z.string(), reason: z.string() })).readonly(),
    uncertainties: texts,
    outcomes: z
      .array(z.object({ policy: textOrNull, rule: textOrNull, network: textOrNull, why: z.string() }))
      .readonly(),
  }),
  enrolled: z.object({ source: textOrNull, factors: texts, reason: textOrNull }),
  roles: texts.nullable(),
  apps: texts.nullable(),
  ways: z.array(way).readonly(),
  steps: texts,
});

export default operation({
  method: "get",
  path: "/people/{id}",
  id: "person",
  summary: "One person: policies tried, factors, ways in, requirements, findings, alerts",
  role: "viewer",
  params: z.object({ id: z.string().min(1).max(200) }),
  body: null,
  answer: z.object({
    asOf: z.string(),
    console: z.string().nullable(),
    steps: z.array(z.enum(protectionSteps)).readonly(),
    person,
    requirements: z
      .array(
        z.object({ id: z.string(), title: z.string(), severity: z.enum(severities), answer: z.string() }),
      )
      .readonly(),
    findings: z.array(finding).readonly(),
    alerts: z.array(alert).readonly(),
  }),
  async run({ params }, { source }) {
    const page = await personPage(source, params.id);
    const link = consoleLink({ type: "user", id: page.person.id }, source.org);
    return {
      ...page,
      console: link?.url ?? null,
      steps: protectionSteps,
      findings: page.findings.map(findingAnswer),
    };
  },
});
