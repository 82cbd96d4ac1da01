import { describe, expect, it } from "vitest";
import { ledgerPatience } from "../../../src/flows/work/ledger-patience.ts";
import { PlumblineError } from "../../../src/model/errors.ts";
import { fakeTiming } from "../../support/fake-timing.ts";

const away = new PlumblineError("LEDGER_UNREACHABLE", "the ledger cannot be reached", { remedy: "look" });
const readOnly = new PlumblineError("LEDGER_UNWRITABLE", "the ledger may only be read", { remedy: "wait" });

function patient() {
  const timing = fakeTiming();
  const said: string[] = [];
  return { timing, said, ...ledgerPatience(timing, (text) => said.push(text)) };
}

/** Work on a ledger that fails with these errors, then goes well. */
function afterErrors(...errors: readonly Error[]) {
  const left = [...errors];
  return async () => {
    const error = left.shift();
    if (error !== undefined) throw error;
    return "done";
  };
}

describe("patience with a ledger", () => {
  it("waits ever longer for one that is away, and says once that it went and once that it is back", async () => {
    const { until, said, timing, isUp } = patient();
    const { signal } = new AbortController();
    const seen: boolean[] = [];
    const work = afterErrors(away, readOnly, ...Array.from({ length: 8 }, () => away));
    const watched = async () => {
      seen.push(isUp());
      return work();
    };
    expect(await until(watched, signal)).toBe("done");
    expect(seen).toEqual([true, ...Array.from({ length: 10 }, () => false)]);
    expect(isUp()).toBe(true);
    expect(timing.slept).toEqual([250, 500, 1000, 2000, 4000, 7500, 7500, 7500, 7500, 7500]);
    expect(said).toEqual([
      "error[LEDGER_UNREACHABLE]: the ledger cannot be reached",
      "fix: look",
      "waiting for the ledger; what is being read goes on",
      "the ledger answers again after 45 s",
    ]);
  });

  it("tries once more where it is to end, and no longer", async () => {
    const { until } = patient();
    expect(await until(afterErrors(), AbortSignal.abort())).toBe("done");
    expect(await until(afterErrors(away), AbortSignal.abort())).toBeNull();
  });

  it("demands what must not be done without, even where that is nothing", async () => {
    const { demand } = patient();
    expect(await demand(async () => null, AbortSignal.abort())).toBeNull();
    const late = demand(afterErrors(away), AbortSignal.abort(new Error("it is to end")));
    await expect(late).rejects.toThrow("it is to end");
  });

  it.each([
    new PlumblineError("LEDGER_CORRUPT", "it is damaged", { remedy: "restore it" }),
    new TypeError("a fault of ours"),
  ])("does not wait for what does not pass: $message", async (error) => {
    const { until } = patient();
    await expect(until(afterErrors(error), new AbortController().signal)).rejects.toBe(error);
  });
});
