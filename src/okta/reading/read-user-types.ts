import type { AppPolicy, UserType } from "../../model/live-sign-on.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import { ScopeMissing } from "../access/scope-missing.ts";
import { scopesFor } from "../access/scopes.ts";
import { toUserType, wireUserType } from "../wire/sign-on/user-types.ts";
import { startGapList } from "./gap-list.ts";
import { type Reading, readSlice } from "./reading.ts";

/** How the types of user are listed: one request, without pages. */
export const userTypeList = {
  what: "user type",
  schema: wireUserType,
  read: { endpoint: "/api/v1/meta/types/user" },
};

/**
 * Types of user by name, when the plan wants them or a live rule that matters is for some. In the second case they only make
 * the answer sharper, so failing to read them, or having no scope for it, is not a gap.
 */
export async function readUserTypes(
  reading: Reading,
  plan: ReadPlan,
  policies: readonly AppPolicy[] = [],
): Promise<readonly UserType[] | undefined> {
  if (plan.slices.has("user-types")) return listed(reading);
  if (plan.needsUserTypes?.(policies) !== true) return undefined;
  const scopes = scopesFor(["user-types"], reading.engine);
  reading.connection.needScopes(scopes);
  try {
    return await listed({ ...reading, gaps: startGapList() });
  } catch (error) {
    if (!(error instanceof ScopeMissing)) throw error;
    reading.connection.doWithout(scopes);
    return undefined;
  }
}

const listed = async (reading: Reading): Promise<readonly UserType[] | undefined> =>
  (await readSlice(reading, "user-types", userTypeList, toUserType)) ?? undefined;
