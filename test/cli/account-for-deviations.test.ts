import { describe, expect, it } from "vitest";
import { accountForDeviations, type PlannedDeviation } from "../../src/cli/account-for-deviations.ts";
import { demoText } from "../../src/cli/demo-text.ts";
import { personFinding, policyFinding, sampleFinding, sampleReport } from "../support/sample-report.ts";

const orderChanged: PlannedDeviation = {
  id: "order-changed",
  title: "Staff was put first",
  check: "enrollment-policy-order",
};
const keyReset: PlannedDeviation = { id: "key-reset", title: "Dana's key was reset", check: "factors" };
const done = [orderChanged, keyReset];
const order = policyFinding();
const explained = personFinding("omar@acme.example", { causedBy: order.fingerprint });
const dana = sampleFinding();

describe("holding a report against what was done", () => {
  it("is content when each is named by one root finding and the rest goes back to those", () => {
    const account = accountForDeviations(done, sampleReport([order, explained, dana]));
    expect(account.named.map((one) => one.finding)).toEqual([order, dana]);
    expect(account.invented).toEqual([]);
    expect(
      demoText(account, 2, 80, "plumbline"),
    ).toBe(`What somebody did to Acme, and the finding that names it
 1. Staff was put first.
    enrollment-policy-order: Policy "Admins" is tried after "Staff".
    So omar@acme.example has no acceptable factor.
 2. Dana's key was reset.
    factors: dana@acme.example has no acceptable factor.

2 of 2 found; nothing else was reported.
The check would have ended with exit code 2.

The same for your own org:
    export OKTA_ORG_URL=https://your-org.okta.com OKTA_API_TOKEN=...
    plumbline adopt --out policy
    plumbline check --baseline policy/baseline.yaml
`);
  });

  it("ends in a clone with lines that work there", () => {
    const text = demoText(
      accountForDeviations(done, sampleReport([order, dana])),
      2,
      80,
      "npx okta-plumbline",
    );
    expect(text).toContain(`
    npx okta-plumbline adopt --out my-org
    npx okta-plumbline check --baseline my-org/baseline.yaml
`);
  });

  it("says what was not found, also when a finding that is explained by another has the right check", () => {
    const account = accountForDeviations(done, sampleReport([order, explained]));
    expect(account.named.map((one) => one.finding)).toEqual([order, null]);
    expect(demoText(account, 2, 80, "plumbline")).toContain("    NOT FOUND by factors\n\n1 of 2 found;");
  });

  it("says what nobody did: a second root, an unknown, a gap", () => {
    const account = accountForDeviations(
      done,
      sampleReport(
        [
          order,
          dana,
          personFinding("lee@acme.example"),
          personFinding("ravi@acme.example", { status: "unknown" }),
        ],
        {
          gaps: [{ slice: "zones", reason: "403 E0000006", affected: 0 }],
        },
      ),
    );
    expect(account.invented).toEqual([
      "lee@acme.example has no acceptable factor.",
      "ravi@acme.example has no acceptable factor.",
      "zones could not be read: 403 E0000006",
    ]);
    expect(demoText(account, 2, 80, "plumbline")).toContain(
      "2 of 2 found; 3 more that nobody did.\n    lee@acme.example has no",
    );
  });
});
