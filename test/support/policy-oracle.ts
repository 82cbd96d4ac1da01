import type { LiveApp } from "../../src/model/app-condition.ts";
import type { PolicyId, UserId, ZoneId } from "../../src/model/ids.ts";
import type { EnrollmentPolicy, EnrollmentRule } from "../../src/model/live-enrollment.ts";
import type { OrgSnapshot } from "../../src/model/snapshot.ts";

/**
 * The slow, obvious answer to "which enrollment policy is in effect": one person at a time, in every world there can
 * be. A world says for each zone whether the address is in it, what is signed in to, for each thing that is not known how it is, and in which order
 * things of equal priority are tried.
 */
export interface OracleAnswer {
  /** `policy id | rule id`, as far as any world has it in effect. */
  readonly reachable: ReadonlySet<string>;
  judge(required: ReadonlySet<PolicyId>): "in-line" | "open" | "unknown";
}

type Coins = Readonly<Record<string, boolean>>;

const everyWay = (names: readonly string[]): readonly Coins[] =>
  names.reduce<readonly Coins[]>(
    (ways, name) =>
      ways.flatMap((way) => [
        { ...way, [name]: true },
        { ...way, [name]: false },
      ]),
    [{}],
  );

/** Every order of things that Okta may try: ascending numbers, and equal ones in each order. */
function everyOrder<Item extends { readonly system: boolean; readonly priority: number }>(
  items: readonly Item[],
): readonly (readonly Item[])[] {
  const [first] = items.toSorted(order);
  if (first === undefined) return [[]];
  return items
    .filter((item) => order(item, first) === 0)
    .flatMap((item) => everyOrder(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}

/** Every way in which the orders of several lists can turn out together. */
const everyChoice = <Item>(lists: readonly (readonly Item[])[]): readonly (readonly Item[])[] =>
  lists.reduce<readonly (readonly Item[])[]>(
    (ways, list) => ways.flatMap((way) => list.map((item) => [...way, item])),
    [[]],
  );

const order = (
  left: { readonly system: boolean; readonly priority: number },
  right: { readonly system: boolean; readonly priority: number },
): number => {
  if (left.system !== right.system) return left.system ? 1 : -1;
  return left.priority - right.priority;
};

/** Whether the person is in one of the policy's groups: known, or a coin. */
function included(policy: EnrollmentPolicy, user: UserId, { slices }: OrgSnapshot): boolean | "coin" {
  if (policy.system) return true;
  if (policy.groupIds.length === 0) return "coin";
  const answers = policy.groupIds.map((id) => {
    const group = slices.groups?.find((one) => one.id === id);
    if (group?.type === "BUILT_IN") return true;
    const members = slices.groupMembers?.[id];
    if (members !== undefined) return members.includes(user);
    return group === undefined ? false : "coin";
  });
  if (answers.includes(true)) return true;
  return answers.includes("coin") ? "coin" : false;
}

function zonesOf(rule: EnrollmentRule): readonly ZoneId[] {
  return rule.network.kind === "anywhere" ? [] : rule.network.zoneIds;
}

/** Something to sign in to; a type of null was not read. */
interface SignIn {
  readonly id: string | null;
  readonly type: string | null;
}

function refsOf({ slices }: OrgSnapshot): readonly LiveApp[] {
  const rules = (slices.policies ?? []).flatMap((policy) =>
    policy.status === "ACTIVE" ? (policy.rules ?? []) : [],
  );
  return rules
    .filter(({ status }) => status === "ACTIVE")
    .flatMap(({ apps: { include, exclude } }) => [...include, ...exclude]);
}

/** Everything that somebody can sign in to: Okta itself, an application that nobody heard of, and those of the org. */
function signInsTo(org: OrgSnapshot): readonly SignIn[] {
  const { appMappings } = org.slices;
  const always = [
    { id: null, type: "okta" },
    { id: null, type: "unheard of" },
  ];
  if (appMappings !== undefined) {
    const active = appMappings.filter(({ status }) => status === "ACTIVE");
    return [...always, ...active.map(({ id, name }) => ({ id, type: name }))];
  }
  return [
    ...always,
    ...refsOf(org).flatMap((ref): SignIn | readonly SignIn[] => {
      if (ref.kind === "other") return [];
      return ref.kind === "app" ? { id: ref.id, type: null } : { id: null, type: ref.name };
    }),
  ];
}

/** Whether a rule is for a sign-in; "coin" when that is not known. */
function isForApp({ apps }: EnrollmentRule, { id, type }: SignIn): boolean | "coin" {
  const isOne = (refs: readonly LiveApp[]): boolean | "coin" => {
    const answers = refs.map((ref): boolean | "coin" => {
      if (ref.kind === "app") return ref.id === id;
      return ref.kind === "other" || type === null ? "coin" : ref.name === type;
    });
    if (answers.includes(true)) return true;
    return answers.includes("coin") ? "coin" : false;
  };
  const isIn = apps.include.length === 0 || isOne(apps.include);
  const isOut = isOne(apps.exclude);
  if (isIn === false || isOut === true) return false;
  return isIn === "coin" || isOut === "coin" ? "coin" : true;
}

function isCoin(rule: EnrollmentRule, { slices }: OrgSnapshot): boolean {
  if (rule.otherConditions.length > 0) return true;
  if (slices.zones === undefined) return false;
  return zonesOf(rule).some(
    (id) => id !== "ALL_ZONES" && !slices.zones?.some((zone) => zone.id === id && zone.status === "ACTIVE"),
  );
}

function zoneNames({ slices }: OrgSnapshot): readonly string[] {
  if (slices.zones !== undefined) {
    return slices.zones.filter(({ status }) => status === "ACTIVE").map(({ id }) => id);
  }
  const named = (slices.policies ?? []).flatMap(({ rules }) => (rules ?? []).flatMap(zonesOf));
  return [...new Set<string>(named.filter((id) => id !== "ALL_ZONES")), "elsewhere"];
}

function matches(rule: EnrollmentRule, zones: Coins): boolean {
  const { network } = rule;
  if (network.kind === "anywhere") return true;
  const isIn = network.zoneIds.some((id) =>
    id === "ALL_ZONES" ? Object.values(zones).some((inZone) => inZone) : zones[id] === true,
  );
  return network.kind === "in" ? isIn : !isIn;
}

interface World {
  readonly user: UserId;
  readonly org: OrgSnapshot;
  readonly zones: Coins;
  readonly signIn: SignIn;
  readonly coins: Coins;
  /** In the order in which they are tried, their rules as well. */
  readonly policies: readonly EnrollmentPolicy[];
}

/** The rule of a policy that takes the person in one world; null when none does. */
function ruleIn(policy: EnrollmentPolicy, { user, org, zones, signIn, coins }: World): string | null {
  const found = (policy.rules ?? []).find((rule) => {
    if (rule.status !== "ACTIVE" || rule.excludedUserIds.includes(user)) return false;
    const isMeant = isForApp(rule, signIn);
    if (isMeant === false) return false;
    if ((isMeant === "coin" || isCoin(rule, org)) && coins[rule.id] !== true) return false;
    // A zone decided by a coin may hold under any network: a zone that is not known can be anywhere.
    const hasUnknownZone = zonesOf(rule).some((id) => id !== "ALL_ZONES" && !(id in zones));
    return hasUnknownZone || matches(rule, zones);
  });
  if (found !== undefined) return found.id;
  return policy.system || (policy.rules === null && coins[`rules ${policy.id}`] === true) ? "" : null;
}

/** Okta's action in one world. */
function inEffect(world: World): { policy: PolicyId | null; rule: string } {
  const { user, org, coins } = world;
  if (coins["unread policy"] === true) return { policy: null, rule: "" };
  for (const policy of world.policies) {
    const applies = included(policy, user, org);
    if (policy.status !== "ACTIVE" || applies === false) continue;
    if (applies === "coin" && coins[policy.id] !== true) continue;
    const rule = ruleIn(policy, world);
    if (rule !== null) return { policy: policy.id, rule };
  }
  return { policy: null, rule: "" };
}

/** Asks for one person. */
export function askOracle(user: UserId, org: OrgSnapshot): OracleAnswer {
  const policies = org.slices.policies ?? [];
  // Where no rule asks, one is as good as all.
  const signIns = refsOf(org).length === 0 ? signInsTo(org).slice(0, 1) : signInsTo(org);
  const coinNames = [
    ...(org.gaps.some(({ slice }) => slice === "policies") ? ["unread policy"] : []),
    ...policies.flatMap((policy) => [
      ...(included(policy, user, org) === "coin" ? [policy.id] : []),
      ...(policy.rules === null ? [`rules ${policy.id}`] : []),
      ...(policy.rules ?? [])
        .filter((rule) => isCoin(rule, org) || signIns.some((signIn) => isForApp(rule, signIn) === "coin"))
        .map(({ id }) => id),
    ]),
  ];
  const networks = everyWay(zoneNames(org));
  const orders = everyOrder(policies).flatMap((tried) =>
    everyChoice(
      tried.map((policy): readonly EnrollmentPolicy[] =>
        policy.rules === null ? [policy] : everyOrder(policy.rules).map((rules) => ({ ...policy, rules })),
      ),
    ),
  );
  const worlds = everyWay(coinNames).flatMap((coins) =>
    orders.map((tried) =>
      signIns.flatMap((signIn) =>
        networks.map((zones) => inEffect({ user, org, zones, signIn, coins, policies: tried })),
      ),
    ),
  );
  return {
    reachable: new Set(worlds.flat().map(({ policy, rule }) => `${policy} | ${rule}`)),
    judge: (required) => {
      const isBad = ({ policy }: { policy: PolicyId | null }) => policy === null || !required.has(policy);
      if (worlds.every((world) => !world.some(isBad))) return "in-line";
      return worlds.every((world) => world.some(isBad)) ? "open" : "unknown";
    },
  };
}
