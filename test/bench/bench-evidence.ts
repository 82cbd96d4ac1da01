import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateOrg } from "../../src/emulator/acme/generate-org.ts";
import { snapshotPieces } from "../../src/okta/snapshot-file.ts";
import { snapshotOfState } from "../support/snapshot-of-state.ts";
import type { BenchLine } from "./bench-line.ts";
import { type Measured, runMeasured } from "./run-measured.ts";

const megabyte = 1_000_000;

const inWords = ({ maxRssBytes, cpuMs }: Measured): string =>
  `${Math.round(maxRssBytes / megabyte)} MB and ${Math.round(cpuMs / 1000)} s of CPU`;

/** Memory of evidence of so many people, with answers to standards: made, verified and shown. */
export async function benchEvidence(
  cli: string,
  folder: string,
  people: number,
): Promise<readonly BenchLine[]> {
  const { state, baseline } = generateOrg({ people, seed: 1, driftedShare: 0.01 });
  const [snapshot, baselineFile, out] = ["org.json", "sealed.yaml", "bundle"].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await writeFile(baselineFile, baseline);
  await writeFile(snapshot, snapshotPieces(snapshotOfState(state, new Date())));
  const evidence = (...words: readonly string[]) => runMeasured([cli, "evidence", ...words], folder);
  const created = await evidence(
    ...["create", "--out", out, "--no-sign", "--standards", "stig,nist"],
    ...["--snapshot", snapshot, "--baseline", baselineFile, "--quiet"],
  );
  const verified = await evidence("verify", out);
  const shown = await evidence("show", out);
  return [
    {
      what: `${people} people: evidence with answers to stig and nist was made with ${inWords(created)}, and shown with ${inWords(shown)}`,
      ratio: created.exitCode === 0 && shown.exitCode === 0 ? created.maxRssBytes / megabyte / 700 : Infinity,
      limit: 1,
      unit: "of 700 MB",
    },
    {
      what: `${people} people: it was judged again with ${inWords(verified)}, exit ${verified.exitCode}`,
      ratio: verified.exitCode === 0 ? verified.maxRssBytes / megabyte / 500 : Infinity,
      limit: 1,
      unit: "of 500 MB",
    },
  ];
}
