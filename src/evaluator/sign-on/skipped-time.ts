import type { AppRule, LiveVerification, SessionRule } from "../../model/live-sign-on.ts";

/** In seconds; null: without end. */
type Span = number | null;

const longer = (one: Span, other: Span): Span =>
  one === null || other === null ? null : Math.max(one, other);
const shorter = (one: Span, other: Span): Span =>
  one === null ? other : other === null ? one : Math.min(one, other);

/** How long the factors of a rule hold: the longest of its parts, where they have their own (sign-on 1.3). */
function heldBy(verification: LiveVerification | null): Span {
  if (verification === null || verification.kind === "other") return null;
  const parts =
    verification.kind === "chains"
      ? verification.chains.flat()
      : verification.constraints.flatMap(({ knowledge, possession }) => [knowledge, possession]);
  const own = parts.map((part) => part?.reauthenticateSeconds).filter((span) => span !== undefined);
  return own.reduce(longer, own.length > 0 ? (own[0] ?? null) : verification.reauthenticateSeconds);
}

/**
 * How long the asking of two rules may be skipped at most: as long as the factors hold, and no longer than the session
 * lasts; or as long as a sign-in is kept after it, or a second factor of the session is remembered.
 *
 * @returns seconds; null: without end
 */
export function skippedSeconds(session: SessionRule | null, app: AppRule | null): number | null {
  if (session === null) return null;
  const { lifetimeMinutes } = session.session;
  const lifetime = lifetimeMinutes === null ? null : lifetimeMinutes * 60;
  const ofApp = app === null ? lifetime : shorter(heldBy(app.verification), lifetime);
  const kept = app?.keepsSignedIn.allowed === true ? app.keepsSignedIn.seconds : 0;
  const isRemembered = session.requiresFactor && session.factorPrompt !== "ALWAYS";
  const remembered = isRemembered && app === null ? (session.factorLifetimeMinutes ?? 0) * 60 : 0;
  return longer(longer(ofApp, kept), remembered);
}
