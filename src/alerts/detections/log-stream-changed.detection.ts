import type { Severity } from "../../model/words.ts";
import { byWhom } from "../event/sentence.ts";
import { thingOf, wholeOrg } from "../event/subject.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, pulumi, sampleEvent, thing } from "./sample-event.ts";

interface Action {
  readonly what: string;
  readonly severity: Severity;
}

const actions: Readonly<Record<string, Action>> = {
  "system.log_stream.lifecycle.create": { what: "created", severity: "low" },
  "system.log_stream.lifecycle.activate": { what: "activated", severity: "low" },
  "system.log_stream.lifecycle.update": { what: "changed", severity: "high" },
  "system.log_stream.lifecycle.deactivate": { what: "switched off", severity: "high" },
  "system.log_stream.lifecycle.delete": { what: "deleted", severity: "high" },
};

const eventType = "system.log_stream.lifecycle.deactivate";
const siem = thing("LogStream", "0oastream", "SIEM");
const title = (by: string) => `the log stream "SIEM" was switched off ${by}`;

export default {
  id: "log-stream-changed",
  title: "A log stream was changed",
  why: "A stream that is switched off or sent elsewhere blinds whoever watches the org by it: an intruder does that first.",
  remedy:
    "Switch the stream on again, then read in the System Log what happened while it was off: somebody may not have wanted it seen.",
  severity: "high",
  eventTypes: Object.keys(actions),
  closing: "by-hand",
  closedBy: [],
  references: [
    "Okta event types: system.log_stream.lifecycle.*",
    "okta/customer-detections: log_stream_tampering",
    "MITRE ATT&CK T1562.008, Impair Defenses: Disable or Modify Cloud Logs",
  ],
  samples: [
    {
      kind: "administrator",
      name: "an administrator switches one off",
      event: sampleEvent({ eventType, targets: [siem] }),
      raises: { title: title("by omar@acme.example in the admin console"), severity: "high" },
    },
    {
      kind: "positive",
      name: "one is added",
      event: sampleEvent({ eventType: "system.log_stream.lifecycle.create", targets: [siem] }),
      raises: {
        title: 'the log stream "SIEM" was created by omar@acme.example in the admin console',
        severity: "low",
      },
    },
    {
      kind: "positive",
      name: "the event names none",
      event: sampleEvent({ eventType, targets: [], apiTokenId: "00Tscript" }),
      raises: {
        title: "a log stream was switched off by omar@acme.example with an API token",
        via: "API token",
      },
    },
    {
      kind: "self",
      name: "an administrator is named beside it",
      event: sampleEvent({ eventType, targets: [asTarget(dana), siem], actor: dana }),
      raises: { title: title("by dana@acme.example in the admin console"), via: "admin console" },
    },
    {
      kind: "negative",
      name: "another kind of event",
      event: sampleEvent({ eventType: "system.agent.ad.upload_log", targets: [siem] }),
      raises: null,
    },
    {
      kind: "failure",
      name: "it failed",
      event: sampleEvent({ eventType, targets: [siem], result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app switches it off",
      event: sampleEvent({ eventType, targets: [siem], actor: pulumi }),
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event) => {
    const target = event.targets.find(({ type }) => type !== "User");
    const subject = target === undefined ? wholeOrg : thingOf("log-stream", target);
    const which = target === undefined ? "a log stream" : `the log stream "${subject.name}"`;
    const { what, severity } = actions[event.eventType] ?? { what: "changed", severity: "high" };
    return { subject, title: `${which} was ${what} ${byWhom(event)}`, severity };
  },
} satisfies Detection;
