import { attribute, type LogEvidence } from "../../alerts/attribution/attribute.ts";
import type { Inquiry, Lead, Leads } from "../../alerts/attribution/lead.ts";
import { leadsFor } from "../../alerts/attribution/leads-for.ts";
import { filterFor } from "../../alerts/attribution/log-filter.ts";
import { personLeadsFor } from "../../alerts/attribution/person-leads.ts";
import type { Baseline } from "../../model/baseline.ts";
import { logRetentionMs } from "../../model/durations.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { LogEvent } from "../../model/log-event.ts";
import type { Finding } from "../../model/report.ts";
import { readLog } from "../../okta/system-log.ts";
import { ReadFailure } from "../../okta/transport/read-failure.ts";
import type { Caller } from "../caller.ts";
import { interrupted, type LiveReading, type OrgReading } from "./read-org.ts";

/** Parts of a run that say whom to look for, and where. */
interface ChangesRequest {
  readonly baseline: Baseline;
  readonly reading: OrgReading;
}

const mostEvents = 10_000;
/** With more, it is not one person after another who was done something to. */
const mostPeople = 20;

/**
 * Names in each open finding who made it so, from the System Log of a live org. The log is read only when there is a
 * finding that somebody can be behind, and what could not be read is said and changes no verdict.
 */
export async function nameChanges(
  findings: readonly Finding[],
  { baseline, reading }: ChangesRequest,
  caller: Caller,
): Promise<readonly Finding[]> {
  const { live, snapshot: org } = reading;
  if (live === null) return findings;
  const asked = findings.filter(isAsked).map((finding) => ({ finding, org, baseline }));
  const leads = leadsBy(asked, leadsFor);
  const people = asked.filter(({ finding }) => finding.subject.type === "user" && finding.causedBy === null);
  const onPeople = leadsBy(people.length > mostPeople ? [] : people, personLeadsFor);
  if (leads.size + onPeople.size === 0) return findings;
  const filter = filterFor(allOf(leads), allOf(onPeople));
  const evidence = await readEvidence(filter, live, caller);
  const leadsOf = (finding: Finding): Leads | null => leads.get(finding) ?? onPeople.get(finding) ?? null;
  return attribute(findings, leadsOf, evidence, baseline.alerts.managedActors);
}

/** Skips findings that are not applied yet: nobody changed those. */
const isAsked = ({ status, changedBy }: Finding): boolean => status === "open" && changedBy === null;

function leadsBy(
  asked: readonly Inquiry[],
  leadsOf: (inquiry: Inquiry) => Leads | null,
): ReadonlyMap<Finding, Leads> {
  const found = new Map<Finding, Leads>();
  for (const inquiry of asked) {
    const leads = leadsOf(inquiry);
    if (leads !== null) found.set(inquiry.finding, leads);
  }
  return found;
}

const allOf = (leads: ReadonlyMap<Finding, Leads>): readonly Lead[] => [...leads.values()].flat(2);

async function readEvidence(
  filter: string,
  { connection, signal }: LiveReading,
  caller: Caller,
): Promise<LogEvidence> {
  const events: LogEvent[] = [];
  if (filter === "") return { events, isWhole: false };
  const until = caller.now();
  const range = { since: new Date(until.getTime() - logRetentionMs), until, filter, newestFirst: true };
  let unreadable = 0;
  try {
    for await (const page of readLog(connection, range, signal)) {
      events.push(...page.events);
      unreadable += page.malformed.length;
      if (events.length >= mostEvents) {
        caller.remark(
          `Who changed what was looked up in the latest ${events.length} events only; there may be more.`,
        );
        return { events, isWhole: false };
      }
    }
  } catch (error) {
    if (caller.signal.aborted) throw interrupted();
    if (!(error instanceof PlumblineError || error instanceof ReadFailure)) throw error;
    const fix = error instanceof PlumblineError ? `; to see it, ${error.remedy}` : "";
    caller.remark(`Who changed what was not looked up: ${error.message}${fix}.`);
    return { events, isWhole: false };
  }
  if (unreadable > 0)
    caller.remark(`Who changed what may be missing: ${unreadable} events could not be understood.`);
  return { events, isWhole: unreadable === 0 };
}
