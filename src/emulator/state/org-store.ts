import { everyoneGroupName } from "../../model/words.ts";
import type { Resource, ResourceKey } from "../resources/resource-kinds.ts";
import type { ApiToken, YubikeyToken } from "./access-state.ts";
import type { EmulatedDevice } from "./device-state.ts";
import type { EventHook } from "./event-hook.ts";
import { IdSource } from "./id-source.ts";
import type { LogEvent } from "./log-event.ts";
import { isSuperAdmin } from "./powers.ts";
import { SearchedPeople } from "./searched-people.ts";
import type {
  EmulatedApp,
  EmulatedAuthenticator,
  EmulatedGroup,
  EmulatedGroupRule,
  EmulatedIdp,
  EmulatedPolicy,
  EmulatedUser,
  EmulatedZone,
  EmulatorState,
  OrgFactor,
} from "./state.ts";
import { OrderedIds, Table } from "./table.ts";

/** A group without its members, which the store keeps apart so that a membership costs the same in any group. */
export type GroupRow = Omit<EmulatedGroup, "members">;

/** The org as it is now, indexed; rows are replaced, never changed, so the first state stays as it was. */
export class OrgStore {
  readonly initial: EmulatorState;
  readonly ids = new IdSource();
  readonly users: Table<EmulatedUser>;
  readonly groups: Table<GroupRow>;
  readonly groupRules: Table<EmulatedGroupRule>;
  readonly authenticators: Table<EmulatedAuthenticator>;
  readonly orgFactors: Table<OrgFactor>;
  readonly policies: Table<EmulatedPolicy>;
  readonly zones: Table<EmulatedZone>;
  readonly apps: Table<EmulatedApp>;
  readonly idps: Table<EmulatedIdp>;
  readonly tokens: Table<ApiToken>;
  readonly devices: Table<EmulatedDevice>;
  readonly yubikeyTokens: Table<YubikeyToken>;
  readonly log: LogEvent[];
  readonly eventHooks = new Table<EventHook>();
  /** Whether anybody was super administrator when the org was handed over. */
  readonly hasSuperAdmin: boolean;
  readonly #searched: SearchedPeople;
  readonly #everyone: string | null;
  readonly #byLogin = new Map<string, string>();
  readonly #members = new Map<string, OrderedIds>();
  readonly #groupsOf = new Map<string, Set<string>>();

  /** @param clock the org's, by which searches lag */
  constructor(state: EmulatorState, clock: () => Date) {
    this.initial = state;
    this.#searched = new SearchedPeople(state.settings.searchLagSeconds * 1000, clock);
    this.users = new Table(state.users);
    for (const user of state.users) this.#byLogin.set(loginKey(user.profile.login), user.id);
    this.groups = new Table(state.groups.map(({ members: _, ...group }) => group));
    for (const group of state.groups) for (const userId of group.members) this.addMember(group.id, userId);
    this.#everyone = state.groups.find((group) => this.isEveryone(group))?.id ?? null;
    this.groupRules = new Table(state.groupRules);
    this.authenticators = new Table(state.authenticators);
    this.orgFactors = new Table(state.orgFactors);
    this.policies = new Table(state.policies);
    this.zones = new Table(state.zones);
    this.apps = new Table(state.apps);
    this.idps = new Table(state.idps);
    this.tokens = new Table(state.tokens);
    this.devices = new Table(state.devices);
    this.yubikeyTokens = new Table(state.yubikeyTokens);
    this.log = [...state.logEvents];
    this.hasSuperAdmin = state.users.some(isSuperAdmin) || state.groups.some(isSuperAdmin);
    this.#reserveIds();
  }

