import { fillState } from "../../src/emulator/filling/fill-state.ts";
import type { EmulatorState } from "../../src/emulator/state/state.ts";
import { asObject, type JsonObject } from "../../src/emulator/wire/json.ts";

/** An org with a policy changed, where it has one of that name. */
export const inPolicy =
  (name: string, change: (policy: JsonObject) => JsonObject) =>
  (state: EmulatorState): EmulatorState => ({
    ...state,
    policies: state.policies.map((policy) =>
      policy.name === name
        ? { ...policy, settings: asObject(change({ settings: policy.settings })["settings"]) }
        : policy,
    ),
  });

/** An org in which somebody has these factors, and no others. */
export function whoHas(login: string, factors: readonly string[]) {
  const [filled] = fillState({ users: [{ login, factors: [...factors] }] }).users;
  return (state: EmulatorState): EmulatorState => ({
    ...state,
    users: state.users.map((user) =>
      user.profile.login === login ? { ...user, factors: filled?.factors ?? [] } : user,
    ),
  });
}

/** An org with a group more, as an application or a directory brings it in. */
export const withGroup =
  (name: string, members: readonly string[]) =>
  (state: EmulatorState): EmulatorState => {
    const logins = new Map(state.users.map(({ id, profile }) => [profile.login, id]));
    const ids = members.flatMap((login) => logins.get(login) ?? []);
    const filled = fillState({ groups: [{ id: "00gimported", name, type: "APP_GROUP" }] }).groups;
    const imported = filled.filter(({ type }) => type === "APP_GROUP");
    return { ...state, groups: [...state.groups, ...imported.map((group) => ({ ...group, members: ids }))] };
  };
