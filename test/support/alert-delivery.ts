import type { AlertRules } from "../../src/alerts/event/alert-rules.ts";
import { type Aftermath, type Delivery, deliveryTaker } from "../../src/alerts/lifecycle/take-delivery.ts";
import type { LivePerson } from "../../src/alerts/memory/live-facts.ts";
import { noLiveFacts } from "../../src/alerts/memory/live-facts.ts";
import { emptyOrgMemory, type PersonMemory } from "../../src/ledger/memory.ts";
import type { Undoing } from "../../src/ledger/undoing.ts";
import { noRules } from "./alert-rules.ts";
import { everyDetection } from "./every-detection.ts";

/** A watch in memory: each delivery is handled by what the ones before it left, as the ledger would keep it. */
export function watchInMemory(rules: Partial<AlertRules> = {}) {
  const take = deliveryTaker(everyDetection, { ...noRules, ...rules });
  const alerts = new Map<string, Aftermath["alerts"][number]>();
  const people = new Map<string, PersonMemory>();
  const seen = new Set<string>();
  let org = emptyOrgMemory;
  const undoings: Undoing[] = [];
  return {
    alerts: () => [...alerts.values()],
    deliver(delivery: Partial<Delivery>): Aftermath {
      const events = (delivery.events ?? []).filter(({ uuid }) => !seen.has(uuid));
      for (const { uuid } of events) seen.add(uuid);
      const live = delivery.live ?? noLiveFacts("");
      const after = take({ alerts: [...alerts.values()], people, org, undoings, ...delivery, live, events });
      for (const record of after.alerts) alerts.set(record.alert.id, record);
      for (const [id, person] of after.people) people.set(id, person);
      org = after.org;
      undoings.push(...after.undoings);
      return after;
    },
  };
}

/** Dana as the live org shows her: in line with everything that is asked. */
export function liveDana(part: Partial<LivePerson> = {}): LivePerson {
  return {
    id: "00udana",
    login: "dana@acme.example",
    status: "ACTIVE",
    created: "2024-01-15T09:00:00.000Z",
    factors: ["okta_verify:push"],
    hasAcceptableFactor: true,
    adminRoles: null,
    requirements: [{ id: "everyone", withinMs: 86_400_000, isMet: true }],
    ...part,
  };
}
