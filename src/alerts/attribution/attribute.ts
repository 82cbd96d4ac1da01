import type { LogEvent } from "../../model/log-event.ts";
import type { ChangedBy, Finding } from "../../model/report.ts";
import { actorOf, isManagedChange } from "../event/actor.ts";
import { grantedRoles } from "./granted-roles.ts";
import { isMeant, type Leads } from "./lead.ts";

/** Part of the System Log that was read. */
export interface LogEvidence {
  /** Of one moment, the later one first. */
  readonly events: readonly LogEvent[];
  /** False when older events may be missing: then that none is there proves nothing. */
  readonly isWhole: boolean;
}

const nobody = { managed: false, actor: null, at: null, ip: null, via: null } as const;

/** The log was not read, or not far enough. */
const notLookedUp: ChangedBy = { status: "not looked up", ...nobody };
const noEvent: ChangedBy = { status: "no event within retention", ...nobody };

/**
 * Names whoever is behind each finding for which there are leads: the latest event that can explain it. What explains
 * a finding's root cause explains the finding, too.
 *
 * @param leadsOf - null for a finding that nobody is looked for
 */
export function attribute(
  findings: readonly Finding[],
  leadsOf: (finding: Finding) => Leads | null,
  evidence: LogEvidence,
  managedActors: readonly string[],
): readonly Finding[] {
  const newestFirst = evidence.events.toSorted(laterFirst);
  const found = new Map<string, ChangedBy>();
  for (const finding of findings) {
    const leads = leadsOf(finding);
    if (leads === null) continue;
    const event = latestMeant(leads, newestFirst, evidence.isWhole);
    // Of people only what the log plainly says is said: most of them lack what nobody took from them.
    if (event === undefined && finding.subject.type === "user") continue;
    const without = evidence.isWhole ? noEvent : notLookedUp;
    found.set(finding.fingerprint, event === undefined ? without : changedBy(event, managedActors));
  }
  return findings.map((finding) => {
    const ofItself = found.get(finding.fingerprint);
    if (ofItself === undefined) return finding;
    const ofCause = finding.causedBy === null ? undefined : found.get(finding.causedBy);
    return { ...finding, changedBy: ofCause?.status === "found" ? ofCause : ofItself };
  });
}

// Events of one moment stay in the order in which the log gave them.
const laterFirst = (left: LogEvent, right: LogEvent): number =>
  left.published < right.published ? 1 : left.published > right.published ? -1 : 0;

function latestMeant(leads: Leads, newestFirst: readonly LogEvent[], isWhole: boolean): LogEvent | undefined {
  // Better evidence than a lesser lead may be among what was not read.
  for (const together of isWhole ? leads : leads.slice(0, 1)) {
    const event = newestFirst.find((one) => together.some((lead) => isMeant(lead, one)));
    if (event !== undefined) return event;
  }
  return undefined;
}

function changedBy(event: LogEvent, managedActors: readonly string[]): ChangedBy {
  const { name, ip, via } = actorOf(event);
  const did = grantedRoles(event);
  return {
    status: "found",
    managed: isManagedChange(event, managedActors),
    actor: name,
    at: event.published,
    ip,
    via,
    ...(did === null ? {} : { did }),
  };
}
