import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { emulatedOrg } from "../../src/cli/emulated-org.ts";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import type { JsonObject } from "../../src/emulator/wire/json.ts";
import { packageRoot } from "../../src/flows/catalogue/package-root.ts";
import type { FleetDiff } from "../../src/model/fleet-diff.ts";
import { closedUrl } from "../support/loopback-server.ts";
import { temporaryFolder } from "../support/seeded-ledger.ts";
import { serveFleet } from "../support/served-fleet.ts";

// Orgs are read over real sockets: seconds, on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const now = new Date();
const example = join(packageRoot(), "policy", "baseline.yaml");

/** Acme's baseline with security keys optional for administrators. */
async function weaker(): Promise<string> {
  const file = join(await temporaryFolder(), "weaker.yaml");
  await writeFile(
    file,
    (await readFile(example, "utf8")).replace("webauthn: REQUIRED", "webauthn: OPTIONAL"),
  );
  return file;
}

const aDriftedOrg = async () => ({ state: (await emulatedOrg({ drifted: true }, now)).state });

const asFeature = (feature: JsonObject, index: number) => ({ ...feature, id: `ftr${index}` });

describe("fleet diff", () => {
  it("says what baselines and orgs differ in, by name, and how the second stands to the first", async () => {
    const fleet = await serveFleet(
      [
        { name: "prod", org: { state: acmeState(now) } },
        { name: "us", org: await aDriftedOrg(), baseline: await weaker() },
      ],
      now,
    );
    const { exitCode, stdout } = await fleet.run("diff", "prod", "US", "--quiet");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^prod and us; \(weaker\) and \(stronger\) is us, compared with prod\.\n\nBaselines \(1\)\n/,
    );
    expect(stdout).toMatch(
      / {2}webauthn in enrollment policy "[^"]+"\n {4}prod: REQUIRED\n {4}us: OPTIONAL \(weaker\)\n/,
    );
    expect(stdout).toMatch(/ {2}enrollment policy "Temp contractors"\n {4}only in us/);
    expect(stdout).toMatch(
      / {2}org-wide status of phone_number\n {4}prod: INACTIVE\n {4}us: ACTIVE \(weaker\)\n/,
    );
    const back: FleetDiff = JSON.parse(
      (await fleet.run("diff", "us", "prod", "--format", "json", "--quiet")).stdout,
    );
    expect(back.live?.find(({ kind }) => kind === "enrollment-policy-removed")).toMatchObject({
      where: { policy: "Temp contractors" },
      to: null,
    });
    const { stdout: redacted } = await fleet.run("diff", "us", "prod", "--format", "json", "--redact");
    expect(redacted).not.toMatch(/Temp contractors|MFA Admins|acme\.example|127\.0\.0\.1/);
  });

  it("tells features that an org is not offered from those that are switched off", async () => {
    const withFeatures = (...features: readonly JsonObject[]) => {
      const state = acmeState(now);
      return { ...state, resources: { ...state.resources, features: features.map(asFeature) } };
    };
    const forbidden = { path: "/api/v1/features", probability: 1, effect: { kind: "forbidden" as const } };
    const fleet = await serveFleet(
      [
        { name: "prod", org: { state: withFeatures({ name: "Passkeys", status: "DISABLED" }) } },
        {
          name: "preview",
          org: {
            state: withFeatures(
              { name: "Passkeys", status: "ENABLED" },
              { name: "Realms", status: "ENABLED" },
            ),
          },
        },
        { name: "closed", org: { state: acmeState(now), faults: { seed: 1, faults: [forbidden] } } },
      ],
      now,
    );
    const { exitCode, stdout } = await fleet.run("diff", "prod", "preview", "--quiet");
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      "\nFeatures of Early Access and Beta that they have otherwise (2)\n" +
        "  Passkeys: prod DISABLED, preview ENABLED\n  Realms: prod not offered, preview ENABLED\n",
    );
    const json = await fleet.run("diff", "prod", "closed", "--format", "json", "--redact", "--quiet");
    const { features }: FleetDiff = JSON.parse(json.stdout);
    expect([json.exitCode, features]).toEqual([
      0,
      {
        differences: [],
        unread: [{ org: "closed", reason: expect.stringContaining("grant okta.features.read") }],
      },
    ]);
    const text = await fleet.run("diff", "closed", "prod", "--quiet");
    expect(text.stdout).toContain("  not read of closed: 403");
  });

  it("finds nothing between two orgs that are alike", async () => {
    const fleet = await serveFleet(
      ["one", "two"].map((name) => ({ name, org: { state: acmeState(now) } })),
      now,
    );
    const { exitCode, stdout } = await fleet.run("diff", "one", "two", "--quiet");
    expect(exitCode).toBe(0);
    expect(stdout).toContain("\nBaselines (0)\n  no difference\n\nAs they are (0)\n  no difference\n");
  });

  it("names what it could not read, and ends with 1", async () => {
    const forbidden = { path: "/api/v1/policies", probability: 1, effect: { kind: "forbidden" as const } };
    const fleet = await serveFleet(
      [
        { name: "one", org: { state: acmeState(now) } },
        { name: "two", org: { state: acmeState(now), faults: { seed: 1, faults: [forbidden] } } },
      ],
      now,
    );
    const { exitCode, stdout } = await fleet.run("diff", "one", "two", "--quiet");
    expect(exitCode).toBe(1);
    expect(stdout).toContain(
      "\nAs they are (0)\n  no difference in what was read\n\nNot read, so what differs there is not known",
    );
    expect(stdout).toContain("\n  two: policies: 403 ");
    expect(stdout).toContain("\n  two: enrollment policies: not all of it was read\n");
  });

  it("compares baselines alone, without reading an org", async () => {
    const org = await closedUrl();
    const fleet = await serveFleet(
      [
        { name: "one", org },
        { name: "two", org: { state: acmeState(now) }, baseline: await weaker() },
      ],
      now,
    );
    const { exitCode, stdout } = await fleet.run("diff", "one", "two", "--baselines");
    expect({ exitCode, has: stdout.includes("As they are") }).toEqual({ exitCode: 0, has: false });
    expect(fleet.emulators.get("two")?.requests.size).toBe(0);
    const down = await fleet.run("diff", "one", "two", "--quiet");
    expect(down.exitCode).toBe(1);
    expect(down.stderr).toContain("ONE_API_TOKEN");
  });

  it.each([
    [["one", "ONE"], "one and ONE are one org"],
    [["one", "three"], 'has no org called "three"'],
    [["one", "two", "--snapshots", "org.json"], "would be the snapshot of every org"],
    [["one", "two", "--snapshots", "/nowhere/{org}.json"], "error[SNAPSHOT_NOT_FOUND]"],
  ])("refuses %j", async (flags, message) => {
    const fleet = await serveFleet(
      [
        { name: "one", org: "https://one.okta.com" },
        { name: "two", org: "https://two.okta.com" },
      ],
      now,
    );
    const { exitCode, stderr } = await fleet.run("diff", ...flags);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
  });
});
