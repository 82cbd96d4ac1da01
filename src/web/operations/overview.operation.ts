import { z } from "zod";
import { overviewOf } from "../../flows/page/overview.ts";
import { protectionSteps } from "../../model/run-view.ts";
import { severities } from "../../model/words.ts";
import { operation } from "../contract/operation.ts";

const verdict = z.enum(["in-line", "drift", "unknown"]);
const amountOrNull = z.number().nullable();

const requirement = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.enum(severities),
  appliesTo: z.number(),
  drift: z.number(),
  unknown: z.number(),
  pending: z.number(),
  exempted: z.number(),
});

const topic = z.object({
  kind: z.enum(["cause", "finding"]),
  severity: z.enum(severities),
  check: z.string(),
  sentence: z.string(),
  remedy: z.string(),
  who: z.string().nullable(),
  explains: z.string().nullable(),
  people: z.number(),
  fingerprint: z.string(),
});

const figures = z.object({
  inScope: z.number(),
  steps: z
    .array(z.object({ step: z.enum(protectionSteps), yes: z.number(), no: z.number(), unknown: z.number() }))
    .readonly(),
  ways: z.record(z.string(), z.number()),
  met: z.object({ people: z.number(), asked: z.number() }),
});

const administrator = z.object({
  id: z.string(),
  login: z.string(),
  roles: z.array(z.string()).readonly(),
  way: z.string(),
  usable: z.array(z.string()).readonly().nullable(),
});

const latest = z.object({
  run: z.string(),
  verdict,
  asOf: z.string(),
  oldestProof: z.string().nullable(),
  headline: z.string(),
  findings: z.string(),
  people: z.string(),
  remarks: z.array(z.string()).readonly(),
  unread: z.array(z.string()).readonly(),
  requirements: z.array(requirement).readonly(),
  topics: z.array(topic).readonly(),
  figures: figures.nullable(),
});

const point = z.object({
  run: z.string(),
  at: z.string(),
  verdict,
  findings: z.number(),
  met: amountOrNull,
  asked: amountOrNull,
  baseline: z.string().nullable(),
});

const overview = z.object({
  org: z.string(),
  latest: latest.nullable(),
  administrators: z.array(administrator).readonly().nullable(),
  alerts: z.object({ open: z.number(), overdue: z.number(), readUntil: z.string().nullable() }),
  history: z.array(point).readonly(),
  marks: z.array(z.object({ alert: z.string(), at: z.string(), title: z.string() })).readonly(),
});

export default operation({
  method: "get",
  path: "/overview",
  id: "overview",
  summary: "The verdict, its root causes and its history",
  role: "viewer",
  params: z.object({}),
  body: null,
  answer: overview,
  run: (_, { source, caller }) => overviewOf(source, caller.now()),
});
