import { z } from "zod";
import type { AuthenticatorId, GroupId, PolicyId } from "../../model/ids.ts";
import type { AuthenticatorSetting, EnrollmentPolicy } from "../../model/snapshot.ts";
import type { Engine } from "../../model/words.ts";

const enroll = z.looseObject({ self: z.string() });

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
    authenticators: z.array(z.looseObject({ key: z.string(), id: z.string().nullish(), enroll })).nullish(),
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

function settingsOf({ settings }: WirePolicy): AuthenticatorSetting[] {
  if (settings.authenticators != null) {
    return settings.authenticators.map((one) => ({
      key: one.key,
      id: one.id == null ? null : (one.id as AuthenticatorId),
      enroll: one.enroll.self,
    }));
  }
  return Object.entries(settings.factors ?? {}).map(([key, one]) => ({
    key,
    id: null,
    enroll: one.enroll.self,
  }));
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
  };
}
