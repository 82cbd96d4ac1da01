import type { NamedNetwork } from "../src/model/network.ts";
import type { BaselineFile } from "./schema.ts";

type WrittenNetwork = BaselineFile["enrollmentPolicies"][number]["rules"][number]["network"];

/** A network condition as the model has it. */
export function toNetwork(network: WrittenNetwork): NamedNetwork {
  if (network === "ANYWHERE") return { kind: "anywhere" };
  return "in" in network ? { kind: "in", zones: network.in } : { kind: "notIn", zones: network.notIn };
}
