import type { ReadProgress } from "../okta/reading/read-progress.ts";
import type { Terminal } from "./terminal.ts";

/** Tells on stderr how far a long reading is. */
export interface Progress {
  show(progress: ReadProgress): void;
  /** Takes the line away that a terminal shows. */
  end(): void;
}

const terminalIntervalMs = 100;
const lineIntervalMs = 60_000;
const clearLine = "\r\u001b[2K";

/** On a terminal one line that is rewritten; elsewhere (a CI log) one line a minute; nothing when quiet. */
export function startProgress(terminal: Terminal, quiet: boolean): Progress {
  const { stderr, now } = terminal;
  if (quiet) return { show: () => {}, end: () => {} };
  const interval = stderr.isTTY ? terminalIntervalMs : lineIntervalMs;
  // A run of less than a minute leaves no line in a log; on a terminal the first word comes at once.
  let last = stderr.isTTY ? Number.NEGATIVE_INFINITY : now().getTime();
  let visible = false;
  return {
    show: (progress) => {
      const time = now().getTime();
      if (time - last < interval) return;
      last = time;
      const text = describeProgress(progress);
      stderr.write(stderr.isTTY ? `${clearLine}${text.slice(0, stderr.columns - 1)}` : `${text}\n`);
      visible = stderr.isTTY;
    },
    end: () => {
      if (visible) stderr.write(clearLine);
      visible = false;
    },
  };
}

/** `examined 120 / 437 people, 310 calls left in this window, about 2 min left`. */
export function describeProgress(progress: ReadProgress): string {
  const { phase, examined, inScope, callsLeft, secondsLeft } = progress;
  return [
    inScope === null ? `reading ${phase}` : `examined ${examined} / ${inScope} people`,
    ...(callsLeft === null ? [] : [`${callsLeft} calls left in this window`]),
    ...(secondsLeft === null ? [] : [`about ${duration(secondsLeft)} left`]),
  ].join(", ");
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
