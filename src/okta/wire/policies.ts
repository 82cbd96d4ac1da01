import { z } from "zod";
import { authenticatorRef } from "../../model/authenticators.ts";
import type { AuthenticatorId, GroupId, PolicyId } from "../../model/ids.ts";
import type { AuthenticatorSetting, EnrollmentPolicy, GracePeriod } from "../../model/live-enrollment.ts";
import type { Engine } from "../../model/words.ts";
import { factorKeys, policyKeys, settingKeys } from "./known-keys.ts";
import { restrictsNothing } from "./sign-on/restricts-nothing.ts";
import { unmodelledPaths } from "./sign-on/unmodelled.ts";

const enroll = z.looseObject({ self: z.string() });
const setting = z.looseObject({ key: z.string(), id: z.string().nullish(), enroll });

/** An enrollment policy of either shape; on Classic neither `type` nor `settings.type` need be there (okta-api 4.2). */
export const wirePolicy = z.looseObject({
  id: z.string().min(1),
  type: z.string().nullish(),
  name: z.string(),
  description: z.string().nullish(),
  status: z.string(),
  priority: z.number(),
  system: z.boolean().nullish(),
  conditions: z
    .looseObject({
      people: z
        .looseObject({ groups: z.looseObject({ include: z.array(z.string()).nullish() }).nullish() })
        .nullish(),
    })
    .nullish(),
  settings: z.looseObject({
    type: z.string().nullish(),
    authenticators: z.array(setting).nullish(),
    factors: z.record(z.string(), z.looseObject({ enroll })).nullish(),
  }),
});

type WirePolicy = z.output<typeof wirePolicy>;

/** False for a policy of another kind, should the `type` query ever be ignored. */
export const isEnrollmentPolicy = (policy: WirePolicy): boolean =>
  (policy.type ?? "MFA_ENROLL") === "MFA_ENROLL";

function shapeOf({ settings }: WirePolicy, engine: Engine): EnrollmentPolicy["shape"] {
  if (settings.authenticators != null) return "authenticators";
  if (settings.factors != null) return "factors";
  if (settings.type != null) return settings.type === "AUTHENTICATORS" ? "authenticators" : "factors";
  return engine === "identity" ? "authenticators" : "factors";
}

/** The part of it that holds only where there is something to tell. */
const unlessEmpty = <Name extends string>(name: Name, paths: readonly string[]) =>
  (paths.length === 0 ? {} : { [name]: paths }) as { readonly [Key in Name]?: readonly string[] };

const gracePeriod = z.union([
  z
    .looseObject({ type: z.literal("BY_DATE_TIME"), expiry: z.iso.datetime({ offset: true }) })
    .transform(({ expiry }): GracePeriod => ({ kind: "until", at: new Date(expiry).toISOString() })),
  z
    .looseObject({ type: z.literal("BY_SKIP_COUNT"), skipCount: z.int().min(0) })
    .transform(({ skipCount }): GracePeriod | null =>
      skipCount === 0 ? null : { kind: "skips", count: skipCount },
    ),
]);

/** Okta's word for every model of security key (recorded by its own provider, pulumi-okta 2.2). */
const anyGroup = "ANY";

function toSetting(one: z.output<typeof setting>): AuthenticatorSetting {
  const sent = one.enroll["gracePeriod"];
  const grace = gracePeriod.nullable().safeParse(restrictsNothing(sent) ? null : sent);
  const groups = z
    .looseObject({ aaguidGroups: z.array(z.string()).nullish() })
    .nullish()
    .safeParse(one["constraints"]);
  const allowed = groups.data?.aaguidGroups ?? [];
  const at = `settings.authenticators[${authenticatorRef(one.key, one.id ?? null)}]`;
  return {
    key: one.key,
    id: one.id == null ? null : (one.id as AuthenticatorId),
    enroll: one.enroll.self,
    ...(grace.data != null && { gracePeriod: grace.data }),
    ...(allowed.length > 0 && !allowed.includes(anyGroup) && { allowedGroups: allowed }),
    ...unlessEmpty("unmodelled", [
      ...(grace.success ? [] : [`${at}.enroll.gracePeriod`]),
      ...(groups.success ? [] : [`${at}.constraints`]),
      ...unmodelledPaths(one, settingKeys, at),
    ]),
  };
}

function settingsOf({ settings }: WirePolicy): AuthenticatorSetting[] {
  if (settings.authenticators != null) return settings.authenticators.map(toSetting);
  return Object.entries(settings.factors ?? {}).map(([key, one]) => ({
    key,
    id: null,
    enroll: one.enroll.self,
    ...unlessEmpty("unmodelled", unmodelledPaths(one, factorKeys, `settings.factors.${key}`)),
  }));
}

function unmodelledOf(policy: WirePolicy) {
  const { authenticators, factors } = policy.settings;
  // They exclude each other (okta-api 4.2): with both, what the second says would be lost.
  const both = authenticators != null && !restrictsNothing(factors) ? ["settings.factors"] : [];
  const paths = [...unmodelledPaths(policy, policyKeys), ...both];
  const isCondition = (path: string): boolean => path.startsWith("conditions.");
  return {
    ...unlessEmpty("otherConditions", paths.filter(isCondition)),
    ...unlessEmpty(
      "unmodelled",
      paths.filter((path) => !isCondition(path)),
    ),
  };
}

/** Without its rules, which are read on their own. */
export function toEnrollmentPolicy(policy: WirePolicy, engine: Engine): EnrollmentPolicy {
  return {
    id: policy.id as PolicyId,
    name: policy.name,
    description: policy.description ?? null,
    status: policy.status,
    priority: policy.priority,
    system: policy.system ?? false,
    groupIds: (policy.conditions?.people?.groups?.include ?? []).map((id) => id as GroupId),
    shape: shapeOf(policy, engine),
    settings: settingsOf(policy),
    rules: null,
    ...unmodelledOf(policy),
  };
}
