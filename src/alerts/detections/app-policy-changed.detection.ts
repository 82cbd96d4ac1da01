import type { LogEvent, LogTarget } from "../../model/log-event.ts";
import type { Severity } from "../../model/words.ts";
import { byWhom } from "../event/sentence.ts";
import { targetOf, thingOf, wholeOrg } from "../event/subject.ts";
import type { LiveFacts } from "../memory/live-facts.ts";
import type { Detection } from "./detection.ts";
import { dana, pulumi, sampleEvent, thing } from "./sample-event.ts";

const eventType = "policy.mapping.create";
const detailEntry = { policyType: "Okta:SignOn" };
const weak = thing("PolicyEntity", "rstweak", "Any one factor", { detailEntry });
const strong = thing("PolicyEntity", "rststrong", "Strong", {
  detailEntry: { ...detailEntry, isPreviousPolicy: true },
});
const payroll = thing("AppInstance", "0oapayroll", "Payroll");
const targets = [weak, payroll, strong];
const title = (by: string) =>
  `the application "Payroll" was moved from the policy "Strong" to "Any one factor" ${by}`;
const byOmar = "by omar@acme.example in the admin console";

export default {
  id: "app-policy-changed",
  title: "An application was moved to another app sign-in policy",
  why: "An application has one policy, which decides how people get in. Moving it to a weaker one changes no policy and no rule, so that nothing else in the log tells of it. It is critical where the baseline declares the policy of the application and somebody gets in with less under the other one.",
  remedy:
    "Move the application back (its page in the console, Sign On > User authentication; or pulumi up with a refresh), then ask whoever moved it. If it is meant, change `apps` of the policies in the baseline by a pull request.",
  severity: "medium",
  eventTypes: [eventType],
  closing: "as-declared",
  closedBy: [],
  references: [
    "Okta event types: policy.mapping.create (isPreviousPolicy)",
    "DISA Okta IDaaS STIG V-273190, V-273191, V-273193, V-273194",
    "MITRE ATT&CK T1556.006, Modify Authentication Process: Multi-Factor Authentication",
  ],
  samples: [
    {
      kind: "administrator",
      name: "an application is moved, and nothing is known of the two policies",
      event: sampleEvent({ eventType, targets }),
      raises: { title: title(byOmar), severity: "medium" },
    },
    {
      kind: "positive",
      name: "it is not where it was declared to be",
      event: sampleEvent({ eventType, targets }),
      live: { matchesBaseline: new Map([["0oapayroll", false]]) },
      raises: { title: title(byOmar), severity: "high" },
    },
    {
      kind: "positive",
      name: "somebody gets in with less under the other policy",
      event: sampleEvent({ eventType, targets }),
      live: {
        matchesBaseline: new Map([["0oapayroll", false]]),
        opensWider: new Map([["0oapayroll", ['Application "Payroll" is under another policy.']]]),
      },
      raises: { title: `${title(byOmar)}, which lets somebody in with less`, severity: "critical" },
    },
    {
      kind: "positive",
      name: "the event names no application, and no policy from before",
      event: sampleEvent({ eventType, targets: [weak], apiTokenId: "00Tscript" }),
      raises: {
        title:
          'an application that the event does not name was put under the policy "Any one factor" by omar@acme.example with an API token',
        via: "API token",
      },
    },
    {
      kind: "self",
      name: "somebody who opens the application moves it",
      event: sampleEvent({ eventType, targets, actor: dana }),
      raises: { title: title("by dana@acme.example in the admin console") },
    },
    {
      kind: "negative",
      name: "it is moved to where the baseline has it",
      event: sampleEvent({ eventType, targets }),
      live: { matchesBaseline: new Map([["0oapayroll", true]]) },
      raises: null,
    },
    {
      kind: "negative",
      name: "a policy about something else, such as registration",
      event: sampleEvent({
        eventType,
        targets: [
          thing("PolicyEntity", "rstreg", "Registration", {
            detailEntry: { policyType: "Okta:ProfileEnrollment" },
          }),
          payroll,
        ],
      }),
      raises: null,
    },
    {
      kind: "failure",
      name: "the move failed",
      event: sampleEvent({ eventType, targets, result: "FAILURE" }),
      raises: null,
    },
    {
      kind: "managed",
      name: "Pulumi moves it",
      event: sampleEvent({ eventType, targets, actor: pulumi }),
      raises: { title: title("by Pulumi as a service app"), isManaged: true },
    },
  ],
  detect: (event, { live }) => {
    const policies = event.targets.filter(({ type }) => type === "PolicyEntity");
    const now = policies.find((policy) => !isPrevious(policy));
    if (!isOfApps(now)) return null;
    const app = targetOf(event, ["AppInstance"]);
    const subject = app === null ? wholeOrg : thingOf("app", app);
    if (live.matchesBaseline.get(subject.id) === true) return null;
    const isWider = live.opensWider.has(subject.id);
    return {
      subject,
      title: `${app === null ? "an application that the event does not name" : `the application "${subject.name}"`} was ${moved(policies)} ${byWhom(event)}${isWider ? ", which lets somebody in with less" : ""}`,
      severity: severityOf(subject.id, isWider, live),
    };
  },
} satisfies Detection;

const isPrevious = ({ detailEntry: { isPreviousPolicy: previous } }: LogTarget): boolean =>
  previous === true || previous === "true";

/** Words of the log for an app sign-in policy; which one Okta uses was not verified against a live org. */
const types: readonly unknown[] = ["Okta:SignOn", "AccessPolicy", undefined];

const isOfApps = (policy: LogEvent["targets"][number] | undefined): boolean =>
  types.includes(policy?.detailEntry["policyType"]);

function moved(policies: readonly LogTarget[]): string {
  const named = (policy: LogTarget | undefined): string =>
    policy === undefined ? "a policy that the event does not name" : `"${thingOf("policy", policy).name}"`;
  const [before, now] = [policies.find(isPrevious), policies.find((policy) => !isPrevious(policy))];
  return before === undefined
    ? `put under the policy ${named(now)}`
    : `moved from the policy ${named(before)} to ${named(now)}`;
}

function severityOf(id: string, isWider: boolean, { matchesBaseline }: LiveFacts): Severity {
  if (isWider) return "critical";
  return matchesBaseline.get(id) === false ? "high" : "medium";
}
