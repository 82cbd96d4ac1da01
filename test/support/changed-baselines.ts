import fc from "fast-check";
import type { Baseline, BaselinePolicy, BaselineRule, Requirement } from "../../src/model/baseline.ts";
import { enrollActions, enrollSettings, severities } from "../../src/model/words.ts";
import { baselines } from "./arbitrary-baselines.ts";
import { aDeclaredRule, anExemption, anyOf, appliesTo, aRequirement, reporting } from "./baseline-builder.ts";

const factors: fc.Arbitrary<Requirement["factors"]> = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant("phishingResistant" as const), atLeast: fc.constantFrom(1, 2) }),
  fc
    .tuple(
      fc.subarray(["okta_verify", "okta_verify:push", "webauthn", "google_otp", "phone_number:sms"], {
        minLength: 1,
      }),
      fc.constantFrom(1, 2),
    )
    .map(([names, atLeast]) => anyOf(names, atLeast)),
);

const requirementFor = (id: string, baseline: Baseline): fc.Arbitrary<Requirement> => {
  const groups = baseline.groups.map(({ name }) => name);
  const policies = baseline.enrollmentPolicies.map(({ name }) => name);
  return fc
    .record({
      appliesTo: fc.oneof(
        fc.constant(appliesTo.everyone),
        fc.constant(appliesTo.anyAdmin),
        fc.subarray(groups, { minLength: 1 }).map((names) => appliesTo.groups(...names)),
        fc.constant(appliesTo.adminRoles("SUPER_ADMIN")),
      ),
      memberOf: fc.subarray(groups),
      governedBy: fc.subarray(policies),
      factors,
      withinMs: fc.constantFrom(0, 3_600_000, 86_400_000),
      severity: fc.constantFrom(...severities),
    })
    .map((parts) => aRequirement(id, parts));
};

const alertSettings: fc.Arbitrary<Baseline["alerts"]> = fc.record({
  managedActors: fc.subarray(["0oaPulumi", "dana@acme.example"]),
  detections: fc.dictionary(
    fc.constantFrom("user-created", "mfa-reset"),
    fc.oneof(
      fc.constant({ enabled: false, severity: null }),
      fc.record({ enabled: fc.constant(true), severity: fc.constantFrom(...severities) }),
    ),
  ),
  routes: fc.array(
    fc.record({
      to: fc.constantFrom("slack", "email"),
      minimum: fc.constantFrom(...severities),
      detections: fc.subarray(["user-created", "mfa-reset"]),
    }),
    { maxLength: 3 },
  ),
});

/** Baselines with requirements, exemptions and alerts on top of groups and policies. */
export const wholeBaselines: fc.Arbitrary<Baseline> = baselines.chain((baseline) =>
  fc
    .record({
      everyone: requirementFor("everyone", baseline),
      admins: fc.option(requirementFor("admins", baseline)),
      exempted: fc.subarray(["nia@acme.example", "dana@acme.example"]),
      until: fc.constantFrom("2026-12-31", "2027-06-30"),
      alerts: alertSettings,
      ignored: fc.boolean(),
    })
    .map(({ everyone, admins, exempted, until, alerts, ignored }) => ({
      ...baseline,
      requirements: [everyone, ...(admins === null ? [] : [admins])],
      exemptions: exempted.map((user) => anExemption(user, "everyone", { until })),
      alerts,
      unmanaged: reporting({ enrollmentPolicies: ignored ? "ignore" : "report" }),
    })),
);

type Edit = fc.Arbitrary<(baseline: Baseline) => Baseline>;

function withFirst(policy: BaselinePolicy, change: Partial<BaselineRule>): BaselinePolicy {
  const [first, ...rest] = policy.rules;
  return first === undefined ? policy : { ...policy, rules: [{ ...first, ...change }, ...rest] };
}

/** A policy has no two rules of one name. */
function withOneMore(policy: BaselinePolicy, rule: BaselineRule): BaselinePolicy {
  return { ...policy, rules: [...policy.rules.filter(({ name }) => name !== rule.name), rule] };
}