  /** A person by id or login. */
  findUser(idOrLogin: string): EmulatedUser | undefined {
    return this.users.get(idOrLogin) ?? this.users.get(this.#byLogin.get(loginKey(idOrLogin)) ?? "");
  }

  putUser(user: EmulatedUser): void {
    const before = this.users.get(user.id);
    this.#searched.note(user.id, before);
    if (before !== undefined) this.#byLogin.delete(loginKey(before.profile.login));
    this.#byLogin.set(loginKey(user.profile.login), user.id);
    this.users.put(user);
  }

  deleteUser(user: EmulatedUser): void {
    this.leaveAllGroups(user.id);
    this.#byLogin.delete(loginKey(user.profile.login));
    this.users.delete(user.id);
  }

  /** The people after one of them as a search finds them, late; who was deleted is gone at once. */
  *searchedUsers(cursor: string | null): Generator<EmulatedUser> {
    for (const user of this.users.after(cursor)) {
      const found = this.#searched.found(user);
      if (found !== undefined) yield found;
    }
  }

  /** False when the person was a member already. */
  addMember(groupId: string, userId: string): boolean {
    const groups = this.#groupsOf.get(userId) ?? new Set();
    this.#groupsOf.set(userId, groups.add(groupId));
    const members = this.#members.get(groupId) ?? new OrderedIds();
    this.#members.set(groupId, members);
    return members.add(userId);
  }

  /** False when the person was no member. */
  removeMember(groupId: string, userId: string): boolean {
    this.#groupsOf.get(userId)?.delete(groupId);
    return this.#members.get(groupId)?.delete(userId) ?? false;
  }

  leaveAllGroups(userId: string): void {
    for (const groupId of [...(this.#groupsOf.get(userId) ?? [])]) this.removeMember(groupId, userId);
  }

  deleteGroup(groupId: string): void {
    for (const userId of [...(this.#members.get(groupId)?.after(null) ?? [])])
      this.removeMember(groupId, userId);
    this.#members.delete(groupId);
    this.groups.delete(groupId);
  }

  /** Everybody but DEPROVISIONED people is in Everyone without being listed. */
  isEveryone(group: Pick<GroupRow, "type" | "name">): boolean {
    return group.type === "BUILT_IN" && group.name === everyoneGroupName;
  }

  isMember(group: GroupRow, user: EmulatedUser): boolean {
    return this.isEveryone(group)
      ? user.status !== "DEPROVISIONED"
      : (this.#members.get(group.id)?.has(user.id) ?? false);
  }

  /** The members of a group that follow one of them. */
  *membersAfter(group: GroupRow, cursor: string | null): Generator<EmulatedUser> {
    if (this.isEveryone(group)) {
      for (const user of this.users.after(cursor)) if (user.status !== "DEPROVISIONED") yield user;
      return;
    }
    for (const id of this.#members.get(group.id)?.after(cursor) ?? []) {
      const user = this.users.get(id);
      if (user !== undefined) yield user;
    }
  }

  memberCount(group: GroupRow): number {
    if (!this.isEveryone(group)) return this.#members.get(group.id)?.size ?? 0;
    return this.users.all().filter((user) => user.status !== "DEPROVISIONED").length;
  }

  /** The groups of a person: those in which they were put, and Everyone. */
  groupsOf(user: EmulatedUser): readonly GroupRow[] {
    const ids = [...(this.#groupsOf.get(user.id) ?? [])];
    if (user.status !== "DEPROVISIONED" && this.#everyone !== null) ids.unshift(this.#everyone);
    return ids.flatMap((id) => this.groups.get(id) ?? []);
  }

  /** Resources of the org of one read-only kind. */
  resources(key: ResourceKey): Table<Resource> {
    return new Table(this.initial.resources[key] ?? []);
  }

  /** The whole org as plain data, in the form in which it was given. */
  toState(): EmulatorState {
    const { engine, org, serviceApps, customRoles, resourceSets, orgSettings, settings, adminConsole } =
      this.initial;
    return {
      engine,
      org,
      tokens: this.tokens.all(),
      yubikeyTokens: this.yubikeyTokens.all(),
      resources: this.initial.resources,
      serviceApps,
      customRoles,
      resourceSets,
      orgSettings,
      settings,
      adminConsole,
      users: this.users.all(),
      devices: this.devices.all(),
      groups: this.groups
        .all()
        .map((group) => ({ ...group, members: [...(this.#members.get(group.id)?.after(null) ?? [])] })),
      groupRules: this.groupRules.all(),
      authenticators: this.authenticators.all(),
      orgFactors: this.orgFactors.all(),
      policies: this.policies.all(),
      zones: this.zones.all(),
      apps: this.apps.all(),
      idps: this.idps.all(),
      logEvents: [...this.log],
    };
  }

  #reserveIds(): void {
    const { users, groups, groupRules, authenticators, policies, zones, apps, idps, tokens, devices } =
      this.initial;
    const things = [
      ...[users, groups, groupRules, authenticators, policies].flat(),
      ...[zones, apps, idps, tokens, devices].flat(),
    ];
    const inside = [
      ...users.flatMap((user) => [...user.roles, ...user.factors]),
      ...policies.flatMap((policy) => [...policy.rules, ...policy.mappings]),
    ];
    for (const { id } of [...things, ...inside]) this.ids.reserve(id);
  }
}

/** Okta compares logins without regard to case. */
function loginKey(login: string): string {
  return login.toLowerCase();
}
