import type { LifecyclePolicy, SignInPage } from "../../model/live-standards.ts";
import type { ReadPlan } from "../../model/read-plan.ts";
import { type OrgSlices, type Slice, slicesOfStandards } from "../../model/snapshot.ts";
import {
  toApiToken,
  toConsoleSettings,
  toLifecyclePolicy,
  toLifecycleRule,
  toLogStream,
  wireApiToken,
  wireBrand,
  wireConsoleSettings,
  wireLifecyclePolicy,
  wireLifecycleRule,
  wireLogStream,
  wireSignInPage,
} from "../wire/standards.ts";
import { type Reading, readPart, readSlice } from "./reading.ts";
import { defaultWorkers, workThrough } from "./work-pool.ts";

/** An answer that is one object, as a list of it. */
const itself = (body: unknown): unknown => [body];

/** Lists that only standards ask about, as they are read and tried. */
export const standardsLists = {
  "console-settings": {
    what: "settings page",
    schema: wireConsoleSettings,
    read: { endpoint: "/api/v1/first-party-app-settings/admin-console" },
    itemsOf: itself,
  },
  "lifecycle-policies": {
    what: "automation",
    schema: wireLifecyclePolicy,
    read: { endpoint: "/api/v1/policies", query: { type: "USER_LIFECYCLE" } },
  },
  "sign-in-pages": {
    what: "brand",
    schema: wireBrand,
    read: { endpoint: "/api/v1/brands", query: { limit: "200" } },
  },
  "log-streams": {
    what: "log stream",
    schema: wireLogStream,
    read: { endpoint: "/api/v1/logStreams", query: { limit: "200" } },
  },
  "api-tokens": { what: "API token", schema: wireApiToken, read: { endpoint: "/api/v1/api-tokens" } },
} as const satisfies Readonly<Record<(typeof slicesOfStandards)[number], unknown>>;

type StandardsSlices = Pick<
  OrgSlices,
  "consoleSettings" | "lifecyclePolicies" | "signInPages" | "logStreams" | "apiTokens"
>;

async function readLifecyclePolicies(reading: Reading): Promise<readonly LifecyclePolicy[] | null> {
  const slice = "lifecycle-policies";
  const policies = await readSlice(reading, slice, standardsLists[slice], toLifecyclePolicy);
  if (policies === null) return null;
  const rulesOf = new Map<string, LifecyclePolicy["rules"]>();
  await workThrough(policies, defaultWorkers, async ({ id }) => {
    const read = { endpoint: "/api/v1/policies/{id}/rules", ids: [id] };
    const list = { what: "rule", schema: wireLifecycleRule, read };
    rulesOf.set(id, await readPart(reading, slice, id, list, toLifecycleRule));
  });
  return policies.map((policy) => ({ ...policy, rules: rulesOf.get(policy.id) ?? null }));
}

/** A page that nobody made answers 404, and Okta's own stands in its place. */
async function readSignInPages(reading: Reading): Promise<readonly SignInPage[] | null> {
  const slice = "sign-in-pages";
  const brands = await readSlice(reading, slice, standardsLists[slice], (brand) => brand);
  if (brands === null) return null;
  const pages: SignInPage[] = [];
  await workThrough(brands, defaultWorkers, async ({ id, name }) => {
    const list = {
      what: "sign-in page",
      schema: wireSignInPage,
      read: { endpoint: "/api/v1/brands/{id}/pages/sign-in/customized", ids: [id] },
      itemsOf: itself,
      isGone: () => Promise.resolve(true),
    };
    const found = await readPart(reading, slice, id, list, ({ pageContent }) => pageContent);
    if (found !== null) pages.push({ brandId: id, brand: name ?? id, customized: found[0] ?? null });
  });
  return pages.sort((left, right) => (left.brandId < right.brandId ? -1 : 1));
}

/** Reads what only standards ask about, as far as the plan wants it. */
export async function readStandards(
  reading: Reading,
  plan: ReadPlan,
  onPhase: (phase: string) => void,
): Promise<StandardsSlices> {
  if (!slicesOfStandards.some((slice) => plan.slices.has(slice))) return {};
  onPhase("what standards ask about");
  const when = async <Result>(slice: Slice, read: () => Promise<Result | null>) =>
    plan.slices.has(slice) ? ((await read()) ?? undefined) : undefined;
  const list = standardsLists;
  const settings = await when("console-settings", () =>
    readSlice(reading, "console-settings", list["console-settings"], toConsoleSettings),
  );
  const lifecyclePolicies = await when("lifecycle-policies", () => readLifecyclePolicies(reading));
  const signInPages = await when("sign-in-pages", () => readSignInPages(reading));
  const logStreams = await when("log-streams", () =>
    readSlice(reading, "log-streams", list["log-streams"], toLogStream),
  );
  const apiTokens = await when("api-tokens", () =>
    readSlice(reading, "api-tokens", list["api-tokens"], toApiToken),
  );
  return {
    ...(settings?.[0] && { consoleSettings: settings[0] }),
    ...(lifecyclePolicies && { lifecyclePolicies }),
    ...(signInPages && { signInPages }),
    ...(logStreams && { logStreams }),
    ...(apiTokens && { apiTokens }),
  };
}
