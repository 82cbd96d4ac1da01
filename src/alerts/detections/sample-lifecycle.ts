import type { LifecycleEvent } from "../../ledger/memory.ts";
import type { AlertActor } from "../../model/alert.ts";
import { omar } from "./sample-event.ts";

const byOmar: AlertActor = {
  type: "User",
  id: omar.id,
  name: "omar@acme.example",
  ip: "192.0.2.7",
  country: "Norway",
  via: "admin console",
};

/** Lifecycle of an account before a sample's event, done by Omar; the uuid is the last word of the type. */
export function sampleLifecycleEvent(eventType: string, at: string): LifecycleEvent {
  const uuid = eventType.slice(eventType.lastIndexOf(".") + 1);
  return { eventType, uuid, at, actor: byOmar, isManaged: false };
}
