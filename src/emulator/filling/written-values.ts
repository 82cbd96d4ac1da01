import { z } from "zod";
import { isJsonObject, type JsonObject } from "../wire/json.ts";

/** Okta's own JSON: kept as it is. */
export const json = z.custom<JsonObject>(isJsonObject, "must be an object");
export const text = z.string().min(1);
export const time = z.iso.datetime();
export const onOff = z.enum(["ACTIVE", "INACTIVE"]);
export const stamps = { created: time.optional(), lastUpdated: time.optional() };
