import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { run } from "../../src/cli/run.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { acmeClassicState } from "../../src/emulator/acme/acme-classic.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import type { ImportEntry } from "../../src/model/adoption.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";
import { signOnBaseline } from "../support/sign-on-baseline.ts";
import { enforcingStack } from "./pulumi-up.ts";
import { untouchedAcme } from "./untouched-orgs.ts";

const now = new Date("2026-11-23T09:00:00.000Z");

/** Files that `plumbline adopt --out` writes of an org. */
async function adopted(org: { readonly url: string; readonly token: string }) {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const env = { OKTA_ORG_URL: org.url, OKTA_API_TOKEN: org.token };
  expect(await run(["adopt", "--out", join(folder, "adopted")], fakeTerminal({ env, now }))).toBe(0);
  const file: { readonly resources: readonly ImportEntry[] } = JSON.parse(
    await readFile(join(folder, "adopted", "imports.json"), "utf8"),
  );
  return {
    baseline: join(folder, "adopted", "baseline.yaml"),
    imports: file.resources.filter(({ component }) => component !== true),
  };
}

const inWords = ({ type, name }: Pick<ImportEntry, "type" | "name">) => `${type} ${name}`;

type Emulator = Awaited<ReturnType<typeof startEmulator>>;

/** Brings session and app policies of every kind into an org. */
async function withSignOn(emulator: Emulator): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const baseline = join(folder, "baseline.yaml");
  await writeFile(baseline, signOnBaseline);
  expect((await enforcingStack(emulator).up(baseline)).error).toBeNull();
}

const asItIs = async (_emulator: Emulator): Promise<void> => {};

// The names are made in two places, by the stack and by the adoption: this holds them together.
test.each([
  ["Identity Engine", acmeState(now), asItIs],
  ["Identity Engine with a sign-on side", untouchedAcme(now), withSignOn],
  ["Classic", acmeClassicState(), asItIs],
])(
  "on %s the stack declares what the adoption imports, and then makes nothing",
  { timeout: 300_000 },
  async (_, state, prepare) => {
    const emulator = await startEmulator({ state, clock: () => now });
    onTestFinished(() => emulator.close());
    await prepare(emulator);
    const { baseline, imports } = await adopted(emulator);
    const { stack, declared, up } = enforcingStack(emulator);

    const goals = await declared(baseline);
    expect(goals.map(inWords).sort()).toEqual(imports.map(inWords).sort());

    const ids = new Map(imports.map((entry) => [inWords(entry), entry.id ?? ""]));
    for (const goal of goals) await stack.take(goal, ids.get(inWords(goal)) ?? "");
    const before = [...stack.state.values()].map(({ urn, id }) => [urn, id]);
    expect(before.map(([, id]) => id)).not.toContain("");
    expect(await up(baseline, { refresh: true })).toEqual({ error: null, untracked: [] });
    expect([...stack.state.values()].map(({ urn, id }) => [urn, id])).toEqual(before);
  },
);
