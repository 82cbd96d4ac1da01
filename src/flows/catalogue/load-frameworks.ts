import { didYouMean } from "../../../policy/source/closest.ts";
import { PlumblineError } from "../../model/errors.ts";
import type { Framework } from "../../standards/contract/framework.ts";
import { discover } from "./discover.ts";
import { roomFolder } from "./package-root.ts";

const isFramework = (candidate: unknown): candidate is Framework =>
  typeof candidate === "object" && candidate !== null && "requirements" in candidate;

/**
 * The standards of these ids; every one of the house without any.
 *
 * @throws PlumblineError FRAMEWORK_NOT_FOUND with the choices
 */
export async function loadFrameworks(ids: readonly string[] = []): Promise<readonly Framework[]> {
  const all = await discover(roomFolder("src/standards"), "framework", isFramework);
  const known: readonly string[] = all.map(({ id }) => id);
  for (const id of ids) {
    if (known.includes(id)) continue;
    throw new PlumblineError("FRAMEWORK_NOT_FOUND", `there is no standard "${id}"${didYouMean(id, known)}`, {
      remedy: `choose from ${known.join(", ")}`,
    });
  }
  return ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id));
}
