import type { HistoryPoint } from "../../../flows/page/overview.ts";
import { Sheet } from "./sheet.tsx";

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

/** From the oldest run to the latest; a run stands where its time is. */
function place(history: readonly HistoryPoint[], { of, most }: Measure): readonly Placed[] {
  const times = history.map(({ at }) => Date.parse(at));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  return history.map((point, index) => ({
    ...point,
    x: to === from ? width / 2 : edge + (((times[index] ?? from) - from) / (to - from)) * (width - 2 * edge),
    y: height - foot - (of(point) / most) * (height - foot - 14),
  }));
}

function sentence(points: readonly Placed[], { of, what }: Measure): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return "";
  return `From ${of(first)} ${what} on ${day.format(new Date(first.at))} to ${of(last)} on ${day.format(new Date(last.at))}, over ${points.length} runs`;
}

/** How open findings went, with a mark where the baseline was another. */
export function HistoryChart({ history }: { readonly history: readonly HistoryPoint[] }) {
  if (history.length < 2) return null;
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
    </Sheet>
  );
}
