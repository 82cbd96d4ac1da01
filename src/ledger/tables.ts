/**
 * The tables of a ledger, the same on SQLite and PostgreSQL: every column is text, times are ISO 8601 in UTC (which
 * sort as text), and what is only ever read as a whole is JSON.
 */
export interface Tables {
  readonly meta: MetaTable;
  readonly lease: LeaseTable;
  readonly position: PositionTable;
  readonly seen_event: SeenEventTable;
  readonly alert: AlertTable;
  readonly person: PersonTable;
  readonly org_memory: OrgMemoryTable;
  readonly post: PostTable;
  readonly report: ReportTable;
  readonly undoing: UndoingTable;
  readonly audit: AuditTable;
  readonly revision: RevisionTable;
  readonly proof_chain: ProofChainTable;
  readonly proof: ProofTable;
  readonly proof_body: ProofBodyTable;
  readonly silent_change: SilentChangeTable;
  readonly roster_state: RosterStateTable;
  readonly roster: RosterTable;
  readonly standard: StandardTable;
}

interface MetaTable {
  readonly key: string;
  readonly value: string;
}

/** Who is working on an org right now: one row an org. */
interface LeaseTable {
  readonly org: string;
  readonly owner: string;
  /** The machine and the process behind the owner, so that a dead one need not be waited for. */
  readonly holder: string;
  readonly expires_at: string;
}

/** Position in the System Log: one row an org. */
interface PositionTable {
  readonly org: string;
  /** Okta's `next` link. */
  readonly next: string;
  /** The filter that is part of the link: another filter needs another link. */
  readonly filter: string;
  readonly updated_at: string;
}

interface SeenEventTable {
  readonly org: string;
  readonly uuid: string;
  readonly published: string;
}

interface AlertTable {
  readonly org: string;
  readonly id: string;
  readonly state: string;
  readonly opened_at: string;
  /** Empty while it is not resolved. */
  readonly resolved_at: string;
  readonly body: string;
  /** When it last changed, as a number that sorts as text; empty where an older version wrote it. */
  readonly revision: string;
}

interface PersonTable {
  readonly org: string;
  readonly id: string;
  readonly memory: string;
}

interface OrgMemoryTable {
  readonly org: string;
  readonly memory: string;
}

/** Posts of alerts to destinations, sent and still to be sent. */
export interface PostTable {
  readonly org: string;
  readonly alert: string;
  readonly destination: string;
  readonly turn: string;
  readonly state: string;
  /** Order of sending: 0, for the most severe, goes first. */
  readonly rank: string;
  /** `waiting`, `sent` or `given-up`. */
  readonly status: string;
  readonly attempts: string;
  readonly created_at: string;
  readonly next_attempt_at: string;
  /** Why it was not taken; without anything secret. Empty when it was. */
  readonly last_error: string;
  /** The alert as it is told; empty once it was. */
  readonly body: string;
}

/** Reports of past checks. */
interface ReportTable {
  readonly org: string;
  /** A digest of the report: one that is kept twice is there once. */
  readonly id: string;
  readonly finished_at: string;
  /** JSON, packed: it names every person with a finding. */
  readonly body: string;
  /** The run without its findings, JSON: what a list of runs shows. Empty where an older version kept it. */
  readonly head: string;
  /** Further view for a page, packed; empty but for the latest run, since it names everybody. */
  readonly view: string;
}

/** How the org stood to a standard in a run that judged it. */
interface StandardTable {
  readonly org: string;
  /** Id of the standard: `stig`. */
  readonly framework: string;
  /** A digest of the answers: those that are kept twice are there once. */
  readonly id: string;
  readonly finished_at: string;
  /** Statuses without what decided, JSON. */
  readonly head: string;
  /** Everything that decided, JSON, packed: it names people. */
  readonly body: string;
  /** Everybody who is not reached, packed; empty but for the latest run that judged the standard. */
  readonly people: string;
}

/** When something was last undone to a subject, by each type of event that does. */
interface UndoingTable {
  readonly org: string;
  readonly subject: string;
  readonly event_type: string;
  readonly at: string;
  readonly by_whom: string;
}

/** How often things of an org changed. */
interface RevisionTable {
  readonly org: string;
  readonly of: string;
  readonly number: string;
}

/** Everything that somebody had done through the page. */
interface AuditTable {
  readonly org: string;
  readonly id: string;
  readonly at: string;
  readonly who: string;
  readonly action: string;
  /** JSON. */
  readonly about: string;
  readonly outcome: string;
}

/** How far the System Log of an org was read for what is remembered of people: one row an org. */
interface ProofChainTable {
  readonly org: string;
  readonly id: string;
  readonly next: string;
  readonly filter: string;
  readonly read_to: string;
  readonly position: string;
  /** Empty: no. */
  readonly reads_everybody: string;
}

/** Facts read of a person, and when. */
interface ProofTable {
  readonly org: string;
  readonly person: string;
  readonly body: string;
  readonly proven_at: string;
  readonly chain: string;
  readonly position: string;
  readonly view: string;
}

/** Enrolments that people share, by a digest of them: JSON. */
interface ProofBodyTable {
  readonly org: string;
  readonly id: string;
  readonly body: string;
}

/** A change of somebody's enrolments that no event explains, until a report has told of it. */
interface SilentChangeTable {
  readonly org: string;
  readonly person: string;
  /** The enrolments that were remembered, JSON, and what made them worth believing. */
  readonly before: string;
  readonly proven_at: string;
  readonly chain: string;
  readonly position: string;
  readonly view: string;
  /** The enrolments that were read, JSON. */
  readonly now: string;
}

/** How Okta's list of people was read: one row an org. */
interface RosterStateTable {
  readonly org: string;
  readonly chain: string;
  readonly read_at: string;
  readonly searched_to: string;
  readonly asked: string;
}

/** A person of Okta's list, JSON; empty for one who must be read again. */
interface RosterTable {
  readonly org: string;
  readonly person: string;
  readonly body: string;
}
