import { z } from "zod";
import type { UserTypeId } from "../../../model/ids.ts";
import type { UserType } from "../../../model/live-sign-on.ts";

export const wireUserType = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  displayName: z.string().nullish(),
});

export const toUserType = (one: z.output<typeof wireUserType>): UserType => ({
  id: one.id as UserTypeId,
  name: one.name,
  displayName: one.displayName ?? one.name,
});
