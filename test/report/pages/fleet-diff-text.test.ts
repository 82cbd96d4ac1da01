import { expect, it } from "vitest";
import type { FleetDiff, OrgDifference } from "../../../src/model/fleet-diff.ts";
import { fleetDiffText } from "../../../src/report/pages/fleet-diff-text.ts";

const setting = (part: Partial<OrgDifference>): OrgDifference =>
  ({
    id: "enrollment-policy-authenticator/Admins/webauthn",
    kind: "enrollment-policy-authenticator",
    where: { policy: "Admins", authenticator: "webauthn" },
    from: "REQUIRED",
    to: "OPTIONAL",
    effect: "weaker",
    ...part,
  }) as OrgDifference;

const diff: FleetDiff = {
  schemaVersion: 1,
  tool: { name: "plumbline", version: "0.1.0" },
  orgs: ["prod", "dev"].map((name) => ({ name, url: `https://${name}.okta.com`, baseline: `${name}.yaml` })),
  baselines: [setting({}), setting({ from: null, to: "OPTIONAL", effect: "stronger" })],
  live: [
    setting({ from: ["a", "b"], to: null, effect: "neutral" }),
    setting({ kind: "group-added", where: { group: "Staff" }, from: null, to: "Staff", effect: "neutral" }),
  ],
  features: { differences: [{ name: "Passkeys", from: "DISABLED", to: null }], unread: [] },
  gaps: [{ org: "dev", slice: "zones", reason: "403", affected: 0 }],
  notCompared: [{ org: "prod", what: 'rule "R": no baseline can say it' }],
};

it("tells of each difference what either org has, and how the second stands to the first", () => {
  expect(fleetDiffText(diff, { width: 100, color: false })).toBe(
    `prod and dev; (weaker) and (stronger) is dev, compared with prod.

Baselines (2)
  webauthn in enrollment policy "Admins"
    prod: REQUIRED
    dev: OPTIONAL (weaker)
  webauthn in enrollment policy "Admins"
    only in dev: OPTIONAL (stronger)

As they are (2)
  webauthn in enrollment policy "Admins"
    only in prod: a, b
  group "Staff"
    only in dev

Features of Early Access and Beta that they have otherwise (1)
  Passkeys: prod DISABLED, dev not offered

Not read, so what differs there is not known (1)
  dev: zones: 403

Not compared (1)
  prod: rule "R": no baseline can say it
`,
  );
});

it("says where nothing differs, in what was read", () => {
  const features = { differences: [], unread: [] };
  const none = { ...diff, baselines: [], live: [], features, notCompared: [] };
  expect(fleetDiffText(none, { width: 100, color: false })).toContain("  no difference in what was read\n");
  const whole = fleetDiffText({ ...none, gaps: [] }, { width: 100, color: true });
  expect(whole).toMatch(/no difference\n\n.*As they are \(0\).*\n {2}no difference\n$/);
  expect(fleetDiffText({ ...none, gaps: [], live: null }, { width: 100, color: false })).not.toContain(
    "As they are",
  );
});
