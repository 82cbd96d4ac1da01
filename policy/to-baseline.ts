import type { DetectionId } from "../src/model/alert-names.ts";
import type {
  AlertSettings,
  AppliesTo,
  Baseline,
  BaselineGroup,
  BaselinePolicy,
  DetectionSetting,
  EnrollTerms,
  FactorRequirement,
  Requirement,
} from "../src/model/baseline.ts";
import { defaultPolicyName, sameName } from "../src/model/words.ts";
import { parseDuration } from "./schema/duration.ts";
import type { BaselineFile } from "./schema.ts";
import { toAppCondition } from "./to-app-condition.ts";
import { toNetwork } from "./to-network.ts";
import { toSignIn } from "./to-sign-in.ts";
import { toSignOn } from "./to-sign-on.ts";

type WrittenPolicy = BaselineFile["enrollmentPolicies"][number];
type WrittenRequirement = BaselineFile["requirements"][number];

/** The baseline that a file without problems means. */
export function toBaseline(file: BaselineFile): Baseline {
  return {
    version: file.version,
    org: file.org,
    groups: file.groups.map(toGroup),
    authenticators: mapValues(file.authenticators, (one) => (typeof one === "string" ? one : one.status)),
    authenticatorMethods: present(file.authenticators, (one) =>
      typeof one === "string" || Object.keys(one.methods).length === 0 ? null : one.methods,
    ),
    enrollmentPolicies: file.enrollmentPolicies.map(toPolicy),
    signOn: toSignOn(file.signOn, file.org.engine),
    unmanaged: file.unmanaged,
    requirements: file.requirements.map(toRequirement),
    standards: [...new Set(file.standards)],
    exemptions: file.exemptions,
    accepted: file.accepted,
    unread: file.unread,
    approvals: file.approvals,
    alerts: toAlerts(file.alerts),
  };
}

const mapValues = <From, To>(record: Readonly<Record<string, From>>, to: (value: From) => To) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));

/** Only where there is something to keep. */
const present = <From, To>(record: Readonly<Record<string, From>>, to: (value: From) => To | null) =>
  Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => {
      const found = to(value);
      return found === null ? [] : [[key, found] as const];
    }),
  );

function toTerms(written: WrittenPolicy["authenticators"][string]): EnrollTerms | null {
  if (typeof written === "string") return null;
  const { gracePeriod, allowedGroups } = written;
  if (gracePeriod === "none") return allowedGroups.length === 0 ? null : { gracePeriod: null, allowedGroups };
  return {
    gracePeriod:
      "until" in gracePeriod
        ? { kind: "until", day: gracePeriod.until }
        : { kind: "skips", count: gracePeriod.skips },
    allowedGroups,
  };
}

const toGroup = (group: BaselineFile["groups"][number]): BaselineGroup => ({
  ...group,
  description: group.description ?? null,
  filledBy: group.filledBy ?? null,
});

const toPolicy = (policy: WrittenPolicy): BaselinePolicy => ({
  ...policy,
  isDefault: sameName(policy.name, defaultPolicyName),
  description: policy.description ?? null,
  authenticators: mapValues(policy.authenticators, (one) => (typeof one === "string" ? one : one.enroll)),
  terms: present(policy.authenticators, toTerms),
  rules: policy.rules.map((rule) => ({
    ...rule,
    network: toNetwork(rule.network),
    apps: toAppCondition(rule.apps),
  })),
});

const toRequirement = (requirement: WrittenRequirement): Requirement => ({
  id: requirement.id,
  title: requirement.title ?? requirement.id,
  appliesTo: toAppliesTo(requirement.appliesTo),
  memberOf: requirement.memberOf,
  governedBy: requirement.governedBy,
  factors: requirement.factors === undefined ? null : toFactors(requirement.factors),
  signIn: requirement.signIn === undefined ? null : toSignIn(requirement.signIn),
  recovery: requirement.recovery ?? null,
  withinMs: parseDuration(String(requirement.within)) ?? 0,
  severity: requirement.severity,
});

function toAppliesTo(appliesTo: WrittenRequirement["appliesTo"]): AppliesTo {
  if (appliesTo.groups !== undefined) return { kind: "groups", groups: appliesTo.groups };
  if (appliesTo.apps !== undefined) return { kind: "apps", apps: appliesTo.apps };
  if (appliesTo.adminRoles !== undefined) return { kind: "adminRoles", roles: appliesTo.adminRoles };
  return { kind: "everyone" };
}

const toFactors = (factors: NonNullable<WrittenRequirement["factors"]>): FactorRequirement =>
  factors.anyOf === undefined
    ? { kind: "phishingResistant", atLeast: factors.atLeast }
    : { kind: "anyOf", anyOf: factors.anyOf, atLeast: factors.atLeast };

const toAlerts = (alerts: BaselineFile["alerts"]): AlertSettings => ({
  ...alerts,
  detections: Object.fromEntries(
    Object.entries(alerts.detections).flatMap(([id, setting]) =>
      setting === undefined ? [] : [[id, toDetectionSetting(setting)]],
    ),
  ),
});

type WrittenDetection = NonNullable<BaselineFile["alerts"]["detections"][DetectionId]>;

const toDetectionSetting = (setting: WrittenDetection): DetectionSetting =>
  setting === "off" || setting === false
    ? { enabled: false, severity: null }
    : { enabled: true, severity: setting.severity };
