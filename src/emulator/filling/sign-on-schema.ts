import { z } from "zod";
import { isJsonObject, type JsonObject } from "../wire/json.ts";

const json = z.custom<JsonObject>(isJsonObject, "must be an object");
const text = z.string().min(1);
const names = z.array(text).optional();
const onOff = z.enum(["ACTIVE", "INACTIVE"]).optional();

/** A rule in short: whom and from where by name, the rest in Okta's words and completed as Okta completes it. */
const rule = z.strictObject({
  id: text.optional(),
  name: text,
  status: onOff,
  priority: z.int().min(0).optional(),
  groups: names,
  exceptGroups: names,
  users: names,
  exceptUsers: names,
  zones: names,
  exceptZones: names,
  conditions: json.optional(),
  actions: json.optional(),
});

const policy = {
  id: text.optional(),
  name: text,
  description: z.string().nullish(),
  status: onOff,
  rules: z.array(rule).optional(),
};

/** Whom it is for; Everyone without. */
const ofGroups = { ...policy, groups: names };

/** Sign-on policies by kind, highest priority first; a policy or rule with the name of a built-in one is that one. */
export const signOnSections = {
  sessionPolicies: z.array(z.strictObject(ofGroups)).optional(),
  passwordPolicies: z.array(z.strictObject({ ...ofGroups, settings: json.optional() })).optional(),
  /** `apps` are labels; an application that no policy names is under Okta's default. */
  appPolicies: z.array(z.strictObject({ ...policy, apps: names })).optional(),
};

/** A policy of any of these kinds. */
export interface ShortPolicy extends z.infer<z.ZodObject<typeof ofGroups>> {
  readonly settings?: JsonObject | undefined;
  readonly apps?: readonly string[] | undefined;
}
export type ShortRule = z.infer<typeof rule>;
