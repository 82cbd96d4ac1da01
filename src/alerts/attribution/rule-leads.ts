import type { LogEvent } from "../../model/log-event.ts";
import type { EnrollmentPolicy } from "../../model/snapshot.ts";
import { partsOf } from "../../model/subject.ts";
import { sameName } from "../../model/words.ts";
import { type FindLeads, type Inquiry, type Leads, listed, namesTarget } from "./lead.ts";
import { changes, changesOrIsSilent, isSilent, renames } from "./policy-changes.ts";

const update = ["policy.rule.update"];
/** A rule that was made anew is as its maker set it. */
const made = ["policy.rule.add"];

const own = ({ finding: { subject } }: Inquiry): readonly string[] =>
  subject.id === null ? [] : [subject.id];

/** The live policy of the rule that a finding is about, and the rule's name. */
function ruleOf({ finding: { subject }, org }: Inquiry) {
  if (subject.type !== "policy-rule") return null;
  const policy = org.slices.policies?.find((one) => !one.system && sameName(one.name, subject.policy));
  return policy === undefined ? null : { policy, name: subject.rule };
}

export const ruleMissingLeads: FindLeads = (inquiry) => {
  const meant = ruleOf(inquiry);
  if (meant === null) return [];
  const targets = [meant.policy.id];
  return [
    [
      { eventTypes: ["policy.rule.delete"], targets, tells: (event) => namesTarget(event, meant.name) },
      { eventTypes: update, targets, tells: renames("from", "policyRuleName", meant.name) },
    ],
    // A policy that was deleted and made anew may never have had the rule.
    [{ eventTypes: ["policy.lifecycle.create"], targets }],
  ];
};

export const ruleUnmanagedLeads: FindLeads = (inquiry) => {
  const { subject } = inquiry.finding;
  const live = inquiry.org.slices.policies
    ?.flatMap(({ rules }) => rules ?? [])
    .find((rule) => rule.id === subject.id);
  return [
    [
      { eventTypes: [...made, "policy.rule.activate"], targets: own(inquiry) },
      {
        eventTypes: update,
        targets: own(inquiry),
        tells: renames("to", "policyRuleName", live?.name ?? partsOf(subject).at(-1) ?? ""),
      },
    ],
  ];
};

const conditions = changesOrIsSilent("policyRuleConditionsJson");

function updated(inquiry: Inquiry, tells: (event: LogEvent) => boolean): Leads {
  return [
    [
      { eventTypes: update, targets: own(inquiry), tells },
      { eventTypes: made, targets: own(inquiry) },
    ],
  ];
}

/** Zones are meant by name: one that was deleted or renamed makes a condition another one. */
function zoneLeads(inquiry: Inquiry): Leads {
  const rules = inquiry.org.slices.policies?.flatMap((policy) => policy.rules ?? []);
  const rule = rules?.find(({ id }) => id === inquiry.finding.subject.id);
  const zones = rule === undefined || rule.network.kind === "anywhere" ? [] : rule.network.zoneIds;
  return zones.length === 0 ? [] : [[{ eventTypes: ["zone.delete", "zone.update"], targets: zones }]];
}

function orderLeads(inquiry: Inquiry, policy: EnrollmentPolicy | undefined): Leads {
  const names = listed(inquiry.finding.expected);
  const targets = (policy?.rules ?? [])
    .filter((rule) => names.some((name) => sameName(name, rule.name)))
    .map(({ id }) => id);
  return [
    [
      { eventTypes: update, targets, tells: changes("policyRulePriority") },
      { eventTypes: made, targets },
    ],
    [{ eventTypes: update, targets, tells: isSilent }],
  ];
}

export const ruleLeads: FindLeads = (inquiry) => {
  switch (inquiry.finding.field) {
    case "status":
      return [
        [
          {
            eventTypes: ["policy.rule.deactivate", "policy.rule.invalidate", ...made],
            targets: own(inquiry),
          },
        ],
      ];
    case "enroll":
      return updated(inquiry, changesOrIsSilent("policyRuleActionJson"));
    case "network":
      return [...updated(inquiry, conditions), ...zoneLeads(inquiry)];
    case "order":
      return orderLeads(inquiry, ruleOf(inquiry)?.policy);
    default:
      return updated(inquiry, conditions);
  }
};
