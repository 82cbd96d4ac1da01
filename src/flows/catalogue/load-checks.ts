import type { Check } from "../../../checks/contract/check.ts";
import { didYouMean } from "../../../policy/source/closest.ts";
import { PlumblineError } from "../../model/errors.ts";
import { discover } from "./discover.ts";
import { loadFrameworks } from "./load-frameworks.ts";
import { roomFolder } from "./package-root.ts";

const isCheck = (candidate: unknown): candidate is Check =>
  typeof candidate === "object" && candidate !== null && "evaluate" in candidate;

/** Every check of the house, by id; one of each standard is among them. What judges standards is loaded by whoever judges. */
export async function loadChecks(): Promise<readonly Check[]> {
  const [checks, frameworks, { standardCheck }] = await Promise.all([
    discover(roomFolder("checks"), "check", isCheck),
    loadFrameworks(),
    import("../../standards/standard-check.ts"),
  ]);
  return [...checks, ...frameworks.map(standardCheck)];
}

/** The check of that id; throws CHECK_NOT_FOUND with the choices. */
export function checkCalled<Item extends { readonly id: string }>(checks: readonly Item[], id: string): Item {
  const found = checks.find((check) => check.id === id);
  if (found !== undefined) return found;
  const ids = checks.map((check) => check.id);
  throw new PlumblineError("CHECK_NOT_FOUND", `there is no check "${id}"${didYouMean(id, ids)}`, {
    remedy: `choose from ${ids.join(", ")}`,
  });
}

/**
 * The checks that `--only` and `--skip` leave. Throws CHECK_NOT_FOUND for an id that no check has, and USAGE when
 * none is left: a run that judges nothing must not look like an org in line.
 */
export function selectChecks(
  checks: readonly Check[],
  wanted: { readonly only: readonly string[]; readonly skip: readonly string[] },
): readonly Check[] {
  for (const id of [...wanted.only, ...wanted.skip]) checkCalled(checks, id);
  const selected = checks.filter(
    (check) =>
      (wanted.only.length === 0 || wanted.only.includes(check.id)) && !wanted.skip.includes(check.id),
  );
  if (selected.length > 0) return selected;
  throw new PlumblineError("USAGE", "--only and --skip leave no check", {
    remedy: "name at least one check with --only that --skip does not name",
  });
}
