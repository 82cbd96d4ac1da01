import type { Severity } from "../../model/words.ts";
import { byWhom } from "../event/sentence.ts";
import type { Memory } from "../memory/memory.ts";
import { judgePolicyEvent } from "../policy-event/judge-policy-event.ts";
import { policyActions } from "../policy-event/policy-actions.ts";
import { kindOfPolicy, type PolicyEvent } from "../policy-event/policy-event.ts";
import type { Detection } from "./detection.ts";
import { dana, pulumi, sampleEvent, thing } from "./sample-event.ts";
import { samplePolicy } from "./sample-policy.ts";

const eventType = "policy.lifecycle.update";
const detailEntry = { policyType: "OktaMfaEnroll" };
const policy = thing("PolicyEntity", "00pmfa", "MFA required", { detailEntry });
const sampleTitle = (by: string) => `the enrollment policy "MFA required" was changed ${by}`;
const weakened = {
  org: { policies: [samplePolicy({ webauthn: "REQUIRED" })] },
  live: { policies: [samplePolicy({ webauthn: "OPTIONAL" })] },
};

export default {
  id: "policy-changed",
  title: "A policy was changed, and it does not show that it became weaker",
  why: "A new policy or another order can take people from the policy that protects them without a word of it being changed, and a rule that is added above the good one is as bad as the good one deleted. Where the live policy is not as declared the alert is high.",
  remedy:
    "Compare the policy with the baseline: plumbline check. If the change is meant, declare it in the baseline by a pull request; if not, take it back (pulumi up with a refresh) and ask whoever made it.",
  severity: "medium",
  eventTypes: Object.keys(policyActions),
  closing: "as-declared",
  closedBy: [],
  references: [
    "Okta event types: policy.lifecycle.*, policy.rule.*, application.policy.sign_on.*",
    "elastic/detection-rules: Attempt to Modify an Okta Policy, Attempt to Deactivate an Okta Policy Rule",
    "SigmaHQ: okta_policy_modified_or_deleted, okta_policy_rule_modified_or_deleted",
  ],
  samples: [
    {
      kind: "administrator",
      name: "a policy is changed and nothing is known of how",
      event: sampleEvent({ eventType, targets: [policy] }),
      raises: { title: sampleTitle("by omar@acme.example in the admin console"), severity: "medium" },
    },
    {
      kind: "positive",
      name: "it is not as declared any more",
      event: sampleEvent({ eventType, targets: [policy] }),
      live: { matchesBaseline: new Map([["00pmfa", false]]) },
      raises: { title: sampleTitle("by omar@acme.example in the admin console"), severity: "high" },
    },
    {
      kind: "positive",
      name: "a rule is added",
      event: sampleEvent({
        eventType: "policy.rule.add",
        targets: [policy, thing("PolicyRule", "0prnew", "Guests", { alternateId: "00pmfa" })],
      }),
      raises: {
        title:
          'the rule "Guests" of the enrollment policy "MFA required" was added by omar@acme.example in the admin console',
      },
    },
    {
      kind: "positive",
      name: "a password policy counts for less",
      event: sampleEvent({
        eventType,
        targets: [thing("PolicyEntity", "00ppwd", "Passwords", { detailEntry: { policyType: "Password" } })],
        apiTokenId: "00Tscript",
      }),
      raises: {
        title: 'the password policy "Passwords" was changed by omar@acme.example with an API token',
        severity: "low",
        via: "API token",
      },
    },
    {
      kind: "self",
      name: "an administrator whom the policy governs changes it",
      event: sampleEvent({ eventType, targets: [policy], actor: dana }),
      raises: { title: sampleTitle("by dana@acme.example in the admin console") },
    },
    {
      kind: "positive",
      name: "the event names no policy",
      event: sampleEvent({ eventType: "policy.lifecycle.delete", targets: [] }),
      raises: {
        title: "a policy that the event does not name was deleted by omar@acme.example in the admin console",
        severity: "high",
      },
    },
    {
      kind: "negative",
      name: "it became weaker, which policy-weakened tells",
      event: sampleEvent({ eventType, targets: [policy] }),
      ...weakened,
      raises: null,
    },
    {
      kind: "failure",
      name: "the change failed",
      event: sampleEvent({ eventType, targets: [policy], result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "Pulumi changes it",
      event: sampleEvent({ eventType, targets: [policy], actor: pulumi }),
      raises: { title: sampleTitle("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event, memory, rules) => {
    const judged = judgePolicyEvent(event, memory, rules);
    if (judged.weakenings.length > 0) return null;
    const { subject, policyType, rule } = judged;
    const thePolicy =
      subject.type === "org"
        ? "a policy that the event does not name"
        : `the ${kindOfPolicy(policyType)} "${subject.name}"`;
    const what = rule === null ? thePolicy : `the rule "${rule.name}" of ${thePolicy}`;
    return {
      subject,
      title: `${what} was ${policyActions[event.eventType] ?? "changed"} ${byWhom(event)}`,
      severity: severityOf(judged, memory),
    };
  },
} satisfies Detection;

function severityOf({ subject, policyType }: PolicyEvent, { live }: Memory): Severity {
  if (subject.type === "org" || live.matchesBaseline.get(subject.id) === false) return "high";
  return policyType === "Password" || policyType === "Okta:ProfileEnrollment" ? "low" : "medium";
}
