import { factorKind } from "../../evaluator/factors/factor-kind.ts";
import { usableFactors } from "../../evaluator/factors/usable-factor.ts";
import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { parseFactorName, phishingResistantFactors } from "../../model/authenticators.ts";
import type { EnrollmentPolicy, OrgAuthenticator } from "../../model/live-enrollment.ts";
import type { Person } from "../../model/snapshot.ts";
import type { StandardEvidence, StandardVerdict } from "../../model/standards.ts";
import type { JudgedForPeople, StandardRequirement } from "../contract/framework.ts";
import { notReviewed, open, pass, policyPath } from "../contract/verdicts.ts";
import { type Held, judgedOver, whoSlices } from "../truth/people-judged.ts";
import { passkeyOf, pushCarriesNumber } from "./assurance-levels.ts";

const seen = ({ id, key, name }: OrgAuthenticator, field: string, value: string): StandardEvidence => ({
  path: `/api/v1/authenticators/${id ?? key}`,
  name,
  field,
  value,
});

const activeOf = ({ org }: JudgedOrg, key: string): OrgAuthenticator | undefined =>
  org.slices.authenticators?.find((one) => one.key === key && one.status === "ACTIVE");

/** An authenticator that may sign nobody in: it is off, or for recovery alone. */
function notForSignIn(key: string, what: string): Pick<StandardRequirement, "needs" | "asTheStandardChecks"> {
  return {
    needs: ["authenticators"],
    asTheStandardChecks: (org): StandardVerdict => {
      const one = activeOf(org, key);
      if (one === undefined) return pass(`${what} is not ACTIVE`);
      const allowedFor = one.allowedFor ?? "any";
      const evidence = [seen(one, "settings.allowedFor", allowedFor)];
      return allowedFor === "recovery" || allowedFor === "none"
        ? pass(`${what} is for recovery alone`, evidence)
        : open(`${what} may be used to sign in`, evidence);
    },
  };
}

function pushWithNumber(org: JudgedOrg): StandardVerdict {
  const verify = activeOf(org, "okta_verify");
  const push = verify?.methods?.find(({ type }) => type === "push");
  if (verify === undefined || push?.status === "INACTIVE") return pass("Okta Verify sends no push");
  const carries = pushCarriesNumber(org.org);
  if (carries === null) return notReviewed("settings.channelBinding of Okta Verify was not read");
  const { style = "none", required = "" } = verify.channelBinding ?? {};
  const evidence = [seen(verify, "settings.channelBinding", `${style} ${required}`)];
  return carries
    ? pass("every push of Okta Verify carries a number", evidence)
    : open("a push of Okta Verify can be approved without comparing a number", evidence);
}

function passkeySetting(
  isMet: (passkey: NonNullable<ReturnType<typeof passkeyOf>>) => boolean | undefined,
  words: { readonly field: string; readonly met: string; readonly unmet: string },
) {
  return (org: JudgedOrg): StandardVerdict => {
    const one = activeOf(org, "webauthn");
    if (one === undefined) return pass("passkeys are not ACTIVE");
    const passkey = passkeyOf(org.org);
    const answer = passkey === undefined ? undefined : isMet(passkey);
    if (answer === undefined) return notReviewed(`${words.field} of the method of passkeys was not read`);
    const evidence = [seen(one, `methods.webauthn.${words.field}`, String(answer))];
    return answer ? pass(words.met, evidence) : open(words.unmet, evidence);
  };
}

const resistant = phishingResistantFactors.map(parseFactorName);

