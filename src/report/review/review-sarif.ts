import type { Location, Log, Result } from "sarif";
import { inertText } from "../../model/inert-text.ts";
import type { RenderOptions } from "../../model/reporter.ts";
import type { Change, PeopleEffect, Review } from "../../model/review.ts";
import { fileUri } from "../sarif/file-uri.ts";
import { sarifMessage } from "../sarif/sarif-message.ts";
import { repositoryPath } from "../text/baseline-place.ts";
import { jsonText } from "../text/json-text.ts";
import { changeWords, reasonWords } from "./change-words.ts";
import { effectWords } from "./effect-words.ts";
import { peopleWords } from "./review-verdict.ts";
import { warningWords } from "./warning-words.ts";

/** GitHub refuses a file with more results in a run (its docs, "SARIF results exceed limit"). */
const mostResults = 25_000;

/** SARIF 2.1.0 (OASIS): what is weaker, at the lines of the changed baseline; what is approved as suppressed. */
export function reviewSarif(review: Review, _options: RenderOptions): string {
  const changes = review.changes.filter(({ effect }) => effect === "weaker");
  const effects = review.effects.filter(
    ({ effect, explainedBy }) => effect === "weaker" && explainedBy.length === 0,
  );
  const rules = [...new Set([...changes, ...effects].map(({ kind }) => kind))];
  const results = [
    ...changes.map((change) => changeResult(change, review)),
    ...effects.map((effect) => effectResult(effect, review)),
  ].slice(0, mostResults);
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: review.tool.name,
            version: review.tool.version,
            informationUri: "https://www.npmjs.com/package/okta-plumbline",
            rules: rules.map((id) => ({
              id,
              shortDescription: { text: `Weaker: ${id.replaceAll("-", " ")}` },
            })),
          },
        },
        automationDetails: { id: "plumbline-review/" },
        invocations: [
          {
            executionSuccessful: true,
            endTimeUtc: review.judgedAt,
            toolExecutionNotifications: [
              ...(review.summary.people.counted
                ? []
                : [{ level: "note" as const, message: sarifMessage(`${peopleWords(review)}.`) }]),
              ...review.warnings.map((warning) => ({
                level: "warning" as const,
                message: sarifMessage(warningWords(warning)),
              })),
            ],
          },
        ],
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
  return jsonText(log);
}

function changeResult(change: Change & { readonly approved: boolean }, review: Review): Result {
  const { at, id, kind, from, to } = change;
  return {
    ...resultOf(id, kind, `${changeWords(change)}: ${reasonWords(change)}.`),
    locations: [placeOf(at?.file ?? review.head.path, at?.line ?? 1, at?.column ?? 1)],
    ...suppressions(id, change.approved, review),
    properties: { id, from, to },
  };
}

function effectResult(effect: PeopleEffect & { readonly approved: boolean }, review: Review): Result {
  const { id, kind, people, admins } = effect;
  return {
    ...resultOf(id, kind, `${effectWords(effect)}.`),
    locations: [placeOf(review.head.path, 1, 1)],
    ...suppressions(id, effect.approved, review),
    properties: { id, people: people.length, administrators: admins },
  };
}

/** The id is the same in every run, and tells what is at one line apart. */
const resultOf = (id: string, ruleId: string, text: string): Result => ({
  ruleId,
  level: "error",
  message: sarifMessage(text),
  partialFingerprints: { "plumblineChange/v1": inertText(id), primaryLocationLineHash: inertText(id) },
});

const placeOf = (file: string, startLine: number, startColumn: number): Location => ({
  physicalLocation: {
    artifactLocation: { uri: fileUri(repositoryPath(file)) },
    region: { startLine, startColumn },
  },
});

function suppressions(id: string, isApproved: boolean, { approvals }: Review): Pick<Result, "suppressions"> {
  if (!isApproved) return {};
  const one = approvals.used.find(({ change }) => change.normalize("NFC") === id);
  const why = one === undefined ? "" : `${one.reason} (${one.ticket}, until ${one.until}, ${one.owner})`;
  return { suppressions: [{ kind: "external", status: "accepted", justification: inertText(why) }] };
}
