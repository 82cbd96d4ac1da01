import type { Baseline } from "../../model/baseline.ts";
import { firstPartyLabels } from "../../model/first-party-apps.ts";
import type { EnrollmentPolicy } from "../../model/live-enrollment.ts";
import type { OrgProbe } from "../../model/org-probe.ts";
import type { ReadinessPoint } from "../../model/readiness.ts";
import { engineNames, sameName } from "../../model/words.ts";
import { type Dependence, nobodyAffected } from "./dependence.ts";

/** Which org answers, and whether the baseline speaks its engine's language. */
export function orgPoints(
  { org }: OrgProbe,
  baseline: Baseline | null,
  dependence: Dependence,
): readonly ReadinessPoint[] {
  const named = org.id === null ? org.url : `${org.url} (${org.id})`;
  const found: ReadinessPoint = {
    id: "org",
    status: "good",
    message: `${named} answers, and is on ${engineNames[org.engine]}`,
    remedy: null,
    checks: nobodyAffected,
  };
  if (baseline === null || baseline.org.engine === org.engine) return [found];
  return [
    found,
    {
      id: "engine",
      status: "failed",
      message: `the baseline is for an org on ${engineNames[baseline.org.engine]}: a check stops at once`,
      remedy: `set org.engine: ${org.engine} in the baseline and use that engine's keys, or check OKTA_ORG_URL`,
      checks: dependence.all,
    },
  ];
}

/** Applications that requirements name, and Okta does not list. */
export function appPoints(
  { access, counts }: OrgProbe,
  labels: readonly string[],
  dependence: Dependence,
): readonly ReadinessPoint[] {
  if (access.apps?.kind !== "readable") return [];
  const missing = labels.filter((label) => !counts.namedApps.some((found) => sameName(found, label)));
  return missing.map((label) => {
    const isFirstParty = firstPartyLabels.has(label);
    const isSure = isFirstParty || counts.apps?.isAll === true;
    return {
      id: `app/${label}`,
      status: isSure ? "failed" : "warning",
      message: isSure
        ? `a requirement names the application "${label}", which Okta does not list`
        : `a requirement names the application "${label}", which is not among the first ${counts.apps?.atLeast ?? 0}`,
      remedy: isFirstParty
        ? "Okta lists its own applications only to a Super Administrator: give that role, or let the requirement apply to everyone"
        : "correct the label in the baseline; where it is right, no admin role reaches the application",
      checks: isSure ? { unknown: [], partly: dependence.without(["apps"]).partly } : nobodyAffected,
    };
  });
}

const namedRules = 5;

/** Rules that may match or not by where somebody is, of policies that are in force. */
function zoneRules(policies: readonly EnrollmentPolicy[]): readonly string[] {
  return policies
    .filter(({ status }) => status === "ACTIVE")
    .flatMap(({ name, rules }) =>
      (rules ?? [])
        .filter((rule) => rule.status === "ACTIVE" && rule.network.kind !== "anywhere")
        .map((rule) => `"${name} / ${rule.name}"`),
    );
}

/**
 * Judges what the runner's place in the network does to its view: factors are listed by the policy in
 * effect for the caller's address (okta-api 2.1).
 */
export function viewPoint(
  { view, policies, org }: OrgProbe,
  mayNeedFactorsToo: boolean,
  dependence: Dependence,
): ReadinessPoint | null {
  if (view === null) return null;
  const rules = zoneRules(policies ?? []);
  const more = rules.length > namedRules ? `, and ${rules.length - namedRules} more` : "";
  const named = `${rules.slice(0, namedRules).join(", ")}${more}`;
  const id = "enrolment-view";
  if (view === "authenticator-enrollments") {
    const message = "enrolments are read from authenticator-enrollments, which no network condition filters";
    if (rules.length === 0 || !mayNeedFactorsToo) {
      return { id, status: "good", message, remedy: null, checks: nobodyAffected };
    }
    return {
      id,
      status: "warning",
      message: `${message}; methods (okta_verify:push) are read from factors, which Okta filters by this machine's address where rules name network zones: ${named}`,
      remedy: "a check says unknown for whom that hides an answer; run it from an address inside those zones",
      checks: { unknown: [], partly: dependence.without(["factors"]).unknown },
    };
  }
  const why =
    org.engine === "classic"
      ? "enrolments can only be read from factors"
      : "this org has no authenticator-enrollments, so that enrolments are read from factors";
  if (rules.length === 0) {
    const message = `${why}, which hides what somebody's policy does not allow; no live rule depends on the network`;
    return { id, status: "good", message, remedy: null, checks: nobodyAffected };
  }
  return {
    id,
    status: "warning",
    message: `${why}, which Okta filters by this machine's address where rules name network zones: ${named}`,
    remedy:
      "a check says unknown for people under these policies who seem to lack a factor; run it from an address inside those zones",
    checks: { unknown: [], partly: dependence.without(["factors"]).unknown },
  };
}
