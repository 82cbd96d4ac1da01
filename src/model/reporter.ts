import type { SourcePosition } from "./baseline.ts";
import type { CheckDescription } from "./check-description.ts";
import type { PeopleView } from "./people-view.ts";
import type { Finding, Report } from "./report.ts";

/** Options that name the same org and baseline once more, word by word. */
export interface CommandWords {
  /** How the command is started here: `plumbline`, or `npx okta-plumbline`. */
  readonly command: string;
  readonly check: readonly string[];
  /** Null where people go by other names. */
  readonly explain: readonly string[] | null;
}

export interface RenderOptions {
  readonly color: boolean;
  /** Terminal columns. */
  readonly width: number;
  /** Terminal rows; left out where the output is no terminal. */
  readonly height?: number;
  /** Show every person and detail, not only the first screen. */
  readonly verbose: boolean;
  /** The checks that were run, for formats that explain their rules. */
  readonly checks?: readonly CheckDescription[];
  /** Where the baseline says what a finding departs from. */
  readonly locate?: LocateFinding;
  /** How to run this again, word by word; left out where that makes no sense. */
  readonly again?: CommandWords;
  /** List everybody (`--people`), in the formats that can. */
  readonly listPeople?: boolean;
  /** Everybody who was judged; worked out when it is asked for. Left out where only a report is at hand. */
  readonly people?: () => PeopleView;
}

/** Where the baseline says what a finding departs from; its beginning where it says nothing of it. */
export type LocateFinding = (finding: Finding) => SourcePosition;

/** One output format: a pure function from report to text, one file each. */
export interface Reporter {
  /** Name of it in `--format`; equal to the file's name. */
  readonly name: string;
  readonly description: string;
  /** Whether it can list everybody who was judged, and not only findings. */
  readonly listsPeople?: true;
  render(report: Report, options: RenderOptions): string;
}
