import { nameOfFactor } from "../src/evaluator/factors/factor-kind.ts";
import { listNames } from "../src/evaluator/words/name-list.ts";
import type { ReadPerson } from "../src/model/proof.ts";
import type { Check, FindingDraft } from "./contract/check.ts";

/** ACTIVE enrolments by name, each once, with the method where it was shown. */
function namesOf({ enrolments, factors }: ReadPerson): readonly string[] {
  const active = [...enrolments, ...(factors ?? [])].filter(({ status }) => status === "ACTIVE");
  const names = active.map(({ key, authenticatorId, method }) => nameOfFactor(key, authenticatorId, method));
  const isFullest = (name: string) => !names.some((other) => other.startsWith(`${name}:`));
  return [...new Set(names.filter(isFullest))].toSorted();
}

export default {
  id: "silent-change",
  about: "memory",
  title: "Nobody's enrolments changed without an event in the System Log (with --max-proof-age)",
  severity: "high",
  rationale:
    "A check that remembers what it read believes the System Log: where no event was about somebody, nothing changed. An " +
    "enrolment that changes without an event breaks that, for this person and perhaps for others who were not read. The " +
    "next check reads everybody.",
  remedy:
    "Find out who changed it and how (Okta support, if it was not you), and run the check again: it reads everybody.",
  references: [
    "Okta developer docs: System Log query, polling requests (every event that occurs in the org)",
    "NIST SP 800-53 Rev. 5 AU-12, Audit Record Generation",
  ],
  needsMemory: true,
  needs: () => [],

  *evaluate({ silentChanges = [], judgement }): Generator<FindingDraft> {
    for (const { user, before, now } of silentChanges) {
      const login = judgement.live.person(user)?.login ?? user;
      const [expected, actual] = [namesOf(before.read), namesOf(now)];
      const had = listNames(expected, "nothing");
      yield {
        subject: { type: "user", id: user, name: login },
        field: "enrolments",
        expected,
        actual,
        message: `${login} had ${had} on ${before.provenAt.slice(0, 10)} and has ${listNames(actual, "nothing")} now, and no event tells of the change.`,
      };
    }
  },
} satisfies Check;
