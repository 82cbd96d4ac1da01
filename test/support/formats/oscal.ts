import { z } from "zod";

// The part of OSCAL's assessment results (NIST, model 1.1, JSON) that is written, and nothing besides: whatever the schema of
// NIST demands there, an unknown key and an empty list are mistakes.

const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
/** No space at either end. */
const line = z.string().regex(/^\S(?:.*\S)?$/);
const prose = z.string().min(1);
const token = z.string().regex(/^[\p{L}_][\p{L}\p{N}.\-_]*$/u);
const moment = z.iso.datetime({ offset: true });
const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1);

const observation = z.strictObject({
  uuid,
  title: line,
  description: prose,
  methods: some(z.enum(["EXAMINE", "INTERVIEW", "TEST", "UNKNOWN"])),
  subjects: some(z.strictObject({ "subject-uuid": uuid, type: token, title: line })),
  "relevant-evidence": some(z.strictObject({ href: z.url(), description: prose })).optional(),
  collected: moment,
});

const finding = z.strictObject({
  uuid,
  title: line,
  description: prose,
  target: z.strictObject({
    type: z.enum(["statement-id", "objective-id"]),
    "target-id": token,
    title: line,
    status: z.strictObject({
      state: z.enum(["satisfied", "not-satisfied"]),
      reason: z.enum(["pass", "fail", "other"]),
    }),
  }),
  "related-observations": some(z.strictObject({ "observation-uuid": uuid })),
});

const result = z.strictObject({
  uuid,
  title: line,
  description: prose,
  start: moment,
  end: moment,
  "local-definitions": z.strictObject({
    components: some(
      z.strictObject({
        uuid,
        type: line,
        title: line,
        description: prose,
        status: z.strictObject({
          state: z.enum(["under-development", "operational", "disposition", "other"]),
        }),
      }),
    ),
  }),
  "reviewed-controls": z.strictObject({
    "control-selections": some(
      z.strictObject({
        description: prose,
        "include-controls": some(z.strictObject({ "control-id": token })),
      }),
    ),
  }),
  observations: some(observation),
  findings: some(finding),
  remarks: prose.optional(),
});

export const assessmentResults = z.strictObject({
  "assessment-results": z.strictObject({
    uuid,
    metadata: z.strictObject({
      title: line,
      "last-modified": moment,
      version: line,
      "oscal-version": z.string().regex(/^1\.1\.\d+$/),
      remarks: prose,
    }),
    "import-ap": z.strictObject({ href: z.string().regex(/^#/) }),
    results: some(result),
    "back-matter": z.strictObject({
      resources: some(z.strictObject({ uuid, title: line, description: prose })),
    }),
  }),
});
