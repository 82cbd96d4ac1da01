import type { Severity } from "../../model/words.ts";
import { byWhom } from "../event/sentence.ts";
import { thingOf, wholeOrg } from "../event/subject.ts";
import type { Detection } from "./detection.ts";
import { asTarget, dana, pulumi, sampleEvent, thing } from "./sample-event.ts";

interface Action {
  readonly what: string;
  readonly severity: Severity;
}

/** Less of a zone, or a zone that means something else, can let people in; a new one or one more block cannot. */
const actions: Readonly<Record<string, Action>> = {
  "zone.create": { what: "created", severity: "low" },
  "zone.update": { what: "changed", severity: "medium" },
  "zone.activate": { what: "activated", severity: "low" },
  "zone.deactivate": { what: "deactivated", severity: "medium" },
  "zone.delete": { what: "deleted", severity: "medium" },
  "zone.make_blacklist": { what: "made a blocked zone", severity: "low" },
  "zone.remove_blacklist": { what: "made no blocked zone any more", severity: "medium" },
  "security.zone.make_blacklist": { what: "given more blocked addresses", severity: "low" },
  "security.zone.remove_blacklist": { what: "given fewer blocked addresses", severity: "medium" },
  "network_zone.rule.disabled": { what: "left without a rule", severity: "medium" },
};

const eventType = "zone.update";
const corp = thing("NetworkZone", "nzocorp", "Corp");
const title = (by: string) => `the network zone "Corp" was changed ${by}`;

export default {
  id: "zone-changed",
  title: "A network zone was changed",
  why: "Policies ask for less inside a trusted zone: an address added to it changes what they ask for without a policy being touched, and takes the block from those that were blocked.",
  remedy:
    "See which policies use the zone and whether its addresses are yours. If the change is not known, take it back: inside a trusted zone people may be asked for less.",
  severity: "medium",
  eventTypes: Object.keys(actions),
  closing: "by-hand",
  closedBy: [],
  references: [
    "Okta event types: zone.*, security.zone.*, network_zone.rule.disabled",
    "elastic/detection-rules: Attempt to Modify an Okta Network Zone",
    "SigmaHQ: okta_network_zone_deactivated_or_deleted",
  ],
  samples: [
    {
      kind: "administrator",
      name: "an administrator changes one",
      event: sampleEvent({ eventType, targets: [corp] }),
      raises: { title: title("by omar@acme.example in the admin console"), severity: "medium" },
    },
    {
      kind: "positive",
      name: "one more address is blocked",
      event: sampleEvent({ eventType: "security.zone.make_blacklist", targets: [corp] }),
      raises: {
        title:
          'the network zone "Corp" was given more blocked addresses by omar@acme.example in the admin console',
        severity: "low",
      },
    },
    {
      kind: "positive",
      name: "the event names none",
      event: sampleEvent({ eventType, targets: [], apiTokenId: "00Tscript" }),
      raises: {
        title: "a network zone was changed by omar@acme.example with an API token",
        via: "API token",
      },
    },
    {
      kind: "self",
      name: "an administrator is named beside it",
      event: sampleEvent({ eventType, targets: [asTarget(dana), corp], actor: dana }),
      raises: { title: title("by dana@acme.example in the admin console"), via: "admin console" },
    },
    {
      kind: "negative",
      name: "another kind of event",
      event: sampleEvent({ eventType: "security.threat.detected", targets: [corp] }),
      raises: null,
    },
    {
      kind: "failure",
      name: "it failed",
      event: sampleEvent({ eventType, targets: [corp], result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "Pulumi changes it",
      event: sampleEvent({ eventType, targets: [corp], actor: pulumi }),
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event) => {
    const target = event.targets.find(({ type }) => type !== "User");
    const subject = target === undefined ? wholeOrg : thingOf("zone", target);
    const which = target === undefined ? "a network zone" : `the network zone "${subject.name}"`;
    const { what, severity } = actions[event.eventType] ?? { what: "changed", severity: "medium" };
    return { subject, title: `${which} was ${what} ${byWhom(event)}`, severity };
  },
} satisfies Detection;
