import type { StandardRequirement, StandardsInput } from "../contract/framework.ts";
import { signInRequirement } from "../truth/sign-in-requirement.ts";
import { assuranceOf, levels, pushCarriesNumber } from "./assurance-levels.ts";

/** NIST's scale, and what has to be known of the org's authenticators before sets of them can be levelled. */
const scale = {
  needs: ["authenticators"],
  signOn: assuranceOf,
  whyNot: ({ org }: StandardsInput): string | null =>
    pushCarriesNumber(org) === null
      ? "whether a push of Okta Verify carries a number (settings.channelBinding) was not read"
      : null,
} as const;

/** Requirements on the level at which people sign in (SP 800-63B-4 sections 2.2, 2.3 and 3.1.3.3). */
export const signInRequirements: readonly StandardRequirement[] = [
  signInRequirement({
    id: "AAL2",
    aliases: ["2.2"],
    title:
      "Everybody signs in with two kinds of factor, of which none is an e-mail, a security question or a push without a number",
    severity: "high",
    whom: "everybody",
    to: { kind: "any" },
    atLeast: levels.restricted,
    levelWords: "AAL2",
    scale,
  }),
  signInRequirement({
    id: "AAL2-unrestricted",
    aliases: ["3.1.3.3", "3.2.9"],
    title:
      "Nobody signs in by SMS or voice, which are restricted: whoever does has to be told, and offered something else",
    severity: "medium",
    whom: "everybody",
    to: { kind: "any" },
    atLeast: levels.aal2,
    levelWords: "AAL2 without the telephone network",
    scale,
  }),
  signInRequirement({
    id: "AAL3",
    aliases: ["2.3"],
    title:
      "Administrators sign in to the Admin Console with a key in hardware that is never copied, and a second kind of factor",
    severity: "medium",
    whom: "administrators",
    to: { kind: "adminConsole" },
    atLeast: levels.aal3,
    levelWords: "AAL3",
    scale,
  }),
];
