import type { LogEvent } from "../../model/log-event.ts";
import { byActor, byWhom } from "../event/sentence.ts";
import { personOf, whomOf } from "../event/subject.ts";
import { activationsSeenBy, draftOf } from "./activation.ts";
import type { AlertDraft, Detection } from "./detection.ts";
import { dueAt } from "./due.ts";
import { asTarget, dana, pulumi, sampleEvent } from "./sample-event.ts";
import { sampleLifecycleEvent } from "./sample-lifecycle.ts";

const eventType = "user.lifecycle.create";
const targets = [asTarget(dana)];
const title = (by: string) => `dana@acme.example was created ${by}`;

export default {
  id: "user-created",
  title: "An account was created",
  why: "Somebody new has to be in the right groups and enroll their factors; until then the password is all there is. An account that nobody expected is a way to stay in an org.",
  remedy:
    "See that the person is expected, is in the groups that ask for MFA and enrolls in time: plumbline enroll shows who is not. An account that nobody expects is deactivated.",
  severity: "medium",
  eventTypes: [eventType, "system.import.user.create", "user.lifecycle.activate"],
  closing: "requirements",
  closedBy: ["user.lifecycle.deactivate", "user.lifecycle.delete.initiated"],
  references: [
    "Okta event types: user.lifecycle.create, user.lifecycle.activate, system.import.user.create",
    "SigmaHQ: okta_user_created",
    "MITRE ATT&CK T1136.003, Create Account: Cloud Account",
  ],
  samples: [
    {
      kind: "administrator",
      name: "an administrator creates an account",
      event: sampleEvent({ eventType, targets }),
      raises: { title: title("by omar@acme.example in the admin console"), severity: "medium" },
    },
    {
      kind: "positive",
      name: "created and activated at once is one alert with both events",
      event: sampleEvent({ eventType: "user.lifecycle.activate", targets, uuid: "activate" }),
      person: { marks: [sampleLifecycleEvent(eventType, "2026-03-02T08:59:58.000Z")] },
      raises: { title: title("by omar@acme.example in the admin console"), events: ["create", "activate"] },
    },
    {
      kind: "positive",
      name: "the activation came first and the creation late",
      event: sampleEvent({ eventType, targets, uuid: "create", published: "2026-03-02T08:59:58.000Z" }),
      person: { marks: [sampleLifecycleEvent("user.lifecycle.activate", "2026-03-02T09:00:00.000Z")] },
      raises: { title: title("by omar@acme.example in the admin console"), events: ["create", "activate"] },
    },
    {
      kind: "self",
      name: "people register themselves",
      event: sampleEvent({ eventType, targets, actor: dana }),
      raises: { title: title("by the person's own hand"), via: "self" },
    },
    {
      kind: "positive",
      name: "the event names no person",
      event: sampleEvent({ eventType, targets: [] }),
      raises: {
        title: "somebody whom the event does not name was created by omar@acme.example in the admin console",
      },
    },
    {
      kind: "negative",
      name: "an activation long after the creation is no part of it",
      event: sampleEvent({ eventType: "user.lifecycle.activate", targets }),
      person: { marks: [sampleLifecycleEvent(eventType, "2026-02-01T09:00:00.000Z")] },
      raises: null,
    },
    {
      kind: "failure",
      name: "the creation failed",
      event: sampleEvent({ eventType, targets, result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app creates it",
      event: sampleEvent({ eventType, targets, actor: pulumi }),
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event, memory, rules) => {
    const subject = personOf(event);
    if (subject === null) return unplaced(event);
    const seen = activationsSeenBy(event, subject.id, memory, rules);
    const asJoiner = draftOf(
      seen.filter(({ judged }) => judged.kind === "joiner"),
      ({ mark, judged }) => ({
        subject,
        title: `${subject.name} was created ${byActor(judged.kind === "joiner" ? judged.creation.actor : mark.actor)}`,
        dueAt: dueAt(subject.id, mark.at, memory, rules),
        replaces: ["user-activated", "user-reactivated"],
      }),
    );
    if (event.eventType === "user.lifecycle.activate") return asJoiner;
    const own = { uuid: event.uuid, published: event.published };
    // An import can log a creation of its own beside Okta's: the activation names one of them.
    if (asJoiner !== null) return { ...asJoiner, events: [...(asJoiner.events ?? []), own] };
    return {
      subject,
      title: `${subject.name} was created ${byWhom(event)}`,
      dueAt: dueAt(subject.id, event.published, memory, rules),
    };
  },
} satisfies Detection;

function unplaced(event: LogEvent): AlertDraft | null {
  if (event.eventType === "user.lifecycle.activate") return null;
  const { subject, name } = whomOf(event);
  return { subject, title: `${name} was created ${byWhom(event)}` };
}
