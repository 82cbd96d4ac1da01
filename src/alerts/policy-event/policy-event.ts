import { z } from "zod";
import type { AlertSubject } from "../../model/alert.ts";
import type { LogEvent, LogTarget } from "../../model/log-event.ts";
import { plainName } from "../event/plain-name.ts";
import { targetOf, thingOf, wholeOrg } from "../event/subject.ts";

/** Policy as an event tells of it. */
export interface PolicyEvent {
  readonly subject: AlertSubject;
  /** Okta's word for the kind of policy; null when the event does not say. */
  readonly policyType: string | null;
  readonly rule: { readonly id: string | null; readonly name: string } | null;
  /** Changes of an update, by Okta's names; values are texts, some of them JSON. */
  readonly from: Readonly<Record<string, unknown>>;
  readonly to: Readonly<Record<string, unknown>>;
}

const kinds: Readonly<Record<string, string>> = {
  OktaMfaEnroll: "enrollment policy",
  OktaSignOn: "global session policy",
  "Okta:SignOn": "app sign-in policy",
  AccessPolicy: "app sign-in policy",
  Password: "password policy",
  "Okta:ProfileEnrollment": "profile enrollment policy",
};

/** Common name of a policy type; just a policy when the type is not known. */
export const kindOfPolicy = (policyType: string | null): string => kinds[policyType ?? ""] ?? "policy";

/** Reads an event about a policy or one of its rules; one that names neither is about the org. */
export function readPolicyEvent(event: LogEvent): PolicyEvent {
  const policy = targetOf(event, ["PolicyEntity", "Policy"]);
  const rule = targetOf(event, ["PolicyRule", "PolicyRuleEntity"]);
  const first = policy ?? rule ?? event.targets.find(({ type }) => type !== "User");
  if (first === undefined) return { subject: wholeOrg, policyType: null, rule: null, from: {}, to: {} };
  return {
    subject: policy === null && rule !== null ? policyOfRule(rule) : thingOf("policy", first),
    policyType: wordOf(first.detailEntry["policyType"]),
    rule: rule === null ? null : { id: rule.id, name: plainName([rule.displayName, rule.id]) },
    ...changesOf(event, rule ?? first),
  };
}

/** The target of a rule names its policy in `alternateId` (okta-api 6). */
function policyOfRule({ id, alternateId, displayName }: LogTarget): AlertSubject {
  const policyId = alternateId !== null && alternateId !== "unknown" ? alternateId : (id ?? "unknown");
  return { type: "policy", id: policyId, name: plainName([displayName, policyId]) };
}

const bag = z.record(z.string(), z.unknown()).catch({});

/**
 * Changes are in the target's changeDetails; of a rule's action Okta's catalogue has it in the debug data, too,
 * which serves where the details are empty (peers 3.2).
 */
function changesOf(event: LogEvent, { changeDetails }: LogTarget): Pick<PolicyEvent, "from" | "to"> {
  const action = (which: string) => {
    const said = event.debugData[`${which}PolicyRuleAction`];
    return said === undefined ? {} : { policyRuleActionJson: said };
  };
  return {
    from: { ...action("old"), ...bag.parse(changeDetails?.from) },
    to: { ...action("new"), ...bag.parse(changeDetails?.to) },
  };
}

const wordOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
