import { byActor } from "../event/sentence.ts";
import { whomOf } from "../event/subject.ts";
import { activationsSeenBy, draftOf } from "./activation.ts";
import type { Detection } from "./detection.ts";
import { dueAt } from "./due.ts";
import { asTarget, dana, pulumi, sampleEvent } from "./sample-event.ts";
import { sampleLifecycleEvent } from "./sample-lifecycle.ts";

const eventType = "user.lifecycle.activate";
const targets = [asTarget(dana)];
const staged = { status: { value: "STAGED", at: "2026-03-01T09:00:00.000Z" } };
const title = (by: string) => `dana@acme.example was activated ${by}`;

export default {
  id: "user-activated",
  title: "An account was activated for the first time, some time after it was made",
  why: "From now on somebody can sign in, and has to be in the right groups and enroll their factors. An activation right after the creation is part of user-created, one of a deactivated account is user-reactivated.",
  remedy:
    "See that the person is expected, is in the groups that ask for MFA and enrolls in time. If it is not known whether the account was there before, find out who had it.",
  severity: "medium",
  eventTypes: [eventType, "user.lifecycle.create", "system.import.user.create", "user.lifecycle.deactivate"],
  closing: "requirements",
  closedBy: ["user.lifecycle.deactivate", "user.lifecycle.delete.initiated"],
  references: [
    "Okta event types: user.lifecycle.activate",
    "Okta API reference: User lifecycle (STAGED and DEPROVISIONED people are activated)",
  ],
  samples: [
    {
      kind: "administrator",
      name: "somebody prepared earlier is activated",
      event: sampleEvent({ eventType, targets }),
      person: staged,
      raises: { title: title("by omar@acme.example in the admin console"), severity: "medium" },
    },
    {
      kind: "positive",
      name: "the account is minutes old and its creation was not logged",
      event: sampleEvent({ eventType, targets }),
      person: { created: "2026-03-02T08:55:00.000Z" },
      raises: { title: title("by omar@acme.example in the admin console") },
    },
    {
      kind: "positive",
      name: "nothing is known of the account",
      event: sampleEvent({ eventType, targets }),
      raises: {
        title:
          "dana@acme.example was activated by omar@acme.example in the admin console; whether for the first time is not known",
        severity: "high",
      },
    },
    {
      kind: "self",
      name: "people finish an activation that began earlier",
      event: sampleEvent({ eventType, targets, actor: dana }),
      person: { marks: [sampleLifecycleEvent(eventType, "2026-02-27T09:00:00.000Z")] },
      raises: { title: title("by the person's own hand"), via: "self" },
    },
    {
      kind: "positive",
      name: "the event names no person",
      event: sampleEvent({ eventType, targets: [] }),
      raises: {
        title:
          "somebody whom the event does not name was activated by omar@acme.example in the admin console; whether for the first time is not known",
        severity: "high",
      },
    },
    {
      kind: "negative",
      name: "the account was deactivated before",
      event: sampleEvent({ eventType, targets }),
      person: { marks: [sampleLifecycleEvent("user.lifecycle.deactivate", "2026-02-01T09:00:00.000Z")] },
      raises: null,
    },
    {
      kind: "failure",
      name: "the activation failed",
      event: sampleEvent({ eventType, targets, result: "FAILURE" }),
      person: staged,
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app activates it",
      event: sampleEvent({ eventType, targets, actor: pulumi }),
      person: staged,
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event, memory, rules) => {
    const { subject, name } = whomOf(event);
    const seen = activationsSeenBy(event, subject.id, memory, rules);
    return draftOf(
      seen.filter(
        ({ judged }) => subject.type !== "user" || judged.kind === "first" || judged.kind === "unclear",
      ),
      ({ mark, judged }) => {
        const done = `${name} was activated ${byActor(mark.actor)}`;
        const isUnclear = subject.type !== "user" || judged.kind === "unclear";
        return {
          subject,
          title: isUnclear ? `${done}; whether for the first time is not known` : done,
          severity: isUnclear ? "high" : "medium",
          dueAt: subject.type === "user" ? dueAt(subject.id, mark.at, memory, rules) : null,
          replaces: ["user-created", "user-reactivated"],
        };
      },
    );
  },
} satisfies Detection;
