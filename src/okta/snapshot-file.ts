import { readFile } from "node:fs/promises";
import { z } from "zod";
import { errorCode } from "../model/error-code.ts";
import { PlumblineError } from "../model/errors.ts";
import { jsonPieces } from "../model/json-pieces.ts";
import type { OrgSnapshot, PersonEnrolments } from "../model/snapshot.ts";
import { startEnrolmentStore } from "./reading/enrolment-store.ts";
import { unlikelyParts } from "./reading/unlikely-parts.ts";
import { readVersions, snapshotSchema } from "./snapshot/snapshot-schema.ts";
import { firstIssue } from "./wire/wire-problem.ts";

const remedy = "save it anew with: plumbline snapshot --out FILE";

/** A file of another shape has as many issues as people. */
const shownIssues = 20;

const invalid = (path: string, problem: string, details: readonly string[] = []): PlumblineError =>
  new PlumblineError("SNAPSHOT_INVALID", `${path} ${problem}`, { remedy, details });

const versionOnly = z.looseObject({ schemaVersion: z.unknown() });

/** Shares equal enrolments again, so that a large org read from a file needs no more memory than a live one. */
function shareFactors(snapshot: OrgSnapshot): OrgSnapshot {
  const { factors } = snapshot.slices;
  if (factors === undefined) return snapshot;
  const store = startEnrolmentStore();
  const share = (one: PersonEnrolments): PersonEnrolments => (one.kind === "read" ? store.share(one) : one);
  const shared = Object.fromEntries(Object.entries(factors).map(([user, one]) => [user, share(one)]));
  return { ...snapshot, slices: { ...snapshot.slices, factors: shared } };
}

/** A file may be older than what is known of views that cannot be whole, or made by hand. */
function withUnlikelyGaps(snapshot: OrgSnapshot): OrgSnapshot {
  const known = new Set(snapshot.gaps.map(({ slice }) => slice));
  const unlikely = unlikelyParts(snapshot).filter(({ slice }) => !known.has(slice));
  return unlikely.length === 0 ? snapshot : { ...snapshot, gaps: [...snapshot.gaps, ...unlikely] };
}

/**
 * Reads a snapshot from the text of a file; pure.
 *
 * @param path how messages call the file
 * @throws PlumblineError SNAPSHOT_INVALID, naming the place
 */
export function parseSnapshot(text: string, path: string): OrgSnapshot {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const where =
      cause instanceof Error ? (/(?:at|in JSON at) position \d+.*/.exec(cause.message)?.[0] ?? "") : "";
    throw invalid(path, `is not JSON${where === "" ? "" : ` (${where})`}`);
  }
  const version = versionOnly.safeParse(json);
  if (!version.success) throw invalid(path, "is not a snapshot");
  if (!readVersions.some((one) => one === version.data.schemaVersion)) {
    throw invalid(
      path,
      `is not a snapshot of version ${readVersions.join(", ")} (schemaVersion: ${String(version.data.schemaVersion)})`,
    );
  }
  const parsed = snapshotSchema.safeParse(json);
  if (parsed.success) return shareFactors(parsed.data);
  throw invalid(
    path,
    `is not a snapshot as this version writes it: ${firstIssue(parsed.error)}`,
    parsed.error.issues
      .slice(0, shownIssues)
      .map((issue) => `${issue.path.map(String).join(".")}: ${issue.message}`),
  );
}

/**
 * Reads a saved snapshot.
 *
 * @throws PlumblineError SNAPSHOT_NOT_FOUND or SNAPSHOT_INVALID
 */
export async function readSnapshotFile(path: string): Promise<OrgSnapshot> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    const code = errorCode(cause);
    const message =
      code === "ENOENT" ? `there is no snapshot at ${path}` : `${path} cannot be read (${code})`;
    throw new PlumblineError("SNAPSHOT_NOT_FOUND", message, { remedy, cause });
  }
  return withUnlikelyGaps(parseSnapshot(text.replace(/^\uFEFF/, ""), path));
}

/** The text of `snapshotToJson` in pieces, each person one of them. */
export function* snapshotPieces(snapshot: OrgSnapshot): Generator<string> {
  yield* jsonPieces(snapshot, "", 4);
  yield "\n";
}

/** A snapshot as a file: JSON on one line, since a large org has a hundred thousand people in it. */
export function snapshotToJson(snapshot: OrgSnapshot): string {
  return `${JSON.stringify(snapshot)}\n`;
}
