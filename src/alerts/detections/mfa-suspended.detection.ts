import { factorOf } from "../event/factor-name.ts";
import { byWhom } from "../event/sentence.ts";
import { whomOf } from "../event/subject.ts";
import { weigh } from "./administrators.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, pulumi, sampleEvent } from "./sample-event.ts";

const eventType = "user.mfa.factor.suspend";
const push = { targets: [asTarget(dana)], debugData: { factor: "OKTA_VERIFY_PUSH" } };
const title = (by: string) => `Okta Verify (push) of dana@acme.example was suspended ${by}`;

export default {
  id: "mfa-suspended",
  title: "A factor of a person was suspended",
  why: "A suspended factor cannot be used. Okta's reason for it is a factor in the wrong hands, so that what led to it is worth a question, and the person may be left with less than is asked.",
  remedy:
    "Find out from whoever suspended it what had happened to the factor. Where it was lost or stolen, remove it and see that the person enrolls another.",
  severity: "medium",
  eventTypes: [eventType],
  closing: "factor-restored",
  closedBy: ["user.lifecycle.deactivate", "user.lifecycle.suspend", "user.lifecycle.delete.initiated"],
  references: [
    "Okta event types: user.mfa.factor.suspend (Identity Engine)",
    "panther-analysis: Okta.User.MFA.Factor.Suspend",
  ],
  samples: [
    {
      kind: "administrator",
      name: "an administrator suspends one",
      event: sampleEvent({ eventType, ...push }),
      raises: { title: title("by omar@acme.example in the admin console"), severity: "medium" },
    },
    {
      kind: "self",
      name: "people suspend their own",
      event: sampleEvent({ eventType, ...push, actor: dana }),
      raises: { title: title("by the person's own hand"), via: "self" },
    },
    {
      kind: "positive",
      name: "only the reason names the factor",
      event: sampleEvent({
        eventType,
        targets: [asTarget(dana)],
        reason: "User suspended SIGNED_NONCE factor",
      }),
      raises: {
        title: "Okta FastPass of dana@acme.example was suspended by omar@acme.example in the admin console",
      },
    },
    {
      kind: "positive",
      name: "the event names no person",
      event: sampleEvent({ eventType, targets: [] }),
      raises: {
        title:
          "a factor of somebody whom the event does not name was suspended by omar@acme.example in the admin console",
      },
    },
    {
      kind: "negative",
      name: "the suspension ends",
      event: sampleEvent({ ...push, eventType: "user.mfa.factor.unsuspend" }),
      raises: null,
    },
    {
      kind: "failure",
      name: "the suspension failed",
      event: sampleEvent({ eventType, ...push, result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app suspends it",
      event: sampleEvent({ eventType, ...push, actor: pulumi }),
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event, memory) => {
    const { subject, name, severity } = weigh(whomOf(event), "medium", memory);
    const factor = factorOf(event)?.name ?? "a factor";
    return { subject, severity, title: `${factor} of ${name} was suspended ${byWhom(event)}` };
  },
} satisfies Detection;
