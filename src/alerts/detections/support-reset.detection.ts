import { actorOf } from "../event/actor.ts";
import { factorOf } from "../event/factor-name.ts";
import { whomOf } from "../event/subject.ts";
import { weigh } from "./administrators.ts";
import type { Detection } from "./detection.ts";
import { asTarget, bySupport, dana, pulumi, sampleEvent } from "./sample-event.ts";

const eventType = "user.account.reset_password";
const targets = [asTarget(dana)];

export default {
  id: "support-reset",
  title: "Okta's support reset a password or changed a factor",
  why: "Support does this when somebody of your company asks for it, and in 2023 people who were not of the company asked. Nobody in your org has to approve it, and the System Log shows it only as Okta's own account with no browser and no place.",
  remedy:
    "Ask your administrators who opened a case with Okta about this person. If nobody did, suspend the account, call Okta, and look for a sign-in since then.",
  severity: "high",
  eventTypes: [
    eventType,
    "user.account.expire_password",
    "user.account.update_password",
    "user.mfa.factor.update",
    "user.mfa.factor.activate",
  ],
  closing: "by-hand",
  closedBy: ["user.lifecycle.deactivate", "user.lifecycle.suspend", "user.lifecycle.delete.initiated"],
  references: [
    "Okta event types: user.account.reset_password, user.mfa.factor.update",
    "panther-analysis: Okta.Support.Reset (system@okta.com, no transaction, no user agent, no country)",
    "MITRE ATT&CK T1556, Modify Authentication Process",
  ],
  samples: [
    {
      kind: "positive",
      name: "support resets a password",
      event: sampleEvent({ eventType, targets, ...bySupport }),
      raises: {
        title: "Okta's support reset the password of dana@acme.example",
        severity: "high",
        via: "Okta support",
      },
    },
    {
      kind: "positive",
      name: "support changes a factor of an administrator",
      event: sampleEvent({
        eventType: "user.mfa.factor.update",
        targets,
        debugData: { factor: "SMS" },
        ...bySupport,
      }),
      person: { adminRoles: { roles: ["Super administrator"], at: "2026-02-20T00:00:00.000Z" } },
      raises: {
        title: "Okta's support changed SMS of dana@acme.example (administrator: Super administrator)",
        severity: "critical",
      },
    },
    {
      kind: "positive",
      name: "the event names nobody",
      event: sampleEvent({ eventType, targets: [], ...bySupport }),
      raises: { title: "Okta's support reset the password of somebody whom the event does not name" },
    },
    {
      kind: "administrator",
      name: "an administrator resets a password",
      event: sampleEvent({ eventType, targets }),
      raises: null,
    },
    {
      kind: "self",
      name: "people reset their own",
      event: sampleEvent({ eventType, targets, actor: dana }),
      raises: null,
    },
    {
      kind: "negative",
      name: "Okta's own account, from a browser",
      event: sampleEvent({ eventType, targets, actor: bySupport.actor }),
      raises: null,
    },
    {
      kind: "failure",
      name: "it failed",
      event: sampleEvent({ eventType, targets, result: "FAILURE", ...bySupport }),
      raises: null,
    },
    {
      kind: "managed",
      name: "our service app resets one",
      event: sampleEvent({ eventType, targets, actor: pulumi }),
      raises: null,
    },
  ],
  detect: (event, memory) => {
    if (actorOf(event).via !== "Okta support") return null;
    const { subject, name, severity } = weigh(whomOf(event), "high", memory);
    const action = actions[event.eventType] ?? `changed ${factorOf(event)?.name ?? "a factor"}`;
    return { subject, severity, title: `Okta's support ${action} of ${name}` };
  },
} satisfies Detection;

const actions: Readonly<Record<string, string>> = {
  "user.account.reset_password": "reset the password",
  "user.account.expire_password": "expired the password",
  "user.account.update_password": "changed the password",
};
