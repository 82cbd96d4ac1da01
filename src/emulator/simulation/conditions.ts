import { asList, asObject, fieldAt, type Json, type JsonObject, stringAt } from "../wire/json.ts";
import { type Judged, known, type Outcome } from "./outcome.ts";
import type { Situation } from "./situation.ts";
import { comesFrom } from "./where.ts";
import { comesBy, isOfType, judgePeople, satisfies } from "./who.ts";
import { hasDevice, runsOn } from "./with-what.ts";

/** Null where nothing is asked. */
type Judge = (asked: JsonObject, situation: Situation) => Outcome | null;

const judges: Readonly<Record<string, Judge>> = {
  network: comesFrom,
  device: hasDevice,
  platform: runsOn,
  userType: isOfType,
  identityProvider: comesBy,
  riskScore: (asked, { riskLevel }) => {
    const level = stringAt(asked, "level") ?? "ANY";
    if (level === "ANY") return null;
    return riskLevel === null ? "UNDEFINED" : known(level === riskLevel);
  },
  // Behaviors are nothing that a simulation is told.
  risk: (asked) => (asList(asked["behaviors"]).length === 0 ? null : "UNDEFINED"),
  // A sign-in to an application in a browser, not by RADIUS or LDAP.
  authContext: (asked) => ((stringAt(asked, "authType") ?? "ANY") === "ANY" ? null : "NOT_MATCH"),
  elCondition: (asked, situation) => satisfies(stringAt(asked, "condition") ?? "", situation),
  app: isForApp,
};

function isForApp(asked: JsonObject, { app }: Situation): Outcome | null {
  const isOneOf = (list: Json | undefined): boolean =>
    asList(list).some((one) =>
      stringAt(one, "type") === "APP_TYPE"
        ? stringAt(one, "name") === app.name
        : fieldAt(one, "id") === app.id,
    );
  const [include, exclude] = [asList(asked["include"]), asList(asked["exclude"])];
  if (include.length + exclude.length === 0) return null;
  return known((include.length === 0 || isOneOf(include)) && !isOneOf(exclude));
}

/** Every condition that asks something, with what became of it; one that nobody knows is open. */
export function judgeConditions(conditions: JsonObject | null, situation: Situation): readonly Judged[] {
  return Object.entries(conditions ?? {}).flatMap(([type, asked]) => {
    if (asked === null || asked === undefined) return [];
    if (type === "people") return judgePeople(asObject(asked), situation);
    const judge = Object.hasOwn(judges, type) ? judges[type] : undefined;
    const status = judge === undefined ? "UNDEFINED" : judge(asObject(asked), situation);
    return status === null ? [] : [{ type, status }];
  });
}
