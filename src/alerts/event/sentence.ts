import type { AlertActor } from "../../model/alert.ts";
import type { LogEvent } from "../../model/log-event.ts";
import { actorOf } from "./actor.ts";

const channels: Readonly<Record<Exclude<AlertActor["via"], "self">, string>> = {
  "admin console": "in the admin console",
  "API token": "with an API token",
  "service app": "as a service app",
  "Okta support": "as Okta support",
};

/** Who did it, as the end of a sentence: `by omar@acme.example in the admin console`. */
export function byWhom(event: LogEvent): string {
  return byActor(actorOf(event));
}

/** The same for an actor who is known already. */
export function byActor({ name, type, via }: AlertActor): string {
  if (type === "unknown") return `by ${name}`;
  return via === "self" ? "by the person's own hand" : `by ${name} ${channels[via]}`;
}
