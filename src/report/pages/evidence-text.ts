import { toTheMinute } from "../../model/alert-words.ts";
import type {
  AnswerCounts,
  EvidenceCounts,
  EvidenceFault,
  EvidenceFaultKind,
  EvidenceManifest,
  EvidencePeriod,
  ExaminedEvidence,
  ShownEvidence,
} from "../../model/evidence.ts";
import { inertText } from "../../model/inert-text.ts";
import { type RequirementAnswer, requirementAnswers } from "../../model/requirement-answers.ts";
import { countsWords } from "../standards/standards-words.ts";
import { count } from "../text/count.ts";
import { jsonText } from "../text/json-text.ts";
import { verdictWords } from "../text/verdict-words.ts";
import { wrapText } from "../text/wrap-text.ts";
import { faultText, remediesOf, sealText, versionAdvice } from "./evidence-words.ts";

/** A bundle with what its faults come to. */
export interface JudgedBundle extends ExaminedEvidence {
  readonly standing: "holds" | "broken" | "unproven";
}

/** Faults that say themselves what is wrong with the seal. */
const aboutTheSeal: ReadonlySet<EvidenceFaultKind> = new Set(["signature", "other-key", "unsigned"]);

const labels = { holds: "HOLDS", broken: "BROKEN", unproven: "UNPROVEN" } as const;

const periodText = ({ from, to }: EvidencePeriod): string =>
  from === null ? `up to ${toTheMinute(to)}` : `${toTheMinute(from)} to ${toTheMinute(to)}`;

const headOf = ({ org, verdict, asOf }: EvidenceManifest): string =>
  `${inertText(org.url)}: ${verdictWords[verdict].label} as of ${toTheMinute(asOf)}`;

/** Bundles that were verified, oldest first, for people. */
export function verifiedText(bundles: readonly JudgedBundle[], width: number): string {
  const blocks = bundles.map((bundle) => {
    const { folder, standing, manifest, seal, faults, silence } = bundle;
    const advice = versionAdvice(bundle);
    const lines = [
      ...(manifest === null ? [] : [headOf(manifest), `period ${periodText(manifest.period)}`]),
      ...(seal === null || faults.some(({ kind }) => aboutTheSeal.has(kind)) ? [] : [sealText(seal)]),
      ...(standing === "holds" ? [rejudgedText(bundle)] : [...faults.map(faultText), ...fixesOf(faults)]),
      ...(advice === null ? [] : [advice]),
      ...(silence === null ? [] : [`the longest time without a check is ${periodText(silence)}`]),
      ...(bundles.length === 1 && manifest?.previous != null
        ? [`follows the bundle of ${toTheMinute(manifest.previous.period.to)}, which was not given`]
        : []),
    ];
    return [
      `${labels[standing]}  ${inertText(folder)}`,
      ...lines.map((line) => wrapText(line, width, 2, 4)),
    ].join("\n");
  });
  return `${blocks.join("\n\n")}\n`;
}

function rejudgedText({ reworded, manifest }: JudgedBundle): string {
  const ids = manifest?.standards?.map(({ id }) => inertText(id)).join(", ");
  const answers = ids === undefined ? "" : ` and answers to ${ids}`;
  return reworded
    ? `judged again from its snapshot and baseline: the same findings${answers}`
    : `judged again from its snapshot and baseline: the same report${answers}, byte for byte`;
}

const fixesOf = (faults: readonly EvidenceFault[]): readonly string[] =>
  remediesOf(faults).map((remedy) => `fix: ${remedy}`);

/** The same as JSON: `{"bundles": [...]}`. */
export const verifiedAsJson = (bundles: readonly JudgedBundle[]): string =>
  jsonText({ bundles: bundles.map((bundle) => ({ ...bundle, faults: bundle.faults.map(withMessage) })) });

const withMessage = (fault: EvidenceFault) => ({
  ...fault,
  message: faultText(fault),
  remedy: remediesOf([fault])[0] ?? null,
});

/** A bundle that was made, for people. */
export function createdText(
  folder: string,
  {
    manifest,
    statement,
    keyId,
  }: { readonly manifest: EvidenceManifest; readonly statement: string; readonly keyId: string | null },
  width: number,
): string {
  const files = count(manifest.files.length, "file");
  const seal = keyId === null ? "not signed" : `signed by ${keyId}`;
  return `${[
    headOf(manifest),
    `wrote ${inertText(folder)}: ${files}, ${seal}`,
    `statement sha256:${statement}; name it next time with --previous ${inertText(folder)}`,
  ]
    .map((line) => wrapText(line, width, 0, 2))
    .join("\n")}\n`;
}

