import { z } from "zod";
import { PlumblineError } from "../../model/errors.ts";
import type { FrameworkResult } from "../../model/standards.ts";
import { partsAt, type Span, spanAt } from "./json-spans.ts";

/** A standard as far as a checklist of it must be known by. */
export type KnownFramework = Pick<FrameworkResult, "id" | "title" | "version"> & {
  readonly requirements: readonly Pick<FrameworkResult["requirements"][number], "id">[];
};

/** Status words of STIG Viewer 3. */
export const checklistStatuses = ["not_a_finding", "open", "not_applicable", "not_reviewed"] as const;
export type ChecklistStatus = (typeof checklistStatuses)[number];

/** A rule of a checklist: what stands there, and where. */
export interface ChecklistRule {
  readonly id: string;
  readonly status: ChecklistStatus;
  readonly findingDetails: string;
  readonly spans: { readonly status: Span; readonly findingDetails: Span };
}

/** A checklist of STIG Viewer 3 with the rules that a standard answers. */
export interface Checklist {
  /** As it was read. */
  readonly text: string;
  readonly framework: string;
  readonly rules: readonly ChecklistRule[];
  /** Requirements of the standard that it does not have. */
  readonly lacking: readonly string[];
}

const rule = z.looseObject({
  group_id: z.string(),
  status: z.enum(checklistStatuses),
  finding_details: z.string().nullable(),
});
const stig = z.looseObject({
  stig_name: z.string().optional(),
  release_info: z.string().optional(),
  version: z.union([z.string(), z.number()]).optional(),
  rules: z.array(z.looseObject({ group_id: z.string().optional() })),
});
const document = z.looseObject({ cklb_version: z.string(), stigs: z.array(stig) });
type Stig = z.infer<typeof stig>;

/**
 * Opens a checklist of STIG Viewer 3 (.cklb) that one of some standards can fill in. Pure.
 *
 * @param called - how messages name the file
 * @throws PlumblineError CHECKLIST_INVALID for anything else, another benchmark or another release among it
 */
export function openChecklist(
  text: string,
  called: string,
  frameworks: readonly KnownFramework[],
): Checklist {
  // Some editors put a mark of byte order in front.
  const body = text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text;
  const parsed = document.safeParse(jsonOf(body, called));
  if (!parsed.success) {
    throw invalid(`${called} is no checklist of STIG Viewer 3`, "save it from STIG Viewer 3 as .cklb");
  }
  const { stigs } = parsed.data;
  const found = stigs.flatMap((one, place) =>
    frameworks.flatMap((framework) => (isOf(one, framework) ? [{ one, place, framework }] : [])),
  );
  if (found.length === 0) throw anotherBenchmark(stigs, called, frameworks);
  const [right, ...others] = found.filter(({ one, framework }) => releaseOf(one) === framework.version);
  if (right === undefined) {
    const released = found.map(({ one }) => releaseOf(one) ?? "an unknown release").join(", ");
    const versions = [...new Set(found.map(({ framework }) => framework.version))].join(", ");
    throw invalid(
      `${called} is of ${released}, and this version of Plumbline answers ${versions}`,
      `make a checklist of ${versions} in STIG Viewer 3`,
    );
  }
  const known = new Set(right.framework.requirements.map(({ id }) => id));
  // A file may have the same STIG for two targets.
  const places = [right, ...others].flatMap(({ place, framework }) =>
    framework === right.framework ? place : [],
  );
  const rules = places.flatMap((place) => rulesOf(body, place, known, called));
  const there = new Set(rules.map(({ id }) => id));
  return {
    text,
    framework: right.framework.id,
    rules,
    lacking: [...known].filter((id) => !there.has(id)),
  };
}

const invalid = (message: string, remedy: string): PlumblineError =>
  new PlumblineError("CHECKLIST_INVALID", message, { remedy });

function jsonOf(text: string, called: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const isXml = /^\s*</.test(text);
    throw isXml
      ? invalid(
          `${called} is XML, as STIG Viewer 2 writes it`,
          "open it in STIG Viewer 3 and save it as .cklb",
        )
      : invalid(`${called} is not JSON`, "save it from STIG Viewer 3 as .cklb");
  }
}

function isOf({ rules }: Stig, { requirements }: KnownFramework): boolean {
  const ids = new Set(requirements.map(({ id }) => id));
  return rules.some(({ group_id }) => group_id !== undefined && ids.has(group_id));
}

/** `V1R2`, of version `1` and `Release: 2 Benchmark Date: 05 Jan 2026`. */
function releaseOf({ version, release_info }: Stig): string | null {
  const [, release] = /Release:\s*(\d+)/i.exec(release_info ?? "") ?? [];
  return version === undefined || release === undefined ? null : `V${Number(version)}R${Number(release)}`;
}

function anotherBenchmark(
  stigs: readonly Stig[],
  called: string,
  frameworks: readonly KnownFramework[],
): PlumblineError {
  const names = stigs.map(({ stig_name }) => stig_name ?? "a STIG without a name").join(", ");
  const answered = frameworks.map(({ title }) => title).join(", ");
  return invalid(
    `${called} is of another benchmark (${names === "" ? "none" : names}): ${answered} is asked for`,
    "make a checklist of the Okta IDaaS STIG in STIG Viewer 3, and ask for stig",
  );
}

function rulesOf(
  text: string,
  place: number,
  known: ReadonlySet<string>,
  called: string,
): readonly ChecklistRule[] {
  const list = spanAt(text, ["stigs", place, "rules"]);
  const spans = list === null ? [] : [...partsAt(text, list.start).parts.values()];
  return spans.flatMap(({ start, end }) => {
    const json: unknown = JSON.parse(text.slice(start, end));
    const { group_id } = z.looseObject({ group_id: z.string().optional() }).parse(json);
    if (group_id === undefined || !known.has(group_id)) return [];
    const parsed = rule.safeParse(json);
    const { parts } = partsAt(text, start);
    const [status, findingDetails] = [parts.get("status"), parts.get("finding_details")];
    if (!parsed.success || status === undefined || findingDetails === undefined) {
      throw invalid(
        `${called}: ${group_id} has no status and finding_details as STIG Viewer 3 writes them`,
        "save it anew from STIG Viewer 3 as .cklb",
      );
    }
    const { data } = parsed;
    return [
      {
        id: group_id,
        status: data.status,
        findingDetails: data.finding_details ?? "",
        spans: { status, findingDetails },
      },
    ];
  });
}
