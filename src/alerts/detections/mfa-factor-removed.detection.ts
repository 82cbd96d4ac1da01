import { actorOf } from "../event/actor.ts";
import { factorOf } from "../event/factor-name.ts";
import { byWhom } from "../event/sentence.ts";
import { personOf } from "../event/subject.ts";
import { hasAcceptableFactorAfter } from "../memory/factors-left.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, pulumi, sampleEvent } from "./sample-event.ts";

const eventType = "user.mfa.factor.deactivate";
const push = { targets: [asTarget(dana)], debugData: { factor: "OKTA_VERIFY_PUSH" } };
const pushAndKey = { factors: ["okta_verify:push", "webauthn"] };

export default {
  id: "mfa-factor-removed",
  title: "A person lost a factor and has another acceptable one left",
  why: "An old telephone is removed every day. It is also how somebody begins who wants to leave a person with only the factor that was enrolled by somebody else; removed by another than the person it counts for more.",
  remedy:
    "Nothing at once: another acceptable factor is left. If the person did not do it or ask for it, treat it as the first half of a takeover: end their sessions and go through their factors with them.",
  severity: "low",
  eventTypes: [eventType],
  closing: "factor-restored",
  closedBy: ["user.lifecycle.deactivate", "user.lifecycle.suspend", "user.lifecycle.delete.initiated"],
  references: [
    "Okta event types: user.mfa.factor.deactivate",
    "panther-analysis: Okta.User.MFA.Reset.Single",
  ],
  samples: [
    {
      kind: "administrator",
      name: "an administrator removes one of two",
      event: sampleEvent({ eventType, ...push }),
      person: pushAndKey,
      raises: {
        title:
          "Okta Verify (push) of dana@acme.example was removed by omar@acme.example in the admin console; another acceptable factor is left",
        severity: "medium",
      },
    },
    {
      kind: "self",
      name: "people remove one of two themselves",
      event: sampleEvent({ eventType, ...push, actor: dana }),
      person: pushAndKey,
      raises: {
        title:
          "Okta Verify (push) of dana@acme.example was removed by the person's own hand; another acceptable factor is left",
        severity: "low",
        via: "self",
      },
    },
    {
      kind: "positive",
      name: "one of two security keys goes",
      event: sampleEvent({ eventType, targets: [asTarget(dana)], debugData: { factor: "FIDO_WEBAUTHN" } }),
      person: { factors: ["webauthn", "webauthn"] },
      raises: {
        title:
          "a security key or passkey of dana@acme.example was removed by omar@acme.example in the admin console; another acceptable factor is left",
      },
    },
    {
      kind: "negative",
      name: "what is left is only SMS",
      event: sampleEvent({ eventType, ...push }),
      person: { factors: ["okta_verify:push", "phone_number:sms"] },
      raises: null,
    },
    {
      kind: "failure",
      name: "the removal failed",
      event: sampleEvent({ eventType, ...push, result: "FAILURE" }),
      person: pushAndKey,
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app removes one of two",
      event: sampleEvent({ eventType, ...push, actor: pulumi }),
      person: pushAndKey,
      raises: {
        title:
          "Okta Verify (push) of dana@acme.example was removed by Pulumi as a service app; another acceptable factor is left",
        isManaged: true,
      },
    },
  ],
  detect: (event, memory) => {
    const subject = personOf(event);
    if (subject === null || hasAcceptableFactorAfter(event, subject.id, memory) !== true) return null;
    const factor = factorOf(event)?.name ?? "a factor";
    return {
      subject,
      severity: actorOf(event).via === "self" ? "low" : "medium",
      title: `${factor} of ${subject.name} was removed ${byWhom(event)}; another acceptable factor is left`,
    };
  },
} satisfies Detection;
