import type { CheckAnswer } from "../flows/check/perform-check.ts";
import type { FleetReport } from "../model/fleet-report.ts";
import { hostOf, type KnownName } from "../report/redaction/known-names.ts";
import { pseudonymsFor } from "../report/redaction/pseudonyms.ts";
import { redactFleet } from "../report/redaction/redact-fleet.ts";
import { askedKey, redactAnswer } from "./redaction.ts";
import type { Terminal } from "./terminal.ts";

type Shown = Pick<CheckAnswer, "report" | "locate" | "people">;

/** What `--redact` makes of the answers of a fleet, all with one key; without it, the answers as they are. */
export function fleetRedaction(
  options: { readonly redact?: boolean; readonly quiet?: boolean },
  terminal: Terminal,
): { answer(answer: CheckAnswer): Shown; fleet(report: FleetReport): FleetReport } {
  const key = askedKey(options, terminal);
  if (key === null) return { answer: (answer) => answer, fleet: (report) => report };
  return {
    answer: (answer) => redactAnswer(answer, pseudonymsFor(answer.names(), key)),
    fleet: (report) => redactFleet(report, pseudonymsFor(hostsOf(report), key)),
  };
}

/** What people are called is found as whole logins, and in the failure of an org no more is named than its address. */
const hostsOf = ({ orgs }: FleetReport): readonly KnownName[] =>
  orgs.map(({ url }) => ({ kind: "org", name: hostOf(url) }));