const anywhere: Edit = fc.nat().chain((at) =>
  fc
    .record({
      setting: fc.constantFrom(...enrollSettings),
      ref: fc.constantFrom("webauthn", "okta_verify", "phone_number", "google_otp"),
      enroll: fc.constantFrom(...enrollActions),
      what: fc.constantFrom(
        "setting",
        "enroll",
        "groups",
        "unlisted",
        "rename",
        "first",
        "remove",
        "rule",
        "narrowed",
        "one rule more",
        "one rule less",
        "somebody spared",
      ),
    })
    .map(({ setting, ref, enroll, what }) => (baseline: Baseline): Baseline => {
      const policies = baseline.enrollmentPolicies.filter(({ isDefault }) => !isDefault);
      const chosen = policies[at % Math.max(policies.length, 1)];
      if (chosen === undefined) return baseline;
      const others = baseline.enrollmentPolicies.filter((policy) => policy !== chosen);
      const changed = {
        setting: { ...chosen, authenticators: { ...chosen.authenticators, [ref]: setting } },
        enroll: withFirst(chosen, { enroll }),
        groups: { ...chosen, groups: baseline.groups.map(({ name }) => name) },
        unlisted: { ...chosen, unlisted: chosen.unlisted === "ignore" ? "NOT_ALLOWED" : "ignore" } as const,
        rename: { ...chosen, name: `${chosen.name} renamed` },
        rule: { ...chosen, rules: chosen.rules.toReversed() },
        narrowed: withFirst(chosen, { network: { kind: "in", zones: ["Corp"] } }),
        "one rule more": withOneMore(chosen, aDeclaredRule({ name: "Elsewhere", enroll })),
        "one rule less": { ...chosen, rules: chosen.rules.slice(0, -1) },
        "somebody spared": withFirst(chosen, { exceptUsers: ["dana@acme.example"] }),
      };
      if (what === "first") return { ...baseline, enrollmentPolicies: [chosen, ...others] };
      if (what === "remove") return { ...baseline, enrollmentPolicies: others };
      return {
        ...baseline,
        enrollmentPolicies: baseline.enrollmentPolicies.map((policy) =>
          policy === chosen ? changed[what] : policy,
        ),
      };
    }),
);

/** A baseline, and what some edits of its policies made of it. */
export const editedBaselines: fc.Arbitrary<readonly [Baseline, Baseline]> = fc
  .tuple(wholeBaselines, fc.array(anywhere, { maxLength: 3 }))
  .map(([baseline, edits]) => [baseline, edits.reduce((one, edit) => edit(one), baseline)] as const);

/** Two baselines: one and what some edits made of it, or two that have little to do with each other. */
export const baselinePairs: fc.Arbitrary<readonly [Baseline, Baseline]> = fc.oneof(
  editedBaselines,
  fc.tuple(wholeBaselines, wholeBaselines),
);

const turned = <Item>(list: readonly Item[]): readonly Item[] => list.toReversed();

/** The same baseline with everything that has no order the other way round. */
export function writtenOtherwise(baseline: Baseline): Baseline {
  const record = <Value>(map: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(map).toReversed());
  return {
    ...baseline,
    groups: turned(baseline.groups).map((group) => ({
      ...group,
      members: turned(group.members).map((login) => login.toUpperCase()),
    })),
    authenticators: record(baseline.authenticators),
    enrollmentPolicies: baseline.enrollmentPolicies.map((policy) => ({
      ...policy,
      groups: turned(policy.groups),
      authenticators: record(policy.authenticators),
      rules: policy.rules.map((rule) => ({
        ...rule,
        exceptUsers: turned(rule.exceptUsers),
        network:
          rule.network.kind === "anywhere"
            ? rule.network
            : { ...rule.network, zones: turned(rule.network.zones) },
      })),
    })),
    requirements: turned(baseline.requirements).map((requirement) => ({
      ...requirement,
      memberOf: turned(requirement.memberOf),
      governedBy: turned(requirement.governedBy),
      factors:
        requirement.factors?.kind === "anyOf"
          ? { ...requirement.factors, anyOf: turned(requirement.factors.anyOf) }
          : requirement.factors,
    })),
    exemptions: turned(baseline.exemptions),
    alerts: {
      managedActors: turned(baseline.alerts.managedActors),
      detections: record(baseline.alerts.detections),
      routes: turned(baseline.alerts.routes),
    },
  };
}
