// Serves generated orgs, all alike, in a process of its own, so that its memory is not counted as the check's.
// serve-org.ts PEOPLE BASELINE_FILE [ORGS]: writes the baseline and who has which factors, prints the orgs' URLs, a line each, ends when its stdin does.
import { writeFile } from "node:fs/promises";
import { generateOrg } from "../../src/emulator/acme/generate-org.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { kitsOf } from "./alike-readers.ts";

const [people, baselineFile, orgs = "1"] = process.argv.slice(2);
if (people === undefined || baselineFile === undefined) throw new Error("serve-org.ts PEOPLE BASELINE_FILE");
const { state, baseline } = generateOrg({ people: Number(people), seed: 1, driftedShare: 0.01 });
await writeFile(baselineFile, baseline);
await writeFile(`${baselineFile}.kits`, kitsOf(state.users));
const emulators = await Promise.all(
  Array.from({ length: Number(orgs) }, () => startEmulator({ state, token: "bench" })),
);
for (const { url } of emulators) process.stdout.write(`${url}\n`);
process.stdin.resume().once("end", () => void Promise.all(emulators.map((emulator) => emulator.close())));
