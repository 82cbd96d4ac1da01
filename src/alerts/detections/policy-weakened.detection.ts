import type { PolicyId } from "../../model/ids.ts";
import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import type { LogEvent } from "../../model/log-event.ts";
import { byWhom } from "../event/sentence.ts";
import { judgePolicyEvent } from "../policy-event/judge-policy-event.ts";
import { policyActions } from "../policy-event/policy-actions.ts";
import { kindOfPolicy } from "../policy-event/policy-event.ts";
import type { Detection } from "./detection.ts";
import { dana, pulumi, sampleEvent, thing } from "./sample-event.ts";
import { samplePolicy } from "./sample-policy.ts";

const eventType = "policy.lifecycle.update";
const mostClauses = 3;
const detailEntry = { policyType: "OktaMfaEnroll" };
const policy = thing("PolicyEntity", "00pmfa", "MFA required", { detailEntry });
const loosened: EnrollmentPolicy = samplePolicy({ webauthn: "OPTIONAL" });
const title = (by: string) =>
  `the enrollment policy "MFA required" was made weaker ${by}: webauthn went from REQUIRED to OPTIONAL`;
const beforeAndAfter = {
  org: { policies: [samplePolicy({ webauthn: "REQUIRED" })] },
  live: { policies: [loosened] },
};
const action = (self: string) => ({ policyRuleActionJson: JSON.stringify({ enroll: { self } }) });
const factorMode = (mode: string, resists = false) => {
  const constraints = resists ? [{ possession: { phishingResistant: "REQUIRED" } }] : [];
  return {
    policyRuleActionJson: JSON.stringify({
      appSignOn: { verificationMethod: { factorMode: mode, constraints } },
    }),
  };
};
const appPolicy = thing("PolicyEntity", "rstapp", "Payroll", { detailEntry: { policyType: "Okta:SignOn" } });

type Target = ReturnType<typeof thing>;
type Details = ReturnType<typeof factorMode>;
const changed = (of: Target, id: string, name: string) => (from: Details, to: Details) =>
  sampleEvent({
    eventType: "policy.rule.update",
    targets: [of, thing("PolicyRule", id, name, { alternateId: of.id, changeDetails: { from, to } })],
  });
const ruleChanged = changed(policy, "0prrule", "Enroll at sign-in");
const appRuleChanged = changed(appPolicy, "rulapp", "Catch-all Rule");

