import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { startEmulator } from "../src/emulator/start-emulator.ts";
import { addContractors } from "../test/closed-loop/add-contractors.ts";
import { adminConsole } from "../test/closed-loop/admin-console.ts";
import { withAuthenticator } from "../test/closed-loop/edit-policy.ts";
import { untouchedAcme } from "../test/closed-loop/untouched-orgs.ts";

// The whole circle with the real `pulumi` and the real provider, on an untouched Acme that the emulator serves:
//
//   up, check (in line), a change by hand, check (drift), up --refresh, check (in line), destroy
//
// Needs `pulumi` and `pulumi-resource-okta` (7.0.0) on PATH; without them it says so and ends with 0. It was run
// through with Pulumi 3.259.0 and the provider of terraform-provider-okta 6.12.0. The provider takes the emulator
// for its proxy (`okta:httpProxy`), which is the only way to make it speak http to a host that is not Okta's.

const root = fileURLToPath(new URL("..", import.meta.url));
const stack = "e2e";

const isOnPath = (program: string): boolean =>
  (process.env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));

const missing = ["pulumi", "pulumi-resource-okta"].filter((program) => !isOnPath(program));
if (missing.length === 0) await runCircle();
else process.stdout.write(`e2e was not run: ${missing.join(" and ")} not found on PATH\n`);

async function runCircle(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "plumbline-e2e-"));
  const emulator = await startEmulator({ state: untouchedAcme(new Date()) });
  const env = {
    ...process.env,
    PULUMI_BACKEND_URL: `file://${folder}`,
    PULUMI_CONFIG_PASSPHRASE: "only for this run",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    OKTA_ORG_URL: emulator.url,
    OKTA_API_TOKEN: emulator.token,
  };
  const pulumi = (...args: string[]) => expectExit(0, "pulumi", [...args, "--stack", stack], env);
  const check = (code: number) =>
    expectExit(code, process.execPath, ["--import", "tsx", "src/cli/main.ts", "check", "--quiet"], env);
  try {
    await expectExit(0, "pulumi", ["stack", "init", stack], env);
    await pulumi("config", "set", "plumbline:baseline", "policy/baseline.yaml");
    await pulumi("config", "set", "okta:orgName", "acme");
    await pulumi("config", "set", "okta:baseUrl", "okta.com");
    await pulumi("config", "set", "okta:httpProxy", emulator.url);
    await pulumi("config", "set", "--secret", "okta:apiToken", emulator.token);

    await pulumi("up", "--yes", "--skip-preview");
    await addContractors(emulator);
    await check(0);

    const console = adminConsole(emulator);
    await console.edit(await console.policy("Admins"), withAuthenticator("webauthn", "OPTIONAL"));
    await check(2);

    await pulumi("up", "--yes", "--skip-preview", "--refresh");
    await check(0);

    await pulumi("state", "unprotect", "--all", "--yes");
    await pulumi("destroy", "--yes", "--skip-preview");
  } finally {
    await emulator.close();
    await rm(folder, { recursive: true });
    await rm(join(root, `Pulumi.${stack}.yaml`), { force: true });
  }
}

/** Runs a program in the folder of Pulumi.yaml with our own output; throws when it ends with another code. */
function expectExit(
  code: number,
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", failed).on("close", (ended) => {
      if (ended === code) done();
      else failed(new Error(`${program} ${args[0]} ended with ${ended}, not ${code}`));
    });
  });
}
