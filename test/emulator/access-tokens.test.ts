import { expect, test } from "vitest";
import { AccessTokens } from "../../src/emulator/access/access-tokens.ts";
import type { ServiceApp } from "../../src/emulator/state/access-state.ts";

test("an org takes its own access tokens, and none of another org that the same process serves", () => {
  const now = new Date("2026-11-23T09:00:00.000Z");
  const scopes = ["okta.users.read"];
  const app: ServiceApp = { clientId: "0oaAudit", label: "Audit", keys: [], scopes, dpop: false, roles: [] };
  const [acme, other] = ["acme", "other"].map(
    (secret) => new AccessTokens({ apps: [app], makeSecret: () => secret }),
  );
  const token = acme?.issue({ app, scopes, thumbprint: null }, "https://acme.okta.com", now) ?? "";
  expect(acme?.read(token, now)).toMatchObject({ app, scopes });
  expect(other?.read(token, now)).toBeNull();
});
