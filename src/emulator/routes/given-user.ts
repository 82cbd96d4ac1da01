import { type ApiCall, param } from "../call/api-call.ts";
import type { EmulatedUser } from "../state/state.ts";
import { notFound } from "../wire/api-failure.ts";

/**
 * The person whom the path names by id or login; `me` is the owner of the token.
 * @throws ApiFailure E0000007
 */
export function givenUser(call: ApiCall): EmulatedUser {
  const named = param(call, "userId");
  const user = call.org.findUser(named === "me" ? (call.caller.userId ?? named) : named);
  if (user === undefined) throw notFound(named, "User");
  return user;
}
