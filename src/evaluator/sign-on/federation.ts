import type { SignOnTraits } from "../../model/live-sign-on.ts";
import type { OrgSnapshot, Person } from "../../model/snapshot.ts";
import { whyPartial } from "../live/partly-read.ts";
import type { WayIn, WaysIn } from "./way-in.ts";

/** Where people sign in: with Okta, at an identity provider, or at either (sign-on 1.6). */
export interface Federation {
  pathsOf(person: Person): { readonly viaOkta: boolean; readonly viaProvider: boolean };
  /**
   * Why it is not known what people are asked who sign in at an identity provider: one is trusted with claims, or
   * providers were not read. Empty where what they say stands for the password and no more.
   */
  readonly uncertainties: readonly string[];
}

const elsewhere: ReadonlySet<string> = new Set(["FEDERATION", "SOCIAL"]);

/** Whether Okta says that somebody signs in at an identity provider. */
export const signsInElsewhere = (traits: SignOnTraits | undefined): boolean =>
  elsewhere.has(traits?.provider ?? "");

/** Reads the org's identity providers. Which of them a person has takes a call a person, and is not read. */
export function federationOf(org: OrgSnapshot): Federation {
  const { idps } = org.slices;
  const trusted = (idps ?? []).filter(({ status, trustsClaims }) => status === "ACTIVE" && trustsClaims);
  const partial = whyPartial("idps", org);
  const unread = idps === undefined ? "identity providers were not read" : null;
  const uncertainties = [
    ...trusted.map(
      ({ name }) => `identity provider "${name}" is trusted with claims, and decides what is asked`,
    ),
    ...(unread === null ? [] : [unread]),
    ...(unread === null && partial !== null ? [`not every identity provider was read (${partial})`] : []),
  ];
  return {
    uncertainties,
    pathsOf: ({ signOn }) => {
      const viaProvider = signsInElsewhere(signOn);
      return { viaProvider, viaOkta: !viaProvider || signOn?.hasPassword === true };
    },
  };
}

/** Demands of an identity provider are its own affair where its claims are trusted; denied stays denied. */
export function decidedElsewhere(ways: WaysIn, why: readonly string[]): WaysIn {
  if (why.length === 0) return ways;
  const changed = ways.ways.map((way): WayIn => {
    if (way.possible.every(({ kind, level }) => kind === "asked" && level === "denied")) return way;
    const possible = [
      { kind: "asked", level: "one-factor", with: [] },
      { kind: "asked", level: "phishing-resistant", with: [] },
    ] as const;
    return { ...way, possible, uncertainties: [...way.uncertainties, ...why] };
  });
  return { ways: changed, variants: [changed, []], uncertainties: [...ways.uncertainties, ...why] };
}

/** Two doors: the weaker one counts. */
export function eitherDoor(one: WaysIn, other: WaysIn): WaysIn {
  return {
    ways: [...one.ways, ...other.ways],
    variants: one.variants.flatMap((left) => other.variants.map((right) => [...left, ...right])),
    uncertainties: [...new Set([...one.uncertainties, ...other.uncertainties])],
  };
}
