import type { Finding, Report, RequirementCount, Verdict } from "../../model/report.ts";
import type { Severity } from "../../model/words.ts";
import { count } from "../../report/text/count.ts";
import { explainedWords, topicSentence, whoWords } from "../../report/text/topic-words.ts";
import { type Topic, topicsOf } from "../../report/text/topics.ts";
import { findingCounts, peopleCounts, remarksOn } from "../../report/text/verdict-words.ts";
import type { PageSource } from "./page-source.ts";

/** A root cause, or a finding that nothing explains, as a sentence with what goes back to it. */
export interface OverviewTopic {
  readonly kind: Topic["kind"];
  readonly severity: Severity;
  readonly check: string;
  readonly sentence: string;
  readonly remedy: string;
  /** Who did it and when; null where nobody looked. */
  readonly who: string | null;
  readonly explains: string | null;
  readonly people: number;
  readonly fingerprint: string;
}

/** A run as the history shows it. */
export interface HistoryPoint {
  readonly run: string;
  readonly at: string;
  readonly verdict: Verdict;
  readonly findings: number;
  /** People who meet every requirement that was judged, and those asked; null where it was not counted. */
  readonly inLine: number | null;
  readonly asked: number | null;
  /** Set where the baseline is another than that of the run before. */
  readonly baseline: string | null;
}

/** What there is to know first. */
export interface Overview {
  readonly org: string;
  readonly latest: {
    readonly run: string;
    readonly verdict: Verdict;
    readonly asOf: string;
    /** `18 departures from the baseline`. */
    readonly headline: string;
    readonly findings: string;
    readonly people: string;
    readonly remarks: readonly string[];
    /** What was needed and not read, one clause each. */
    readonly unread: readonly string[];
    readonly requirements: readonly RequirementCount[];
    readonly topics: readonly OverviewTopic[];
  } | null;
  readonly alerts: { readonly open: number; readonly overdue: number; readonly readUntil: string | null };
  /** Oldest first. */
  readonly history: readonly HistoryPoint[];
}

/** Gathers what the ledger knows of an org for the first page. */
export async function overviewOf(source: PageSource, now: Date): Promise<Overview> {
  const [latest, runs, alerts, position] = await Promise.all([
    source.latest(),
    source.runs(),
    source.alerts(),
    source.ledger.position(source.org),
  ]);
  const open = alerts.filter(({ state }) => state !== "resolved");
  return {
    org: source.org,
    latest: latest === null ? null : latestOf(latest.id, latest.report),
    alerts: {
      open: open.length,
      overdue: open.filter(({ dueAt }) => dueAt !== null && Date.parse(dueAt) < now.getTime()).length,
      readUntil: position?.updatedAt ?? null,
    },
    history: runs.toReversed().map(({ id, finishedAt, summary, baseline }, index, all) => ({
      run: id,
      at: finishedAt,
      verdict: summary.verdict,
      findings: summary.findings,
      ...metOf(summary.requirements),
      baseline:
        index > 0 && all[index - 1]?.baseline.sha256 !== baseline.sha256 ? baseline.sha256.slice(0, 7) : null,
    })),
  };
}

function latestOf(run: string, report: Report): Overview["latest"] {
  const { summary, gaps, findings } = report;
  return {
    run,
    verdict: summary.verdict,
    asOf: report.asOf ?? report.finishedAt,
    headline: headlineOf(report),
    findings: findingCounts(report),
    people: peopleCounts(summary.people),
    remarks: remarksOn(report),
    unread: gaps.map(({ slice, reason }) => `${slice}: ${reason}`),
    requirements: summary.requirements ?? [],
    topics: topicsOf(findings).map(topicOf),
  };
}

function headlineOf({ summary, gaps }: Report): string {
  const departures = count(summary.findings, "departure");
  if (summary.verdict === "unknown") {
    return `${count(summary.unknown + gaps.length, "thing")} could not be decided, and ${departures} found`;
  }
  return summary.findings === 0 ? "nothing departs from the baseline" : `${departures} from the baseline`;
}

function topicOf(topic: Topic): OverviewTopic {
  const [first]: readonly [Finding, ...Finding[]] = topic.findings;
  return {
    kind: topic.kind,
    severity: topic.severity,
    check: first.check,
    sentence: topicSentence(topic),
    remedy: first.remedy,
    who: whoWords(topic),
    explains: explainedWords(topic),
    people: topic.people.length,
    fingerprint: first.fingerprint,
  };
}

/** By the requirement that the fewest meet: nobody counts who misses any, and a report counts each by itself. */
function metOf(requirements: readonly RequirementCount[] | undefined) {
  const shares = (requirements ?? []).map(({ appliesTo, drift, unknown, pending }) => ({
    inLine: appliesTo - drift - unknown - pending,
    asked: appliesTo,
  }));
  const [worst] = shares.toSorted((one, other) => one.inLine / one.asked - other.inLine / other.asked);
  return worst ?? { inLine: null, asked: null };
}
