import type { EmulatorOptions } from "../../src/emulator/start-emulator.ts";
import type { Report } from "../../src/model/report.ts";
import { type Said, type WatchedAcme, watchAcme } from "./watched-acme.ts";

/** A check of Acme, as its JSON report says. */
export interface NightlyRun extends Said {
  readonly report: Report;
}

/** Acme by night: a clock that stands still unless it is moved on, and checks that remember. */
export interface NightlyAcme extends WatchedAcme {
  /** Lets time pass. */
  later(hours: number): void;
  /** `plumbline check --max-proof-age 30d` and further flags. */
  check(...flags: readonly string[]): Promise<NightlyRun>;
  /** How often enrolments were asked for since the last time that this was asked. */
  enrolmentCalls(): number;
}

/** Starts Acme on a Monday in November; it ends with the test. */
export async function nightlyAcme(options: Partial<EmulatorOptions> = {}): Promise<NightlyAcme> {
  let now = Date.parse("2026-11-23T02:00:00.000Z");
  const acme = await watchAcme({ ...options, clock: () => new Date(now) });
  let counted = 0;
  const calls = (): number =>
    [...acme.emulator.requests]
      .filter(([key]) => /\/(authenticator-enrollments|factors)$/.test(key))
      .reduce((sum, [, times]) => sum + times, 0);
  return {
    ...acme,
    later: (hours) => {
      now += hours * 3_600_000;
    },
    check: async (...flags) => {
      const said = await acme.run([
        ...["check", "--baseline", acme.baseline, "--format", "json", "--max-proof-age", "30d"],
        ...flags,
      ]);
      if (said.stdout === "") throw new Error(said.stderr);
      return { ...said, report: JSON.parse(said.stdout) };
    },
    enrolmentCalls: () => {
      const since = calls() - counted;
      counted += since;
      return since;
    },
  };
}
