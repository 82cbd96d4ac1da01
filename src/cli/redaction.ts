import { randomBytes } from "node:crypto";
import { inReportOrder } from "../../checks/runner/finding-order.ts";
import type { PeopleView } from "../model/people-view.ts";
import type { Report } from "../model/report.ts";
import type { LocateFinding } from "../model/reporter.ts";
import type { KnownName } from "../report/redaction/known-names.ts";
import { type Pseudonyms, pseudonymsFor } from "../report/redaction/pseudonyms.ts";
import { redactPeople } from "../report/redaction/redact-people.ts";
import { redactReport } from "../report/redaction/redact-report.ts";
import { keyVariable } from "./redact-option.ts";
import type { Terminal } from "./terminal.ts";

interface RedactOptions {
  readonly redact?: boolean;
  readonly quiet?: boolean;
}

/** The pseudonyms that `--redact` asks for; null without it. A key of this run alone is said on stderr. */
export function askedPseudonyms(
  options: RedactOptions,
  names: () => Iterable<KnownName>,
  terminal: Terminal,
): Pseudonyms | null {
  const key = askedKey(options, terminal);
  return key === null ? null : pseudonymsFor(names(), key);
}

/** The key of the pseudonyms that `--redact` asks for, for several redactions of one run; null without it. */
export function askedKey({ redact, quiet }: RedactOptions, { env, stderr }: Terminal): string | null {
  if (redact !== true) return null;
  const given = env[keyVariable] ?? "";
  if (given === "" && quiet !== true) {
    stderr.write(`redacted with a key of this run alone; set ${keyVariable} to compare redacted reports\n`);
  }
  return given === "" ? randomBytes(32).toString("hex") : given;
}

/** Input of reporters. */
interface Shown {
  readonly report: Report;
  readonly locate: LocateFinding;
  readonly people: () => PeopleView;
}

/** A report redacted and sorted anew, with where its findings are declared and whom it is about. */
export function redactAnswer({ report, locate, people }: Shown, pseudonyms: Pseudonyms): Shown {
  const redacted = redactReport(report, pseudonyms);
  const originals = new Map(redacted.findings.map((finding, index) => [finding, report.findings[index]]));
  const findings = inReportOrder(redacted.findings.map((finding) => ({ finding })));
  return {
    report: { ...redacted, findings: findings.map(({ finding }) => finding) },
    locate: (finding) => {
      const { file, line, column } = locate(originals.get(finding) ?? finding);
      return { file: pseudonyms.within(file), line, column };
    },
    people: () => redactPeople(people(), pseudonyms),
  };
}