export default {
  id: "policy-weakened",
  title: "A policy asks for less than before",
  why: "A required authenticator made optional, a rule set to NEVER, a group or a person left out, a weaker policy put before a stronger one: nobody notices until somebody signs in with a password alone. The policy is judged before and after, by what the event says, by the last reading and by the live org; a declared policy of sign-in by whether somebody gets in with less than the baseline asks, since one factor can be more than two. So is an app sign-in policy that is not declared, where a requirement asks something of every sign-in of everyone and the rules of the policy can be judged by themselves; where not, and of a session policy that is not declared, what the event says counts.",
  remedy:
    "Take it back first (pulumi up with a refresh, or by hand in the console), ask afterwards: people may sign in or enroll with less as long as it stands. If it is meant, it belongs into the baseline with an approval.",
  severity: "critical",
  eventTypes: Object.keys(policyActions),
  closing: "asks-enough",
  closedBy: [],
  references: [
    "Okta event types: policy.lifecycle.*, policy.rule.*",
    "okta/customer-detections: authentication_policy_mfa_downgrade",
    "DISA Okta IDaaS STIG V-273190, V-273191 (phishing-resistant authenticators)",
    "MITRE ATT&CK T1556.006, Modify Authentication Process: Multi-Factor Authentication",
  ],
  samples: [
    {
      kind: "administrator",
      name: "a required authenticator becomes optional",
      event: sampleEvent({ eventType, targets: [policy] }),
      ...beforeAndAfter,
      raises: { title: title("by omar@acme.example in the admin console"), severity: "critical" },
    },
    {
      kind: "positive",
      name: "the event itself says that a rule makes nobody enroll",
      event: ruleChanged(action("CHALLENGE"), action("NEVER")),
      raises: {
        title:
          'the enrollment policy "MFA required" was made weaker by omar@acme.example in the admin console: in the rule "Enroll at sign-in" enrollment went from CHALLENGE to NEVER',
      },
    },
    {
      kind: "positive",
      name: "an app lets people in with one factor",
      event: appRuleChanged(factorMode("2FA"), factorMode("1FA")),
      raises: {
        title:
          'the app sign-in policy "Payroll" was made weaker by omar@acme.example in the admin console: in the rule "Catch-all Rule" one factor is enough where two were asked for',
      },
    },
    {
      kind: "positive",
      name: "an app asks for any two factors where one that resists phishing was asked for",
      event: appRuleChanged(factorMode("1FA", true), factorMode("2FA")),
      raises: {
        title:
          'the app sign-in policy "Payroll" was made weaker by omar@acme.example in the admin console: in the rule "Catch-all Rule" a factor that resists phishing is no longer asked for',
      },
    },
    {
      kind: "positive",
      name: "a declared app policy lets somebody in with less, whatever the event says",
      event: sampleEvent({ eventType: "policy.rule.add", targets: [appPolicy] }),
      live: {
        matchesBaseline: new Map([["rstapp", false]]),
        opensWider: new Map([["rstapp", ['Rule "Guests" of app policy "Payroll" is in no baseline.']]]),
      },
      raises: {
        title:
          'the app sign-in policy "Payroll" was made weaker by omar@acme.example in the admin console: rule "Guests" of app policy "Payroll" is in no baseline',
        severity: "critical",
      },
    },
    {
      kind: "positive",
      name: "an app policy that is not declared lets somebody in with less, though the event says nothing of it",
      event: appRuleChanged(factorMode("2FA"), factorMode("2FA")),
      live: {
        lessThanAsked: new Map([["rstapp", ["somebody gets in with a password alone from anywhere"]]]),
      },
      raises: {
        title:
          'the app sign-in policy "Payroll" was made weaker by omar@acme.example in the admin console: somebody gets in with a password alone from anywhere',
        severity: "critical",
      },
    },
    {
      kind: "negative",
      name: "an app policy that is not declared says one factor, and nobody gets in with less than is asked",
      event: appRuleChanged(factorMode("2FA"), factorMode("1FA")),
      live: { lessThanAsked: new Map([["rstapp", []]]) },
      raises: null,
    },
    {
      kind: "negative",
      name: "one factor that resists phishing is asked for in place of two",
      event: appRuleChanged(factorMode("2FA"), factorMode("1FA", true)),
      raises: null,
    },
    {
      kind: "negative",
      name: "a declared app policy says one factor, and nobody gets in with less",
      event: appRuleChanged(factorMode("2FA"), factorMode("1FA")),
      live: { matchesBaseline: new Map([["rstapp", false]]) },
      raises: null,
    },
    {
      kind: "positive",
      name: "a policy is deleted",
      event: sampleEvent({ eventType: "policy.lifecycle.delete", targets: [policy] }),
      raises: {
        title:
          'the enrollment policy "MFA required" was made weaker by omar@acme.example in the admin console: the policy was deleted',
      },
    },
    {
      kind: "positive",
      name: "a new policy takes people from the one that protects them",
      event: sampleEvent({
        eventType: "policy.lifecycle.create",
        targets: [thing("PolicyEntity", "00pguests", "Guests", { detailEntry })],
      }),
      org: { policies: [{ ...loosened, priority: 1 }] },
      live: {
        policies: [
          { ...samplePolicy({}), id: "00pguests" as PolicyId, name: "Guests" },
          { ...loosened, priority: 2 },
        ],
      },
      raises: {
        title:
          'the enrollment policy "Guests" was created by omar@acme.example in the admin console, and asks people for less: it now comes before "MFA required" (webauthn went from OPTIONAL to NOT_ALLOWED)',
      },
    },
    {
      kind: "self",
      name: "an administrator whom the policy governs makes it weaker",
      event: sampleEvent({ eventType, targets: [policy], actor: dana }),
      ...beforeAndAfter,
      raises: { title: title("by dana@acme.example in the admin console"), via: "admin console" },
    },
    {
      kind: "negative",
      name: "an optional authenticator becomes required",
      event: sampleEvent({ eventType, targets: [policy] }),
      org: { policies: [loosened] },
      live: { policies: [samplePolicy({ webauthn: "REQUIRED" })] },
      raises: null,
    },
    {
      kind: "negative",
      name: "SMS is no longer allowed",
      event: sampleEvent({ eventType, targets: [policy] }),
      org: { policies: [samplePolicy({ phone_number: "OPTIONAL" })] },
      live: { policies: [samplePolicy({ phone_number: "NOT_ALLOWED" })] },
      raises: null,
    },
    {
      kind: "failure",
      name: "the change failed",
      event: sampleEvent({ eventType, targets: [policy], result: "FAILURE" }),
      ...beforeAndAfter,
      raises: null,
    },
    {
      kind: "managed",
      name: "Pulumi makes it weaker, by a reviewed baseline",
      event: sampleEvent({ eventType, targets: [policy], actor: pulumi }),
      ...beforeAndAfter,
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event, memory, rules) => {
    const { subject, policyType, weakenings } = judgePolicyEvent(event, memory, rules);
    if (weakenings.length === 0) return null;
    const more = weakenings.length - mostClauses;
    const how = [...weakenings.slice(0, mostClauses), ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
    return {
      subject,
      title: `the ${kindOfPolicy(policyType)} "${subject.name}" ${done(event)}: ${how}`,
      replaces: ["policy-changed"],
    };
  },
} satisfies Detection;

/** A policy that was not there before was not made weaker; it weakens the policies that it now comes before. */
function done(event: LogEvent): string {
  const isNew =
    event.eventType === "policy.lifecycle.create" || event.eventType === "policy.lifecycle.activate";
  if (!isNew) return `was made weaker ${byWhom(event)}`;
  return `was ${policyActions[event.eventType]} ${byWhom(event)}, and asks people for less`;
}
