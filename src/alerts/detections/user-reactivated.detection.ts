import { byActor, byWhom } from "../event/sentence.ts";
import { personOf, whomOf } from "../event/subject.ts";
import { activationsSeenBy, draftOf } from "./activation.ts";
import type { Detection } from "./detection.ts";
import { dueAt } from "./due.ts";
import { asTarget, dana, pulumi, sampleEvent } from "./sample-event.ts";
import { sampleLifecycleEvent } from "./sample-lifecycle.ts";

const activate = "user.lifecycle.activate";
const reactivate = "user.lifecycle.reactivate";
const targets = [asTarget(dana)];
const deactivated = {
  marks: [sampleLifecycleEvent("user.lifecycle.deactivate", "2026-02-01T09:00:00.000Z")],
};
const title = (by: string) =>
  `dana@acme.example came back: the account was activated ${by}, and it was deactivated on 2026-02-01`;

export default {
  id: "user-reactivated",
  title: "An account came back, or was sent its activation again",
  why: "A leaver's account that wakes up is a classic way in, and its factors may be gone while its groups are back. Okta logs it as an ordinary activation: it is told apart by what the account was before. An activation sent again (PROVISIONED, RECOVERY) puts a new link into somebody's hands.",
  remedy:
    "Ask whoever brought it back why, and whether the person is back at all. See that old factors and roles are gone and new ones are enrolled by the person; otherwise deactivate the account again.",
  severity: "high",
  eventTypes: [
    activate,
    reactivate,
    "user.lifecycle.create",
    "system.import.user.create",
    "user.lifecycle.deactivate",
  ],
  closing: "requirements",
  closedBy: ["user.lifecycle.deactivate", "user.lifecycle.delete.initiated"],
  references: [
    "Okta event types: user.lifecycle.activate, user.lifecycle.reactivate",
    "Okta API reference: User lifecycle (reactivate is for PROVISIONED and RECOVERY, activate for DEPROVISIONED)",
    "MITRE ATT&CK T1078.004, Valid Accounts: Cloud Accounts",
  ],
  samples: [
    {
      kind: "administrator",
      name: "a deactivated account is activated",
      event: sampleEvent({ eventType: activate, targets }),
      person: deactivated,
      raises: { title: title("by omar@acme.example in the admin console"), severity: "high" },
    },
    {
      kind: "positive",
      name: "the ledger remembers the account as DEPROVISIONED",
      event: sampleEvent({ eventType: activate, targets, apiTokenId: "00Tscript" }),
      person: { status: { value: "DEPROVISIONED", at: "2026-02-20T00:00:00.000Z" } },
      raises: {
        title:
          "dana@acme.example came back: the account was activated by omar@acme.example with an API token, and it was DEPROVISIONED on 2026-02-20",
        via: "API token",
      },
    },
    {
      kind: "positive",
      name: "the account is years old",
      event: sampleEvent({ eventType: activate, targets }),
      person: { created: "2021-05-04T09:00:00.000Z" },
      raises: {
        title:
          "dana@acme.example came back: the account was activated by omar@acme.example in the admin console, and it was created on 2021-05-04",
      },
    },
    {
      kind: "positive",
      name: "an activation is sent again",
      event: sampleEvent({ eventType: reactivate, targets }),
      person: { status: { value: "PROVISIONED", at: "2026-02-20T00:00:00.000Z" } },
      raises: {
        title: "dana@acme.example was sent the activation again by omar@acme.example in the admin console",
      },
    },
    {
      kind: "self",
      name: "people ask for their activation again",
      event: sampleEvent({ eventType: reactivate, targets, actor: dana }),
      raises: {
        title: "dana@acme.example was sent the activation again by the person's own hand",
        via: "self",
      },
    },
    {
      kind: "positive",
      name: "the event names no person",
      event: sampleEvent({ eventType: reactivate, targets: [] }),
      raises: {
        title:
          "somebody whom the event does not name was sent the activation again by omar@acme.example in the admin console",
      },
    },
    {
      kind: "negative",
      name: "an activation right after the creation",
      event: sampleEvent({ eventType: activate, targets }),
      person: { marks: [sampleLifecycleEvent("user.lifecycle.create", "2026-03-02T08:59:58.000Z")] },
      raises: null,
    },
    {
      kind: "negative",
      name: "the first activation of somebody STAGED",
      event: sampleEvent({ eventType: activate, targets }),
      person: {
        status: { value: "STAGED", at: "2026-02-20T00:00:00.000Z" },
        created: "2026-02-01T00:00:00.000Z",
      },
      raises: null,
    },
    {
      kind: "failure",
      name: "the activation failed",
      event: sampleEvent({ eventType: activate, targets, result: "FAILURE" }),
      person: deactivated,
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app brings it back",
      event: sampleEvent({ eventType: activate, targets, actor: pulumi }),
      person: deactivated,
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event, memory, rules) => {
    const subject = personOf(event);
    if (event.eventType === reactivate) {
      const whom = whomOf(event);
      return {
        subject: whom.subject,
        title: `${whom.name} was sent the activation again ${byWhom(event)}`,
        dueAt: subject === null ? null : dueAt(subject.id, event.published, memory, rules),
      };
    }
    if (subject === null) return null;
    const seen = activationsSeenBy(event, subject.id, memory, rules);
    return draftOf(
      seen.filter(({ judged }) => judged.kind === "return"),
      ({ mark, judged }) => ({
        subject,
        title: `${subject.name} came back: the account was activated ${byActor(mark.actor)}, and ${judged.kind === "return" ? judged.why : ""}`,
        dueAt: dueAt(subject.id, mark.at, memory, rules),
        replaces: ["user-created", "user-activated"],
      }),
    );
  },
} satisfies Detection;
