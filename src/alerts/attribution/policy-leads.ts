import { flexibleOktaVerifyKeys } from "../../model/authenticators.ts";
import type { LogEvent } from "../../model/log-event.ts";
import { sameName } from "../../model/words.ts";
import { settingsOfText } from "../policy-event/policy-json.ts";
import { switchedOff } from "./authenticator-leads.ts";
import { type FindLeads, type Inquiry, type Lead, listed, namesTarget } from "./lead.ts";
import { changes, changesOrIsSilent, changesTold, isSilent, renames } from "./policy-changes.ts";
import { isOfKind, type PolicyKind } from "./policy-kinds.ts";

const update = ["policy.lifecycle.update"];
/** A policy that was made anew has everything as its maker set it. */
const made = ["policy.lifecycle.create", "policy.lifecycle.overwrite"];
const settingsKey = "policyExtensiblePropertiesJson";

const own = ({ finding: { subject } }: Inquiry): readonly string[] =>
  subject.id === null ? [] : [subject.id];

export const policyMissingLeads =
  (kind: PolicyKind): FindLeads =>
  ({ finding: { subject } }) => [
    [
      {
        eventTypes: ["policy.lifecycle.delete"],
        targets: null,
        tells: (event) => isOfKind(kind, event) && namesTarget(event, subject.name),
      },
      {
        eventTypes: update,
        targets: null,
        tells: (event) => isOfKind(kind, event) && renames("from", "policyName", subject.name)(event),
      },
    ],
  ];

export const policyStatusLeads: FindLeads = (inquiry) => [
  [{ eventTypes: ["policy.lifecycle.deactivate", ...made], targets: own(inquiry) }],
];

export const policyGroupsLeads: FindLeads = (inquiry) => [
  [
    { eventTypes: update, targets: own(inquiry), tells: changesOrIsSilent("policyGroupIncludeSize") },
    { eventTypes: made, targets: own(inquiry) },
  ],
  // Only their number is told: with one group in another's place an update can look as if it were about something else.
  [{ eventTypes: update, targets: own(inquiry) }],
];

/** The order is one finding, on the first that is out of place: any of the policies may be the one that was moved. */
export const policyOrderLeads =
  (kind: PolicyKind): FindLeads =>
  ({ finding, org }) => {
    const names = listed(finding.expected);
    const targets = (kind.liveIn(org.slices) ?? [])
      .filter((policy) => names.some((name) => sameName(name, policy.name)))
      .map(({ id }) => id);
    return [
      [
        { eventTypes: update, targets, tells: changes("policyPriority") },
        { eventTypes: made, targets },
      ],
      [{ eventTypes: update, targets, tells: isSilent }],
    ];
  };

export const policyUnmanagedLeads: FindLeads = (inquiry) => [
  [
    { eventTypes: [...made, "policy.lifecycle.activate"], targets: own(inquiry) },
    {
      eventTypes: update,
      targets: own(inquiry),
      tells: renames("to", "policyName", inquiry.finding.subject.name),
    },
  ],
];

/** Moving an application to another policy is one event, about the application and the policies (sign-on 1.3). */
export const appMovedLeads: FindLeads = (inquiry) => [
  [{ eventTypes: ["policy.mapping.create"], targets: own(inquiry) }],
];

/** Its root cause explains it elsewhere; without one its groups are empty. */
export const policyUnreachableLeads: FindLeads = ({ finding, org }) => {
  const names = listed(finding.expected);
  const targets = (org.slices.groups ?? [])
    .filter((group) => names.some((name) => sameName(name, group.name)))
    .map(({ id }) => id);
  return [[{ eventTypes: ["group.user_membership.remove"], targets }]];
};

const ofAuthenticator = "authenticators.";

export const policyAuthenticatorLeads: FindLeads = (inquiry) => {
  const { field, actual } = inquiry.finding;
  const ref = (field ?? "").slice(ofAuthenticator.length);
  const off: readonly Lead[] = actual === "NOT_ALLOWED" ? [switchedOff(ref, inquiry.org)] : [];
  return [
    [
      { eventTypes: update, targets: own(inquiry), tells: (event) => changesSetting(event, ref) },
      { eventTypes: made, targets: own(inquiry) },
      ...off,
    ],
  ];
};

/** Whether an update changed what the policy says of one authenticator; where Okta's words cannot be read, it may have. */
function changesSetting(event: LogEvent, ref: string): boolean {
  const { changed, from, to } = changesTold(event);
  if (!changed.includes(settingsKey)) return changed.length === 0;
  const before = settingsOfText(from[settingsKey]);
  const after = settingsOfText(to[settingsKey]);
  if (before === null || after === null) return true;
  const refs = ref === "okta_verify" ? [ref, ...Object.keys(flexibleOktaVerifyKeys)] : [ref];
  const isTold = refs.some((one) => before.has(one) || after.has(one));
  // Settings in the other engine's words do not name it, and must have changed something all the same.
  return (
    !isTold || refs.some((one) => (before.get(one) ?? "NOT_ALLOWED") !== (after.get(one) ?? "NOT_ALLOWED"))
  );
}
