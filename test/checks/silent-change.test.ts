import { expect, it } from "vitest";
import { evaluate } from "../../checks/runner/evaluate.ts";
import check from "../../checks/silent-change.check.ts";
import type { UserId } from "../../src/model/ids.ts";
import { aProof, aRead, readTwice } from "../support/a-proof.ts";
import { aBaseline } from "../support/baseline-builder.ts";
import { anOrg, aPerson, enrolled, idOf } from "../support/org-builder.ts";

const org = anOrg({ people: [aPerson("dana@acme.example")] });
const now = new Date("2026-11-24T02:00:00.000Z");
const judged = { checks: [check], baseline: aBaseline(), org, now };

it("finds whom no event explains, with what was there and what is there now", () => {
  const before = aProof({ read: readTwice(["okta_verify"], ["okta_verify:push"]) });
  const after = aRead([enrolled("webauthn", { status: "PENDING_ACTIVATION" })]);
  const { findings, outcomes } = evaluate({
    ...judged,
    silentChanges: [
      { user: idOf.user("dana@acme.example"), before, now: after },
      { user: "00ugone" as UserId, before: aProof(), now: aRead(["okta_verify"]) },
    ],
  });
  expect(findings).toMatchObject([
    { subject: { name: "00ugone" } },
    {
      status: "open",
      severity: "high",
      subject: { type: "user", id: idOf.user("dana@acme.example"), name: "dana@acme.example" },
      expected: ["okta_verify:push"],
      actual: [],
      message:
        "dana@acme.example had okta_verify:push on 2026-11-23 and has nothing now, and no event tells of the change.",
    },
  ]);
  expect(outcomes).toEqual([{ check: "silent-change", status: "drift", reason: null }]);
});

it("is left out where nothing is remembered, and finds nothing where nothing changed", () => {
  expect(evaluate(judged).outcomes).toEqual([]);
  expect(evaluate({ ...judged, silentChanges: [] }).findings).toEqual([]);
});
