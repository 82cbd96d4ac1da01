import { byWhom } from "../event/sentence.ts";
import { whomOf } from "../event/subject.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, pulumi, sampleEvent } from "./sample-event.ts";

const eventType = "user.lifecycle.unsuspend";
const targets = [asTarget(dana)];
const title = (by: string) => `the suspension of dana@acme.example was lifted ${by}`;

export default {
  id: "user-unsuspended",
  title: "The suspension of an account was lifted",
  why: "An account is suspended when something is wrong with it or its owner is away; nobody looked at its factors meanwhile. Nothing is granted in the way of time: what is asked of the person is asked now.",
  remedy:
    "Ask whoever lifted it whether the reason for the suspension is gone. See that the factors are the person's own before they sign in.",
  severity: "medium",
  eventTypes: [eventType, "system.import.user.unsuspend"],
  closing: "requirements",
  closedBy: ["user.lifecycle.suspend", "user.lifecycle.deactivate", "user.lifecycle.delete.initiated"],
  references: [
    "Okta event types: user.lifecycle.unsuspend, system.import.user.unsuspend",
    "Okta API reference: User lifecycle, unsuspend",
  ],
  samples: [
    {
      kind: "administrator",
      name: "an administrator lifts it",
      event: sampleEvent({ eventType, targets }),
      raises: { title: title("by omar@acme.example in the admin console"), severity: "medium" },
    },
    {
      kind: "positive",
      name: "a script lifts it with an API token",
      event: sampleEvent({ eventType, targets, apiTokenId: "00Tscript" }),
      raises: { title: title("by omar@acme.example with an API token"), via: "API token" },
    },
    {
      kind: "self",
      name: "the event names the person as the one who did it",
      event: sampleEvent({ eventType, targets, actor: dana }),
      raises: { title: title("by the person's own hand"), via: "self" },
    },
    {
      kind: "positive",
      name: "the event names no person",
      event: sampleEvent({ eventType, targets: [] }),
      raises: {
        title:
          "the suspension of somebody whom the event does not name was lifted by omar@acme.example in the admin console",
      },
    },
    {
      kind: "negative",
      name: "the account is suspended",
      event: sampleEvent({ eventType: "user.lifecycle.suspend", targets }),
      raises: null,
    },
    {
      kind: "failure",
      name: "it failed",
      event: sampleEvent({ eventType, targets, result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app lifts it",
      event: sampleEvent({ eventType, targets, actor: pulumi }),
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event) => {
    const { subject, name } = whomOf(event);
    return { subject, title: `the suspension of ${name} was lifted ${byWhom(event)}` };
  },
} satisfies Detection;
