import type { FoundRun } from "../../ledger/kept-runs.ts";
import type { Alert } from "../../model/alert.ts";
import type { KeptRun } from "../../model/kept-run.ts";
import type { Finding, Report, RequirementCount, Verdict } from "../../model/report.ts";
import type { RunFigures, RunPerson } from "../../model/run-view.ts";
import type { Severity } from "../../model/words.ts";
import { count } from "../../report/text/count.ts";
import { explainedWords, topicSentence, whoWords } from "../../report/text/topic-words.ts";
import { type Topic, topicsOf } from "../../report/text/topics.ts";
import { findingCounts, peopleCounts, remarksOn } from "../../report/text/verdict-words.ts";
import { asOfReport, type PageSource } from "./page-source.ts";

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
  /** People whom no requirement finds wanting, and those of whom something is asked; null where it was not counted. */
  readonly met: number | null;
  readonly asked: number | null;
  /** Set where the baseline is another than that of the run before. */
  readonly baseline: string | null;
}

/** Something that was changed in the org while the history went on, with the alert that tells of it. */
export interface HistoryMark {
  readonly alert: string;
  readonly at: string;
  readonly title: string;
}

/** An administrator, with the weakest way in. */
export interface Administrator {
  readonly id: string;
  readonly login: string;
  readonly roles: readonly string[];
  readonly way: string;
  readonly usable: readonly string[] | null;
}

/** Facts to know first. */
export interface Overview {
  readonly org: string;
  readonly latest: {
    readonly run: string;
    readonly verdict: Verdict;
    readonly asOf: string;
    /** When the oldest fact was read that it rests on, where facts of earlier runs were used; else null. */
    readonly oldestProof: string | null;
    /** `18 departures from the baseline`. */
    readonly headline: string;
    readonly findings: string;
    readonly people: string;
    readonly remarks: readonly string[];
    /** Slices that were needed and not read, one clause each. */
    readonly unread: readonly string[];
    readonly requirements: readonly RequirementCount[];
    readonly topics: readonly OverviewTopic[];
    /** Null where an older version kept the run. */
    readonly figures: RunFigures | null;
  } | null;
  /** Whoever holds administrator roles; null where roles were not read, or the latest check kept no people. */
  readonly administrators: readonly Administrator[] | null;
  readonly alerts: { readonly open: number; readonly overdue: number; readonly readUntil: string | null };
  /** Oldest first. */
  readonly history: readonly HistoryPoint[];
  /** Changes of policies, authenticators and the like within the history; the latest, oldest first. */
  readonly marks: readonly HistoryMark[];
}

/** Gathers what the ledger knows of an org for the first page. */
export async function overviewOf(source: PageSource, now: Date): Promise<Overview> {
  const [latest, shown, runs, alerts, position] = await Promise.all([
    source.latest(),
    source.shown(),
    source.runs(),
    source.alerts(),
    source.ledger.position(source.org),
  ]);
  const open = alerts.filter(({ state }) => state !== "resolved");
  return {
    org: source.org,
    latest: latest === null ? null : latestOf(latest, runs),
    administrators: shown === null || shown.run !== latest?.id ? null : administratorsIn(shown.view.people),
    alerts: {
      open: open.length,
      overdue: open.filter(({ dueAt }) => dueAt !== null && Date.parse(dueAt) < now.getTime()).length,
      readUntil: position?.updatedAt ?? null,
    },
    history: runs.toReversed().map(({ id, finishedAt, summary, baseline, figures }, index, all) => ({
      run: id,
      at: finishedAt,
      verdict: summary.verdict,
      findings: summary.findings,
      met: figures?.met.people ?? null,
      asked: figures?.met.asked ?? null,
      baseline:
        index > 0 && all[index - 1]?.baseline.sha256 !== baseline.sha256 ? baseline.sha256.slice(0, 7) : null,
    })),
    marks: marksIn(runs, alerts),
  };
}

const mostMarks = 12;

/** Alerts are of people, or of what holds for many: only these are marked. */
function marksIn(runs: readonly KeptRun[], alerts: readonly Alert[]): readonly HistoryMark[] {
  const [from, to] = [runs.at(-1)?.finishedAt, runs[0]?.finishedAt];
  if (from === undefined || to === undefined) return [];
  return alerts
    .filter(({ subject, openedAt }) => subject.type !== "user" && openedAt >= from && openedAt <= to)
    .slice(-mostMarks)
    .map(({ id, openedAt, title }) => ({ alert: id, at: openedAt, title }));
}

function latestOf({ id, report }: FoundRun, runs: readonly KeptRun[]): Overview["latest"] {
  const { summary, gaps, findings } = report;
  return {
    run: id,
    verdict: summary.verdict,
    asOf: asOfReport(report),
    oldestProof: summary.proof?.oldest ?? null,
    headline: headlineOf(report),
    findings: findingCounts(report),
    people: peopleCounts(summary.people),
    remarks: remarksOn(report),
    unread: gaps.map(({ slice, reason }) => `${slice}: ${reason}`),
    requirements: summary.requirements ?? [],
    topics: topicsOf(findings).map(topicOf),
    figures: runs.find((run) => run.id === id)?.figures ?? null,
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

/** Null where the roles of nobody were read. */
function administratorsIn(people: readonly RunPerson[]): readonly Administrator[] | null {
  if (people.every(({ roles }) => roles === null)) return null;
  return people
    .filter(({ roles }) => roles !== null && roles.length > 0)
    .map(({ id, login, roles, ways, enrolled }) => ({
      id,
      login,
      roles: roles ?? [],
      way: ways[0]?.level ?? "unknown",
      usable:
        enrolled.source === null
          ? null
          : enrolled.usable.map(({ authenticator, method }) =>
              method === null ? authenticator : `${authenticator}:${method}`,
            ),
    }));
}
