import { runFigures } from "../../src/answers/run-view/run-figures.ts";
import { loadFrameworks } from "../../src/flows/catalogue/load-frameworks.ts";
import type { AlertRecord } from "../../src/ledger/alert-record.ts";
import { emptyOrgMemory } from "../../src/ledger/memory.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { severities } from "../../src/model/words.ts";
import { judgeByPeople } from "../../src/standards/judge-standards.ts";
import { aRecord } from "../support/an-alert.ts";
import type { JudgedOrg } from "../support/judged-acme.ts";

/** Of so many alerts one is still open; the others were settled. */
const openEvery = 50;

function record(number: number, { view, now }: JudgedOrg): AlertRecord {
  const person = view.people[(number * 7) % view.people.length];
  const name = person?.login ?? "nobody";
  const openedAt = new Date(now.getTime() - number * 60_000).toISOString();
  const isOpen = number % openEvery === 0;
  return aRecord({
    id: number.toString(16).padStart(32, "0"),
    severity: severities[number % severities.length] ?? "low",
    state: isOpen ? "open" : "resolved",
    subject: { type: "user", id: person?.id ?? "", name },
    title: `Nia reset all factors of ${name}`,
    openedAt,
    lastSeenAt: openedAt,
    resolvedAt: isOpen ? null : openedAt,
    resolution: isOpen ? null : "enrolled again",
  });
}

/** Fills a new ledger with the run of a judged org that answers every standard, and so many alerts about its people. */
export async function fillLedger(place: string, judged: JudgedOrg, alerts: number): Promise<void> {
  const { report, view, now } = judged;
  const org = report.org.url;
  const ledger = await openLedger(place, { create: true });
  const lease = { org, owner: "bench", holder: "the bench" };
  await ledger.takeLease({ ...lease, now, isGone: () => false });
  const position = { next: `${org}/api/v1/logs?after=1`, filter: "", updatedAt: now.toISOString() };
  const records = Array.from({ length: alerts }, (_, number) => record(number, judged));
  const wanted = { uuids: [], people: [], resolvedSince: now };
  await ledger.keepRun(lease, { now, wanted }, () => ({
    position,
    seen: [],
    records,
    people: [],
    org: emptyOrgMemory,
  }));
  await ledger.releaseLease(lease);
  const standards = judgeByPeople(await loadFrameworks(), judged.org, now, judged.baseline.exemptions);
  await ledger.keepReport(org, { report, view, figures: runFigures(view.people), standards });
  await ledger.close();
}
