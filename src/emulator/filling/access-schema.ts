import { z } from "zod";
import { json, stamps, text, time } from "./written-values.ts";

/** Who may do what by which credentials, as it may be written by hand. */
export const accessSchema = {
  tokens: z
    .array(
      z.strictObject({
        id: text.optional(),
        name: text.optional(),
        value: text,
        userId: text.nullish(),
        network: json.optional(),
        expiresAt: time.optional(),
        ...stamps,
      }),
    )
    .optional(),
  serviceApps: z
    .array(
      z.strictObject({
        clientId: text,
        label: text.optional(),
        keys: z.array(json),
        scopes: z.array(text),
        dpop: z.boolean().optional(),
        roles: z.array(text).optional(),
      }),
    )
    .optional(),
  customRoles: z
    .array(
      z.strictObject({
        id: text.optional(),
        label: text,
        description: z.string().optional(),
        permissions: z.array(text),
        ...stamps,
      }),
    )
    .optional(),
  resourceSets: z
    .array(
      z.strictObject({
        id: text.optional(),
        label: text,
        description: z.string().optional(),
        /** Addresses or ORNs of what is in it. */
        resources: z.array(text).optional(),
        ...stamps,
      }),
    )
    .optional(),
  yubikeyTokens: z
    .array(
      z.strictObject({
        id: text.optional(),
        serial: text,
        status: z.enum(["BLOCKED", "UNASSIGNED", "ACTIVE", "REVOKED", "DELETED", "INACTIVE"]).optional(),
        userId: text.nullish(),
        ...stamps,
      }),
    )
    .optional(),
};
