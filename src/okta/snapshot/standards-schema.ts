import { z } from "zod";
import type { GroupId, PolicyId, PolicyRuleId, UserId, ZoneId } from "../../model/ids.ts";
import { id, nullableText, text } from "./scalars.ts";

const minutes = z.number().nullable();
const zoneIds = z.array(id<ZoneId>());

const lifecycleConditions = z.strictObject({
  inactivityDays: z.number().nullable(),
  groupIds: z.array(id<GroupId>()),
  unmodelled: z.array(text).exactOptional(),
});

const lifecycleRule = z.strictObject({
  id: id<PolicyRuleId>(),
  name: text,
  status: text,
  conditions: lifecycleConditions,
  targetStatus: nullableText,
});

/** Slices that only standards ask about. */
export const standardsSlices = {
  consoleSettings: z.strictObject({ idleMinutes: minutes, lifetimeMinutes: minutes }).exactOptional(),
  lifecyclePolicies: z
    .array(
      z.strictObject({
        id: id<PolicyId>(),
        name: text,
        status: text,
        conditions: lifecycleConditions,
        rules: z.array(lifecycleRule).nullable(),
      }),
    )
    .exactOptional(),
  signInPages: z
    .array(z.strictObject({ brandId: text, brand: text, customized: nullableText }))
    .exactOptional(),
  logStreams: z.array(z.strictObject({ id: text, name: text, type: text, status: text })).exactOptional(),
  apiTokens: z
    .array(
      z.strictObject({
        id: text,
        name: text,
        userId: id<UserId>().nullable(),
        network: z.strictObject({ connection: nullableText, include: zoneIds, exclude: zoneIds }),
      }),
    )
    .exactOptional(),
};
