import { z } from "zod";
import { authenticatorRef } from "../../model/authenticators.ts";
import { actionWeakening, type EnrollSettings, leavesOut } from "./enrollment-weakenings.ts";

const enroll = z.looseObject({ self: z.string() });
const settings = z.looseObject({
  authenticators: z.array(z.looseObject({ key: z.string(), id: z.string().nullish(), enroll })).nullish(),
  factors: z.record(z.string(), z.looseObject({ enroll })).nullish(),
});
/** Whether `settings` is spelt out is not verified against a live org: both are read. */
const policyProperties = z.union([
  z.looseObject({ settings }).transform((outer) => outer.settings),
  settings,
]);

const constraints = z
  .array(z.looseObject({ possession: z.looseObject({ phishingResistant: z.string().nullish() }).nullish() }))
  .nullish();

const ruleAction = z.looseObject({
  enroll: enroll.nullish(),
  signon: z.looseObject({ access: z.string().nullish(), requireFactor: z.boolean().nullish() }).nullish(),
  appSignOn: z
    .looseObject({
      access: z.string().nullish(),
      verificationMethod: z.looseObject({ factorMode: z.string().nullish(), constraints }).nullish(),
    })
    .nullish(),
});

const ruleConditions = z.looseObject({
  people: z
    .looseObject({ users: z.looseObject({ exclude: z.array(z.string()).nullish() }).nullish() })
    .nullish(),
  network: z.looseObject({ connection: z.string().nullish() }).nullish(),
});

/** Okta puts JSON into texts; null when there is none, or not what is looked for. */
function fromText<Output>(schema: z.ZodType<Output>, value: unknown): Output | null {
  try {
    const parsed = schema.safeParse(typeof value === "string" ? JSON.parse(value) : value);
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The settings in `policyExtensiblePropertiesJson`; null when it holds none. */
export function settingsOfText(value: unknown): EnrollSettings | null {
  const read = fromText(policyProperties, value);
  if (read?.authenticators != null) {
    return new Map(
      read.authenticators.map((one) => [authenticatorRef(one.key, one.id ?? null), one.enroll.self]),
    );
  }
  if (read?.factors == null) return null;
  return new Map(Object.entries(read.factors).map(([key, one]) => [key, one.enroll.self]));
}

/** How a rule's action became weaker (`policyRuleActionJson`), one clause each. */
export function actionTextWeakenings(before: unknown, after: unknown): readonly string[] {
  const from = fromText(ruleAction, before);
  const to = fromText(ruleAction, after);
  if (from === null || to === null) return [];
  const access = (action: typeof from) => action.appSignOn?.access ?? action.signon?.access;
  const mode = (action: typeof from) => action.appSignOn?.verificationMethod?.factorMode;
  // One factor that resists phishing is more than two of which neither does (sign-on, fact 3).
  const resists = (action: typeof from) => {
    const asked = action.appSignOn?.verificationMethod?.constraints ?? [];
    return asked.length > 0 && asked.every((one) => one.possession?.phishingResistant === "REQUIRED");
  };
  const enrollment = actionWeakening(from.enroll?.self ?? "", to.enroll?.self ?? "");
  const stopsAsking = from.signon?.requireFactor === true && to.signon?.requireFactor === false;
  return [
    ...(enrollment === null ? [] : [enrollment]),
    ...(mode(from) === "2FA" && mode(to) === "1FA" && !resists(to)
      ? ["one factor is enough where two were asked for"]
      : []),
    ...(resists(from) && !resists(to) && to.appSignOn?.access !== "DENY"
      ? ["a factor that resists phishing is no longer asked for"]
      : []),
    ...(stopsAsking ? ["a second factor is no longer asked for"] : []),
    ...(access(from) === "DENY" && access(to) === "ALLOW" ? ["access is allowed that was denied"] : []),
  ];
}

/** How a rule came to apply to less (`policyRuleConditionsJson`), one clause each. */
export function conditionTextWeakenings(before: unknown, after: unknown): readonly string[] {
  const from = fromText(ruleConditions, before);
  const to = fromText(ruleConditions, after);
  if (from === null || to === null) return [];
  const excluded = from.people?.users?.exclude ?? [];
  const left = (to.people?.users?.exclude ?? []).filter((id) => !excluded.includes(id)).length;
  const isAnywhere = (conditions: typeof from) =>
    (conditions.network?.connection ?? "ANYWHERE") === "ANYWHERE";
  return [
    ...(left > 0 ? [leavesOut(left)] : []),
    ...(isAnywhere(from) && !isAnywhere(to) ? ["applies in fewer networks"] : []),
  ];
}
