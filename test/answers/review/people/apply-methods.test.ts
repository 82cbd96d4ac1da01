import { expect, it } from "vitest";
import { applyMethods } from "../../../../src/answers/review/people/apply-methods.ts";
import type { AuthenticatorMethod, OrgAuthenticator } from "../../../../src/model/live-enrollment.ts";
import { aBaseline } from "../../../support/baseline-builder.ts";

const verify = (methods?: readonly AuthenticatorMethod[] | null): OrgAuthenticator => ({
  id: null,
  key: "okta_verify",
  name: "Okta Verify",
  status: "ACTIVE",
  ...(methods === undefined ? {} : { methods }),
});
const declares = (methods: Readonly<Record<string, "ACTIVE" | "INACTIVE">>) =>
  aBaseline({ authenticatorMethods: { okta_verify: methods } });
const on = (type: string): AuthenticatorMethod => ({ type, status: "ACTIVE" });
const off = (type: string): AuthenticatorMethod => ({ type, status: "INACTIVE" });

it.each([
  ["one that is declared off", [on("push"), on("totp")], { push: "INACTIVE" }, [off("push"), on("totp")]],
  ["one that the org does not show", [on("push")], { totp: "ACTIVE" }, [on("push"), on("totp")]],
  ["none, where none is declared", [on("push")], {}, [on("push")]],
  [
    "all, where all are declared, though none was read",
    null,
    { push: "ACTIVE", totp: "INACTIVE", signed_nonce: "ACTIVE" },
    [on("push"), off("totp"), on("signed_nonce")],
  ],
  ["none, where some were not read and are not declared", null, { push: "INACTIVE" }, null],
  ["none, where nobody asked for them", undefined, { push: "INACTIVE" }, undefined],
] as const)("applies %s", (_what, live, declared, methods) => {
  expect(applyMethods(verify(live), declares(declared)).methods).toEqual(methods);
});

it("of Okta Verify in three parts, as earlier orgs have it, the status is that of the method", () => {
  const push = { ...verify(), key: "okta_verify_push" };
  expect(applyMethods(push, declares({ push: "INACTIVE" })).status).toBe("INACTIVE");
  expect(applyMethods(push, declares({ totp: "INACTIVE" })).status).toBe("ACTIVE");
});
