import { skewWords } from "../../model/clock-skew.ts";
import type { OrgProbe, ProbedCredentials } from "../../model/org-probe.ts";
import type { ReadinessPoint } from "../../model/readiness.ts";
import { type Dependence, nobodyAffected } from "./dependence.ts";

/** From here a clock is worth a word; people notice no less. */
const noticeableSkewSeconds = 30;
/** A service app's assertion lives five minutes, and Okta takes a DPoP proof for as long (okta-api 8). */
const assertionSeconds = 300;
/** Okta takes no assertion that ends more than an hour ahead. */
const longestAheadSeconds = 3600 - assertionSeconds;

/** Whether Okta lets the credentials in, whether they can do more than they should, and by which clock they live. */
export function credentialPoints(probe: OrgProbe, dependence: Dependence): readonly ReadinessPoint[] {
  return [
    clockPoint(probe, dependence),
    letInPoint(probe.credentials, dependence),
    ...tooMuch(probe.credentials),
  ];
}

const nameOf = ({ kind, clientId }: ProbedCredentials): string =>
  kind === "service-app" ? `service app ${clientId}` : "API token";

function letInPoint(credentials: ProbedCredentials, dependence: Dependence): ReadinessPoint {
  const { refusal, isBound, kind } = credentials;
  if (refusal !== null) {
    const { message, remedy } = refusal;
    return { id: "credentials", status: "failed", message, remedy, checks: dependence.all };
  }
  const how = kind === "api-token" ? "" : isBound ? " (private_key_jwt, with DPoP)" : " (private_key_jwt)";
  const message = `Okta lets the ${nameOf(credentials)} in${how}`;
  return { id: "credentials", status: "good", message, remedy: null, checks: nobodyAffected };
}

function tooMuch(credentials: ProbedCredentials): readonly ReadinessPoint[] {
  const { roles, unaskedScopes, kind } = credentials;
  const advice = (id: string, message: string, remedy: string): ReadinessPoint => ({
    id,
    status: "advice",
    message,
    remedy,
    checks: nobodyAffected,
  });
  const points: ReadinessPoint[] = [];
  const manage = unaskedScopes.filter((scope) => scope.endsWith(".manage"));
  if (manage.length > 0) {
    points.push(
      advice(
        "too-many-scopes",
        `the token also carries ${manage.join(", ")}, which no check needs`,
        "revoke it at Admin Console > Applications > the app > Okta API Scopes; only enroll --apply needs okta.groups.manage",
      ),
    );
  }
  if (roles?.includes("SUPER_ADMIN") === true) {
    points.push(
      advice(
        "super-admin",
        `the ${nameOf(credentials)} has Super Administrator, which is more than a check needs`,
        kind === "api-token"
          ? "use a service app with read scopes (docs/connecting.md), or a token whose owner is Read-only Administrator"
          : "give the app Read-only Administrator in its place (Admin Console > Applications > the app > Admin roles), with a custom role for admin assignments where a requirement is about administrators",
      ),
    );
  }
  return points;
}

function clockPoint({ clockSkew, credentials }: OrgProbe, dependence: Dependence): ReadinessPoint {
  const id = "clock";
  if (clockSkew === null) {
    const message = "Okta's answers carry no date, so that this machine's clock could not be compared";
    return { id, status: "warning", message, remedy: null, checks: nobodyAffected };
  }
  if (Math.abs(clockSkew) < noticeableSkewSeconds) {
    const message = `this machine's clock agrees with Okta's to within ${noticeableSkewSeconds} seconds`;
    return { id, status: "good", message, remedy: null, checks: nobodyAffected };
  }
  const remedy = "set this machine's clock by NTP (on Linux: timedatectl set-ntp true)";
  if (isTooSkewed(clockSkew, credentials)) {
    const message = `${skewWords(clockSkew)}: Okta refuses what a service app signs five minutes off`;
    return { id, status: "failed", message, remedy, checks: dependence.all };
  }
  const message = `${skewWords(clockSkew)}: Okta refuses service apps five minutes off, and a check then takes the time from Okta's answers`;
  return { id, status: "warning", message, remedy, checks: nobodyAffected };
}

/** An app without DPoP may be ahead by nearly an hour; that Okta minds nothing else is not verified. */
function isTooSkewed(skew: number, { kind, isBound, refusal }: ProbedCredentials): boolean {
  if (kind === "api-token") return false;
  if (skew >= assertionSeconds || -skew >= longestAheadSeconds) return true;
  return -skew >= assertionSeconds && (isBound || refusal !== null);
}
