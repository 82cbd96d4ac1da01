import type { PushMark } from "../../ledger/memory.ts";
import { actingPerson, pushAnswer, pushEventTypes } from "../event/push-answer.ts";
import { unknownPerson } from "../memory/memory.ts";
import { burstAround } from "../memory/push-burst.ts";
import { rememberEvent } from "../memory/remember.ts";
import { weigh } from "./administrators.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, pulumi, sampleEvent } from "./sample-event.ts";

const eventType = "user.authentication.auth_via_mfa";
const push = { factor: "OKTA_VERIFY_PUSH" };
const deny = {
  eventType,
  targets: [],
  actor: dana,
  debugData: push,
  result: "FAILURE",
  reason: "INVALID_CREDENTIALS",
};
const denials = (count: number): readonly PushMark[] =>
  Array.from({ length: count }, (_, index) => ({
    uuid: `denied-${index}`,
    at: `2026-03-02T08:5${index}:30.000Z`,
    answer: "denied",
  }));

export default {
  id: "mfa-push-fatigue",
  title: "Many pushes were denied, and perhaps one accepted in the end",
  why: "Whoever has the password sends prompts until the person gives in. Three denied within ten minutes and then one accepted is critical: treat the session as somebody else's. Five denied is high even if none was accepted: the password is known to somebody. Number challenge or phishing-resistant factors end it.",
  remedy:
    "Call the person, on a number that you knew before. If they did not sign in, end their sessions, reset the password, and go through what was done since. Ask for number challenge or a phishing-resistant factor from then on.",
  severity: "high",
  eventTypes: pushEventTypes,
  readsAttempts: true,
  closing: "by-hand",
  closedBy: ["user.lifecycle.deactivate", "user.lifecycle.suspend", "user.lifecycle.delete.initiated"],
  references: [
    "Okta event types: user.mfa.okta_verify.deny_push (Classic), user.authentication.auth_via_mfa with INVALID_CREDENTIALS (Identity Engine)",
    "okta/customer-detections: hunt_rejected_MFA_pushes",
    "elastic/detection-rules: MFA bombing (five denials in ten minutes, and one followed by success)",
    "MITRE ATT&CK T1621, Multi-Factor Authentication Request Generation",
  ],
  samples: [
    {
      kind: "self",
      name: "three denied and one accepted",
      event: sampleEvent({ eventType, targets: [], actor: dana, debugData: push, uuid: "accepted" }),
      person: { pushes: denials(3) },
      raises: {
        title: "dana@acme.example accepted a push after denying 3 within ten minutes",
        severity: "critical",
        via: "self",
        events: ["denied-0", "denied-1", "denied-2", "accepted"],
      },
    },
    {
      kind: "positive",
      name: "five denied",
      event: sampleEvent({ ...deny, uuid: "denied" }),
      person: { pushes: denials(4) },
      raises: { title: "dana@acme.example denied 5 pushes within ten minutes", severity: "high" },
    },
    {
      kind: "positive",
      name: "five denied on Classic, of an administrator",
      event: sampleEvent({
        eventType: "user.mfa.okta_verify.deny_push",
        targets: [asTarget(dana)],
        actor: dana,
      }),
      person: {
        pushes: denials(4),
        adminRoles: { roles: ["Help Desk administrator"], at: "2026-02-20T00:00:00.000Z" },
      },
      raises: {
        title:
          "dana@acme.example (administrator: Help Desk administrator) denied 5 pushes within ten minutes",
        severity: "critical",
      },
    },
    {
      kind: "positive",
      name: "a denial that comes late explains what was accepted",
      event: sampleEvent({ ...deny, uuid: "late", published: "2026-03-02T08:51:00.000Z" }),
      person: {
        pushes: [...denials(2), { uuid: "accepted", at: "2026-03-02T08:53:00.000Z", answer: "accepted" }],
      },
      raises: {
        title: "dana@acme.example accepted a push after denying 3 within ten minutes",
        severity: "critical",
      },
    },
    {
      kind: "negative",
      name: "two denied and one accepted",
      event: sampleEvent({ eventType, targets: [], actor: dana, debugData: push }),
      person: { pushes: denials(2) },
      raises: null,
    },
    {
      kind: "negative",
      name: "another factor",
      event: sampleEvent({ eventType, targets: [], actor: dana, debugData: { factor: "FIDO_WEBAUTHN" } }),
      person: { pushes: denials(4) },
      raises: null,
    },
    {
      kind: "failure",
      name: "nobody answered",
      event: sampleEvent({ ...deny, result: "UNANSWERED", reason: "none" }),
      person: { pushes: denials(4) },
      raises: null,
    },
    {
      kind: "administrator",
      name: "an administrator signs in as usual",
      event: sampleEvent({ eventType, targets: [], debugData: push }),
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app has no phone",
      event: sampleEvent({ eventType, targets: [], actor: pulumi, debugData: push }),
      raises: null,
    },
  ],
  detect: (event, memory) => {
    const answer = pushAnswer(event);
    if (answer === null) return null;
    // Of one that names nobody it cannot be told how many there were.
    const person = actingPerson(event);
    if (person === null) return null;
    const { pushes } = rememberEvent(memory.person(person.id) ?? unknownPerson(person.id), event, []);
    const burst = burstAround({ uuid: event.uuid, at: event.published, answer }, pushes);
    if (burst === null) return null;
    const { denied, accepted } = burst;
    const usual = accepted === null ? "high" : "critical";
    const { name, severity } = weigh({ subject: person, name: person.name }, usual, memory);
    const events = [...denied, ...(accepted === null ? [] : [accepted])];
    return {
      subject: person,
      severity,
      title:
        accepted === null
          ? `${name} denied ${denied.length} pushes within ten minutes`
          : `${name} accepted a push after denying ${denied.length} within ten minutes`,
      events: events.map(({ uuid, at }) => ({ uuid, published: at })),
    };
  },
} satisfies Detection;
