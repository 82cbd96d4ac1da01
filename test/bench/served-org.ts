import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Generated orgs, all alike, served by another process. */
export interface ServedOrgs {
  readonly baselineFile: string;
  readonly urls: readonly string[];
  close(): Promise<void>;
}

/** A generated org, served by another process. */
export interface ServedOrg extends ServedOrgs {
  /** Environment of a command that reads it. */
  readonly env: Readonly<Record<string, string>>;
}

/** The API token of every generated org. */
export const orgToken = "bench";

/** Serves so many generated orgs, each of so many people; their baseline is written into the folder. */
export async function serveOrgs(people: number, folder: string, orgs: number): Promise<ServedOrgs> {
  const baselineFile = join(folder, `baseline-${people}.yaml`);
  const script = fileURLToPath(new URL("./serve-org.ts", import.meta.url));
  const argv = ["--import", "tsx", script, String(people), baselineFile, String(orgs)];
  const child = spawn(process.execPath, argv, { stdio: ["pipe", "pipe", "inherit"] });
  const urls: string[] = [];
  for await (const url of createInterface({ input: child.stdout })) {
    urls.push(url);
    if (urls.length === orgs) break;
  }
  return {
    baselineFile,
    urls,
    close: async () => {
      child.stdin.end();
      await once(child, "exit");
    },
  };
}

/** Serves a generated org of so many people; its baseline is written into the folder. */
export async function serveOrg(people: number, folder: string): Promise<ServedOrg> {
  const served = await serveOrgs(people, folder, 1);
  return { ...served, env: { OKTA_ORG_URL: served.urls[0] ?? "", OKTA_API_TOKEN: orgToken } };
}
