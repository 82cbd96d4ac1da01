import type { Report, Verdict } from "./report.ts";
import type { RequirementAnswer } from "./requirement-answers.ts";
import type { FrameworkResult } from "./standards.ts";

/** Time that a bundle speaks for: since the one before it, or since nobody knows when. ISO 8601, UTC. */
export interface EvidencePeriod {
  /** Null for the first of a chain. */
  readonly from: string | null;
  readonly to: string;
}

/** The bundle before, by the SHA-256 of its statement. */
export interface PreviousEvidence {
  readonly statement: string;
  readonly period: EvidencePeriod;
}

/** A file of a bundle. */
export interface EvidenceFile {
  /** In the bundle, with `/` between folders. */
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Everything that a bundle says of itself, besides its seal: `manifest.json`. */
export interface EvidenceManifest {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: "plumbline"; readonly version: string; readonly node: string };
  readonly org: Report["org"];
  readonly createdAt: string;
  /** When what was judged was read. */
  readonly asOf: string;
  readonly period: EvidencePeriod;
  readonly previous: PreviousEvidence | null;
  /** People and everything else that the baseline does not name is named by keyed hashes. */
  readonly redacted: boolean;
  readonly verdict: Verdict;
  readonly counts: EvidenceCounts;
  /** Standards that the bundle answers; left out where it answers none. */
  readonly standards?: readonly EvidenceStandard[];
  /** Path of the baseline in the bundle, and SHA-256 as reports give it. */
  readonly baseline: { readonly path: string; readonly sha256: string };
  readonly files: readonly EvidenceFile[];
}

/** A standard that a bundle answers, and how its requirements stand. */
export type EvidenceStandard = Pick<FrameworkResult, "id" | "title" | "version" | "published" | "counts">;

/** How often each answer was given, each person once. */
export type AnswerCounts = Readonly<Record<RequirementAnswer, number>>;

/** Numbers that must add up: everybody is counted once, by status and by the worst answer. */
export interface EvidenceCounts {
  /** Null: who is in the org was not read. */
  readonly people: {
    readonly listed: number;
    readonly byStatus: Readonly<Record<string, number>>;
    readonly inScope: number;
    readonly pending: number;
    readonly suspended: number;
    /** Not listed; null: they could not be counted. */
    readonly deprovisioned: number | null;
    /** Not listed: gone while the org was read. */
    readonly gone: number;
    /** Of those in scope. */
    readonly answers: AnswerCounts;
  } | null;
  /** Of those in scope, by requirement. */
  readonly requirements: readonly { readonly id: string; readonly answers: AnswerCounts }[];
  readonly exemptions: { readonly declared: number; readonly inEffect: number; readonly ended: number };
}

/** An exemption or an acceptance of the baseline: who answers for it, until when, and whether it was in effect. */
export interface RegisteredExemption {
  /** Login or id; null for one of the org itself. */
  readonly user: string | null;
  /** Id of the requirement; for one of the org itself the check and its subject. */
  readonly of: string;
  /** Last day in effect, inclusive, UTC. */
  readonly until: string;
  readonly reason: string;
  readonly owner: string;
  readonly inEffect: boolean;
  /** How many findings it lets stand. */
  readonly findings: number;
}

/** How far the ledger watched the org in the time that a bundle speaks for. */
export interface EvidenceLog {
  /** From when on every event was read; null: nobody watches this org. */
  readonly watchedSince: string | null;
  /** Up to when. */
  readonly readUntil: string | null;
  /** Events of the period that were handled; what is older than the log's retention is forgotten. */
  readonly events: {
    readonly count: number;
    readonly first: EvidenceEvent | null;
    readonly last: EvidenceEvent | null;
  };
  /** Checks of the period whose reports are kept, oldest first. */
  readonly checks: readonly { readonly id: string; readonly at: string; readonly verdict: Verdict }[];
}

export interface EvidenceEvent {
  readonly uuid: string;
  readonly published: string;
}

/** Kinds of what keeps a bundle from being proven. `broken`: it does not hold; `unproven`: it cannot be told here. */
export const evidenceFaults = {
  changed: "broken",
  missing: "broken",
  "not-listed": "broken",
  "no-file": "broken",
  unreadable: "broken",
  sealing: "broken",
  signature: "broken",
  "other-key": "broken",
  unsigned: "broken",
  judgement: "broken",
  derived: "broken",
  unjudged: "broken",
  counts: "broken",
  times: "broken",
  future: "unproven",
  "other-version": "unproven",
  "previous-missing": "broken",
  "previous-differs": "broken",
  "not-chained": "broken",
  forked: "broken",
  replaced: "broken",
  "given-twice": "unproven",
  "other-signer": "unproven",
  "long-silence": "broken",
} as const satisfies Readonly<Record<string, "broken" | "unproven">>;
export type EvidenceFaultKind = keyof typeof evidenceFaults;

/** Something that is wrong with a bundle. */
export interface EvidenceFault {
  readonly kind: EvidenceFaultKind;
  /** Path of the file in the bundle; null: the bundle as a whole. */
  readonly file: string | null;
  /** In a clause; empty where the kind says it all. */
  readonly detail: string;
}

/** How a bundle is sealed. */
export type EvidenceSeal =
  | { readonly kind: "unsigned" }
  /** `trusted`: by the key that was given to compare with. */
  | { readonly kind: "signed"; readonly keyId: string; readonly trusted: boolean };

/** A bundle after it was looked at. */
export interface ExaminedEvidence {
  readonly folder: string;
  /** Null where it cannot be read. */
  readonly manifest: EvidenceManifest | null;
  /** SHA-256 of the statement. */
  readonly statement: string | null;
  readonly seal: EvidenceSeal | null;
  readonly faults: readonly EvidenceFault[];
  /** The words differ, of another version; what was found does not. */
  readonly reworded: boolean;
  /** The longest time of its period without a check; null where no beginning is known. */
  readonly silence: Silence | null;
}

/** A time in which nothing was checked. ISO 8601, UTC. */
export interface Silence {
  readonly from: string;
  readonly to: string;
  readonly ms: number;
}

/** A bundle as it was sealed, with how far its org was watched. */
export interface ShownEvidence extends ExaminedEvidence {
  readonly log: EvidenceLog | null;
}
