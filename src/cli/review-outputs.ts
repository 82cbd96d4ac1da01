import { writeWhole } from "../flows/write-whole.ts";
import { PlumblineError } from "../model/errors.ts";
import { inertText } from "../model/inert-text.ts";
import type { RenderOptions } from "../model/reporter.ts";
import type { Review } from "../model/review.ts";
import { reviewGithub } from "../report/review/review-github.ts";
import { reviewMarkdown } from "../report/review/review-markdown.ts";
import { reviewPretty } from "../report/review/review-pretty.ts";
import { reviewSarif } from "../report/review/review-sarif.ts";
import { jsonText } from "../report/text/json-text.ts";
import type { Terminal } from "./terminal.ts";
import { wantsColor } from "./wants-color.ts";

type RenderReview = (review: Review, options: RenderOptions) => string;

const renderers: Readonly<Record<string, RenderReview>> = {
  pretty: reviewPretty,
  json: jsonText,
  markdown: reviewMarkdown,
  github: reviewGithub,
  sarif: reviewSarif,
};

/** One `--format NAME` or `--format NAME=FILE` of a review. */
export interface ReviewOutput {
  readonly render: RenderReview;
  /** Null: stdout. */
  readonly file: string | null;
}

/** Outputs that `--format` asked for, or pretty on stdout. Throws USAGE. */
export function parseReviewOutputs(formats: readonly string[]): readonly ReviewOutput[] {
  const outputs = (formats.length === 0 ? ["pretty"] : formats).map(parseOutput);
  if (outputs.filter(({ file }) => file === null).length <= 1) return outputs;
  throw new PlumblineError("USAGE", "only one format can go to stdout", {
    remedy: "give the others a file: --format markdown=review.md",
  });
}

function parseOutput(format: string): ReviewOutput {
  const [name = "", ...rest] = format.split("=");
  const file = rest.length === 0 ? null : rest.join("=");
  const render = Object.hasOwn(renderers, name) ? renderers[name] : undefined;
  if (render !== undefined && file !== "") return { render, file };
  const message = file === "" ? `--format ${format} names no file` : `a review has no format "${name}"`;
  throw new PlumblineError("USAGE", message, {
    remedy: `choose from ${Object.keys(renderers).join(", ")}; NAME=FILE writes to a file`,
  });
}

const fileWidth = 100;

/** Writes a review to every output; files never get colour. Throws OUTPUT_FAILED. */
export async function writeReview(
  outputs: readonly ReviewOutput[],
  review: Review,
  options: { readonly color: boolean; readonly quiet?: boolean },
  { stdout, stderr, env }: Terminal,
): Promise<void> {
  for (const { render, file } of outputs) {
    if (file === null) {
      const color = wantsColor(options.color, env, stdout);
      stdout.write(render(review, { color, width: stdout.columns, verbose: false }));
      continue;
    }
    await writeWhole(file, render(review, { color: false, width: fileWidth, verbose: false }));
    if (options.quiet !== true) stderr.write(`wrote ${inertText(file)}\n`);
  }
}
