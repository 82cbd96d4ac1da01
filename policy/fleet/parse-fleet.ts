import { PlumblineError } from "../../src/model/errors.ts";
import type { Fleet } from "../../src/model/fleet.ts";
import { parseOrgUrl } from "../../src/model/org-url.ts";
import { repeats } from "../cross-checks/repeated-names.ts";
import type { Text } from "../draft/draft.ts";
import { parseDuration } from "../schema/duration.ts";
import { schemaProblems } from "../schema-problems.ts";
import { invalidFleet, type Problem } from "../source/problem.ts";
import { readTree } from "../source/read-tree.ts";
import { childOf, type MapNode, nodeAt, type PathStep, plainValue, type TreeNode } from "../source/tree.ts";
import { fleetSchema } from "./fleet-schema.ts";

/** Makes the fleet out of its YAML, with baselines as written there. Throws FLEET_INVALID with every problem. */
export function parseFleet(path: string, bytes: Uint8Array): Fleet {
  const { root, problems: mistakes } = readTree(path, bytes, { called: "a fleet", begins: "orgs:" });
  if (root === null) throw invalidFleet(path, mistakes);
  const parsed = fleetSchema.safeParse(plainValue(root));
  const issues = parsed.error?.issues ?? [];
  const secret = issues.filter(({ path: at }) => at.at(-1) === "credentials" && isWritten(root, at));
  const problems = [
    ...mistakes,
    ...schemaProblems(
      issues.filter((issue) => !secret.includes(issue)),
      root,
      { schema: fleetSchema, called: "the fleet" },
    ),
    ...secret.map(({ path: at }) => noPrefix(root, at)),
    ...crossProblems(root),
  ];
  if (!parsed.success || problems.length > 0) throw invalidFleet(path, problems);
  const orgs = parsed.data.orgs.map(({ every, owner, ...org }) => ({
    ...org,
    url: parseOrgUrl(org.url),
    owner: owner ?? null,
    everyMs: parseDuration(String(every)) ?? 0,
  }));
  return { path, orgs };
}

type Steps = readonly PropertyKey[];

const steps = (path: Steps): readonly PathStep[] =>
  path.map((step) => (typeof step === "number" ? step : String(step)));

const isWritten = (root: MapNode, path: Steps): boolean => nodeAt(root, steps(path)) !== undefined;

/** Says it without quoting: somebody may have written the secret itself. */
function noPrefix(root: MapNode, path: Steps): Problem {
  return {
    at: nodeAt(root, steps(path))?.at ?? root.at,
    message: `orgs[${String(path[1])}].credentials: must be the prefix of variables in capital letters, such as ACME_PROD for ACME_PROD_API_TOKEN; secrets are never written here`,
  };
}

function* crossProblems(root: MapNode): Iterable<Problem> {
  const list = childOf(root, "orgs");
  const orgs = list?.kind === "list" ? list.items : [];
  yield* repeats(
    "org",
    orgs.map((org) => textAt(org, "name")),
    (name) => name.normalize("NFC").toLowerCase(),
  );
  const urls = orgs.map((org) => textAt(org, "url"));
  const origins = urls.map((url) => (url === null ? null : originOf(url)));
  for (const [index, origin] of origins.entries()) {
    if (origin instanceof PlumblineError) {
      const at = urls[index]?.at ?? root.at;
      yield { at, message: `orgs[${index}].url: ${origin.message}; ${origin.remedy}` };
    }
  }
  // Two spellings of one address are one org.
  yield* repeats(
    "url",
    origins.map((origin) => (origin instanceof PlumblineError ? null : origin)),
  );
}

function textAt(org: TreeNode, key: string): Text | null {
  const node = childOf(org, key);
  return node?.kind === "scalar" && typeof node.value === "string" ? { text: node.value, at: node.at } : null;
}

function originOf({ text, at }: Text): Text | PlumblineError {
  try {
    return { text: parseOrgUrl(text, "the url"), at };
  } catch (error) {
    if (error instanceof PlumblineError) return error;
    throw error;
  }
}
