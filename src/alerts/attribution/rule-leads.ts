import type { LogEvent } from "../../model/log-event.ts";
import { partsOf } from "../../model/subject.ts";
import { sameName } from "../../model/words.ts";
import { type FindLeads, type Inquiry, type Leads, listed, namesTarget } from "./lead.ts";
import { changes, changesOrIsSilent, isSilent, renames } from "./policy-changes.ts";
import type { PolicyKind, SomePolicy } from "./policy-kinds.ts";

const update = ["policy.rule.update"];
/** A rule that was made anew is as its maker set it. */
const made = ["policy.rule.add"];

const own = ({ finding: { subject } }: Inquiry): readonly string[] =>
  subject.id === null ? [] : [subject.id];

/** The live policy of the rule that a finding is about, and the rule's name. */
function ruleOf(kind: PolicyKind, { finding: { subject }, org }: Inquiry) {
  if (subject.type !== "policy-rule") return null;
  const policy = kind.liveIn(org.slices)?.find((one) => sameName(one.name, subject.policy));
  return policy === undefined ? null : { policy, name: subject.rule };
}

export const ruleMissingLeads =
  (kind: PolicyKind): FindLeads =>
  (inquiry) => {
    const meant = ruleOf(kind, inquiry);
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

export const ruleUnmanagedLeads =
  (kind: PolicyKind): FindLeads =>
  (inquiry) => {
    const { subject } = inquiry.finding;
    const live = kind
      .liveIn(inquiry.org.slices)
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
function zoneLeads(kind: PolicyKind, inquiry: Inquiry): Leads {
  const rules = kind.liveIn(inquiry.org.slices)?.flatMap((policy) => policy.rules ?? []);
  const rule = rules?.find(({ id }) => id === inquiry.finding.subject.id);
  const zones = rule === undefined || rule.network.kind === "anywhere" ? [] : rule.network.zoneIds;
  return zones.length === 0 ? [] : [[{ eventTypes: ["zone.delete", "zone.update"], targets: zones }]];
}

function orderLeads(inquiry: Inquiry, policy: SomePolicy | undefined): Leads {
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

/** Fields that lie in what a rule does, and not in whom and what it matches. */
const ofAction: ReadonlySet<string> = new Set([
  "enroll",
  "access",
  "primaryFactor",
  "secondFactor",
  "secondFactorLifetime",
  "session.idle",
  "session.lifetime",
  "session.persistentCookie",
  "factors",
  "constraints",
  "chains",
  "reauthenticateEvery",
  "keepMeSignedIn",
]);

export const ruleLeads =
  (kind: PolicyKind): FindLeads =>
  (inquiry) => {
    const { field } = inquiry.finding;
    if (ofAction.has(field ?? "")) return updated(inquiry, changesOrIsSilent("policyRuleActionJson"));
    switch (field) {
      case "status":
        return [
          [
            {
              eventTypes: ["policy.rule.deactivate", "policy.rule.invalidate", ...made],
              targets: own(inquiry),
            },
          ],
        ];
      case "network":
        return [...updated(inquiry, conditions), ...zoneLeads(kind, inquiry)];
      case "order":
        return orderLeads(inquiry, ruleOf(kind, inquiry)?.policy);
      default:
        return updated(inquiry, conditions);
    }
  };
