import { authenticatorRef } from "../../model/authenticators.ts";
import { byWhom } from "../event/sentence.ts";
import { thingOf, wholeOrg } from "../event/subject.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, pulumi, sampleEvent, thing } from "./sample-event.ts";

const eventType = "security.authenticator.lifecycle.deactivate";
const webauthn = thing("Authenticator", "autkey", "Security Key or Biometric", { alternateId: "webauthn" });
const title = (by: string) => `Security Key or Biometric was switched off for the whole org ${by}`;

export default {
  id: "org-authenticator-disabled",
  title: "An authenticator was switched off for the whole org",
  why: "It vanishes from every enrollment policy, and whoever relied on it is left with what remains. One that the baseline declares INACTIVE is meant to be off and raises nothing.",
  remedy:
    "Switch it on again, or declare it INACTIVE in the baseline if it is meant. Until then people sign in with what is left: plumbline check shows who has too little.",
  severity: "critical",
  eventTypes: [eventType, "system.mfa.factor.deactivate"],
  closing: "as-declared",
  closedBy: ["security.authenticator.lifecycle.activate", "system.mfa.factor.activate"],
  references: [
    "Okta event types: security.authenticator.lifecycle.deactivate (Identity Engine), system.mfa.factor.deactivate (Classic)",
    "panther-analysis: Okta.Global.MFA.Disabled",
  ],
  samples: [
    {
      kind: "administrator",
      name: "an administrator switches it off",
      event: sampleEvent({ eventType, targets: [webauthn] }),
      raises: { title: title("by omar@acme.example in the admin console"), severity: "critical" },
    },
    {
      kind: "positive",
      name: "a factor of Classic",
      event: sampleEvent({
        eventType: "system.mfa.factor.deactivate",
        targets: [thing("Factor", "okta_push", "okta_push")],
      }),
      rules: { authenticators: { okta_push: "ACTIVE" } },
      raises: {
        title: "okta_push was switched off for the whole org by omar@acme.example in the admin console",
      },
    },
    {
      kind: "positive",
      name: "the event names none",
      event: sampleEvent({ eventType, targets: [] }),
      raises: {
        title:
          "an authenticator was switched off for the whole org by omar@acme.example in the admin console",
      },
    },
    {
      kind: "self",
      name: "an administrator is named beside the authenticator",
      event: sampleEvent({ eventType, targets: [webauthn, asTarget(dana)], actor: dana }),
      raises: { title: title("by dana@acme.example in the admin console"), via: "admin console" },
    },
    {
      kind: "negative",
      name: "the baseline declares it INACTIVE",
      event: sampleEvent({
        eventType,
        targets: [thing("Authenticator", "autphone", "Phone", { alternateId: "phone_number" })],
      }),
      rules: { authenticators: { phone_number: "INACTIVE" } },
      raises: null,
    },
    {
      kind: "failure",
      name: "it is in use by a policy, and Okta refused",
      event: sampleEvent({ eventType, targets: [webauthn], result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "Pulumi switches it off",
      event: sampleEvent({ eventType, targets: [webauthn], actor: pulumi }),
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event, _memory, { authenticators }) => {
    const target = event.targets.find(({ type }) => type !== "User");
    if (target === undefined) {
      return {
        subject: wholeOrg,
        title: `an authenticator was switched off for the whole org ${byWhom(event)}`,
      };
    }
    const { id, alternateId, displayName } = target;
    const keys = [id, alternateId, displayName].filter((key) => key !== null);
    const refs = keys.flatMap((key) => [key, authenticatorRef(key, id)]);
    if (refs.some((ref) => authenticators[ref] === "INACTIVE")) return null;
    const subject = thingOf("authenticator", target);
    return { subject, title: `${subject.name} was switched off for the whole org ${byWhom(event)}` };
  },
} satisfies Detection;
