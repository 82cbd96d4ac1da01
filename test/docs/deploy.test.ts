import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, parseAllDocuments } from "yaml";
import { z } from "zod";
import { parseDuration } from "../../policy/schema/duration.ts";
import { run } from "../../src/cli/run.ts";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";

// That these are what Kubernetes and systemd take, `.ci/run` asks their own validators; here is what those do not ask.
const folder = join(packageRoot(), "docs", "deploy");
const text = (path: string): string => readFileSync(join(folder, path), "utf8");

const security = z.object({
  allowPrivilegeEscalation: z.literal(false),
  readOnlyRootFilesystem: z.literal(true),
  capabilities: z.object({ drop: z.tuple([z.literal("ALL")]) }),
});
const probe = z.object({ httpGet: z.object({ path: z.string() }) }).optional();
const container = z.object({
  args: z.array(z.string()),
  env: z.undefined({ error: "values belong into the Secret" }).optional(),
  envFrom: z.array(z.strictObject({ secretRef: z.strictObject({ name: z.string() }) })),
  resources: z.object({ limits: z.object({ memory: z.string() }) }),
  securityContext: security,
  volumeMounts: z.array(z.object({ mountPath: z.string(), readOnly: z.boolean().optional() })),
  livenessProbe: probe,
  readinessProbe: probe,
});
const pod = z.object({
  automountServiceAccountToken: z.literal(false),
  securityContext: z.object({
    runAsNonRoot: z.literal(true),
    seccompProfile: z.object({ type: z.literal("RuntimeDefault") }),
  }),
  terminationGracePeriodSeconds: z.number().optional(),
  containers: z.array(container).min(1),
});
const template = z.object({ template: z.object({ spec: pod }) });
const workload = z.union([
  z.object({ kind: z.literal("Deployment"), spec: template }).transform(({ spec }) => spec.template.spec),
  z
    .object({ kind: z.literal("CronJob"), spec: z.object({ jobTemplate: z.object({ spec: template }) }) })
    .transform(({ spec }) => spec.jobTemplate.spec.template.spec),
]);

const manifests = readdirSync(join(folder, "kubernetes")).flatMap((file) =>
  parseAllDocuments(text(join("kubernetes", file))).map((document) => {
    const value: { kind: string } = document.toJS();
    return { file, kind: value.kind, value };
  }),
);
const pods = manifests
  .filter(({ kind }) => kind === "Deployment" || kind === "CronJob")
  .map(({ file, value }) => ({ file, pod: workload.parse(value) }));

/** The options that a command line names, and what its command's help says. */
async function unknownFlags(args: readonly string[]): Promise<readonly string[]> {
  const terminal = fakeTerminal();
  const words = args.slice(
    0,
    args.findIndex((word) => word.startsWith("-")),
  );
  expect(await run([...words, "--help"], terminal)).toBe(0);
  const flags = args.filter((word) => word.startsWith("--"));
  expect(flags.length).toBeGreaterThan(0);
  return flags.filter((flag) => !terminal.written.stdout.includes(`${flag} `));
}

const secondsOf = (duration: string | undefined): number => (parseDuration(duration ?? "") ?? 0) / 1000;
const drainOf = (args: readonly string[]): number => secondsOf(args[args.indexOf("--drain") + 1]);

describe("the Kubernetes manifests", () => {
  it("hold no secret", () => {
    expect(manifests.map(({ kind }) => kind)).not.toContain("Secret");
    expect(pods.length).toBeGreaterThan(1);
  });

  it.each(pods)("$file: nothing but the folder for passing files may be written", ({
    pod: { containers },
  }) => {
    const writable = containers.flatMap(({ volumeMounts }) =>
      volumeMounts.filter(({ readOnly }) => readOnly !== true),
    );
    expect(writable.map(({ mountPath }) => mountPath)).toEqual(["/tmp"]);
  });

  it.each(pods)("$file: the command takes what it is given", async ({ pod: { containers } }) => {
    for (const { args } of containers) expect(await unknownFlags(args)).toEqual([]);
  });

  it("ask where a worker answers, and let it end in its time", () => {
    const [worker] = pods.flatMap(({ file, pod: one }) => (file === "workers.yaml" ? [one] : []));
    const [one] = worker?.containers ?? [];
    expect([one?.livenessProbe?.httpGet.path, one?.readinessProbe?.httpGet.path]).toEqual([
      "/healthz",
      "/readyz",
    ]);
    expect(worker?.terminationGracePeriodSeconds).toBeGreaterThan(drainOf(one?.args ?? []));
    expect(drainOf(one?.args ?? [])).toBeGreaterThan(0);
  });
});

describe("the compose file", () => {
  const file = z
    .object({
      services: z.object({
        database: z.object({ environment: z.record(z.string(), z.string()) }),
        worker: z.object({
          command: z.array(z.string()),
          environment: z.record(z.string(), z.string()),
          env_file: z.array(z.string()).min(1),
          user: z.string().regex(/^[1-9]/),
          read_only: z.literal(true),
          cap_drop: z.tuple([z.literal("ALL")]),
          security_opt: z.tuple([z.literal("no-new-privileges:true")]),
          stop_grace_period: z.string(),
          volumes: z.array(z.string().endsWith(":ro")),
          mem_limit: z.string(),
        }),
      }),
    })
    .parse(parse(text("compose.yaml")));
  const { database, worker } = file.services;

  it("holds no password", () => {
    const passwords = [...Object.entries(database.environment), ...Object.entries(worker.environment)].filter(
      ([name]) => name.includes("PASSWORD"),
    );
    expect(passwords.length).toBeGreaterThan(0);
    for (const [, value] of passwords) expect(value).toMatch(/^\$\{[A-Z_]+:\?/);
  });

  it("runs a worker as it takes it, and lets it end in its time", async () => {
    expect(await unknownFlags(worker.command)).toEqual([]);
    expect(secondsOf(worker.stop_grace_period)).toBeGreaterThan(drainOf(worker.command));
  });
});

describe("the systemd unit", () => {
  const unit = text("systemd/plumbline-worker@.service");
  const settingOf = (key: string): string => new RegExp(`^${key}=(.*)$`, "m").exec(unit)?.[1] ?? "";

  it("runs a worker as it takes it, and lets it end in its time", async () => {
    const args = settingOf("ExecStart").split(" ").slice(2);
    expect(await unknownFlags(args)).toEqual([]);
    expect(Number(settingOf("TimeoutStopSec"))).toBeGreaterThan(drainOf(args));
  });

  it.each([
    ["DynamicUser", "yes"],
    ["NoNewPrivileges", "yes"],
    ["ProtectSystem", "strict"],
    ["CapabilityBoundingSet", ""],
    ["Restart", "always"],
  ])("says %s=%s", (key, value) => {
    expect(unit).toMatch(new RegExp(`^${key}=${value}$`, "m"));
  });

  it("holds no secret", () => {
    expect(unit).not.toMatch(/^Environment=/m);
    expect(settingOf("EnvironmentFile")).not.toBe("");
  });
});
