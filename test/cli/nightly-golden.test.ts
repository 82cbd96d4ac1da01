import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { acmeState } from "../../src/emulator/acme/acme.ts";
import { startEmulator } from "../../src/emulator/start-emulator.ts";
import { temporaryFolder } from "../support/seeded-ledger.ts";
import { expectGolden } from "./golden-run.ts";

it("prints how far memory stood, and what changed without an event", { timeout: 240_000 }, async () => {
  const folder = await temporaryFolder();
  let now = new Date("2026-11-23T02:00:00.000Z");
  const org = await startEmulator({ state: acmeState(now), clock: () => now });
  onTestFinished(() => org.close());
  const env = { OKTA_ORG_URL: org.url, OKTA_API_TOKEN: org.token };
  const night = (shown: string, ...flags: readonly string[]) =>
    expectGolden(
      [
        "check",
        "--now",
        now.toISOString(),
        "--ledger",
        join(folder, "plumbline.db"),
        "--max-proof-age",
        "30d",
        ...flags,
      ],
      {
        env,
        shown,
        hide: folder,
        now,
      },
    );
  await night("check --ledger plumbline.db --max-proof-age 30d (first night)");
  now = new Date("2026-11-24T02:00:00.000Z");
  await night("check --ledger plumbline.db --max-proof-age 30d (second night)");
  now = new Date("2026-11-25T02:00:00.000Z");
  org.change({ users: [{ login: "dana@acme.example", factors: ["phone_number:sms"] }] });
  await night("check --ledger plumbline.db --max-proof-age 1h (silent change)", "--max-proof-age", "1h");
  expect(org.requests.size).toBeGreaterThan(0);
});
