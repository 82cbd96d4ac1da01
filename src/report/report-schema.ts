import { z } from "zod";
import { checkIds } from "../model/check-ids.ts";
import { shownLevels } from "../model/explained-sign-in.ts";
import { requirementAnswers } from "../model/requirement-answers.ts";
import { slices } from "../model/snapshot.ts";
import { plainTypes } from "../model/subject.ts";
import { engines, severities } from "../model/words.ts";

const verdict = z.enum(["in-line", "drift", "unknown"]);
const amount = z.int().min(0);
const text = z.string().min(1);
const instant = z.iso.datetime();

const id = text.nullable().describe("Okta's id, or null when the thing does not exist");
const name = z.string().describe("For people to read; two rules may share it");

const subject = z.discriminatedUnion("type", [
  z.strictObject({ type: z.enum(plainTypes), id, name: z.string() }),
  z.strictObject({ type: z.literal("policy-rule"), id, name, policy: z.string(), rule: z.string() }),
  z.strictObject({
    type: z.literal("exemption"),
    id,
    name,
    user: z.string().nullable(),
    requirement: z.string().nullable(),
  }),
  z.strictObject({
    type: z.literal("standard-requirement"),
    id,
    name,
    standard: z.string(),
    requirement: z.string(),
  }),
]);

const facts = z
  .record(z.string(), z.union([z.string(), z.number(), z.array(z.string()), z.null()]))
  .describe("Several values by name, such as how a person can sign in");
const value = z.union([z.string(), z.array(z.string()), facts, z.null()]);

const policyStep = z.strictObject({
  policy: z.string(),
  applies: z
    .enum(["yes", "no", "maybe"])
    .describe("maybe: it depends on the network, or on a condition that is not modelled"),
  reason: text,
});

const changedBy = z.strictObject({
  status: z.enum(["found", "no event within retention", "not looked up", "not applied yet"]),
  managed: z.boolean(),
  actor: z.string().nullable(),
  at: instant.nullable(),
  ip: z.string().nullable(),
  via: z.string().nullable(),
  did: z.exactOptional(text).describe("What was done, where the finding does not say it"),
});

const finding = z.strictObject({
  fingerprint: text.describe("Stable across runs"),
  check: z.enum(checkIds),
  severity: z.enum(severities),
  status: z.enum(["open", "exempted", "pending", "unknown"]),
  subject,
  requirement: z.string().nullable(),
  field: z.string().nullable(),
  expected: value,
  actual: value,
  message: text.describe("One plain sentence"),
  remedy: text.describe("What to do"),
  causedBy: z.string().nullable().describe("Fingerprint of the root cause"),
  changedBy: changedBy
    .nullable()
    .describe("Who changed it, from the System Log, or that nobody did yet; null when neither was asked"),
  exemption: z.strictObject({ until: z.iso.date(), reason: z.string(), owner: z.string() }).nullable(),
  path: z
    .exactOptional(z.array(policyStep))
    .describe("Which enrollment policies were tried for the person, and why"),
});

const people = z
  .strictObject({
    inScope: amount.nullable().describe("Everybody who can sign in, whatever the requirements"),
    examined: amount
      .nullable()
      .describe(
        "Of those, the ones that every selected check could judge; 0 when no check asked about people",
      ),
    pending: amount.nullable(),
    suspended: amount.nullable(),
    deprovisioned: amount.nullable(),
    gone: amount.nullable().describe("Gone on re-reading during the scan"),
  })
  .describe("Null: not read, or could not be counted");

const requirementCount = z.strictObject({
  id: text,
  title: z.string(),
  severity: z.enum(severities),
  appliesTo: amount.describe(
    "To how many people who can sign in it applies, or may apply where that is not known",
  ),
  drift: amount,
  unknown: amount,
  pending: amount,
  exempted: amount,
});

const proof = z.strictObject({
  oldest: instant.nullable().describe("When the oldest enrolments that were used were read"),
  reused: amount.describe("People judged by what was read earlier"),
  read: amount.describe("People whose enrolments were read now"),
  sampled: amount.describe("Of those, the ones whose memory stood, read to compare"),
  silentChanges: amount.describe("Differences that no event explains"),
  silentRateBelow: z
    .number()
    .min(0)
    .max(1)
    .nullable()
    .describe("With 95 % confidence less than this share of people changed without an event"),
  asOf: instant.describe("As of when the answer holds"),
});

