import { asList, asStrings, fieldAt, type Json, type JsonObject, stringAt } from "../wire/json.ts";
import { all, any, known, not, type Outcome } from "./outcome.ts";
import type { Situation } from "./situation.ts";

/** Whether the device is what a rule asks for: registered, managed, and held to one of some assurance policies. */
export function hasDevice(asked: JsonObject, { device }: Situation): Outcome {
  const flags = ["registered", "managed"].map((flag) => {
    if (asked[flag] === undefined) return "MATCH";
    return device[flag] === undefined ? "UNDEFINED" : known(device[flag] === asked[flag]);
  });
  const assurances = asStrings(fieldAt(asked, "assurance", "include"));
  const held = stringAt(device, "assuranceId");
  if (assurances.length === 0) return all(flags);
  return all([...flags, held === null ? "UNDEFINED" : known(assurances.includes(held))]);
}

/** The kind of machine that runs an operating system; what is in neither list is known by no kind. */
const kinds: Readonly<Record<string, string>> = {
  IOS: "MOBILE",
  ANDROID: "MOBILE",
  WINDOWS: "DESKTOP",
  MACOS: "DESKTOP",
  CHROMEOS: "DESKTOP",
  LINUX: "DESKTOP",
};

/** Whether the platform is one that a rule is for. */
export function runsOn(asked: JsonObject, { device }: Situation): Outcome {
  const platform = stringAt(device, "platform");
  const isOneOf = (list: Json | undefined) => any(asList(list).map((one) => isPlatform(one, platform)));
  const include = asList(asked["include"]).length === 0 ? "MATCH" : isOneOf(asked["include"]);
  return all([include, not(isOneOf(asked["exclude"]))]);
}

function isPlatform(asked: Json, platform: string | null): Outcome {
  const type = stringAt(asked, "type") ?? "ANY";
  const os = stringAt(asked, "os", "type") ?? "ANY";
  if (type === "ANY" && os === "ANY") return "MATCH";
  // A user agent, or a version, is nothing that a simulation is told.
  const hasMore =
    (stringAt(asked, "os", "expression") ?? "") !== "" || fieldAt(asked, "os", "version") !== undefined;
  if (platform === null) return "UNDEFINED";
  const fits = all([isKind(type, platform), known(os === "ANY" || os === platform)]);
  return hasMore ? all([fits, "UNDEFINED"]) : fits;
}

function isKind(type: string, platform: string): Outcome {
  const kind = Object.hasOwn(kinds, platform) ? kinds[platform] : undefined;
  if (type === "ANY" || type === kind) return "MATCH";
  return kind === undefined ? known(type === "OTHER") : "NOT_MATCH";
}
