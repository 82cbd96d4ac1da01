import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { readConnectionSettings } from "../../src/okta/access/connection-settings.ts";
import { connect } from "../../src/okta/connect.ts";
import { startTinyOkta, type TinyOkta } from "../support/tiny-okta.ts";

/** Settings that the SDK would pick up by itself: files in the working directory and variables of its own. */
let folder = "";
let server: TinyOkta;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "plumbline-sdk-"));
  server = await startTinyOkta();
  vi.spyOn(process, "cwd").mockReturnValue(folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await rm(folder, { recursive: true });
});

const open = () =>
  connect(readConnectionSettings({ OKTA_ORG_URL: `${server.url}/`, OKTA_API_TOKEN: "00ours" }));

it("takes nothing from okta.yaml or from the SDK's own variables", async () => {
  const yaml =
    "okta:\n  client:\n    orgUrl: https://evil.example\n    token: 00stray\n    authorizationMode: PrivateKey\n";
  await writeFile(join(folder, "okta.yaml"), yaml);
  vi.stubEnv("OKTA_CLIENT_TOKEN", "00env");
  vi.stubEnv("OKTA_CLIENT_ORGURL", "https://evil.example");
  vi.stubEnv("OKTA_CLIENT_AUTHORIZATIONMODE", "PrivateKey");
  const connection = open();
  await connection.get({ endpoint: "/.well-known/okta-organization" });
  await connection.get({ endpoint: "/api/v1/groups" });
  expect(server.asked.map(({ path, headers }) => [path, headers.authorization])).toEqual([
    ["/.well-known/okta-organization", undefined],
    ["/api/v1/groups", "SSWS 00ours"],
  ]);
});

it("says which file is in the way when the SDK cannot read it, without quoting it", async () => {
  await writeFile(join(folder, "okta.yaml"), "okta: [token: 00stray");
  const read = open().get({ endpoint: "/api/v1/groups" });
  const error: unknown = await read.catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: "CREDENTIALS_INVALID", message: expect.stringContaining("okta.yaml") });
  expect(inspect(error, { showHidden: true })).not.toContain("00stray");
});

it("does not send loopback traffic to a proxy", async () => {
  vi.stubEnv("https_proxy", "http://127.0.0.1:9");
  const { body } = await open().get({ endpoint: "/api/v1/groups/rules" });
  expect(body).toEqual([]);
});

it("sends no request for an id that would leave its segment of the path", async () => {
  const read = open().get({ endpoint: "/api/v1/users/{id}/roles", ids: ["../../groups?x=1"] });
  await expect(read).rejects.toThrow('"../../groups?x=1" is no id');
  expect(server.asked).toEqual([]);
});
