import type { LogEvent } from "../../model/log-event.ts";
import { plainName } from "../event/plain-name.ts";
import { actingPerson } from "../event/push-answer.ts";
import { whomOf } from "../event/subject.ts";
import { weigh } from "./administrators.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, omar, pulumi, sampleEvent } from "./sample-event.ts";

const eventType = "user.account.report_suspicious_activity_by_enduser";
const debugData = {
  suspiciousActivityEventType: "user.mfa.factor.activate",
  suspiciousActivityEventIp: "203.0.113.9",
  suspiciousActivityEventCountry: "Iceland",
};
const title =
  "dana@acme.example reported suspicious activity: user.mfa.factor.activate, from 203.0.113.9 (Iceland)";

export default {
  id: "suspicious-activity-reported",
  title: "Somebody reported activity on their account that was not theirs",
  why: "Okta mails people when a factor is enrolled or reset and when they sign in from a new place, and lets them say that it was not them. Nobody knows better, and the account may be in other hands while you read this.",
  remedy:
    "Call the person at once. End their sessions, reset the password, and remove the factors that they do not know; then look in the System Log at what was done from that address.",
  severity: "high",
  eventTypes: [eventType],
  closing: "by-hand",
  closedBy: ["user.lifecycle.deactivate", "user.lifecycle.suspend", "user.lifecycle.delete.initiated"],
  references: [
    "Okta event types: user.account.report_suspicious_activity_by_enduser",
    "okta/customer-detections: user_reported_suspicious_activity",
  ],
  samples: [
    {
      kind: "self",
      name: "about a factor that was enrolled",
      event: sampleEvent({ eventType, targets: [asTarget(dana)], actor: dana, debugData }),
      raises: { title, severity: "high", via: "self" },
    },
    {
      kind: "positive",
      name: "the event says nothing of what it was",
      event: sampleEvent({ eventType, targets: [], actor: dana }),
      raises: { title: "dana@acme.example reported suspicious activity" },
    },
    {
      kind: "positive",
      name: "the event names nobody",
      event: sampleEvent({ eventType, targets: [], actor: null }),
      raises: { title: "somebody whom the event does not name reported suspicious activity" },
    },
    {
      kind: "administrator",
      name: "an administrator reports it",
      event: sampleEvent({ eventType, targets: [asTarget(omar)] }),
      person: { adminRoles: { roles: ["Super administrator"], at: "2026-02-20T00:00:00.000Z" } },
      raises: {
        title: "omar@acme.example (administrator: Super administrator) reported suspicious activity",
        severity: "critical",
      },
    },
    {
      kind: "negative",
      name: "a threat that Okta found",
      event: sampleEvent({ eventType: "security.threat.detected", targets: [], actor: dana }),
      raises: null,
    },
    {
      kind: "failure",
      name: "the report failed",
      event: sampleEvent({ eventType, targets: [], actor: dana, result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app reports it for somebody",
      event: sampleEvent({ eventType, targets: [asTarget(dana)], actor: pulumi }),
      raises: { title: "dana@acme.example reported suspicious activity", isManaged: true },
    },
  ],
  detect: (event, memory) => {
    const person = actingPerson(event);
    const whom = person === null ? whomOf(event) : { subject: person, name: person.name };
    const { subject, name, severity } = weigh(whom, "high", memory);
    return {
      subject,
      severity,
      title: `${name} reported suspicious activity${about(event)}`,
    };
  },
} satisfies Detection;

function about({ debugData }: LogEvent): string {
  const said = (key: string): string | null => {
    const value = debugData[`suspiciousActivityEvent${key}`];
    return typeof value === "string" && value !== "" ? plainName([value]) : null;
  };
  const [what, ip, country] = [said("Type"), said("Ip"), said("Country")];
  const from = ip === null ? null : `from ${ip}${country === null ? "" : ` (${country})`}`;
  const clauses = [what, from].filter((clause) => clause !== null);
  return clauses.length === 0 ? "" : `: ${clauses.join(", ")}`;
}