/** The same as JSON. */
export const shownAsJson = (shown: ShownEvidence): string =>
  jsonText({ ...shown, faults: shown.faults.map(withMessage) });

/** Everything that a bundle says of itself, for people. */
export function shownText(shown: ShownEvidence, width: number): string {
  const { manifest, seal, statement, faults } = shown;
  const broken = [...faults.map(faultText), ...fixesOf(faults)].map((line) => wrapText(line, width, 0, 2));
  if (manifest === null) return `${["BROKEN", ...broken].join("\n")}\n`;
  const { period, createdAt, tool, baseline, redacted, previous, counts, standards = [], files } = manifest;
  const rows: readonly (readonly [string, string])[] = [
    ["Period", periodText(period)],
    [
      "Made",
      `${toTheMinute(createdAt)} by plumbline ${inertText(tool.version)} on Node ${inertText(tool.node)}`,
    ],
    ["Baseline", `${inertText(baseline.path)}, sha256 ${baseline.sha256}`],
    ["Names", redacted ? "keyed hashes, but for those that the baseline writes" : "as they are in the org"],
    ["Seal", seal === null ? "none that can be read" : sealText(seal)],
    [
      "Before",
      previous === null
        ? "none: the first of its chain"
        : `${periodText(previous.period)}, statement sha256:${previous.statement}`,
    ],
    ["Statement", `sha256:${statement ?? ""}`],
    ...logRows(shown),
    ...countRows(counts),
    ...standards.map(
      ({ id, version, counts: answered }) =>
        [`Standard ${inertText(id)}`, `${inertText(version)}, ${countsWords(answered)}`] as const,
    ),
  ];
  const aside = Math.max(...rows.map(([label]) => label.length)) + 2;
  return `${[
    ...(broken.length === 0 ? [] : ["BROKEN", ...broken, ""]),
    headOf(manifest),
    "",
    ...rows.map(([label, text]) => wrapText(`${label.padEnd(aside)}${text}`, width, 0, aside)),
    "",
    ...files.map(({ path, sha256 }) => `${sha256}  ${inertText(path)}`),
  ].join("\n")}\n`;
}

function logRows({ log, silence }: ShownEvidence): readonly (readonly [string, string])[] {
  const quiet: readonly (readonly [string, string])[] =
    silence === null ? [] : [["Silence", `the longest time without a check is ${periodText(silence)}`]];
  if (log === null) return [["Log", "no ledger was at hand"], ...quiet];
  const { watchedSince, readUntil, events, checks } = log;
  const [first = "", last = ""] = [events.first?.published, events.last?.published];
  const span = events.count === 0 ? "" : ` from ${toTheMinute(first)} to ${toTheMinute(last)}`;
  const watched =
    watchedSince === null || readUntil === null
      ? "; nobody watches this org"
      : `; watched since ${toTheMinute(watchedSince)}, read up to ${toTheMinute(readUntil)}`;
  return [
    ["Log", `${count(events.count, "event")}${span}${watched}`],
    ["Checks", `${checks.length} kept in the ledger`],
    ...quiet,
  ];
}

const answerWords: Readonly<Record<RequirementAnswer, string>> = {
  "in-line": "in line",
  drift: "drift",
  unknown: "unknown",
  pending: "pending",
  exempted: "exempted",
  "not-asked": "not asked",
};

const sumOf = (answers: AnswerCounts): string =>
  requirementAnswers.map((answer) => `${answers[answer]} ${answerWords[answer]}`).join(" + ");

function countRows({
  people,
  requirements,
  exemptions,
}: EvidenceCounts): readonly (readonly [string, string])[] {
  const { declared, inEffect, ended } = exemptions;
  const known: readonly (readonly [string, string])[] =
    people === null
      ? [["People", "were not read"]]
      : [
          [
            "People",
            `${people.listed} listed = ${people.inScope} in scope + ${people.pending} pending + ${people.suspended} suspended; ${people.deprovisioned ?? "an unknown number"} deprovisioned, ${people.gone} gone while they were read`,
          ],
          [
            "Statuses",
            Object.entries(people.byStatus)
              .map(([status, amount]) => `${amount} ${inertText(status)}`)
              .join(" + "),
          ],
          ["In scope", `${people.inScope} = ${sumOf(people.answers)}`],
        ];
  return [
    ...known,
    ...requirements.map(({ id, answers }) => [`  ${inertText(id)}`, sumOf(answers)] as const),
    ["Exemptions", `${declared} declared = ${inEffect} in effect + ${ended} ended`],
  ];
}
