import { z } from "zod";
import { type LiveApp, mapApps } from "../../model/app-condition.ts";
import type { AppId, PolicyRuleId, UserId, ZoneId } from "../../model/ids.ts";
import type { EnrollmentRule } from "../../model/live-enrollment.ts";
import type { LiveNetwork } from "../../model/network.ts";
import { ruleKeys } from "./known-keys.ts";
import { unmodelledPaths } from "./sign-on/unmodelled.ts";

const ids = z.array(z.string()).nullish();
const app = z.looseObject({
  type: z.string().nullish(),
  id: z.string().nullish(),
  name: z.string().nullish(),
});

const conditions = z.looseObject({
  people: z.looseObject({ users: z.looseObject({ exclude: ids }).nullish() }).nullish(),
  network: z.looseObject({ connection: z.string().nullish(), include: ids, exclude: ids }).nullish(),
  app: z.looseObject({ include: z.array(app).nullish(), exclude: z.array(app).nullish() }).nullish(),
});

/** A rule of an enrollment policy; Okta's own rules may have no conditions at all. */
export const wireRule = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  status: z.string(),
  priority: z.number(),
  system: z.boolean().nullish(),
  conditions: conditions.nullish(),
  actions: z.looseObject({ enroll: z.looseObject({ self: z.string() }) }),
});

type Conditions = z.output<typeof conditions>;

function networkOf(network: Conditions["network"]): LiveNetwork {
  const zoneIds = (list: readonly string[]): ZoneId[] => list.map((id) => id as ZoneId);
  if (network?.connection === "ZONE" && network.include?.length) {
    return { kind: "in", zoneIds: zoneIds(network.include) };
  }
  if (network?.connection === "ZONE" && network.exclude?.length) {
    return { kind: "notIn", zoneIds: zoneIds(network.exclude) };
  }
  return { kind: "anywhere" };
}

/** Network conditions that `LiveNetwork` cannot say: an older connection word, zones on both sides, none at all. */
function unmodelledNetwork(network: Conditions["network"]): string[] {
  const connection = network?.connection ?? "ANYWHERE";
  if (connection === "ANYWHERE") return [];
  if (connection !== "ZONE") return [`conditions.network.connection: ${connection}`];
  const sides = [network?.include, network?.exclude].filter((side) => (side?.length ?? 0) > 0).length;
  return sides === 1 ? [] : [sides === 2 ? "conditions.network.exclude" : "conditions.network without zones"];
}

function toLiveApp({ type, id, name }: z.output<typeof app>): LiveApp {
  if (type === "APP" && id) return { kind: "app", id: id as AppId };
  if (type === "APP_TYPE" && name) return { kind: "type", name };
  return { kind: "other", words: [type, id ?? name].filter((word) => word != null).join(" ") };
}

export function toEnrollmentRule(rule: z.output<typeof wireRule>): EnrollmentRule {
  const all: Conditions = rule.conditions ?? {};
  const paths = unmodelledPaths(rule, ruleKeys);
  const isAction = (path: string): boolean => path.startsWith("actions.");
  const actions = paths.filter(isAction);
  return {
    id: rule.id as PolicyRuleId,
    name: rule.name,
    status: rule.status,
    priority: rule.priority,
    system: rule.system ?? false,
    enroll: rule.actions.enroll.self,
    network: networkOf(all.network),
    excludedUserIds: (all.people?.users?.exclude ?? []).map((id) => id as UserId),
    apps: mapApps({ include: all.app?.include ?? [], exclude: all.app?.exclude ?? [] }, toLiveApp),
    otherConditions: [...paths.filter((path) => !isAction(path)), ...unmodelledNetwork(all.network)],
    ...(actions.length > 0 && { otherActions: actions }),
  };
}
