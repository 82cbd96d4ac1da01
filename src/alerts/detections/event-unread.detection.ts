import { unreadEventType as eventType } from "../../model/unread-event.ts";
import { actorOf } from "../event/actor.ts";
import { plainName } from "../event/plain-name.ts";
import { whomOf } from "../event/subject.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, pulumi, sampleEvent } from "./sample-event.ts";

const reason = "malformed event user.mfa.factor.reset_all 5d1c: published: Invalid ISO datetime";
const debugData = { reason };
const title = `the System Log has an event that could not be read: ${reason}`;

export default {
  id: "event-unread",
  title: "An event of the System Log could not be read",
  why: "Okta gave it among the events that alerts are raised from, so it may be any of them: look it up in the System Log of the admin console by its uuid or its time. Plumbline cannot tell whether it succeeded or whose change it was.",
  remedy:
    "Open the System Log in the admin console at its time, see what it was, and deal with it as its detection would say. Then resolve the alert, and report the event to Plumbline's maintainers without its names.",
  severity: "high",
  eventTypes: [eventType],
  readsAttempts: true,
  closing: "by-hand",
  closedBy: [],
  references: ["Okta API reference: System Log, LogEvent (uuid, published and eventType are always there)"],
  samples: [
    {
      kind: "administrator",
      name: "its time is none",
      event: sampleEvent({ eventType, targets: [asTarget(dana)], debugData }),
      raises: { title, severity: "high" },
    },
    {
      kind: "positive",
      name: "nothing of it can be read",
      event: sampleEvent({ eventType, targets: [], actor: null, debugData: { reason: "not JSON" } }),
      raises: { title: "the System Log has an event that could not be read: not JSON" },
    },
    {
      kind: "self",
      name: "people did something to themselves",
      event: sampleEvent({ eventType, targets: [asTarget(dana)], actor: dana, debugData }),
      raises: { title },
    },
    {
      kind: "failure",
      name: "whether it failed is not known",
      event: sampleEvent({ eventType, targets: [], result: "FAILURE", debugData }),
      raises: { title },
    },
    {
      kind: "managed",
      name: "it names our service app, and what it did is not known",
      event: sampleEvent({ eventType, targets: [], actor: pulumi, debugData }),
      raises: { title, isManaged: false },
    },
    {
      kind: "negative",
      name: "an event that can be read",
      event: sampleEvent({ eventType: "user.mfa.factor.reset_all", targets: [asTarget(dana)] }),
      raises: null,
    },
  ],
  detect: (event) => {
    const why = event.debugData["reason"];
    return {
      subject: whomOf(event).subject,
      title: `the System Log has an event that could not be read: ${plainName([typeof why === "string" ? why : null])}`,
      by: { actor: actorOf(event), isManaged: false },
    };
  },
} satisfies Detection;
