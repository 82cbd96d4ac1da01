import type { WrittenState } from "../filling/state-schema.ts";

type Item<Name extends keyof WrittenState> =
  NonNullable<WrittenState[Name]> extends readonly (infer Element)[] ? Element : never;

/** The parts of a state as they are written by hand, by name. */
export type WrittenUser = Item<"users">;
export type WrittenGroup = Item<"groups">;
export type WrittenPolicy = Item<"policies">;
export type WrittenPolicyRule = NonNullable<WrittenPolicy["rules"]>[number];
