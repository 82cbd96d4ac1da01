import type { JsonObject } from "../wire/json.ts";

/** A thing of which an org has several and that is Okta's own JSON here: read, and not otherwise modelled. */
export interface Resource extends JsonObject {
  readonly id: string;
}

/** Facts of an org that its resources repeat. */
export interface OrgIdentity {
  readonly id: string;
  readonly subdomain: string;
  readonly userTypeId: string;
}

interface ResourceKind {
  /** Below `/api/v1`. */
  readonly path: string;
  /** The middle of its scope, as `brands` in `okta.brands.read`. */
  readonly scope: string;
  readonly idPrefix: string;
  /** Okta's word for one that is not found. */
  readonly type: string;
  /** Default fields, which those in a state override. */
  usual(written: JsonObject, org: OrgIdentity): JsonObject;
  /** Resources that an org has from the start. */
  readonly initial?: (org: OrgIdentity) => readonly JsonObject[];
  /** Fields by which the list is filtered. */
  readonly filters?: readonly string[];
  /** The field of the answer in which the list stands; left out: the answer is the list. */
  readonly listedIn?: string;
  /** Fields of the state that the API does not show. */
  readonly hidden?: readonly string[];
  /** Whether `_links` lead to activate and deactivate. */
  readonly hasLifecycle?: boolean;
}

const logStreamSettings: Readonly<Record<string, JsonObject>> = {
  aws_eventbridge: { accountId: "000000000000", eventSourceName: "acme", region: "us-east-1" },
  splunk_cloud_logstreaming: {
    edition: "aws",
    host: "acme.splunkcloud.com",
    token: "00000000-0000-0000-0000-000000000000",
  },
};

/** Okta's fields and defaults by its OpenAPI document; which of them a live org leaves out is not verified. */
export const resourceKinds = {
  brands: {
    path: "/brands",
    scope: "brands",
    idPrefix: "bnd",
    type: "Brand",
    usual: () => ({
      removePoweredByOkta: false,
      agreeToCustomPrivacyPolicy: false,
      isDefault: false,
      locale: "en",
    }),
    initial: ({ subdomain }) => [{ name: subdomain, isDefault: true }],
    hidden: ["signInPage"],
  },
  logStreams: {
    path: "/logStreams",
    scope: "logStreams",
    idPrefix: "0oa",
    type: "LogStream",
    usual: ({ type = "aws_eventbridge", status = "ACTIVE" }) => ({
      type,
      status,
      settings: logStreamSettings[String(type)] ?? {},
    }),
    filters: ["status", "type"],
    hasLifecycle: true,
  },
  userTypes: {
    path: "/meta/types/user",
    scope: "userTypes",
    idPrefix: "oty",
    type: "UserType",
    usual: ({ name = "user" }) => ({ displayName: name, default: false }),
    initial: ({ userTypeId }) => [{ id: userTypeId, name: "user", displayName: "User", default: true }],
  },
  trustedOrigins: {
    path: "/trustedOrigins",
    scope: "trustedOrigins",
    idPrefix: "tos",
    type: "TrustedOrigin",
    usual: ({ origin = "" }) => ({ name: origin, status: "ACTIVE", scopes: [{ type: "CORS" }] }),
    filters: ["name", "origin", "status"],
    hasLifecycle: true,
  },
  behaviors: {
    path: "/behaviors",
    scope: "behaviors",
    idPrefix: "bhv",
    type: "BehaviorDetectionRule",
    usual: () => ({ type: "ANOMALOUS_DEVICE", status: "ACTIVE" }),
    initial: () => [
      {
        name: "New Geo-Location",
        type: "ANOMALOUS_LOCATION",
        settings: { granularity: "LAT_LONG", radiusKilometers: 20, maxEventsUsedForEvaluation: 20 },
      },
      { name: "New Device", settings: { maxEventsUsedForEvaluation: 20 } },
      { name: "New IP", type: "ANOMALOUS_IP", settings: { maxEventsUsedForEvaluation: 50 } },
      { name: "Velocity", type: "VELOCITY", settings: { velocityKph: 805 } },
    ],
  },
  domains: {
    path: "/domains",
    scope: "domains",
    idPrefix: "OcD",
    type: "Domain",
    usual: () => ({ certificateSourceType: "OKTA_MANAGED", validationStatus: "COMPLETED" }),
    listedIn: "domains",
  },
  features: {
    path: "/features",
    scope: "features",
    idPrefix: "ftr",
    type: "Feature",
    usual: ({ name = "" }) => ({
      description: name,
      stage: { value: "EA", state: "OPEN" },
      status: "ENABLED",
      type: "self-service",
    }),
  },
  deviceAssurances: {
    path: "/device-assurances",
    scope: "deviceAssurance",
    idPrefix: "dae",
    type: "DeviceAssurancePolicy",
    usual: () => ({ platform: "MACOS" }),
  },
} as const satisfies Readonly<Record<string, ResourceKind>>;

export type ResourceKey = keyof typeof resourceKinds;

/** Resources of an org by kind. */
export type Resources = Readonly<Partial<Record<ResourceKey, readonly Resource[]>>>;

/** A kind by its key, with all that kinds can have. */
export const resourceKind = (key: ResourceKey): ResourceKind => resourceKinds[key];

const isKey = (name: string): name is ResourceKey => Object.hasOwn(resourceKinds, name);

/** Keys allowed in `resources` of a state. */
export const resourceKeys: readonly ResourceKey[] = Object.keys(resourceKinds).filter(isKey);
