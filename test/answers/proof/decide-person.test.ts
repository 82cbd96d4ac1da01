import { expect, it } from "vitest";
import { decidePerson, type ProofCase } from "../../../src/answers/proof/decide-person.ts";
import { dayMs } from "../../../src/model/durations.ts";
import type { UserId } from "../../../src/model/ids.ts";
import type { EnrolmentProof } from "../../../src/model/proof.ts";
import { aChain, aProof, aRead } from "../../support/a-proof.ts";

const dana = "00udana" as UserId;
const usual: ProofCase = {
  chain: aChain(),
  isTouched: () => false,
  now: new Date("2026-11-24T02:00:00.000Z"),
  maxAgeMs: 30 * dayMs,
  viewOf: () => "v1",
  isEnough: () => false,
  lacksMethod: () => false,
};
const filtered = { read: aRead(["webauthn"], "factors") };

it.each<[string, Partial<EnrolmentProof>, Partial<ProofCase>, string | null]>([
  ["stands where all holds", {}, {}, null],
  ["stands for an unfiltered view under other policies", {}, { viewOf: () => "v2" }, null],
  ["stands on its last day", { provenAt: "2026-10-25T02:00:00.000Z" }, {}, null],
  ["is too old a moment later", { provenAt: "2026-10-25T01:59:59.999Z" }, {}, "too old"],
  ["cannot be from the future", { provenAt: "2026-11-24T02:05:01.000Z" }, {}, "from the future"],
  ["has a time that can be read", { provenAt: "yesterday" }, {}, "from the future"],
  ["is broken with the chain", {}, { chain: null }, "another reading of the log"],
  ["belongs to its chain", { chain: "chain-0" }, {}, "another reading of the log"],
  ["was not read after the log's end", { position: 2 }, {}, "another reading of the log"],
  ["falls with an event", {}, { isTouched: (user: UserId) => user === dana }, "an event"],
  [
    "falls where a filtered view changed",
    filtered,
    { viewOf: () => "v2" },
    "another policy filters the view",
  ],
  ["stands where a filtered view did not", filtered, {}, null],
  ["stands where it is enough all the same", filtered, { viewOf: () => "v2", isEnough: () => true }, null],
  [
    "falls with a temporary access code",
    { read: aRead(["webauthn", "tac"]) },
    {},
    "something ends by itself",
  ],
  ["lacks what was not asked then", {}, { lacksMethod: () => true }, "a method decides"],
])("memory %s", (_, proof, change, why) => {
  const decision = decidePerson(dana, aProof(proof), { ...usual, ...change });
  expect(decision).toEqual(why === null ? { kind: "use" } : { kind: "read", why });
});

it("reads whoever was never read", () => {
  expect(decidePerson(dana, undefined, usual)).toEqual({ kind: "read", why: "nothing is remembered" });
});
