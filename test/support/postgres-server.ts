import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

/** A PostgreSQL of our own, on loopback. */
export interface PostgresServer {
  /** Makes an empty database; its URL. */
  newDatabase(name: string): Promise<string>;
  /** Ends it, with all connections, and starts it again. @param awayMs how long it is away */
  restart(awayMs?: number): Promise<void>;
  /** Lets nobody write, or everybody again. */
  setReadOnly(isReadOnly: boolean): Promise<void>;
  close(): Promise<void>;
}

const run = promisify(execFile);
const installed = "/usr/lib/postgresql";
const startTimeoutMs = 30_000;

/** Where Debian and Ubuntu put the newest server that is installed. */
function binFolder(): string {
  const versions = existsSync(installed) ? readdirSync(installed).map(Number) : [];
  const newest = versions
    .filter((version) => existsSync(join(installed, String(version), "bin", "initdb")))
    .toSorted((left, right) => right - left)[0];
  // A suite that passes without the database has not tested it.
  if (newest === undefined) throw new Error(`no PostgreSQL in ${installed}: apt-get install postgresql`);
  return join(installed, String(newest), "bin");
}

/** PostgreSQL refuses to run as root: then it runs as its own user, or as nobody. */
function runAs(): { uid: number; gid: number } | Record<string, never> {
  if (process.getuid?.() !== 0) return {};
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  const found = ["postgres:", "nobody:"].flatMap((name) => lines.filter((line) => line.startsWith(name)))[0];
  const [, , uid, gid] = (found ?? "").split(":");
  return { uid: Number(uid), gid: Number(gid) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

/** Whether it takes connections: it listens some time before. */
const answers = (port: number): Promise<boolean> =>
  run(join(binFolder(), "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", String(port)]).then(
    () => true,
    () => false,
  );

/** Makes and starts a server with an empty database in a folder of its own; it takes two seconds or so. */
export async function startPostgres(): Promise<PostgresServer> {
  const bin = binFolder();
  const user = runAs();
  const folder = await mkdtemp(join(tmpdir(), "plumbline-postgres-"));
  if ("uid" in user) await chown(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const options = { ...user, cwd: folder };
  const cluster = ["--username=plumbline", "--auth=trust", "--encoding=UTF8", "--locale=C"];
  await run(join(bin, "initdb"), ["-D", data, ...cluster, "--no-sync"], options);
  const port = await freePort();
  const where = ["-h", "127.0.0.1", "-p", String(port), "-k", folder];
  const begin = () => {
    const server = spawn(join(bin, "postgres"), ["-D", data, ...where, "-c", "fsync=off"], {
      ...options,
      stdio: "ignore",
    });
    return { server, ended: once(server, "exit") };
  };
  let running = begin();
  const end = async (): Promise<void> => {
    // SIGINT: ends connections, and is done at once.
    running.server.kill("SIGINT");
    await running.ended;
  };
  const close = async (): Promise<void> => {
    await end();
    await rm(folder, { recursive: true, force: true });
  };
  const started = async (): Promise<void> => {
    const deadline = Date.now() + startTimeoutMs;
    while (!(await answers(port))) {
      if (running.server.exitCode !== null || Date.now() > deadline) {
        await close();
        throw new Error("PostgreSQL did not start");
      }
      await sleep(50);
    }
  };
  await started();
  const login = ["-h", "127.0.0.1", "-p", String(port), "-U", "plumbline"];
  return {
    close,
    restart: async (awayMs = 0) => {
      await end();
      await sleep(awayMs);
      running = begin();
      await started();
    },
    setReadOnly: async (isReadOnly) => {
      const statements = [
        "set default_transaction_read_only = off",
        `alter system set default_transaction_read_only = ${isReadOnly ? "on" : "off"}`,
        "select pg_reload_conf()",
      ];
      const commands = statements.flatMap((statement) => ["-c", statement]);
      await run(join(bin, "psql"), [...login, "-q", "-d", "postgres", ...commands]);
    },
    newDatabase: async (name) => {
      await run(join(bin, "createdb"), [...login, name]);
      return `postgres://plumbline@127.0.0.1:${port}/${name}`;
    },
  };
}
