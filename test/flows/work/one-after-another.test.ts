import { expect, it } from "vitest";
import { oneAfterAnother } from "../../../src/flows/work/one-after-another.ts";

it("lets one in at a time, in their order, also after a failure", async () => {
  const alone = oneAfterAnother();
  const log: string[] = [];
  const work = (name: string, fails = false) =>
    alone(async () => {
      log.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name} ends`);
      if (fails) throw new Error(name);
      return name;
    });
  const all = await Promise.allSettled([work("one"), work("two", true), work("three")]);
  expect(all.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(log).toEqual(["one", "two", "three"].flatMap((name) => [`${name} begins`, `${name} ends`]));
});
