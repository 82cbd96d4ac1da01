import { z } from "zod";
import type { Principal } from "./principal.ts";
import type { SignInSettings } from "./sign-in-settings.ts";

/** An ID token with more groups than that is not read: nothing of ours needs so many. */
const mostGroups = 1000;
const groupList = z.array(z.string().max(300)).max(mostGroups);
const name = z.string().min(1).max(200);

/** Who somebody is by the claims of an ID token, or why they may not come in. */
export type Admission =
  | { readonly kind: "in"; readonly who: Principal }
  | { readonly kind: "out"; readonly why: string };

const out = (why: string): Admission => ({ kind: "out", why });

/** Gives the role that somebody's groups give; who has neither gets nothing. The e-mail or login is for people to read. */
export function roleOfClaims(
  claims: Readonly<Record<string, unknown>>,
  { claim, viewers, operators }: SignInSettings,
): Admission {
  const given = claims[claim];
  if (given === undefined) return out(`the ID token has no claim "${claim}"`);
  const groups = groupList.safeParse(given);
  if (!groups.success) return out(`the claim "${claim}" is no list of at most ${mostGroups} groups`);
  const has = (wanted: readonly string[]): boolean => wanted.some((group) => groups.data.includes(group));
  const role = has(operators) ? "operator" : has(viewers) ? "viewer" : null;
  if (role === null) return out("none of the groups may look at this page");
  const called = [claims["preferred_username"], claims["email"], claims["sub"]]
    .map((one) => name.safeParse(one))
    .find(({ success }) => success);
  return called?.success === true
    ? { kind: "in", who: { name: called.data, role } }
    : out("the ID token names nobody");
}
