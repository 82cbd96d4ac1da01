import { expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { detectionIds } from "../../src/model/alert-names.ts";
import { fakeTerminal } from "../support/fake-terminal.ts";

async function detections(...argv: readonly string[]) {
  const terminal = fakeTerminal({});
  const exitCode = await run(["detections", ...argv], terminal);
  return { exitCode, ...terminal.written };
}

it("lists every detection, a line each", async () => {
  const { exitCode, stdout } = await detections();
  expect(exitCode).toBe(0);
  expect(
    stdout
      .trimEnd()
      .split("\n")
      .map((line) => line.split(" ")[0]),
  ).toEqual(detectionIds);
});

it("says of one why it matters, what to do, how it closes, what it reads and whose idea it was", async () => {
  const { exitCode, stdout } = await detections("zone-changed");
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^zone-changed \(severity: medium\)\n\n {2}A network zone was changed\n/);
  for (const part of [
    "Says, for example\n",
    "Why\n",
    "What to do\n",
    "Closes\n  by hand\n",
    "Reads\n  - zone.create\n",
    "Sources\n",
  ]) {
    expect(stdout).toContain(`\n${part}`);
  }
});

it("gives the same as JSON", async () => {
  const { stdout } = await detections("api-token-created", "--format", "json");
  expect(JSON.parse(stdout)).toMatchObject({
    detections: [
      {
        id: "api-token-created",
        severity: "medium",
        closes: "by hand; or when Okta logs system.api_token.revoke for it",
        eventTypes: ["system.api_token.create", "system.api_token.enable"],
      },
    ],
  });
});

it("says what was meant by one that does not exist", async () => {
  expect(await detections("zone-chnaged")).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: expect.stringMatching(
      /^error\[DETECTION_NOT_FOUND\]: there is no detection "zone-chnaged"; did you mean zone-changed\?\nfix: choose from /,
    ),
  });
});
