import { byWhom } from "../event/sentence.ts";
import { whomOf } from "../event/subject.ts";
import { weigh } from "./administrators.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, pulumi, sampleEvent } from "./sample-event.ts";

const eventType = "user.mfa.factor.reset_all";
const targets = [asTarget(dana)];
const title = (by: string) => `all factors of dana@acme.example were reset ${by}`;

export default {
  id: "mfa-reset",
  title: "All factors of a person were reset",
  why: "A help desk that is talked into a reset hands the account over: whoever signs in next enrolls their own factors. The alert closes when the person has an acceptable factor again, but that it was the right person who enrolled is for people to ask. An administrator counts as critical.",
  remedy:
    "Call the person, on a number that you knew before, and ask whether they asked for it. If they did, see that they and nobody else enroll; if not, suspend the account and ask whoever reset it what they were told.",
  severity: "high",
  eventTypes: [eventType],
  closing: "acceptable-factor",
  closedBy: ["user.lifecycle.deactivate", "user.lifecycle.suspend", "user.lifecycle.delete.initiated"],
  references: [
    "Okta event types: user.mfa.factor.reset_all",
    "Okta API reference: User lifecycle, reset_factors",
    "okta/customer-detections: hunt_on_factor_resets",
  ],
  samples: [
    {
      kind: "administrator",
      name: "an administrator resets them",
      event: sampleEvent({ eventType, targets }),
      raises: { title: title("by omar@acme.example in the admin console"), severity: "high" },
    },
    {
      kind: "positive",
      name: "a script resets them with an API token",
      event: sampleEvent({ eventType, targets, apiTokenId: "00Tscript" }),
      raises: { title: title("by omar@acme.example with an API token"), via: "API token" },
    },
    {
      kind: "positive",
      name: "the log says that the person is an administrator",
      event: sampleEvent({ eventType, targets }),
      person: { adminRoles: { roles: ["Super administrator"], at: "2026-02-20T00:00:00.000Z" } },
      raises: {
        title:
          "all factors of dana@acme.example (administrator: Super administrator) were reset by omar@acme.example in the admin console",
        severity: "critical",
      },
    },
    {
      kind: "self",
      name: "people reset their own",
      event: sampleEvent({ eventType, targets, actor: dana }),
      raises: { title: title("by the person's own hand"), via: "self" },
    },
    {
      kind: "positive",
      name: "the event names no person",
      event: sampleEvent({ eventType, targets: [] }),
      raises: {
        title:
          "all factors of somebody whom the event does not name were reset by omar@acme.example in the admin console",
      },
    },
    {
      kind: "negative",
      name: "one factor was taken, and not all of them",
      event: sampleEvent({ eventType: "user.mfa.factor.deactivate", targets }),
      raises: null,
    },
    {
      kind: "failure",
      name: "the reset failed",
      event: sampleEvent({ eventType, targets, result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app resets them",
      event: sampleEvent({ eventType, targets, actor: pulumi }),
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event, memory) => {
    const { subject, name, severity } = weigh(whomOf(event), "high", memory);
    return { subject, severity, title: `all factors of ${name} were reset ${byWhom(event)}` };
  },
} satisfies Detection;
