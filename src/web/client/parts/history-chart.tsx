import type { HistoryMark, HistoryPoint } from "../../../flows/page/overview.ts";
import { Sheet } from "./sheet.tsx";
import { Time } from "./time.tsx";

const width = 480;
const height = 120;
const foot = 16;
/** Room for half a dot. */
const edge = 5;

const day = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

interface Placed extends HistoryPoint {
  readonly x: number;
  readonly y: number;
}

/** Number drawn of a run: people who lack nothing, or open findings where people were not counted. */
interface Measure {
  readonly title: string;
  readonly what: string;
  of(point: HistoryPoint): number;
  readonly most: number;
}

function measureOf(history: readonly HistoryPoint[]): Measure {
  if (history.every(({ met }) => met !== null)) {
    return {
      title: "People who meet every requirement",
      what: "people",
      of: ({ met }) => met ?? 0,
      most: Math.max(1, ...history.map(({ asked }) => asked ?? 0)),
    };
  }
  return {
    title: "Open findings over time",
    what: "open findings",
    of: ({ findings }) => findings,
    most: Math.max(1, ...history.map(({ findings }) => findings)),
  };
}

/** Where a time stands, between the oldest run and the latest. */
function scaleOf(history: readonly HistoryPoint[]): (at: string) => number {
  const times = history.map(({ at }) => Date.parse(at));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  return (at) =>
    to === from ? width / 2 : edge + ((Date.parse(at) - from) / (to - from)) * (width - 2 * edge);
}

/** From the oldest run to the latest; a run stands where its time is. */
function place(history: readonly HistoryPoint[], { of, most }: Measure): readonly Placed[] {
  const xOf = scaleOf(history);
  return history.map((point) => ({
    ...point,
    x: xOf(point.at),
    y: height - foot - (of(point) / most) * (height - foot - 14),
  }));
}

function sentence(points: readonly Placed[], { of, what }: Measure): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return "";
  return `From ${of(first)} ${what} on ${day.format(new Date(first.at))} to ${of(last)} on ${day.format(new Date(last.at))}, over ${points.length} runs`;
}

interface HistoryChartProps {
  readonly history: readonly HistoryPoint[];
  readonly marks: readonly HistoryMark[];
}

/** The same marks as sentences, so that nobody has to hit a line of one pixel. */
function Marks({ marks }: Pick<HistoryChartProps, "marks">) {
  if (marks.length === 0) return null;
  return (
    <ul class="rows soft">
      {marks.toReversed().map(({ alert, at, title }) => (
        <li key={alert}>
          <Time at={at} /> <a href={`/alerts/${alert}`}>{title}</a>
        </li>
      ))}
    </ul>
  );
}

/** How open findings went, with marks where the baseline was another, and where policies and the like were changed. */
export function HistoryChart({ history, marks }: HistoryChartProps) {
  if (history.length < 2) return null;
  const xOf = scaleOf(history);
  const measure = measureOf(history);
  const points = place(history, measure);
  const [first, last] = [points[0], points.at(-1)];
  return (
    <Sheet id="history" title={measure.title}>
      <svg class="history" viewBox={`0 0 ${width} ${height}`}>
        <title>{sentence(points, measure)}</title>
        {points
          .filter(({ baseline }) => baseline !== null)
          .map(({ x, run, baseline }) => (
            <g key={run}>
              <line class="marker" x1={x} x2={x} y1={12} y2={height - foot} />
              <text x={Math.min(x + 4, width - 90)} y={10}>{`baseline ${baseline}`}</text>
            </g>
          ))}
        {marks.map(({ alert, at, title }) => (
          <line key={alert} class="mark" x1={xOf(at)} x2={xOf(at)} y1={14} y2={height - foot}>
            <title>{title}</title>
          </line>
        ))}
        <polyline class="line" points={points.map(({ x, y }) => `${x},${y}`).join(" ")} />
        {points.map(({ x, y, run, verdict, findings }) => (
          <a key={run} href={`/runs/${run}`} aria-label={`Run with ${findings} open findings: ${verdict}`}>
            <circle class={`dot ${verdict}`} cx={x} cy={y} r={3.5} />
          </a>
        ))}
        <text x={0} y={height - 2}>
          {day.format(new Date(first?.at ?? 0))}
        </text>
        <text class="end" x={width} y={height - 2}>
          {day.format(new Date(last?.at ?? 0))}
        </text>
      </svg>
      <p class="soft">{sentence(points, measure)}.</p>
      <Marks marks={marks} />
    </Sheet>
  );
}
