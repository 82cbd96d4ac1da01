// Serves a generated org in a process of its own, so that its memory is not counted as the check's.
// serve-org.ts PEOPLE BASELINE_FILE: writes the baseline, prints the org's URL, ends when its stdin does.
import { writeFile } from "node:fs/promises";
import { generateOrg } from "../../src/emulator/acme/generate-org.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";

const [people, baselineFile] = process.argv.slice(2);
if (people === undefined || baselineFile === undefined) throw new Error("serve-org.ts PEOPLE BASELINE_FILE");
const { state, baseline } = generateOrg({ people: Number(people), seed: 1, driftedShare: 0.01 });
await writeFile(baselineFile, baseline);
const emulator = await startEmulator({ state, token: "bench" });
process.stdout.write(`${emulator.url}\n`);
process.stdin.resume().once("end", () => void emulator.close());
