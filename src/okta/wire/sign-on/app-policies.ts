import { z } from "zod";
import type { AppId, PolicyId } from "../../../model/ids.ts";
import type { AppPolicy, AppRule, LivePlatform, MappedApp } from "../../../model/live-sign-on.ts";
import { accessActions, riskConditions } from "../../../model/sign-on-words.ts";
import { knownConditions, networkOf, peopleOf, wireConditions } from "./conditions.ts";
import { secondsOf } from "./iso-duration.ts";
import { toPolicyHead, toRuleHead, wirePolicyHead, wireRuleHead } from "./session-policies.ts";
import { plainKeys, unknownWord, unmodelledPaths } from "./unmodelled.ts";
import { readVerification, wireVerification } from "./verification.ts";

export const wireAppPolicy = wirePolicyHead.extend({
  _embedded: z.looseObject({ resourceType: z.string().nullish() }).nullish(),
});

export function toAppPolicy(policy: z.output<typeof wireAppPolicy>): AppPolicy {
  return {
    ...toPolicyHead(policy),
    resourceType: policy._embedded?.resourceType ?? "APP",
    unmodelled: unmodelledPaths(policy, plainKeys),
  };
}

const word = z.string().nullish();

const wirePlatform = z.looseObject({
  type: word,
  os: z.looseObject({ type: word, expression: word }).nullish(),
});

export const wireAppRule = wireRuleHead.extend({
  conditions: wireConditions
    .extend({
      device: z
        .looseObject({
          registered: z.boolean().nullish(),
          managed: z.boolean().nullish(),
          assurance: z.looseObject({ include: z.array(z.string()).nullish() }).nullish(),
        })
        .nullish(),
      platform: z.looseObject({ include: z.array(wirePlatform).nullish() }).nullish(),
      riskScore: z.looseObject({ level: word }).nullish(),
      elCondition: z.looseObject({ condition: word }).nullish(),
    })
    .nullish(),
  actions: z.looseObject({
    appSignOn: z.looseObject({
      access: z.string(),
      verificationMethod: wireVerification.nullish(),
      keepMeSignedIn: z.looseObject({ postAuth: word, postAuthPromptFrequency: word }).nullish(),
    }),
  }),
});

type WireAppRule = z.output<typeof wireAppRule>;

const knownOfAppRule = {
  ...plainKeys,
  conditions: {
    ...knownConditions,
    device: { registered: true, managed: true, assurance: { include: true } },
    platform: { include: { type: true, os: { type: true } } },
    riskScore: { level: true },
    elCondition: { condition: true },
  },
  actions: {
    appSignOn: {
      access: true,
      verificationMethod: true,
      keepMeSignedIn: { postAuth: true, postAuthPromptFrequency: true },
    },
  },
} as const;

const platformTypes = ["DESKTOP", "MOBILE", "OTHER", "ANY"];
const systems = ["ANDROID", "IOS", "MACOS", "WINDOWS", "CHROMEOS", "LINUX", "OTHER", "ANY"];

export function toAppRule(rule: WireAppRule): AppRule {
  const conditions = rule.conditions ?? {};
  const { appSignOn } = rule.actions;
  const { network, unmodelled } = networkOf(conditions);
  const { device, platform, riskScore, elCondition } = conditions;
  const platforms = (platform?.include ?? []).map(toPlatform);
  const verified =
    appSignOn.verificationMethod == null ? null : readVerification(appSignOn.verificationMethod);
  const { postAuth, postAuthPromptFrequency } = appSignOn.keepMeSignedIn ?? {};
  return {
    ...toRuleHead(rule),
    people: peopleOf(conditions),
    network,
    device: deviceOf(device),
    platforms: platforms.some(({ type, os }) => type === "ANY" && os === "ANY") ? [] : platforms,
    risk: riskScore?.level ?? "ANY",
    expression: elCondition?.condition ?? null,
    access: appSignOn.access,
    verification: verified?.verification ?? null,
    keepsSignedIn: {
      allowed: postAuth != null && postAuth !== "NOT_ALLOWED",
      seconds: secondsOf(postAuthPromptFrequency ?? "") ?? null,
    },
    unmodelled: [
      ...unmodelled,
      ...platforms.flatMap(({ type, os }) => [
        ...unknownWord("conditions.platform.include[].type", type, platformTypes),
        ...unknownWord("conditions.platform.include[].os.type", os, systems),
      ]),
      ...unknownWord("conditions.riskScore.level", riskScore?.level, riskConditions),
      ...unknownWord("actions.appSignOn.access", appSignOn.access, accessActions),
      ...unmodelledPaths(rule, knownOfAppRule),
      ...(verified?.unmodelled ?? []),
    ],
  };
}

const toPlatform = ({ type, os }: z.output<typeof wirePlatform>): LivePlatform => ({
  type: type ?? "ANY",
  os: os?.type ?? "ANY",
});

function deviceOf(device: NonNullable<WireAppRule["conditions"]>["device"]): AppRule["device"] {
  const assuranceIds = device?.assurance?.include ?? [];
  const [registered, managed] = [device?.registered ?? false, device?.managed ?? false];
  return registered || managed || assuranceIds.length > 0 ? { registered, managed, assuranceIds } : null;
}

export const wireMappedApp = z.looseObject({
  id: z.string().min(1),
  label: z.string(),
  name: z.string().nullish(),
  status: z.string().nullish(),
  _links: z.looseObject({ accessPolicy: z.looseObject({ href: z.string().nullish() }).nullish() }).nullish(),
});

/** The last part of an address: the id of what it leads to. */
const lastPart = (href: string): string => href.slice(href.lastIndexOf("/") + 1);

export function toMappedApp(app: z.output<typeof wireMappedApp>): MappedApp {
  const href = app._links?.accessPolicy?.href;
  return {
    id: app.id as AppId,
    label: app.label,
    name: app.name ?? "",
    status: app.status ?? "ACTIVE",
    policyId: href == null ? null : (lastPart(href) as PolicyId),
  };
}

/** Mapping of a policy to an application; only the application's address says which. */
export const wireMapping = z.looseObject({
  _links: z.looseObject({ application: z.looseObject({ href: z.string().min(1) }) }),
});

export const toMappedAppId = ({ _links }: z.output<typeof wireMapping>): AppId =>
  lastPart(_links.application.href) as AppId;
