import { personOf, whomOf } from "../event/subject.ts";
import { weigh } from "./administrators.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, pulumi, sampleEvent } from "./sample-event.ts";

const eventType = "user.mfa.attempt_bypass";
const title = "somebody tried to sign in as dana@acme.example past the second factor";

export default {
  id: "mfa-bypass-attempt",
  title: "Somebody tried to get around a second factor",
  why: "Whoever comes so far has the password. The attempt is what matters, so that a failed one counts as well.",
  remedy:
    "Ask the person whether it was them. If not, their password is known to somebody: reset it, end their sessions, and see which other accounts the address tried.",
  severity: "high",
  eventTypes: [eventType],
  readsAttempts: true,
  closing: "by-hand",
  closedBy: [],
  references: [
    "Okta event types: user.mfa.attempt_bypass",
    "elastic/detection-rules: Attempted Bypass of Okta MFA",
    "MITRE ATT&CK T1111, Multi-Factor Authentication Interception",
  ],
  samples: [
    {
      kind: "positive",
      name: "an attempt on a person",
      event: sampleEvent({ eventType, targets: [asTarget(dana)], actor: dana }),
      raises: { title, severity: "high" },
    },
    {
      kind: "failure",
      name: "a failed attempt counts, too",
      event: sampleEvent({ eventType, targets: [asTarget(dana)], actor: dana, result: "FAILURE" }),
      raises: { title },
    },
    {
      kind: "self",
      name: "the event names only who tried",
      event: sampleEvent({ eventType, targets: [], actor: dana }),
      raises: { title },
    },
    {
      kind: "administrator",
      name: "an administrator is named as the one who tried",
      event: sampleEvent({ eventType, targets: [asTarget(dana)] }),
      raises: { title, via: "admin console" },
    },
    {
      kind: "positive",
      name: "the event names nobody",
      event: sampleEvent({ eventType, targets: [], actor: null }),
      raises: {
        title: "somebody tried to sign in as somebody whom the event does not name past the second factor",
      },
    },
    {
      kind: "negative",
      name: "an ordinary sign-in",
      event: sampleEvent({ eventType: "user.authentication.auth_via_mfa", targets: [asTarget(dana)] }),
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app is the one who tried",
      event: sampleEvent({ eventType, targets: [asTarget(dana)], actor: pulumi }),
      raises: { title, isManaged: true },
    },
  ],
  detect: (event, memory) => {
    const { actor } = event;
    const itself = actor === null ? [] : [{ ...actor, detailEntry: {}, changeDetails: null }];
    const whom = whomOf(personOf(event) === null ? { ...event, targets: itself } : event);
    const { subject, name, severity } = weigh(whom, "high", memory);
    return { subject, severity, title: `somebody tried to sign in as ${name} past the second factor` };
  },
} satisfies Detection;
