import { z } from "zod";
import type { GroupId, PolicyId, PolicyRuleId, UserId, ZoneId } from "../../model/ids.ts";
import type {
  ApiToken,
  ConsoleSettings,
  LifecycleConditions,
  LifecyclePolicy,
  LifecycleRule,
  LogStream,
} from "../../model/live-standards.ts";
import { unknownWord, unmodelledPaths } from "./sign-on/unmodelled.ts";

const word = z.string().nullish();
const number = z.number().nullish();
const ids = z.array(z.string()).nullish();

export const wireConsoleSettings = z.looseObject({
  sessionIdleTimeoutMinutes: number,
  sessionMaxLifetimeMinutes: number,
});

export const toConsoleSettings = (one: z.output<typeof wireConsoleSettings>): ConsoleSettings => ({
  idleMinutes: one.sessionIdleTimeoutMinutes ?? null,
  lifetimeMinutes: one.sessionMaxLifetimeMinutes ?? null,
});

const lifecycleConditions = z
  .looseObject({
    people: z
      .looseObject({
        users: z.looseObject({ inactivity: z.looseObject({ number, unit: word }).nullish() }).nullish(),
        groups: z.looseObject({ include: ids }).nullish(),
      })
      .nullish(),
  })
  .nullish();

const knownConditions = {
  people: { users: { inactivity: { number: true, unit: true } }, groups: { include: true } },
} as const;

const inDays: readonly string[] = ["DAYS", "DAY"];

function toConditions(wire: z.output<typeof lifecycleConditions>): LifecycleConditions {
  const { number: amount, unit } = wire?.people?.users?.inactivity ?? {};
  const unmodelled = [
    ...unknownWord("conditions.people.users.inactivity.unit", unit, inDays),
    ...unmodelledPaths(wire, knownConditions, "conditions"),
  ];
  return {
    inactivityDays: unit != null && inDays.includes(unit) ? (amount ?? null) : null,
    groupIds: (wire?.people?.groups?.include ?? []).map((id) => id as GroupId),
    ...(unmodelled.length > 0 && { unmodelled }),
  };
}

const lifecycleHead = { id: z.string().min(1), name: z.string(), status: z.string() };

export const wireLifecyclePolicy = z.looseObject({
  ...lifecycleHead,
  type: word,
  conditions: lifecycleConditions,
});

export const toLifecyclePolicy = (
  one: z.output<typeof wireLifecyclePolicy>,
): Omit<LifecyclePolicy, "rules"> => ({
  id: one.id as PolicyId,
  name: one.name,
  status: one.status,
  conditions: toConditions(one.conditions),
});

/** Which of the two actions a live org sends is not verified. */
export const wireLifecycleRule = z.looseObject({
  ...lifecycleHead,
  conditions: lifecycleConditions,
  actions: z
    .looseObject({
      updateUserLifecycle: z.looseObject({ targetStatus: word }).nullish(),
      userLifecycle: z.looseObject({ action: word, status: word }).nullish(),
    })
    .nullish(),
});

export function toLifecycleRule(one: z.output<typeof wireLifecycleRule>): LifecycleRule {
  const { updateUserLifecycle, userLifecycle } = one.actions ?? {};
  return {
    id: one.id as PolicyRuleId,
    name: one.name,
    status: one.status,
    conditions: toConditions(one.conditions),
    targetStatus: updateUserLifecycle?.targetStatus ?? userLifecycle?.action ?? userLifecycle?.status ?? null,
  };
}

export const wireBrand = z.looseObject({ id: z.string().min(1), name: word });

export const wireSignInPage = z.looseObject({ pageContent: z.string() });

export const wireLogStream = z.looseObject({
  id: z.string().min(1),
  name: word,
  type: word,
  status: z.string(),
});

export const toLogStream = ({ id, name, type, status }: z.output<typeof wireLogStream>): LogStream => ({
  id,
  name: name ?? id,
  type: type ?? "",
  status,
});

export const wireApiToken = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  userId: word,
  network: z.looseObject({ connection: word, include: ids, exclude: ids }).nullish(),
});

export function toApiToken({ id, name, userId, network }: z.output<typeof wireApiToken>): ApiToken {
  const zones = (list: readonly string[] | null | undefined) => (list ?? []).map((zone) => zone as ZoneId);
  return {
    id,
    name,
    userId: userId == null ? null : (userId as UserId),
    network: {
      connection: network?.connection ?? null,
      include: zones(network?.include),
      exclude: zones(network?.exclude),
    },
  };
}
