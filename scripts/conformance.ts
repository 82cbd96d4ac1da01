import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { load } from "js-yaml";
import { z } from "zod";
import { startEmulator } from "../src/emulator/start-emulator.ts";
import { checkRequests, requestsSchema } from "./check-requests.ts";
import { readForStandards } from "./read-for-standards.ts";
import { recordedOrg } from "./recorded-org.ts";

// Judges the emulator by recorded Okta traffic and by Okta's own OpenAPI document, where they are at hand, and
// fails when it does worse than it did; judges what is asked and answered where every standard is answered, too.
// `--answers FILE` judges answers that the tests recorded as well, `--update` raises the mark.

const root = fileURLToPath(new URL("..", import.meta.url));
const material = fileURLToPath(new URL("../../shared/conformance/", import.meta.url));
const ratchetFile = fileURLToPath(new URL("../test/emulator/conformance-ratchet.json", import.meta.url));

const buckets = [
  "users",
  "groups",
  "group-members",
  "user-groups",
  "group-rules",
  "policies",
  "policy-rules",
  "policy-lifecycle",
  "authenticators",
  "zones",
  "user-roles",
  "user-lifecycle",
  "factors",
];

const scoreSchema = z.object({ requests: z.int(), statusOk: z.int(), shapeOk: z.int() });
type Score = z.infer<typeof scoreSchema>;

const specSchema = z.object({ lines: z.int(), valid: z.int(), invalid: z.int() });

/** Runs a checker and gives what it printed; what it says beside goes to our own stderr. */
function runChecker(script: string, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [material + script, ...args], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(printed);
      else reject(new Error(`${script} ended with ${code}`));
    });
  });
}

async function replay(answers: string): Promise<{ readonly score: Score; readonly text: string }> {
  const lines: string[] = [];
  const recordings = `${material}recordings.jsonl`;
  const emulator = await startEmulator({
    state: recordedOrg(recordings),
    token: "t",
    onExchange: (exchange) => lines.push(`${JSON.stringify(exchange)}\n`),
  });
  try {
    const reset = `${emulator.url}/__emulator/reset`;
    const where = ["--base", emulator.url, "--token", emulator.token, "--reset", reset];
    const text = await runChecker("replay.mjs", [recordings, ...where, "--bucket", buckets.join(",")]);
    return { score: scoreSchema.parse(JSON.parse(text.split("\n")[0] ?? "")), text };
  } finally {
    await emulator.close();
    await appendFile(answers, lines.join(""));
  }
}

/** Answers every standard, and gives what its reads ask for that the document does not have. */
async function readStandards(answers: string): Promise<readonly string[]> {
  const exchanges = await readForStandards();
  const judged = exchanges.filter(({ bucket }) => bucket !== null);
  await appendFile(answers, judged.map((exchange) => `${JSON.stringify(exchange)}\n`).join(""));
  const document = requestsSchema.parse(load(await readFile(`${material}okta-openapi.yaml`, "utf8")));
  const complaints = checkRequests(document, exchanges);
  say(`standards: ${exchanges.length} reads, ${complaints.length} not in the document`);
  for (const complaint of complaints) say(complaint);
  return complaints;
}

/** How many answers do not fit the document. */
async function countInvalid(answers: string): Promise<number> {
  const allow = `${material}spec-check-allow.txt`;
  const text = await runChecker("spec-check.mjs", [
    `${material}okta-openapi.yaml`,
    answers,
    "--allow",
    allow,
  ]);
  const [json = ""] = /^\{.*?\}/.exec(text) ?? [];
  const { lines, invalid } = specSchema.parse(JSON.parse(json));
  say(`spec: ${lines} answers, ${invalid} invalid`);
  if (invalid > 0) say(text);
  return invalid;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`;

async function judge(answersOfTests: string | undefined, update: boolean): Promise<boolean> {
  const folder = await mkdtemp(`${tmpdir()}/plumbline-conformance-`);
  try {
    const answers = `${folder}/answers.jsonl`;
    const { score, text } = await replay(answers);
    const complaints = await readStandards(answers);
    if (answersOfTests !== undefined && existsSync(answersOfTests)) {
      await appendFile(answers, await readFile(answersOfTests, "utf8"));
    }
    const { requests, statusOk, shapeOk } = score;
    say(
      `replay: ${requests} requests, status ${percent(statusOk, requests)}, body ${percent(shapeOk, requests)}`,
    );
    const invalid = await countInvalid(answers);
    const mark = scoreSchema.parse(JSON.parse(await readFile(ratchetFile, "utf8")));
    const isWorse =
      statusOk / requests < mark.statusOk / mark.requests ||
      shapeOk / requests < mark.shapeOk / mark.requests;
    if (isWorse) {
      say(`worse than the mark of ${mark.statusOk} and ${mark.shapeOk} of ${mark.requests}`);
      say(text);
    }
    if (update && !isWorse) await writeFile(ratchetFile, `${JSON.stringify(score, null, 2)}\n`);
    return !isWorse && invalid === 0 && complaints.length === 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({
  options: { answers: { type: "string" }, update: { type: "boolean", default: false } },
});
if (!existsSync(`${material}replay.mjs`)) say("conformance material absent, not run");
else if (!(await judge(values.answers, values.update))) process.exitCode = 1;
