import { describe, expect, it } from "vitest";
import { describeProgress, startProgress } from "../../src/cli/progress.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";

const reading = { phase: "groups", examined: 0, inScope: null, callsLeft: null, secondsLeft: null };
const examining = { phase: "enrolments", examined: 120, inScope: 437, callsLeft: 310, secondsLeft: 118 };

describe("progress in words", () => {
  it.each([
    [reading, "reading groups"],
    [examining, "examined 120 / 437 people, 310 calls left in this window, about 2 min left"],
    [{ ...examining, callsLeft: null, secondsLeft: 12 }, "examined 120 / 437 people, about 12 s left"],
    [
      { ...examining, secondsLeft: 9000 },
      "examined 120 / 437 people, 310 calls left in this window, about 3 h left",
    ],
  ])("%#", (progress, words) => {
    expect(describeProgress(progress)).toBe(words);
  });
});

describe("progress on stderr", () => {
  const clockwork = (isTTY: boolean, columns = 100) => {
    const time = { ms: 0 };
    const terminal = { ...fakeTerminal({ isTTY, columns }), now: () => new Date(time.ms) };
    return { time, terminal };
  };

  it("is one line that is rewritten on a terminal, ten times a second at most, and gone at the end", () => {
    const { time, terminal } = clockwork(true, 30);
    const progress = startProgress(terminal, false);
    progress.show(reading);
    time.ms = 50;
    progress.show({ ...reading, phase: "policies" });
    time.ms = 100;
    progress.show(examining);
    progress.end();
    progress.end();
    const clear = "\r\u001b[2K";
    expect(terminal.written.stderr).toBe(
      `${clear}reading groups${clear}examined 120 / 437 people, 31${clear}`,
    );
  });

  it("is a line a minute elsewhere, and nothing in a short run", () => {
    const { time, terminal } = clockwork(false);
    const progress = startProgress(terminal, false);
    for (time.ms = 0; time.ms <= 130_000; time.ms += 1000) progress.show(reading);
    progress.end();
    expect(terminal.written.stderr).toBe("reading groups\nreading groups\n");
  });

  it("is nothing when quiet", () => {
    const { terminal } = clockwork(true);
    const progress = startProgress(terminal, true);
    progress.show(examining);
    progress.end();
    expect(terminal.written).toEqual({ stdout: "", stderr: "" });
  });
});
