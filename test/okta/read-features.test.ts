import { expect, it } from "vitest";
import { ScopeMissing } from "../../src/okta/access/scope-missing.ts";
import type { OktaConnection } from "../../src/okta/connection/connection.ts";
import { readFeatures } from "../../src/okta/read-features.ts";
import { ReadFailure } from "../../src/okta/transport/read-failure.ts";

const scope = "okta.features.read";

/** Features that are read where Okta answers so, and which scopes are done without. */
async function read(answer: () => unknown) {
  const without: string[] = [];
  const connection: Pick<OktaConnection, "get" | "needScopes" | "doWithout"> = {
    needScopes: () => undefined,
    doWithout: (scopes) => without.push(...scopes),
    get: async ({ endpoint }) => ({ url: endpoint, body: answer(), header: () => null }),
  };
  const found = await readFeatures(connection as OktaConnection, new AbortController().signal);
  return { found: found.kind === "read" ? Object.fromEntries(found.statuses) : found.reason, without };
}

const throwing = (error: Error) => () => {
  throw error;
};

it.each<[string, () => unknown, unknown, readonly string[]]>([
  ["a list", () => [{ name: "Realms", status: "ENABLED", more: 1 }], { Realms: "ENABLED" }, []],
  ["no list", () => ({}), "not a list of features", []],
  [
    "no grant",
    throwing(new ScopeMissing([scope])),
    expect.stringContaining(`not been granted ${scope}`),
    [scope],
  ],
  [
    "a refusal",
    throwing(new ReadFailure("refused", "403 E0000006", { status: 403 })),
    `403 E0000006; to see them, grant ${scope}`,
    [],
  ],
  ["an outage", throwing(new ReadFailure("unavailable", "503", { status: 503 })), "503", []],
])("%s", async (_, answer, found, without) => {
  expect(await read(answer)).toEqual({ found, without });
});

it("hides no fault of ours", async () => {
  await expect(read(throwing(new TypeError("ours")))).rejects.toThrow("ours");
});
