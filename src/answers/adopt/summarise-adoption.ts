import type { AdoptionSummary } from "../../model/adoption.ts";
import type { OrgSnapshot } from "../../model/snapshot.ts";
import type { Adoption, Proposal } from "./adopt-org.ts";
import { type SignInProposal, signInTitle } from "./propose-sign-in.ts";

/** Summarises an adoption for people. */
export function summariseAdoption(adoption: Adoption, { org }: OrgSnapshot): AdoptionSummary {
  const { adopted, asked, baseline, evaluation, oddities, proposals } = adoption;
  const { findings, outcomes, summary } = evaluation;
  return {
    org: { url: org.url, engine: org.engine },
    declared: {
      groups: baseline.groups.length,
      authenticators: Object.keys(baseline.authenticators).length,
      policies: adopted.policies.declared.length,
      rules: adopted.policies.declared.reduce((sum, { rules }) => sum + rules.length, 0),
      sessionPolicies: adopted.sessions.declared.length,
      appPolicies: adopted.apps.declared.length,
    },
    people: summary.people.inScope,
    requirements: baseline.requirements.map(({ id, title }) => {
      const proposal = proposals.find(({ population }) => population.id === id);
      const asking = adoption.signIn.find((one) => one.id === id);
      return {
        id,
        title,
        exempted: asked.exemptions.filter((one) => one.requirement === id).map(({ login }) => login),
        stricter: [
          ...(proposal === undefined ? [] : passedOver(proposal)),
          ...(asking === undefined ? [] : signInPassedOver(asking)),
        ],
      };
    }),
    notAsked: [
      ...proposals.filter(({ chosen }) => chosen === null).flatMap((one) => passedOver(one).slice(-1)),
      ...adoption.signIn
        .filter(({ chosen }) => chosen === null)
        .flatMap((one) => signInPassedOver(one).slice(-1)),
    ],
    accepted: asked.accepted.map(({ check, subject, note }) => ({ check, subject, message: note })),
    oddities: oddities.map(({ subject, words }) => ({ subject, words })),
    until: adoption.until,
    unread: baseline.unread,
    left: [
      ...findings
        .filter(({ status }) => status === "open" || (status === "unknown" && baseline.unread.length === 0))
        .map(({ message }) => message),
      ...outcomes.flatMap(({ check, status, reason }) =>
        // Checks that depend on something unread are covered by naming that.
        status === "unknown" && baseline.unread.length === 0 ? [`${check}: ${reason ?? "unknown"}`] : [],
      ),
    ],
  };
}

const passedOver = (proposal: Proposal) =>
  proposal.passedOver.map(({ level, lacking }) => ({
    title: proposal.population.title(level),
    lacking: lacking.length,
  }));

const signInPassedOver = (proposal: SignInProposal) =>
  proposal.passedOver.map(({ level, lacking }) => ({
    title: signInTitle(proposal, level),
    lacking: lacking.length,
  }));
