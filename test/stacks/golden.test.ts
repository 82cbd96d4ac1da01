import { describe, expect, it } from "vitest";
import { Document, visit } from "yaml";
import { loadBaseline } from "../../policy/load-baseline.ts";
import { type DeclaredResource, declareUnderMocks } from "../support/declare-under-mocks.ts";
import { acmeOrg } from "../support/provider-answers.ts";

/** `webauthn: { enroll: REQUIRED }` on one line: a policy is a table, and reads like one. */
function readable(resources: readonly DeclaredResource[]): string {
  const document = new Document(resources);
  visit(document, {
    Map: (_key, node) => {
      if (node.items.length <= 2 && node.has("enroll")) node.flow = true;
    },
    Seq: (key, node) => {
      if (key !== null && node.items.length < 2) node.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 });
}

describe("what the example baselines become", () => {
  it.each([
    ["baseline.yaml", acmeOrg()],
    ["baseline.classic.yaml", acmeOrg({ pipeline: "v1" })],
  ])("%s", async (file, org) => {
    const { resources } = await declareUnderMocks(await loadBaseline(`policy/${file}`), org);
    await expect(readable(resources)).toMatchFileSnapshot(`golden/${file}`);
  });
});
