import type { Baseline, Exemption } from "../model/baseline.ts";

/**
 * The register of exceptions that a baseline is: exemptions from what it asks of factors or of sign-in. Nobody is let off a
 * second factor for not having to be in a group.
 */
export function registerOf({
  exemptions,
  requirements,
}: Pick<Baseline, "exemptions" | "requirements">): readonly Exemption[] {
  const ofFactors = new Set(
    requirements.flatMap(({ id, factors, signIn }) => (factors === null && signIn === null ? [] : id)),
  );
  return exemptions.filter(({ requirement }) => ofFactors.has(requirement));
}
