import { factorOf } from "../event/factor-name.ts";
import { byWhom } from "../event/sentence.ts";
import { whomOf } from "../event/subject.ts";
import { hasAcceptableFactorAfter } from "../memory/factors-left.ts";
import { weigh } from "./administrators.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, pulumi, sampleEvent } from "./sample-event.ts";

const eventType = "user.mfa.factor.deactivate";
const push = { targets: [asTarget(dana)], debugData: { factor: "OKTA_VERIFY_PUSH" } };
const onlyPush = { factors: ["okta_verify:push", "phone_number:sms"] };

export default {
  id: "mfa-removed",
  title: "A person lost a factor and has no acceptable one left",
  why: "With the last factor gone the password alone signs in where a policy does not insist, and whoever has it can enroll a factor of their own. When it cannot be told what is left, it counts as nothing.",
  remedy:
    "Call the person, on a number that you knew before: did they lose the factor, or did somebody take it? Until a factor is enrolled again only the password protects the account; suspend it if nobody answers.",
  severity: "high",
  eventTypes: [eventType],
  closing: "acceptable-factor",
  closedBy: ["user.lifecycle.deactivate", "user.lifecycle.suspend", "user.lifecycle.delete.initiated"],
  references: [
    "Okta event types: user.mfa.factor.deactivate",
    "panther-analysis: Okta.User.MFA.Reset.Single, Standard.MFADisabled",
    "NIST SP 800-63B section 6.1.2, Binding at Enrollment",
  ],
  samples: [
    {
      kind: "administrator",
      name: "an administrator removes the last acceptable factor",
      event: sampleEvent({ eventType, ...push }),
      person: onlyPush,
      raises: {
        title:
          "dana@acme.example has no acceptable factor left: Okta Verify (push) was removed by omar@acme.example in the admin console",
        severity: "high",
        via: "admin console",
      },
    },
    {
      kind: "self",
      name: "people remove their last one themselves",
      event: sampleEvent({ eventType, ...push, actor: dana }),
      person: onlyPush,
      raises: {
        title:
          "dana@acme.example has no acceptable factor left: Okta Verify (push) was removed by the person's own hand",
        via: "self",
      },
    },
    {
      kind: "positive",
      name: "nothing is known of what is left",
      event: sampleEvent({ eventType, targets: [asTarget(dana)], reason: "User reset FIDO_WEBAUTHN factor" }),
      raises: {
        title:
          "dana@acme.example may have no acceptable factor left: a security key or passkey was removed by omar@acme.example in the admin console",
      },
    },
    {
      kind: "negative",
      name: "another acceptable factor is left",
      event: sampleEvent({ eventType, ...push }),
      person: { factors: ["okta_verify:push", "webauthn"] },
      raises: null,
    },
    {
      kind: "failure",
      name: "the removal failed",
      event: sampleEvent({ eventType, ...push, result: "FAILURE" }),
      person: onlyPush,
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app removes it",
      event: sampleEvent({ eventType, ...push, actor: pulumi }),
      person: onlyPush,
      raises: {
        title:
          "dana@acme.example has no acceptable factor left: Okta Verify (push) was removed by Pulumi as a service app",
        isManaged: true,
      },
    },
  ],
  detect: (event, memory) => {
    const { subject, name, severity } = weigh(whomOf(event), "high", memory);
    const hasOne = hasAcceptableFactorAfter(event, subject.id, memory);
    if (hasOne === true) return null;
    const has = hasOne === false ? "has" : "may have";
    const factor = factorOf(event)?.name ?? "a factor";
    return {
      subject,
      severity,
      title: `${name} ${has} no acceptable factor left: ${factor} was removed ${byWhom(event)}`,
    };
  },
} satisfies Detection;
