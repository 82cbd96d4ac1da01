import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { evaluate } from "../../../checks/runner/evaluate.ts";
import { adoptOrg } from "../../../src/answers/adopt/adopt-org.ts";
import { parseAdopted } from "../../../src/answers/adopt/parse-adopted.ts";
import { proposeBaseline } from "../../../src/answers/propose/propose-baseline.ts";
import { loadChecks } from "../../../src/flows/catalogue/load-checks.ts";
import { orgWithPolicies } from "../../support/arbitrary-policies.ts";
import { propertyLimit, propertyRuns } from "../../support/property-runs.ts";

// Hundreds of edits are judged one by one: seconds, on a busy machine.
vi.setConfig({ testTimeout: propertyLimit(120_000) });

const now = new Date("2026-03-01T12:00:00.000Z");
const checks = (await loadChecks()).filter(({ needsStack }) => needsStack !== true);
const parse = (text: string) => parseAdopted(text).baseline;

it("whatever becomes of an org, a check by the proposal has nothing open but what people lack", () => {
  const org = orgWithPolicies({ allowed: false });
  fc.assert(
    fc.property(org, org, (before, after) => {
      const { text } = adoptOrg({ org: before, now, checks, exemptForDays: 30, maxExemptions: 50 });
      const baseline = parse(text);
      const { findings } = evaluate({ checks, baseline, org: after, now });
      const request = { text, baseline, parse, org: after, checks, now, findings, who: () => null };
      const proposed = proposeBaseline({ ...request, until: "2026-03-31" });
      const checked = evaluate({ checks, baseline: parse(proposed.text), org: after, now }).findings;
      const open = checked.filter(({ status, subject }) => status === "open" && subject.type !== "user");
      expect(open.map(({ message }) => message)).toEqual([]);
      expect(parse(proposed.text).requirements).toEqual(baseline.requirements);
      expect(parse(proposed.text).exemptions).toEqual(
        baseline.exemptions.filter(({ user }) =>
          after.slices.users?.people.some(({ login }) => login === user),
        ),
      );
    }),
    { numRuns: propertyRuns(20) },
  );
});
