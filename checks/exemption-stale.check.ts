import { whyPartial } from "../src/evaluator/live/partly-read.ts";
import { standingOf } from "../src/evaluator/people/standing.ts";
import { type Baseline, ownerToBe } from "../src/model/baseline.ts";
import { exemptionRef } from "../src/model/subject.ts";
import type { Check, FindingDraft } from "./contract/check.ts";

/** An exemption that `adopt` wrote is nobody's until somebody answers for it: listed, and no drift. */
function* withoutOwner({ exemptions, accepted }: Baseline): Generator<FindingDraft> {
  const amount = [...exemptions, ...accepted].filter(({ owner }) => owner === ownerToBe).length;
  if (amount === 0) return;
  const are =
    amount === 1
      ? "1 exemption or accepted deviation has"
      : `${amount} exemptions and accepted deviations have`;
  yield {
    subject: { type: "exemption", id: null, name: ownerToBe, user: null, requirement: null },
    field: "owner",
    status: "pending",
    expected: "an owner",
    actual: ownerToBe,
    message: `${are} no owner yet.`,
    remedy: `Put whoever answers for it in place of every \`owner: ${ownerToBe}\` in the baseline.`,
  };
}

export default {
  id: "exemption-stale",
  about: "baseline",
  title: "Every exemption is for somebody who is still there, and somebody answers for it",
  severity: "low",
  rationale:
    "An exemption that outlives its account is a hole that waits for the next account of that login, and it hides in " +
    "the baseline how many exemptions are really in use.",
  remedy: "Remove the exemption from the baseline, or correct whom it names.",
  references: [
    "NIST SP 800-53 Rev. 5 AC-2(3), Disable Accounts",
    "NIST SP 800-53 Rev. 5 CM-3, Configuration Change Control",
  ],
  needs: (baseline) => (baseline.exemptions.length > 0 ? ["users"] : []),

  *evaluate({ baseline, org, judgement }): Generator<FindingDraft> {
    yield* withoutOwner(baseline);
    for (const { user, requirement } of baseline.exemptions) {
      const person = judgement.live.personCalled(user);
      if (person !== undefined && standingOf(person) !== "deprovisioned") continue;
      const draft = {
        subject: { ...exemptionRef(user, requirement), id: null },
        field: null,
        expected: user,
        actual: person?.status ?? null,
      } as const;
      const head = `The exemption of ${user} from "${requirement}"`;
      const partial = whyPartial("users", org);
      if (person !== undefined)
        yield { ...draft, message: `${head} is for an account that is ${person.status}.` };
      else if (partial === null) yield { ...draft, message: `${head} matches nobody in the org.` };
      else {
        const message = `Cannot tell whether the exemption of ${user} from "${requirement}" matches anybody: not everybody was read (${partial}).`;
        yield { ...draft, status: "unknown", message };
      }
    }
  },
} satisfies Check;