/** The org has something phishing-resistant, and the enrollment policy in effect lets each person enroll it. */
function optionOffered(org: JudgedOrg): JudgedForPeople {
  const usable = usableFactors(org.org);
  const offers = (policy: EnrollmentPolicy | null): boolean | null => {
    const answers = resistant.map(({ key, id, method }) => {
      const kind = factorKind(key, id, method);
      return usable.under(policy, kind, kind).answer;
    });
    return answers.includes("yes") ? true : answers.includes("unknown") ? null : false;
  };
  const held = new Map<
    EnrollmentPolicy | null,
    Held & { readonly sure: Person[]; readonly perhaps: Person[] }
  >();
  const uncertainties = new Set<string>();
  for (const person of org.judgement.people.inScope) {
    const effective = org.judgement.effectivePolicyOf(person.id);
    for (const one of effective.uncertainties) uncertainties.add(one);
    for (const { policy, why } of effective.outcomes) {
      const one = held.get(policy) ?? {
        isMet: offers(policy),
        clause: `enrollment policy "${policy?.name ?? "unknown"}" lets nobody enroll a phishing-resistant factor`,
        evidence:
          policy === null
            ? null
            : {
                path: policyPath(policy.id),
                name: policy.name,
                field: "settings.authenticators",
                value: "none that resists",
              },
        sure: [],
        perhaps: [],
      };
      held.set(policy, one);
      one[why === "undecidable" ? "perhaps" : "sure"].push(person);
    }
  }
  const why = { uncertainties: [...uncertainties], untold: [] };
  return judgedOver(
    org,
    [...held.values()],
    why,
    "the enrollment policy in effect offers a phishing-resistant factor",
  );
}

function optionActive(org: JudgedOrg): StandardVerdict {
  const active = ["webauthn", "smart_card_idp", "okta_verify"].flatMap((key) => activeOf(org, key) ?? []);
  const evidence = active.map((one) => seen(one, "status", one.status));
  return active.length > 0
    ? pass("an authenticator that can resist phishing is ACTIVE", evidence)
    : open("no authenticator that can resist phishing is ACTIVE");
}

const same = { kind: "same" } as const;

/** Requirements on authenticators (SP 800-63B-4). */
export const authenticatorRequirements: readonly StandardRequirement[] = [
  {
    id: "AAL2-option",
    aliases: ["2.2.2"],
    title: "Everybody is offered a phishing-resistant factor",
    severity: "medium",
    decidedBy: "authenticators: status; the enrollment policy in effect for each person",
    needs: ["authenticators"],
    asTheStandardChecks: optionActive,
    asItHoldsForPeople: {
      kind: "judged",
      needs: ["authenticators", "policies", "policy-rules", ...whoSlices],
      judge: optionOffered,
    },
  },
  {
    id: "no-email",
    aliases: ["3.1.3.1"],
    title: "E-mail signs nobody in",
    severity: "high",
    decidedBy: "authenticator okta_email: status, settings.allowedFor",
    ...notForSignIn("okta_email", "e-mail"),
    asItHoldsForPeople: same,
  },
  {
    id: "no-questions",
    aliases: ["3.1.1.2"],
    title: "Security questions sign nobody in",
    severity: "high",
    decidedBy: "authenticator security_question: status, settings.allowedFor",
    ...notForSignIn("security_question", "the security question"),
    asItHoldsForPeople: same,
  },
  {
    id: "push-number",
    aliases: ["3.1.3"],
    title: "A push carries a number that has to be compared",
    severity: "high",
    decidedBy: "authenticator okta_verify: settings.channelBinding",
    needs: ["authenticators"],
    asTheStandardChecks: pushWithNumber,
    asItHoldsForPeople: same,
  },
  {
    id: "passkey-verification",
    aliases: ["B"],
    title: "Who holds a passkey has to prove it",
    severity: "medium",
    decidedBy: "method webauthn: settings.userVerification",
    needs: ["authenticators"],
    asTheStandardChecks: passkeySetting(
      ({ userVerification }) =>
        userVerification === undefined ? undefined : userVerification === "REQUIRED",
      {
        field: "settings.userVerification",
        met: "passkeys always verify who holds them",
        unmet: "a passkey may be used without proof of who holds it, and is one factor then",
      },
    ),
    asItHoldsForPeople: same,
  },
  {
    id: "AAL3-no-copies",
    aliases: ["2.3"],
    title: "Passkeys that are copied from device to device are not taken",
    severity: "medium",
    decidedBy: "method webauthn: settings.allowSyncablePasskeys",
    needs: ["authenticators"],
    asTheStandardChecks: passkeySetting(
      ({ allowsSyncable }) => (allowsSyncable === undefined ? undefined : !allowsSyncable),
      {
        field: "settings.allowSyncablePasskeys",
        met: "passkeys that are copied are not taken",
        unmet: "passkeys that are copied from device to device are taken",
      },
    ),
    asItHoldsForPeople: same,
  },
];