const summary = z.strictObject({
  verdict,
  findings: amount.describe("Open findings"),
  exempted: amount,
  unknown: amount,
  pending: amount,
  checks: amount.describe("The checks that had something to judge; with 0 nothing was judged"),
  bySeverity: z
    .strictObject({ critical: amount, high: amount, medium: amount, low: amount })
    .describe("Open findings"),
  people,
  requirements: z
    .exactOptional(z.array(requirementCount))
    .describe("How the people who can sign in stand with each requirement; each counts once, by the worst"),
  verified: z
    .exactOptional(
      z.strictObject({
        wanted: amount.describe("Sign-ins that --verify asks for"),
        asked: amount.describe("Of these, answered by Okta's own simulation"),
        agreed: amount.describe(
          "Of these, with the same rules; the others are named in the outcome of sign-in",
        ),
      }),
    )
    .describe("With --verify: how many sampled sign-ins were held against Okta's own simulation"),
  proof: z.exactOptional(proof).describe("With --max-proof-age: how far memory stood for reading"),
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const stack = z.strictObject({
  file: text,
  sha256: sha256.nullable().describe("Of the baseline that it last applied; null when the file does not say"),
  status: z
    .enum(["applied", "not applied yet", "unknown"])
    .describe(
      "applied: this very baseline; not applied yet: another one; unknown: the file does not say which",
    ),
});

const clock = z.strictObject({
  skewSeconds: z.int().describe("The org's clock less this machine's, more than five minutes either way"),
  judgedAt: instant.describe("The time of the judgement, by the org's clock"),
});

const wayIn = z.strictObject({
  level: z.enum(shownLevels),
  policy: z.string().nullable().describe("The app sign-in policy; null on Classic, which has none"),
  app: z.string().describe("An application under it"),
  alsoApps: amount.describe("How many others are under it"),
  rule: z.string().nullable().describe("The rule that decides; null where no way is known"),
  from: z.string().nullable().describe("Where it is open: anywhere, in Corp, outside Corp"),
  with: z.array(z.string()).describe("The factors that suffice"),
});

const person = z.strictObject({
  id: text,
  login: z.string(),
  status: text.describe("As Okta wrote it"),
  standing: z.enum(["in-scope", "pending", "suspended"]),
  groups: z.array(z.string()).describe("Of those that the baseline names"),
  policies: z
    .array(
      z.strictObject({
        policy: z.string().nullable(),
        rule: z.string().nullable(),
        network: z.string().nullable(),
        apps: z.string().nullable(),
        why: z.enum(["certain", "network", "application", "undecidable"]),
      }),
    )
    .describe("The enrollment policies that can be in effect, in Okta's order"),
  enrolled: z.array(z.string()).nullable().describe("Null when it was not read"),
  usable: z
    .array(z.string())
    .nullable()
    .describe("What of it can be used at the next sign-in whatever the network; null when it was not read"),
  unread: z.string().nullable().describe("Why it was not read"),
  signIn: z
    .array(wayIn)
    .nullable()
    .describe(
      "The weakest way in to each app sign-in policy with something for the person, the weakest first; null where the sign-on policies were not read, and for people who cannot sign in",
    ),
  requirements: z.record(z.string(), z.enum(requirementAnswers)).describe("By the requirement's id"),
});

const cost = z.strictObject({
  requests: amount.describe("HTTP requests sent, retries included"),
  byEndpoint: z.record(z.string(), amount),
  throttledMs: z.number().min(0).describe("Time spent waiting for the rate limit"),
});

/** The report as a zod schema: `src/report/report.schema.json` is made from it, and a test holds it to `Report`. */
export const reportSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    tool: z.strictObject({ name: z.literal("plumbline"), version: text }),
    org: z.strictObject({ url: text, id: z.string().nullable(), engine: z.enum(engines) }),
    baseline: z.strictObject({ path: text, sha256 }),
    stack: z
      .exactOptional(stack)
      .describe("What the stack that --stack names last applied; left out when none was given"),
    startedAt: instant,
    finishedAt: instant,
    clock: z
      .exactOptional(clock)
      .describe("Left out where this machine's clock agrees with the org's, or --now gave the time"),
    source: z.enum(["live", "snapshot"]),
    asOf: z.exactOptional(instant).describe("When what is judged was read: of a snapshot, when it was taken"),
    summary,
    outcomes: z.array(
      z.strictObject({
        check: z.enum(checkIds),
        status: verdict,
        reason: z.string().nullable().describe("Why it is unknown"),
      }),
    ),
    findings: z.array(finding),
    gaps: z.array(z.strictObject({ slice: z.enum(slices), reason: text, affected: amount })),
    people: z.exactOptional(z.array(person)).describe("Everybody who was judged, with --people"),
    cost,
  })
  .meta({ title: "Plumbline report", description: "What `plumbline check --format json` prints" });

/** The published JSON Schema (draft 2020-12), as the text of `src/report/report.schema.json`. */
export function reportJsonSchema(): string {
  return `${JSON.stringify(z.toJSONSchema(reportSchema, { target: "draft-2020-12" }), null, 2)}\n`;
}
