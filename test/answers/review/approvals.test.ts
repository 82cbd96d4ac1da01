import { describe, expect, it } from "vitest";
import { ratchet } from "../../../src/answers/review/approvals.ts";
import type { Approval } from "../../../src/model/baseline.ts";
import { aBaseline } from "../../support/baseline-builder.ts";

const webauthn: Approval = {
  change: "enrollment-policy-authenticator/Admins/webauthn",
  reason: "keys are delayed",
  owner: "secops@acme.example",
  ticket: "SEC-42",
  until: "2026-12-31",
};
const weakenings = [{ id: webauthn.change }];

function held(earlier: readonly Approval[], later: readonly Approval[], day = "2026-11-24") {
  const [base, head] = [aBaseline({ approvals: earlier }), aBaseline({ approvals: later })];
  return ratchet(base, head, weakenings, new Date(`${day}T23:59:59.999Z`));
}

describe("which approvals let a weakening pass", () => {
  it.each([
    ["one of the later baseline", [], [webauthn], "2026-11-24", true],
    ["on its last day", [], [webauthn], "2026-12-31", true],
    ["not a day later", [], [webauthn], "2027-01-01", false],
    ["not one of the earlier baseline alone", [webauthn], [], "2026-11-24", false],
    [
      "not one of something else",
      [],
      [{ ...webauthn, change: "enrollment-policy-order/A/B" }],
      "2026-11-24",
      false,
    ],
  ] as const)("%s", (_, earlier, later, day, passes) => {
    expect(held(earlier, later, day).isApproved(webauthn.change)).toBe(passes);
  });
});

describe("what is new in an approval", () => {
  it.each([
    ["nothing", {}, false],
    ["another end", { until: "2027-06-30" }, true],
    ["another owner", { owner: "nia@acme.example" }, true],
    ["another reason", { reason: "they are lost" }, true],
    ["another ticket", { ticket: "SEC-43" }, true],
  ] as const)("%s", (_, part, isNew) => {
    const { used } = held([webauthn], [{ ...webauthn, ...part }]).approvals;
    expect(used.map((one) => one.isNew)).toEqual([isNew]);
  });
});

it("sorts approvals into used, unused and ended", () => {
  const unused = { ...webauthn, change: "enrollment-policy-order/A/B" };
  const ended = { ...webauthn, until: "2026-11-23" };
  const { approvals } = held([], [webauthn, unused, ended]);
  expect(approvals).toEqual({ used: [{ ...webauthn, isNew: true }], unused: [unused], ended: [ended] });
});
