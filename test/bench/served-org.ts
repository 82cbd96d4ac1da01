import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** A generated org, served by another process. */
export interface ServedOrg {
  readonly baselineFile: string;
  /** Environment of a command that reads it. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

/** Serves a generated org of so many people; its baseline is written into the folder. */
export async function serveOrg(people: number, folder: string): Promise<ServedOrg> {
  const baselineFile = join(folder, `baseline-${people}.yaml`);
  const script = fileURLToPath(new URL("./serve-org.ts", import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", script, String(people), baselineFile], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [url] = await once(createInterface({ input: child.stdout }), "line");
  return {
    baselineFile,
    env: { OKTA_ORG_URL: String(url), OKTA_API_TOKEN: "bench" },
    close: async () => {
      child.stdin.end();
      await once(child, "exit");
    },
  };
}
