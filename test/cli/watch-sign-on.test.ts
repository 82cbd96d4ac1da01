import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/emulator/wire/json.ts";
import { signOnConsole } from "../closed-loop/sign-on/sign-on-console.ts";
import { temporaryFolder } from "../support/seeded-ledger.ts";
import { watchAcme } from "../support/watched-acme.ts";

const declared = `version: 1
org: { engine: identity }
signOn:
  appPolicies:
    - name: Any two factors
      apps: [Payroll]
      rules: [{ name: Catch-all Rule, factors: 2, reauthenticateEvery: 12h }]
`;

const askedOfAll = `requirements:
  - id: everyone
    title: Everyone signs in with two factors
    appliesTo: { everyone: true }
    signIn: { to: any, atLeast: two-factors }
`;

test("an application that is moved, and a policy that lets people in with less, are told until they are as declared again", {
  timeout: 240_000,
}, async () => {
  let at = Date.parse("2026-11-23T09:00:00.000Z");
  const acme = await watchAcme({
    clock: () => {
      at += 1000;
      return new Date(at);
    },
  });
  const baseline = join(await temporaryFolder(), "baseline.yaml");
  await writeFile(baseline, declared);
  const console = signOnConsole(acme.emulator);
  const watch = async (names: readonly string[] = ["Payroll", "Any two factors"]) => {
    const { exitCode, stderr } = await acme.run(["watch", "--once", "--baseline", baseline]);
    expect([exitCode, stderr.includes("error[")]).toEqual([0, false]);
    const alerts = await acme.alerts();
    return alerts
      .filter(({ subject }) => names.includes(subject.name))
      .map(
        ({ detection, severity, state, subject }) => `${detection} of ${subject.name}: ${severity}, ${state}`,
      );
  };
  const factorMode = (mode: string) =>
    console.editRule("ACCESS_POLICY", "Any two factors", "Catch-all Rule", (rule) => ({
      ...rule,
      actions: {
        appSignOn: {
          access: "ALLOW",
          verificationMethod: { type: "ASSURANCE", factorMode: mode, reauthenticateIn: "PT12H" },
        },
      },
    }));
  await console.send("POST", "/policies", { type: "ACCESS_POLICY", name: "Weak", status: "ACTIVE" });
  await console.editRule("ACCESS_POLICY", "Weak", "Catch-all Rule", (rule) => ({
    ...rule,
    actions: { appSignOn: { access: "ALLOW", verificationMethod: { type: "ASSURANCE", factorMode: "1FA" } } },
  }));
  expect(await watch()).toEqual([]);

  await console.move("Payroll", "Weak");
  expect(await watch()).toEqual(["app-policy-changed of Payroll: critical, open"]);
  await console.move("Payroll", "Any two factors");
  expect(await watch()).toEqual(["app-policy-changed of Payroll: critical, resolved"]);

  await factorMode("1FA");
  expect(await watch()).toContain("policy-weakened of Any two factors: critical, open");
  await factorMode("2FA");
  expect(await watch()).toContain("policy-weakened of Any two factors: critical, resolved");

  await writeFile(baseline, `${declared}${askedOfAll}`);
  const weak = (verificationMethod: JsonObject) =>
    console.editRule("ACCESS_POLICY", "Weak", "Catch-all Rule", (rule) => ({
      ...rule,
      actions: {
        appSignOn: { access: "ALLOW", verificationMethod: { type: "ASSURANCE", ...verificationMethod } },
      },
    }));
  await weak({ factorMode: "1FA", reauthenticateIn: "PT2H" });
  expect(await watch(["Weak"])).toContain("policy-weakened of Weak: critical, open");
  await weak({ factorMode: "2FA" });
  expect(await watch(["Weak"])).toContain("policy-weakened of Weak: critical, resolved");
});
