import type { z } from "zod";
import type { finding } from "../../contract/finding-answer.ts";
import { AskedView } from "../parts/asked-view.tsx";
import { Tag } from "../parts/cell.tsx";
import { FindingList } from "../parts/finding-list.tsx";
import { Time } from "../parts/time.tsx";
import { useAnswer } from "../use-answer.ts";
import { useTitle } from "../use-title.ts";

type Findings = readonly z.infer<typeof finding>[];

interface RunAnswer {
  readonly id: string;
  readonly verdict: string;
  readonly asOf: string;
  readonly baseline: { readonly path: string; readonly sha256: string };
  readonly counts: string;
  readonly people: string;
  readonly requests: number;
  readonly gaps: readonly string[];
  readonly findings: Findings;
  readonly changes: {
    readonly from: string;
    readonly fromAt: string;
    readonly isOtherBaseline: boolean;
    readonly appeared: Findings;
    readonly firstJudged: Findings;
    readonly settled: Findings;
    readonly notJudged: Findings;
    readonly changed: Findings;
  } | null;
}

const lists = [
  ["appeared", "New"],
  ["settled", "Gone"],
  ["changed", "Changed"],
  ["firstJudged", "Judged for the first time"],
  ["notJudged", "Not judged any more, so nobody knows"],
] as const;

function Changes({ changes }: { readonly changes: NonNullable<RunAnswer["changes"]> }) {
  const some = lists.filter(([key]) => changes[key].length > 0);
  return (
    <>
      <h2>
        Since <a href={`/runs/${changes.from}`}>the run before</a>, <Time at={changes.fromAt} />
        {changes.isOtherBaseline ? ", which was judged by another baseline" : ""}
      </h2>
      {some.length === 0 ? <p class="empty">Nothing changed.</p> : null}
      {some.map(([key, title]) => (
        <FindingList key={key} title={title} findings={changes[key]} none="" />
      ))}
    </>
  );
}

function RunView({ run }: { readonly run: RunAnswer }) {
  useTitle(`Run ${run.id.slice(0, 8)}`);
  return (
    <>
      <header class="page">
        <h1>
          <Tag word={run.verdict} /> {run.counts}
        </h1>
        <p>
          as of <Time at={run.asOf} /> · {run.baseline.path} ({run.baseline.sha256.slice(0, 12)}) ·{" "}
          {`${run.requests.toLocaleString()} requests`} · <a href="/runs">All runs</a>
        </p>
      </header>
      <p>{run.people}</p>
      <ul>
        {run.gaps.map((gap) => (
          <li key={gap}>{`Not read: ${gap}`}</li>
        ))}
      </ul>
      {run.changes === null ? (
        <p class="soft">It is the first that was kept.</p>
      ) : (
        <Changes changes={run.changes} />
      )}
      <FindingList title="All findings" findings={run.findings} none="Nothing was found." />
    </>
  );
}

/** A run, with what is new since the one before. */
export function RunPage({ id }: { readonly id: string }) {
  const [asked, again] = useAnswer<RunAnswer>(`/runs/${encodeURIComponent(id)}`);
  return (
    <AskedView asked={asked} again={again}>
      {(run) => <RunView run={run} />}
    </AskedView>
  );
}
