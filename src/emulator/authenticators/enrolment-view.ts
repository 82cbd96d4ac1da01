import { kindOfFactor } from "../state/factor-kinds.ts";
import type { OrgStore } from "../state/org-store.ts";
import type { EmulatedAuthenticator, EmulatedFactor, EmulatedUser } from "../state/state.ts";
import type { JsonObject } from "../wire/json.ts";
import { allFactors, shownFactors } from "./factor-listing.ts";

/** One item of `/users/{id}/authenticator-enrollments`, and the factors that it stands for. */
export interface Enrolment {
  readonly id: string;
  readonly view: JsonObject;
  readonly factorIds: readonly string[];
}

/**
 * A person's authenticator enrollments (okta-api 2.4). That the list is not filtered by policy, and that
 * Okta Verify is one item whatever its methods, are not verified against a live org: both are switches.
 */
export function enrolmentsOf(org: OrgStore, user: EmulatedUser, baseUrl: string): readonly Enrolment[] {
  const { authenticatorEnrollments, oktaVerifyEnrollments } = org.initial.settings;
  const factors =
    authenticatorEnrollments === "policy-filtered" ? shownFactors(org, user) : allFactors(org, user);
  const byItem = new Map<string, EmulatedFactor[]>();
  for (const factor of factors) {
    const authenticator = kindOfFactor(factor)?.authenticator;
    if (factor.status !== "ACTIVE" || authenticator === null || authenticator === undefined) continue;
    const separate = authenticator.key !== "okta_verify" || oktaVerifyEnrollments === "by-method";
    const item = separate ? factor.id : authenticator.key;
    byItem.set(item, [...(byItem.get(item) ?? []), factor]);
  }
  const items = [...byItem.values()].flatMap((group) => enrolment(org, user, group, baseUrl) ?? []);
  return user.hasPassword ? [...items, ...password(org, user, baseUrl)] : items;
}

function enrolment(
  org: OrgStore,
  user: EmulatedUser,
  factors: readonly EmulatedFactor[],
  baseUrl: string,
): Enrolment | null {
  const [factor] = factors;
  const kind = factor === undefined ? null : kindOfFactor(factor);
  if (factor === undefined || !kind?.authenticator) return null;
  const { key, method } = kind.authenticator;
  const authenticator = org.authenticators
    .all()
    .find((one) => one.key === key && (factor.authenticatorId ?? one.id) === one.id);
  const byMethod = key === "okta_verify" && org.initial.settings.oktaVerifyEnrollments === "by-method";
  return item({
    user,
    authenticator,
    key,
    type: byMethod ? method : (authenticator?.type ?? kind.factorType),
    id: factor.id,
    created: factor.created,
    lastUpdated: factor.lastUpdated,
    profile: factor.profile,
    factorIds: factors.map(({ id }) => id),
    baseUrl,
  });
}

function password(org: OrgStore, user: EmulatedUser, baseUrl: string): readonly Enrolment[] {
  const authenticator = org.authenticators.all().find(({ key }) => key === "okta_password");
  const changed = user.passwordChanged ?? user.created;
  return [
    item({
      user,
      authenticator,
      key: "okta_password",
      type: "password",
      id: `lae${user.id.slice(3)}`,
      created: changed,
      lastUpdated: changed,
      profile: null,
      factorIds: [],
      baseUrl,
    }),
  ];
}

interface ItemParts {
  readonly user: EmulatedUser;
  readonly authenticator: EmulatedAuthenticator | undefined;
  readonly key: string;
  readonly type: string;
  readonly id: string;
  readonly created: string;
  readonly lastUpdated: string;
  readonly profile: JsonObject | null;
  readonly factorIds: readonly string[];
  readonly baseUrl: string;
}

function item(parts: ItemParts): Enrolment {
  const { user, authenticator, key, type, id, created, lastUpdated, profile, factorIds, baseUrl } = parts;
  const owner = `${baseUrl}/api/v1/users/${user.id}`;
  const view: JsonObject = {
    type,
    id,
    key,
    status: "ACTIVE",
    name: authenticator?.name ?? key,
    ...(profile === null ? {} : { profile }),
    nickname: null,
    created,
    lastUpdated,
    _links: {
      self: {
        href: `${owner}/authenticator-enrollments/${id}`,
        hints: { allow: key === "okta_password" ? ["GET"] : ["GET", "DELETE"] },
      },
      user: { href: owner, hints: { allow: ["GET"] } },
      ...(authenticator === undefined
        ? {}
        : {
            authenticator: {
              href: `${baseUrl}/api/v1/authenticators/${authenticator.id}`,
              hints: { allow: ["GET"] },
            },
          }),
    },
  };
  return { id, view, factorIds };
}
