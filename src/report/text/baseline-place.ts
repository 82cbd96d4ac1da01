import type { Finding, Report } from "../../model/report.ts";
import type { RenderOptions } from "../../model/reporter.ts";

/** A place in the baseline as repositories name it. */
export interface BaselinePlace {
  /** With `/` between folders, and no `./` before them. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Where the baseline says what a finding departs from; the beginning of the file where nobody knows better. */
export function baselinePlace(finding: Finding, report: Report, { locate }: RenderOptions): BaselinePlace {
  const { file, line, column } = locate?.(finding) ?? { file: report.baseline.path, line: 1, column: 1 };
  return { file: repositoryPath(file), line, column };
}

/** A path as a repository writes it. */
export function repositoryPath(path: string): string {
  return path.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "");
}
