import type { JudgedOrg } from "../../evaluator/judged-org.ts";
import { listNames } from "../../evaluator/words/name-list.ts";
import type { Zone } from "../../model/snapshot.ts";
import type { StandardEvidence, StandardVerdict } from "../../model/standards.ts";
import type { StandardRequirement } from "../contract/framework.ts";
import { notReviewed, open, pass } from "../contract/verdicts.ts";
import { logStreamAnswer } from "../truth/log-streams.ts";

const consolePath = "/api/v1/first-party-app-settings/admin-console";

function consoleIdle({ org }: JudgedOrg): StandardVerdict {
  const idle = org.slices.consoleSettings?.idleMinutes ?? null;
  if (idle === null) return notReviewed("Okta did not say after how long without use a session ends");
  const field = "sessionIdleTimeoutMinutes";
  const seen = [{ path: consolePath, name: "Okta Admin Console", field, value: String(idle) }];
  const says = `a session of the Admin Console ends after ${idle} minutes without use`;
  return idle <= 15 ? pass(says, seen) : open(says, seen);
}

function oktaVerifyFips({ org }: JudgedOrg): StandardVerdict {
  const verify = org.slices.authenticators?.find(({ key }) => key === "okta_verify");
  if (verify === undefined)
    return notReviewed("the org does not have Okta Verify, so that this does not apply");
  if (verify.status !== "ACTIVE")
    return notReviewed("Okta Verify is not ACTIVE, so that this does not apply");
  const path = `/api/v1/authenticators/${verify.id}`;
  const field = "settings.compliance.fips";
  const seen = [{ path, name: verify.name, field, value: verify.fips ?? "not set" }];
  if (verify.fips === undefined) {
    return notReviewed(
      "Okta did not send whether Okta Verify takes devices with FIPS-approved software only",
      seen,
    );
  }
  return verify.fips === "REQUIRED"
    ? pass("Okta Verify takes devices with FIPS-approved software only", seen)
    : open("Okta Verify takes devices of any kind", seen);
}

/** Okta's categories of services that stand for all that hide where somebody comes from (Okta's OpenAPI document). */
const allAnonymizers: ReadonlySet<string> = new Set([
  "ALL_ANONYMIZERS",
  "ALL_PROXIES_VPNS",
  "ALL_IP_SERVICES",
]);

const zoneSeen = ({ id, name, traits }: Zone): StandardEvidence => ({
  path: `/api/v1/zones/${id}`,
  name,
  field: "ipServiceCategories",
  value: traits?.services.join(" ") || (traits?.type ?? "not read"),
});

/** Only a zone on the block list keeps people out; one that leaves some out, or lists addresses, has to be looked at. */
function anonymizersBlocked({ org }: JudgedOrg): StandardVerdict {
  const zones = org.slices.zones ?? [];
  if (zones.some(({ traits }) => traits?.narrowedBy === undefined)) {
    return notReviewed("the snapshot was taken before zones were read in full: take it anew");
  }
  const blocking = zones.filter(({ status, traits }) => status === "ACTIVE" && traits?.usage === "BLOCKLIST");
  const names = (those: readonly Zone[]) => listNames(those.map(({ name }) => `"${name}"`));
  const whole = blocking.filter(({ traits }) => traits?.services.some((one) => allAnonymizers.has(one)));
  const plain = whole.filter(
    ({ traits }) => traits?.exceptServices.length === 0 && traits.narrowedBy?.length === 0,
  );
  if (plain.length > 0)
    return pass(`block list zone ${names(plain)} has all anonymizers`, plain.map(zoneSeen));
  if (whole.length > 0) {
    return notReviewed(
      `block list zone ${names(whole)} has anonymizers, and leaves out some services, locations or networks: look which`,
      whole.map(zoneSeen),
    );
  }
  const some = blocking.filter(({ traits }) => traits?.hasAddresses || (traits?.services.length ?? 0) > 0);
  if (some.length > 0) {
    return notReviewed(
      `block list zone ${names(some)} names addresses or some services: whether those are all that the organization has to block is to be looked at`,
      some.map(zoneSeen),
    );
  }
  return open("no active zone on the block list has anonymizers", blocking.map(zoneSeen));
}

/** Requirements on settings that are the org's own: they hold for everybody alike. */
export const orgSettingsRequirements: readonly StandardRequirement[] = [
  {
    id: "V-273187",
    aliases: ["OKTA-APP-000025"],
    title: "A session of the Admin Console ends after 15 minutes without use",
    severity: "medium",
    decidedBy: "settings of the Admin Console: sessionIdleTimeoutMinutes",
    needs: ["console-settings"],
    asTheStandardChecks: consoleIdle,
    asItHoldsForPeople: { kind: "same" },
  },
  {
    id: "V-273202",
    aliases: ["OKTA-APP-001430"],
    title: "The System Log is sent on to a server for logs",
    severity: "high",
    decidedBy: "log streams: status",
    needs: ["log-streams"],
    asTheStandardChecks: logStreamAnswer,
    asItHoldsForPeople: { kind: "same" },
  },
  {
    id: "V-273205",
    aliases: ["OKTA-APP-001700"],
    title: "Okta Verify takes devices with FIPS-approved software only",
    severity: "medium",
    decidedBy: "authenticator okta_verify: settings.compliance.fips",
    needs: ["authenticators"],
    asTheStandardChecks: oktaVerifyFips,
    asItHoldsForPeople: { kind: "same" },
  },
  {
    id: "V-279692",
    aliases: ["OKTA-APP-003243"],
    title: "Nobody comes in through a service that hides where they come from",
    severity: "medium",
    decidedBy: "network zones: usage, status and ipServiceCategories",
    needs: ["zones"],
    asTheStandardChecks: anonymizersBlocked,
    asItHoldsForPeople: { kind: "same" },
  },
];
