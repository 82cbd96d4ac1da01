import type { Baseline } from "../model/baseline.ts";
import type { RegisteredExemption } from "../model/evidence.ts";
import type { Finding } from "../model/report.ts";

const isCalled = (name: string, wanted: string): boolean =>
  name.normalize("NFC").toLowerCase() === wanted.normalize("NFC").toLowerCase();

/**
 * Every exemption and acceptance of a baseline with what it lets stand: who answers for it, why, until when (PCI DSS 4.0.1,
 * 8.5.1: documented, authorised, as an exception, for a limited time).
 */
export function exemptionRegister(
  { exemptions, accepted }: Pick<Baseline, "exemptions" | "accepted">,
  findings: readonly Finding[],
  judgedAt: Date,
): readonly RegisteredExemption[] {
  const day = judgedAt.toISOString().slice(0, 10);
  const spared = findings.filter(({ status }) => status === "exempted");
  const entry = (
    terms: { readonly until: string; readonly reason: string; readonly owner: string },
    about: { readonly user: string | null; readonly of: string },
    isMeant: (finding: Finding) => boolean,
  ): RegisteredExemption => {
    const { until, reason, owner } = terms;
    const findingsOf = spared.filter(
      (finding) =>
        finding.exemption?.until === until &&
        finding.exemption.reason === reason &&
        finding.exemption.owner === owner &&
        isMeant(finding),
    );
    return { ...about, until, reason, owner, inEffect: day <= until, findings: findingsOf.length };
  };
  return [
    ...exemptions.map((one) =>
      entry(
        one,
        { user: one.user, of: one.requirement },
        ({ requirement, subject }) =>
          requirement === one.requirement &&
          [subject.id ?? "", subject.name].some((name) => isCalled(name, one.user)),
      ),
    ),
    ...accepted.map((one) =>
      entry(
        one,
        { user: null, of: `${one.check} ${one.subject}` },
        ({ check, subject }) =>
          check === one.check && subject.type !== "user" && isCalled(subject.name, one.subject),
      ),
    ),
  ];
}
