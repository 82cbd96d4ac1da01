import { existsSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadFleet } from "../../../policy/fleet/load-fleet.ts";

const folder = await mkdtemp(join(tmpdir(), "fleet-"));

it("looks for baselines beside the file", async () => {
  const file = join(folder, "fleet.yaml");
  await writeFile(
    file,
    `orgs:
  - { name: a, url: https://a.okta.com, baseline: orgs/a.yaml, credentials: ACME_A }
  - { name: b, url: https://b.okta.com, baseline: /etc/b.yaml, credentials: ACME_B }
`,
  );
  const { path, orgs } = await loadFleet(file);
  expect(path).toBe(file);
  expect(orgs.map(({ baseline }) => baseline)).toEqual([join(folder, "orgs/a.yaml"), "/etc/b.yaml"]);
});

it("reads the example, whose baselines are there", async () => {
  const { orgs } = await loadFleet("policy/examples/fleet.yaml");
  expect(orgs.filter(({ baseline }) => !existsSync(baseline))).toEqual([]);
  expect(orgs[0]).toMatchObject({ name: "acme-prod", credentials: "ACME_PROD", everyMs: 6 * 3_600_000 });
});

it("says which file it cannot read", async () => {
  await expect(loadFleet(join(folder, "none.yaml"))).rejects.toMatchObject({
    code: "FLEET_NOT_FOUND",
    message: expect.stringMatching(/none\.yaml: no such file$/),
  });
});
