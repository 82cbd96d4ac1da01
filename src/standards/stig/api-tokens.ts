import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { listNames } from "../../evaluator/words/name-list.ts";
import type { ApiToken } from "../../model/live-standards.ts";
import type { StandardEvidence, StandardVerdict } from "../../model/standards.ts";
import type { JudgedForPeople, StandardRequirement } from "../contract/framework.ts";
import { notReviewed, open, pass } from "../contract/verdicts.ts";
import { administratorSlices } from "../truth/administrators.ts";

const tokensOf = ({ org }: JudgedOrg): readonly ApiToken[] => org.slices.apiTokens ?? [];
const names = (tokens: readonly ApiToken[]): string => listNames(tokens.map(({ name }) => `"${name}"`));

const seen =
  (field: string, say: (token: ApiToken) => string) =>
  (token: ApiToken): StandardEvidence => ({
    path: `/api/v1/api-tokens/${token.id}`,
    name: token.name,
    field,
    value: say(token),
  });

const networkSeen = seen("network", ({ network: { connection, include, exclude } }) =>
  [connection ?? "not sent", ...include, ...exclude.map((zone) => `not ${zone}`)].join(" "),
);

type Answer = "yes" | "no" | "unknown";

/**
 * Whether a token is let in from zones that are there, and from nowhere else. One that only leaves zones out can be used from
 * anywhere else: it is tied to none.
 */
function isTied({ org }: JudgedOrg, { network: { connection, include } }: ApiToken): Answer {
  if (connection === null) return "unknown";
  if (connection !== "ZONE" || include.length === 0) return "no";
  const { zones } = org.slices;
  if (zones === undefined) return "unknown";
  return include.every((id) => zones.some((zone) => zone.id === id)) ? "yes" : "no";
}

/** Verdict over tokens: open for those that fail, not reviewed for those of which it is not known, else a pass. */
function over(
  tokens: readonly ApiToken[],
  told: {
    readonly failing: readonly ApiToken[];
    readonly unknown: readonly ApiToken[];
    readonly fails: string;
    readonly isUnknown: string;
    readonly holds: string;
    readonly evidence: (token: ApiToken) => StandardEvidence;
  },
): StandardVerdict {
  const { failing, unknown, evidence } = told;
  if (failing.length > 0) return open(`API token ${names(failing)} ${told.fails}`, failing.map(evidence));
  if (unknown.length > 0) {
    return notReviewed(`of API token ${names(unknown)} ${told.isUnknown}`, unknown.map(evidence));
  }
  return tokens.length === 0
    ? pass("the org has no API token")
    : pass(`${told.holds}: ${names(tokens)}`, tokens.map(evidence));
}

function byZoneLiterally(org: JudgedOrg): StandardVerdict {
  const tokens = tokensOf(org);
  const those = (answer: Answer) => tokens.filter((token) => isTied(org, token) === answer);
  return over(tokens, {
    failing: those("no"),
    unknown: those("unknown"),
    fails: "is tied to no network zone that is there",
    isUnknown:
      org.org.slices.zones === undefined
        ? "it is not known whether its zones are there: network zones were not read"
        : "Okta did not say from where it can be used",
    holds: "each API token is tied to a network zone",
    evidence: networkSeen,
  });
}

/** A token all of whose zones are switched off is tied to no known network. */
function byZoneInEffect(org: JudgedOrg): JudgedForPeople {
  const first = byZoneLiterally(org);
  const tokens = tokensOf(org);
  if (first.status !== "pass") return { ...first, people: null };
  const isOn = (id: string) => org.org.slices.zones?.find((zone) => zone.id === id)?.status === "ACTIVE";
  const verdict = over(tokens, {
    failing: tokens.filter(({ network: { include } }) => !include.some(isOn)),
    unknown: [],
    fails: "is tied to no network zone that is active",
    isUnknown: "",
    holds: "each API token is tied to a network zone that is active",
    evidence: networkSeen,
  });
  return { ...verdict, people: null };
}

const superAdmin = "SUPER_ADMIN";

/** Roles of the owner of a token, held directly or by a group; null where they are not known. */
function rolesOf({ org, judgement }: JudgedOrg, { userId }: ApiToken): readonly string[] | null {
  const { adminRoles } = org.slices;
  if (userId === null || adminRoles === undefined) return null;
  const direct = adminRoles.users[userId] ?? [];
  const groups = Object.entries(adminRoles.groups).map(([group, roles]) => {
    const members = judgement.live.membersOf(group as keyof typeof adminRoles.groups);
    return { roles, isIn: members?.has(userId) };
  });
  if (direct.includes(superAdmin)) return direct;
  if (groups.some(({ isIn, roles }) => isIn === undefined && roles.includes(superAdmin))) return null;
  return [...direct, ...groups.filter(({ isIn }) => isIn === true).flatMap(({ roles }) => roles)];
}

function owners(org: JudgedOrg): StandardVerdict {
  const tokens = tokensOf(org);
  const roles = (token: ApiToken) => rolesOf(org, token);
  const login = ({ userId }: ApiToken): string =>
    (userId === null ? undefined : org.judgement.live.person(userId)?.login) ?? userId ?? "not sent";
  return over(tokens, {
    failing: tokens.filter((token) => roles(token)?.includes(superAdmin) === true),
    unknown: tokens.filter((token) => roles(token) === null),
    fails: "has the rights of a super administrator",
    isUnknown: "it is not known which roles its owner has",
    holds:
      "no API token has the rights of a super administrator (that each has an account of its own is to be looked at)",
    evidence: seen("userId", (token) => `${login(token)} (${roles(token)?.join(", ") || "no role"})`),
  });
}

/** Requirements on API tokens. That an account was made for its token alone cannot be seen. */
export const apiTokenRequirements: readonly StandardRequirement[] = [
  {
    id: "V-279689",
    aliases: ["OKTA-APP-003240"],
    title: "Each API token is tied to a known network",
    severity: "medium",
    decidedBy: "API tokens: network.connection and network.include",
    needs: ["api-tokens"],
    asTheStandardChecks: byZoneLiterally,
    asItHoldsForPeople: { kind: "judged", needs: ["api-tokens", "zones"], judge: byZoneInEffect },
  },
  {
    id: "V-279690",
    aliases: ["OKTA-APP-003241"],
    title: "No API token is a super administrator's",
    severity: "medium",
    decidedBy: "API tokens: userId, and the admin roles of that person",
    needs: ["api-tokens", ...administratorSlices],
    asTheStandardChecks: owners,
    asItHoldsForPeople: { kind: "same" },
  },
];
