import { expect, test } from "vitest";
import { dana } from "../../../src/alerts/detections/sample-event.ts";
import { sampleLifecycleEvent } from "../../../src/alerts/detections/sample-lifecycle.ts";
import { reactivations } from "../../../src/alerts/lifecycle/reactivations.ts";
import { unknownPerson } from "../../../src/alerts/memory/memory.ts";
import { emptyOrgMemory, type PersonMemory } from "../../../src/ledger/memory.ts";

const now = new Date("2026-03-02T10:00:00.000Z");
const at = (time: string) => `2026-03-02T${time}:00.000Z`;
const mark = (word: string, time: string) => sampleLifecycleEvent(`user.lifecycle.${word}`, time);
const lastOf = (part: Partial<PersonMemory>, watchedSince: string | null = null) =>
  reactivations([{ ...unknownPerson(dana.id), ...part }], { ...emptyOrgMemory, watchedSince }, now).get(
    dana.id,
  );

test.each<[string, Partial<PersonMemory>, string | undefined]>([
  ["nothing is known", {}, undefined],
  [
    "deactivated, then activated",
    { marks: [mark("deactivate", at("08:00")), mark("activate", at("09:00"))] },
    at("09:00"),
  ],
  [
    "activated, and created years ago",
    { created: "2020-01-01T00:00:00.000Z", marks: [mark("activate", at("09:00"))] },
    at("09:00"),
  ],
  ["sent the activation again", { marks: [mark("reactivate", at("09:30"))] }, at("09:30")],
  [
    "the latest of several",
    {
      marks: [
        mark("reactivate", at("07:00")),
        mark("reactivate", at("09:30")),
        mark("deactivate", at("09:40")),
      ],
    },
    at("09:30"),
  ],
  [
    "created and activated",
    { marks: [mark("create", at("09:00")), mark("activate", at("09:00"))] },
    undefined,
  ],
  ["only deactivated", { marks: [mark("deactivate", at("09:00"))] }, undefined],
  ["activated, and nobody knows from what", { marks: [mark("activate", at("09:00"))] }, undefined],
  ["a clock that is a little ahead", { marks: [mark("reactivate", at("10:04"))] }, at("10:04")],
  [
    "an event from the future gives nobody more time",
    { marks: [mark("reactivate", "2027-03-02T10:00:00.000Z")] },
    undefined,
  ],
  [
    "an event from the future does not hide an earlier one",
    { marks: [mark("reactivate", at("09:00")), mark("reactivate", "2027-03-02T10:00:00.000Z")] },
    at("09:00"),
  ],
])("came back: %s", (_, person, expected) => {
  expect(lastOf(person)).toBe(expected);
});

test("an account that was there before the log was read came back", () => {
  expect(lastOf({ marks: [mark("activate", at("09:00"))] }, "2026-02-01T00:00:00.000Z")).toBe(at("09:00"));
});
