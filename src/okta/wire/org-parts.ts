import { z } from "zod";
import type { AppId, AuthenticatorId, ZoneId } from "../../model/ids.ts";
import type { AuthenticatorMethod, OrgAuthenticator } from "../../model/live-enrollment.ts";
import type { Zone } from "../../model/snapshot.ts";
import { authenticatorKeys, methodKeys } from "./known-keys.ts";
import { restrictsNothing } from "./sign-on/restricts-nothing.ts";
import { type KnownKeys, unmodelledPaths } from "./sign-on/unmodelled.ts";

export const wireOrganization = z.looseObject({ id: z.string().nullish(), pipeline: z.string() });

export const wireAuthenticator = z.looseObject({
  id: z.string().min(1),
  key: z.string().min(1),
  name: z.string().nullish(),
  status: z.string(),
  settings: z
    .looseObject({
      allowedFor: z.string().nullish(),
      compliance: z.looseObject({ fips: z.string().nullish() }).nullish(),
      channelBinding: z
        .looseObject({ style: z.string().nullish(), required: z.string().nullish() })
        .nullish(),
    })
    .nullish(),
});

function unmodelledIn(value: unknown, known: KnownKeys): { readonly unmodelled?: readonly string[] } {
  const unmodelled = unmodelledPaths(value, known);
  return unmodelled.length === 0 ? {} : { unmodelled };
}

export function toAuthenticator(one: z.output<typeof wireAuthenticator>): OrgAuthenticator {
  const fips = one.settings?.compliance?.fips;
  const binding = one.settings?.channelBinding;
  return {
    id: one.id as AuthenticatorId,
    key: one.key,
    name: one.name ?? one.key,
    status: one.status,
    ...(fips != null && { fips }),
    ...(binding?.style != null && {
      channelBinding: { style: binding.style, required: binding.required ?? "" },
    }),
    allowedFor: one.settings?.allowedFor ?? null,
    ...unmodelledIn(one, authenticatorKeys),
  };
}

export const wireMethod = z.looseObject({
  type: z.string().min(1),
  status: z.string(),
  settings: z
    .looseObject({
      userVerification: z.string().nullish(),
      hardwareProtected: z.boolean().nullish(),
      allowSyncablePasskeys: z.boolean().nullish(),
    })
    .nullish(),
});

export function toMethod(one: z.output<typeof wireMethod>): AuthenticatorMethod {
  return { type: one.type, status: one.status, ...passkeySettings(one), ...unmodelledIn(one, methodKeys) };
}

/** Other methods have settings of these names, too, which nobody asks about. */
function passkeySettings({ type, settings }: z.output<typeof wireMethod>): Partial<AuthenticatorMethod> {
  if (type !== "webauthn" || settings == null) return {};
  const { userVerification, hardwareProtected, allowSyncablePasskeys } = settings;
  return {
    ...(userVerification != null && { userVerification }),
    ...(hardwareProtected != null && { hardwareProtected }),
    ...(allowSyncablePasskeys != null && { allowsSyncable: allowSyncablePasskeys }),
  };
}

/** Classic's org-wide switch; its id is the key that policies use (okta-api 2.3). */
export const wireOrgFactor = z.looseObject({ id: z.string().min(1), status: z.string() });

export function toOrgFactor(one: z.output<typeof wireOrgFactor>): OrgAuthenticator {
  return { id: null, key: one.id, name: one.id, status: one.status };
}

const addresses = z.array(z.unknown()).nullish();
const services = z.array(z.string()).nullish();
// A list in a dynamic zone; what is in and what is out in an enhanced one.
const narrowing = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]).nullish();

export const wireZone = z.looseObject({
  id: z.string().min(1),
  name: z.string(),
  status: z.string(),
  type: z.string().nullish(),
  usage: z.string().nullish(),
  gateways: addresses,
  proxies: addresses,
  locations: narrowing,
  asns: narrowing,
  proxyType: z.string().nullish(),
  ipServiceCategories: z.looseObject({ include: services, exclude: services }).nullish(),
});

/** A dynamic zone with the proxy type Any has all that an enhanced one has by this category (Okta: Dynamic zones). */
const servicesOf = ({ proxyType, ipServiceCategories }: z.output<typeof wireZone>): readonly string[] =>
  proxyType == null || proxyType === "" || proxyType === "null"
    ? (ipServiceCategories?.include ?? [])
    : [proxyType === "Any" ? "ALL_ANONYMIZERS" : proxyType];

export function toZone(one: z.output<typeof wireZone>): Zone {
  const { gateways, proxies, locations, asns, ipServiceCategories: listed } = one;
  return {
    id: one.id as ZoneId,
    name: one.name,
    status: one.status,
    traits: {
      type: one.type ?? "",
      usage: one.usage ?? "",
      hasAddresses: [...(gateways ?? []), ...(proxies ?? [])].length > 0,
      services: servicesOf(one),
      exceptServices: listed?.exclude ?? [],
      narrowedBy: Object.entries({ locations, asns }).flatMap(([field, value]) =>
        restrictsNothing(value) ? [] : field,
      ),
    },
  };
}

/** A role assignment; one that is not ACTIVE gives no power. */
export const wireRole = z.looseObject({ type: z.string().min(1), status: z.string().nullish() });

/** `GET /iam/assignees/users` pages in its body (okta-api 0.2). */
export const wireAssignees = z.looseObject({
  value: z.array(z.unknown()),
  _links: z.looseObject({ next: z.looseObject({ href: z.string() }).nullish() }).nullish(),
});

export const wireAssignee = z.looseObject({ id: z.string().min(1) });

export const wireApp = z.looseObject({ id: z.string().min(1), label: z.string() });

/** Someone or some group that an app is assigned to. */
export const wireAppAssignment = z.looseObject({ id: z.string().min(1) });

export type WireApp = { readonly id: AppId; readonly label: string };

export const toApp = (one: z.output<typeof wireApp>): WireApp => ({ id: one.id as AppId, label: one.label });
