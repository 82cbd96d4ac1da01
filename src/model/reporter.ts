import type { SourcePosition } from "./baseline.ts";
import type { CheckDescription } from "./check-description.ts";
import type { PeopleView } from "./people-view.ts";
import type { Finding, Report } from "./report.ts";

export interface RenderOptions {
  readonly color: boolean;
  /** Terminal columns. */
  readonly width: number;
  /** Show every person and detail, not only the first screen. */
  readonly verbose: boolean;
  /** The checks that were run, for formats that explain their rules. */
  readonly checks?: readonly CheckDescription[];
  /** Where the baseline says what a finding departs from. */
  readonly locate?: LocateFinding;
  /** Everybody who was judged; worked out when it is asked for. Left out where only a report is at hand. */
  readonly people?: () => PeopleView;
}

/** Where the baseline says what a finding departs from; its beginning where it says nothing of it. */
export type LocateFinding = (finding: Finding) => SourcePosition;

/** One output format: a pure function from report to text, one file each. */
export interface Reporter {
  /** What `--format` calls it; equal to the file's name. */
  readonly name: string;
  readonly description: string;
  render(report: Report, options: RenderOptions): string;
}
