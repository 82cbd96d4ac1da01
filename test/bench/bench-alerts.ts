import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { loadBaseline } from "../../policy/load-baseline.ts";
import { sampleEvent } from "../../src/alerts/detections/sample-event.ts";
import { alertRules } from "../../src/alerts/detections/settings.ts";
import { deliveryTaker } from "../../src/alerts/lifecycle/take-delivery.ts";
import { noLiveFacts } from "../../src/alerts/memory/live-facts.ts";
import { loadDetections } from "../../src/flows/catalogue/load-detections.ts";
import { emptyOrgMemory, type PersonMemory } from "../../src/ledger/memory.ts";
import type { LogEvent } from "../../src/model/log-event.ts";
import type { BenchLine } from "./bench-line.ts";

/** As many as Okta gives on a page. */
const pageSize = 1000;
const people = 2000;
/** Of a hundred events, how many are a sample of a detection; the rest are sign-ins, which nobody looks at. */
const ofInterest = 5;
const megabyte = 1_000_000;

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

function page(number: number, samples: readonly LogEvent[]): readonly LogEvent[] {
  return Array.from({ length: pageSize }, (_, index): LogEvent => {
    const place = number * pageSize + index;
    const sample = index % 100 < ofInterest ? samples[place % samples.length] : undefined;
    const person = place % people;
    const user = {
      id: `00u${person}`,
      type: "User",
      alternateId: `person-${person}@acme.example`,
      displayName: `Person ${person}`,
      detailEntry: {},
      changeDetails: null,
    };
    const event = sample ?? sampleEvent({ eventType: "user.session.start", targets: [user] });
    return {
      ...event,
      uuid: `event-${place}`,
      published: new Date(Date.UTC(2026, 0, 1) + place * 1000).toISOString(),
      targets: event.targets.map((target) => (target.type === "User" ? user : target)),
    };
  });
}

function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** So many System Log events through all detections, page by page, with what is remembered of people kept. */
export async function benchAlerts(baselineFile: string, events: number): Promise<readonly BenchLine[]> {
  const detections = await loadDetections();
  const { baseline } = await loadBaseline(baselineFile);
  const take = deliveryTaker(detections, alertRules(baseline));
  const samples = detections.flatMap((detection) => detection.samples.map(({ event }) => event));
  const remembered = new Map<string, PersonMemory>();
  const pages = Math.ceil(events / pageSize);
  let [parseMs, takeMs, bytes, changed, heapEarly] = [0, 0, 0, 0, 0];
  for (let number = 0; number < pages; number++) {
    const text = JSON.stringify(page(number, samples));
    bytes += text.length;
    const beforeParse = process.cpuUsage();
    const delivered: readonly LogEvent[] = JSON.parse(text);
    parseMs += cpuMsSince(beforeParse);
    const beforeTake = process.cpuUsage();
    const after = take({
      events: delivered,
      alerts: [],
      people: remembered,
      org: emptyOrgMemory,
      live: noLiveFacts(""),
    });
    takeMs += cpuMsSince(beforeTake);
    changed += after.changes.length;
    for (const [id, person] of after.people) remembered.set(id, person);
    // By then everybody was met, so that from here on memory has no reason to grow.
    if (number === Math.floor(pages / 5)) heapEarly = heapUsed();
  }
  const size = Math.round(bytes / megabyte);
  return [
    {
      what: `${events} events (${size} MB), ${changed} changes of alerts: ${Math.round(takeMs)} ms of CPU, parsed in ${Math.round(parseMs)} ms`,
      ratio: takeMs / parseMs,
      limit: 1 / 0.3,
      unit: "of JSON.parse of the same bytes (0.3 of its throughput)",
    },
    {
      what: `${events} events: the heap at the end, ${Math.round(heapUsed() / megabyte)} MB`,
      ratio: heapUsed() / heapEarly,
      limit: 1.15,
      unit: "of the heap after a fifth of them",
    },
  ];
}

function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
