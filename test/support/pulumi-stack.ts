import { isDeepStrictEqual } from "node:util";
import type { ConfiguredProvider, Saved } from "./okta-provider-resource.ts";
import type { Properties, RegisteredResource } from "./pulumi-engine.ts";

/** Facts that the engine has to know of a resource that a program declares. */
export type Goal = Pick<
  RegisteredResource,
  "urn" | "type" | "name" | "inputs" | "protect" | "retainOnDelete"
>;

/** A resource in the state of a stack. */
export type StackResource = Goal & Saved;

type Step = "create" | "update" | "replace" | "same";

/** The state of a stack and what Pulumi's engine does with it: aliases, targets and pending operations are left out. */
export interface TestStack {
  readonly state: ReadonlyMap<string, StackResource>;
  /** Reads everything again, as `--refresh` does first. */
  refresh(): Promise<void>;
  /** Writes one resource of a program: creates, updates or replaces it. */
  register(goal: Goal): Promise<Saved>;
  /** The same in a preview, which writes nothing. */
  plan(goal: Goal): Promise<Saved>;
  /** URNs of what the program no longer declares and the update would leave untracked in the org. */
  planRemoval(kept: ReadonlySet<string>): readonly string[];
  /** Deletes what the program no longer declares, one after the other, until something protected stops it. */
  remove(kept: ReadonlySet<string>): Promise<void>;
  /** `pulumi state rename URN NAME`. */
  rename(urn: string, name: string): void;
  /** `pulumi state unprotect URN`. */
  unprotect(urn: string): void;
  /** `pulumi state delete --force URN`: in the org nothing changes. */
  forget(urn: string): void;
  /** Takes over what exists by the id that `pulumi import` takes, with the inputs that a program declares of it. */
  take(goal: Goal, importId: string): Promise<void>;
}

const protectedFromDelete = (urn: string): Error =>
  new Error(`resource "${urn}" cannot be deleted\nbecause it is protected.`);
const protectedFromReplace = (urn: string): Error =>
  new Error(`unable to replace resource "${urn}"\nas it is currently marked for protection.`);

/** Okta's sets of ids have no order. */
const comparable = (inputs: Properties): Properties =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [name, Array.isArray(value) ? [...value].sort() : value]),
  );

const isSame = (left: Properties, right: Properties): boolean =>
  isDeepStrictEqual(comparable(left), comparable(right));

/** A stack with these resources; without any, one that has enforced nothing yet. */
export function startStack(
  provider: ConfiguredProvider,
  resources: ReadonlyMap<string, StackResource> = new Map(),
): TestStack {
  const { api } = provider;
  const state = new Map(resources);

  async function stepFor({ urn, type, inputs }: Goal): Promise<Step> {
    const before = state.get(urn);
    if (before === undefined) return "create";
    if (isSame(before.inputs, inputs)) return "same";
    const { replacedBy } = await provider.resource(type);
    const pick = (of: Properties) => Object.fromEntries(replacedBy.map((name) => [name, of[name] ?? null]));
    if (isSame(pick(before.inputs), pick(inputs))) return "update";
    if (before.protect) throw protectedFromReplace(urn);
    return "replace";
  }

  async function write(goal: Goal): Promise<Saved> {
    const resource = await provider.resource(goal.type);
    const before = state.get(goal.urn);
    const op = await stepFor(goal);
    if (before === undefined) return resource.create(api, goal.inputs);
    if (op === "same") return before;
    if (op === "update") return resource.update(api, goal.inputs, before.id, before);
    // Whatever has a name of its own is deleted first (nameRequiresDeleteBeforeReplace of the bridge).
    const isNamed = goal.inputs["name"] !== undefined;
    const removeOld = () =>
      before.retainOnDelete ? Promise.resolve(null) : resource.delete(api, before.id, before);
    if (isNamed) await removeOld();
    const saved = await resource.create(api, goal.inputs);
    if (!isNamed) await removeOld();
    return saved;
  }

  // The resource made last goes first: nothing is deleted before what depends on it.
  const notIn = (kept: ReadonlySet<string>) =>
    [...state.values()].reverse().filter(({ urn }) => !kept.has(urn));

  async function removeOne(gone: StackResource): Promise<void> {
    if (gone.protect) throw protectedFromDelete(gone.urn);
    const resource = await provider.resource(gone.type);
    if (!gone.retainOnDelete) await resource.delete(api, gone.id, gone);
    state.delete(gone.urn);
  }

  const entry = (urn: string): StackResource => {
    const found = state.get(urn);
    if (found === undefined) throw new Error("The input URN does not correspond to an existing resource");
    return found;
  };

  return {
    state,
    async refresh() {
      for (const resource of [...state.values()]) {
        const { read } = await provider.resource(resource.type);
        const live = await read(api, resource.id, resource);
        if (live === null) state.delete(resource.urn);
        else state.set(resource.urn, { ...resource, ...live });
      }
    },
    async register(goal) {
      const saved = await write(goal);
      const { urn, type, name, inputs, protect, retainOnDelete } = goal;
      const made = { urn, type, name, inputs, protect, retainOnDelete, ...saved };
      state.set(urn, { ...made, outputs: saved.outputs });
      return saved;
    },
    async plan(goal) {
      await stepFor(goal);
      return state.get(goal.urn) ?? { id: `[unknown] ${goal.name}`, outputs: {} };
    },
    planRemoval(kept) {
      const gone = notIn(kept);
      const stopped = gone.find(({ protect }) => protect);
      if (stopped !== undefined) throw protectedFromDelete(stopped.urn);
      return gone.filter(({ retainOnDelete }) => retainOnDelete).map(({ urn }) => urn);
    },
    async remove(kept) {
      for (const gone of notIn(kept)) await removeOne(gone);
    },
    rename(urn, name) {
      const moved = entry(urn);
      const newUrn = `${urn.slice(0, urn.length - moved.name.length)}${name}`;
      if (state.has(newUrn)) {
        throw new Error("The chosen new urn for the state corresponds to an already existing resource");
      }
      state.delete(urn);
      state.set(newUrn, { ...moved, urn: newUrn, name });
    },
    forget(urn) {
      state.delete(entry(urn).urn);
    },
    unprotect(urn) {
      state.set(urn, { ...entry(urn), protect: false });
    },
    async take(goal, importId) {
      const { importAs } = await provider.resource(goal.type);
      const imported = (await importAs?.(api, importId)) ?? { id: importId, inputs: {} };
      const { id, inputs, outputs = {} } = imported;
      state.set(goal.urn, { ...goal, inputs: { ...goal.inputs, ...inputs }, id, outputs });
    },
  };
}
