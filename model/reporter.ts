import type { Report } from "./report.ts";

export interface RenderOptions {
  readonly color: boolean;
  /** Terminal columns. */
  readonly width: number;
  /** Show every person and detail, not only the first screen. */
  readonly verbose: boolean;
}

/** One output format: a pure function from report to text, one file each. */
export interface Reporter {
  /** What `--format` calls it; equal to the file's name. */
  readonly name: string;
  readonly description: string;
  render(report: Report, options: RenderOptions): string;
}
