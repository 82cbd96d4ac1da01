import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Detection, DetectionSample } from "../../src/alerts/detections/detection.ts";
import { asTarget, bySupport, dana, pulumi, sampleEvent } from "../../src/alerts/detections/sample-event.ts";
import type { AlertRules } from "../../src/alerts/event/alert-rules.ts";
import { pushEventTypes } from "../../src/alerts/event/push-answer.ts";
import { detectWith } from "../../src/alerts/lifecycle/detect.ts";
import { noLiveFacts } from "../../src/alerts/memory/live-facts.ts";
import { type Memory, unknownPerson } from "../../src/alerts/memory/memory.ts";
import { loadNotifiers } from "../../src/flows/catalogue/load-notifiers.ts";
import { emptyOrgMemory } from "../../src/ledger/memory.ts";
import { destinationNames, detectionIds } from "../../src/model/alert-names.ts";
import { noRules } from "../support/alert-rules.ts";
import { everyDetection as detections } from "../support/every-detection.ts";

function memoryOf({ event, person, org, live }: DetectionSample): Memory {
  const id = event.targets.find(({ type }) => type === "User")?.id ?? event.actor?.id ?? "";
  return {
    person: (asked) => (person === undefined || asked !== id ? null : { ...unknownPerson(id), ...person }),
    org: { ...emptyOrgMemory, ...org },
    live: { ...noLiveFacts("2026-03-02T09:05:00.000Z"), ...live },
  };
}

function raisedBy(detection: Detection, sample: DetectionSample) {
  const rules: AlertRules = { ...noRules, managedActors: [pulumi.id], ...sample.rules };
  const [draft, ...others] = detectWith([detection], rules)(sample.event, memoryOf(sample));
  expect(others).toEqual([]);
  return draft ?? null;
}

test("a baseline may name every detection and every notifier of the house, and nothing else", async () => {
  expect(detections.map(({ id }) => id)).toEqual(detectionIds);
  expect((await loadNotifiers()).map(({ name }) => name)).toEqual(destinationNames);
});

test("every detection is a file of its name", async () => {
  const files = (await readdir(join(import.meta.dirname, "../../src/alerts/detections"))).filter((file) =>
    file.endsWith(".detection.ts"),
  );
  expect(detections.map(({ id }) => id)).toEqual(files.map((file) => basename(file, ".detection.ts")));
});

/** Types that a detection reads only to judge another event better, or counts a person at a time. */
const silentAlone: ReadonlySet<string> = new Set(["user.lifecycle.deactivate", ...pushEventTypes]);

test.each(
  [...new Set(detections.flatMap(({ eventTypes }) => eventTypes))].filter((type) => !silentAlone.has(type)),
)("%s is raised on the org where it names nothing", (eventType) => {
  const memory = { person: () => null, org: emptyOrgMemory, live: noLiveFacts("2026-03-02T09:05:00.000Z") };
  const detect = detectWith(detections, noRules);
  for (const targets of [[], [{ ...asTarget(dana), id: null }]]) {
    const usual = detect(sampleEvent({ eventType, targets, actor: null }), memory);
    const raised =
      usual.length > 0 ? usual : detect(sampleEvent({ eventType, targets, ...bySupport }), memory);
    expect(raised.map(({ subject }) => subject.type)).toEqual(["org"]);
  }
});

describe.each(detections.map((detection) => [detection.id, detection] as const))("%s", (_, detection) => {
  test("has samples of every kind and says where it comes from", () => {
    const kinds = new Set(detection.samples.map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual(
      ["administrator", "failure", "managed", "negative", "positive", "self"].toSorted(),
    );
    expect(detection.references.length).toBeGreaterThan(0);
    expect(detection.why).toMatch(/\.$/);
    expect(detection.title).not.toMatch(/\.$/);
    expect(detection.remedy).toMatch(/\.$/);
  });

  test.each(
    detection.samples.map((sample) => [`${sample.kind}: ${sample.name}`, sample] as const),
  )("%s", (_name, sample) => {
    const raised = raisedBy(detection, sample);
    if (sample.raises === null) {
      expect(raised).toBeNull();
      return;
    }
    const { severity, via, dueAt, isManaged, events, title } = sample.raises;
    expect(raised).toMatchObject({
      title,
      isManaged: isManaged ?? false,
      ...(severity === undefined ? {} : { severity }),
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(via === undefined ? {} : { actor: { via } }),
    });
    if (events !== undefined) expect(raised?.events.map(({ uuid }) => uuid)).toEqual(events);
  });

  test("an outcome that is no success raises nothing, an attempt excepted", () => {
    for (const sample of detection.samples) {
      const failed = { ...sample.event, outcome: { result: "FAILURE", reason: null } };
      const raised = raisedBy(detection, { ...sample, event: failed });
      if (detection.readsAttempts !== true) expect(raised).toBeNull();
    }
  });
});
