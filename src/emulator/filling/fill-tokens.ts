import type { ApiToken, YubikeyToken } from "../state/access-state.ts";
import type { IdSource } from "../state/id-source.ts";
import { isSuperAdmin } from "../state/powers.ts";
import type { EmulatorState } from "../state/state.ts";
import { isJsonObject } from "../wire/json.ts";
import { resolveConditions, type StateNames } from "./state-names.ts";
import type { WrittenState } from "./state-schema.ts";
import { madeLongAgo } from "./written-times.ts";

/** API token when the state names none; not a secret: the server listens on loopback only. */
const defaultToken = "emulator-token";

/** When a token ends that is used all the time. */
const farAway = "2038-01-15T09:00:00.000Z";

/** A token that may be used from anywhere, and long from now. */
export const usualToken = {
  network: { connection: "ANYWHERE" },
  created: madeLongAgo,
  lastUpdated: madeLongAgo,
  expiresAt: farAway,
} as const;

/** Without tokens there is one, of the first super administrator, or of the first person. */
export function fillTokens(
  written: WrittenState,
  { users, groups }: Pick<EmulatorState, "users" | "groups">,
  ids: IdSource,
  names: StateNames,
): readonly ApiToken[] {
  const supers = new Set(groups.filter(isSuperAdmin).flatMap(({ members }) => members));
  const admin = users.find((user) => isSuperAdmin(user) || supers.has(user.id)) ?? users[0];
  const tokens: NonNullable<WrittenState["tokens"]> = written.tokens ?? [{ value: defaultToken }];
  return tokens.map(({ network = usualToken.network, created = madeLongAgo, ...token }) => ({
    id: token.id ?? ids.next("00T"),
    name: token.name ?? "emulator",
    value: token.value,
    userId: token.userId == null ? (admin?.id ?? null) : names.user(token.userId),
    network: resolveNetwork(network, names),
    created,
    lastUpdated: token.lastUpdated ?? created,
    expiresAt: token.expiresAt ?? farAway,
  }));
}

function resolveNetwork(network: ApiToken["network"], names: StateNames): ApiToken["network"] {
  const resolved = resolveConditions({ network }, names)?.["network"];
  return isJsonObject(resolved) ? resolved : network;
}

/** Hardware tokens; one that nobody has is UNASSIGNED. */
export function fillYubikeyTokens(
  written: WrittenState,
  ids: IdSource,
  names: StateNames,
): readonly YubikeyToken[] {
  return (written.yubikeyTokens ?? []).map(({ created = madeLongAgo, ...token }) => ({
    id: token.id ?? ids.next("ykk"),
    serial: token.serial,
    status: token.status ?? (token.userId == null ? "UNASSIGNED" : "ACTIVE"),
    userId: token.userId == null ? null : names.user(token.userId),
    created,
    lastUpdated: token.lastUpdated ?? created,
  }));
}
