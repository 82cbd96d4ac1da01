import { describe, expect, it } from "vitest";
import type { UserId, ZoneId } from "../../src/model/ids.ts";
import type { PasswordSettings } from "../../src/model/live-sign-on.ts";
import type { ApiToken, LifecyclePolicy } from "../../src/model/live-standards.ts";
import type { OrgSlices, OrgSnapshot, Zone, ZoneTraits } from "../../src/model/snapshot.ts";
import { redactSnapshot } from "../../src/report/redaction/redact-snapshot.ts";
import { snapshotNames } from "../../src/report/redaction/snapshot-names.ts";
import { judgeStandards } from "../../src/standards/judge-standards.ts";
import stig from "../../src/standards/stig.framework.ts";
import { aBaseline } from "../support/baseline-builder.ts";
import { anOrg, aPerson, idOf, without } from "../support/org-builder.ts";
import { aPasswordPolicy } from "../support/sign-on-builder.ts";
import { traits } from "../support/sign-on-org.ts";

const now = new Date("2026-03-01T00:00:00.000Z");
const [nia, kim] = ["nia@acme.example", "kim@acme.example"] as const;
const banner =
  "<p>You are accessing a U.S. Government (USG) Information System (IS) that is provided for USG-authorized use only.</p>" +
  "<p>By using this IS you consent to what follows. The USG monitors it, and may inspect and seize data stored on it. " +
  "Communications using it are not private, and are subject to monitoring and search. Its security measures are not for " +
  "your benefit. None of this is consent to the search of privileged communications.</p>";
const page = (customized: string | null) =>
  theOrg({ signInPages: [{ brandId: "b", brand: "Acme", customized }] });
const short = banner.replace("inspect and seize", "look at");

const zone = (name: string, traits?: Partial<ZoneTraits>, status = "ACTIVE"): Zone => ({
  id: idOf.zone(name),
  name,
  status,
  ...(traits && {
    traits: {
      type: "IP",
      usage: "POLICY",
      hasAddresses: false,
      services: [],
      exceptServices: [],
      narrowedBy: [],
      ...traits,
    },
  }),
});
const blocking = (name: string, parts: Partial<ZoneTraits>, status = "ACTIVE"): Zone =>
  zone(name, { type: "DYNAMIC_V2", usage: "BLOCKLIST", ...parts }, status);

const token = (owner: string | null, network: Partial<ApiToken["network"]> = {}): ApiToken => ({
  id: `00T-${owner}`,
  name: `token of ${owner}`,
  userId: owner === null ? null : idOf.user(owner),
  network: { connection: "ZONE", include: [idOf.zone("Corp")], exclude: [], ...network },
});

const automation = (
  groups: readonly string[],
  change: Partial<LifecyclePolicy> = {},
  target = "SUSPENDED",
): LifecyclePolicy => ({
  id: idOf.policy("Unused"),
  name: "Unused",
  status: "ACTIVE",
  conditions: { inactivityDays: 35, groupIds: groups.map(idOf.group) },
  rules: [
    {
      id: idOf.rule("Unused", "Suspend"),
      name: "Suspend",
      status: "ACTIVE",
      conditions: { inactivityDays: null, groupIds: [] },
      targetStatus: target,
    },
  ],
  ...change,
});

const leavingOut = (inactivityDays: number | null) =>
  automation(["Everyone"], {
    conditions: {
      inactivityDays,
      groupIds: [idOf.group("Everyone")],
      unmodelled: ["conditions.people.users.exclude"],
    },
  });

const card = (issuer: string | null, status = "ACTIVE") => ({
  id: "0oa-card" as never,
  name: "Cards",
  type: "X509",
  status,
  trustsClaims: false,
  trust: { issuer, kid: "kid" },
});
const dod = "CN=DOD ID CA-59, OU=PKI, OU=DoD, O=U.S. Government, C=US";
const verify = (status: string, fips?: string) => ({
  id: idOf.authenticator("okta_verify"),
  key: "okta_verify",
  name: "Okta Verify",
  status,
  ...(fips !== undefined && { fips }),
});
const directory = aPerson(kim, { signOn: traits({ provider: "ACTIVE_DIRECTORY" }) });

function theOrg(
  slices: Partial<OrgSlices>,
  people = [nia, kim].map((login) => aPerson(login, { signOn: traits() })),
): OrgSnapshot {
  const org = anOrg({
    people,
    groups: { Staff: [nia], Admins: [kim] },
    adminRoles: { users: { [nia]: ["READ_ONLY_ADMIN"] }, groups: { Admins: ["SUPER_ADMIN"] } },
  });
  return { ...org, slices: { ...org.slices, zones: [zone("Corp", {})], ...slices } };
}

function statuses(org: OrgSnapshot, id: string) {
  const [framework] = judgeStandards([stig], org, now);
  const found = framework?.requirements.find((one) => one.id === id);
  return [found?.asTheStandardChecks.status, found?.asItHoldsForPeople.status];
}

const settings = (minLength: number, maxAttempts: number): PasswordSettings => ({
  minLength,
  maxAttempts,
  minUpperCase: 1,
  minLowerCase: 1,
  minNumber: 1,
  minSymbol: 1,
  excludesCommon: true,
  minAgeMinutes: 1440,
  maxAgeDays: 60,
  historyCount: 5,
});
const ofDirectory = theOrg({
  passwordPolicies: [
    aPasswordPolicy("AD", ["Everyone"], [{}], {
      authProvider: "ACTIVE_DIRECTORY",
      password: settings(8, 10),
    }),
    aPasswordPolicy("Default Policy", ["Everyone"], [{}], {
      system: true,
      priority: 99,
      password: settings(15, 3),
    }),
  ],
});

type Case = readonly [what: string, id: string, org: OrgSnapshot, answers: readonly [string, string]];

const cases: readonly Case[] = [
  [
    "a console that says nothing",
    "V-273187",
    theOrg({ consoleSettings: { idleMinutes: null, lifetimeMinutes: null } }),
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "a console that waits an hour",
    "V-273187",
    theOrg({ consoleSettings: { idleMinutes: 60, lifetimeMinutes: 720 } }),
    ["open", "open"],
  ],
  [
    "an automation for everyone",
    "V-273188",
    theOrg({ lifecyclePolicies: [automation(["Everyone"])] }),
    ["pass", "pass"],
  ],
  [
    "an automation for some",
    "V-273188",
    theOrg({ lifecyclePolicies: [automation(["Staff"])] }),
    ["pass", "open"],
  ],
  [
    "an automation for a group that was not read",
    "V-273188",
    theOrg({ lifecyclePolicies: [automation(["Gone"])] }),
    ["pass", "not_reviewed"],
  ],
  [
    "an automation for no group",
    "V-273188",
    theOrg({ lifecyclePolicies: [automation([])] }),
    ["open", "not_reviewed"],
  ],
  [
    "an automation that only tells",
    "V-273188",
    theOrg({ lifecyclePolicies: [automation(["Everyone"], {}, "ACTIVE")] }),
    ["open", "open"],
  ],
  [
    "an automation that is off",
    "V-273188",
    theOrg({ lifecyclePolicies: [automation(["Everyone"], { status: "INACTIVE" })] }),
    ["open", "open"],
  ],
  [
    "an automation whose rules were not read",
    "V-273188",
    theOrg({ lifecyclePolicies: [automation(["Everyone"], { rules: null })] }),
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "an automation that leaves some out",
    "V-273188",
    theOrg({ lifecyclePolicies: [leavingOut(35)] }),
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "an automation of weeks",
    "V-273188",
    theOrg({ lifecyclePolicies: [leavingOut(null)] }),
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "an automation that is too late, whomever it leaves out",
    "V-273188",
    theOrg({ lifecyclePolicies: [leavingOut(36)] }),
    ["open", "open"],
  ],
  [
    "accounts of a directory",
    "V-273188",
    theOrg({ lifecyclePolicies: [] }, [directory]),
    ["not_reviewed", "not_reviewed"],
  ],
  ["a lock that is left to a directory", "V-273189", ofDirectory, ["pass", "pass"]],
  ["a length that is left to a directory", "V-273195", ofDirectory, ["open", "pass"]],
  ["no brand", "V-273192", theOrg({ signInPages: [] }), ["not_reviewed", "not_reviewed"]],
  ["Okta's own page", "V-273192", page(null), ["open", "open"]],
  [
    "a page with some of its words",
    "V-273192",
    page("<b>We monitor&nbsp;you &amp; yours</b>"),
    ["open", "open"],
  ],
  ["a whole banner", "V-273192", page(banner), ["pass", "pass"]],
  ["a banner that was shortened", "V-273192", page(short), ["not_reviewed", "not_reviewed"]],
  ["a banner in a comment", "V-273192", page(`<!-- ${banner} -->`), ["not_reviewed", "not_reviewed"]],
  [
    "a banner that a script shows, it may be",
    "V-273192",
    page(`<p>USG</p><script>show("${banner}")</script>`),
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "a comment without an end",
    "V-273192",
    page(`${banner.slice(0, 60)}<!-- ${banner}`),
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "a stream that is on",
    "V-273202",
    theOrg({ logStreams: [{ id: "s", name: "Splunk", type: "x", status: "ACTIVE" }] }),
    ["pass", "pass"],
  ],
  ["no stream", "V-273202", theOrg({ logStreams: [] }), ["open", "open"]],
  ["no Okta Verify", "V-273205", theOrg({ authenticators: [] }), ["not_reviewed", "not_reviewed"]],
  [
    "Okta Verify off",
    "V-273205",
    theOrg({ authenticators: [verify("INACTIVE", "OPTIONAL")] }),
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "Okta Verify of which it is not known",
    "V-273205",
    theOrg({ authenticators: [verify("ACTIVE")] }),
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "Okta Verify on any device",
    "V-273205",
    theOrg({ authenticators: [verify("ACTIVE", "OPTIONAL")] }),
    ["open", "open"],
  ],
  ["no smart card provider", "V-273207", theOrg({ idps: [] }), ["open", "open"]],
  [
    "a smart card provider that is off",
    "V-273207",
    theOrg({ idps: [card(dod, "INACTIVE")] }),
    ["open", "open"],
  ],
  ["a provider of the DOD's", "V-273207", theOrg({ idps: [card(dod)] }), ["pass", "pass"]],
  [
    "a provider of the DOD's, in slashes",
    "V-273207",
    theOrg({ idps: [card("/C=US/O=U.S. Government/OU=DoD/OU=PKI/CN=DOD ID CA-59")] }),
    ["pass", "pass"],
  ],
  [
    "a provider of Acme's",
    "V-273207",
    theOrg({ idps: [card("CN=Acme CA, O=Acme")] }),
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "a provider that shows nothing",
    "V-273207",
    theOrg({ idps: [card(null)] }),
    ["not_reviewed", "not_reviewed"],
  ],
  ["no token", "V-279689", theOrg({ apiTokens: [] }), ["pass", "pass"]],
  [
    "a token for anywhere",
    "V-279689",
    theOrg({ apiTokens: [token(nia, { connection: "ANYWHERE", include: [] })] }),
    ["open", "open"],
  ],
  [
    "a token that does not say",
    "V-279689",
    theOrg({ apiTokens: [token(nia, { connection: null, include: [] })] }),
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "a token for all but a zone",
    "V-279689",
    theOrg({ apiTokens: [token(nia, { include: [], exclude: [idOf.zone("Corp")] })] }),
    ["open", "open"],
  ],
  [
    "a token for a zone that is gone",
    "V-279689",
    theOrg({ apiTokens: [token(nia, { include: ["nzo-gone" as ZoneId] })] }),
    ["open", "open"],
  ],
  [
    "a token for a zone that is off",
    "V-279689",
    theOrg({ apiTokens: [token(nia)], zones: [zone("Corp", {}, "INACTIVE")] }),
    ["pass", "open"],
  ],
  ["a token of a reader", "V-279690", theOrg({ apiTokens: [token(nia)] }), ["pass", "pass"]],
  [
    "a token of a super administrator by group",
    "V-279690",
    theOrg({ apiTokens: [token(kim)] }),
    ["open", "open"],
  ],
  [
    "a token of nobody that is known",
    "V-279690",
    theOrg({ apiTokens: [token(null)] }),
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "a token of a super administrator",
    "V-279690",
    theOrg({
      apiTokens: [token(nia)],
      adminRoles: { users: { [idOf.user(nia)]: ["SUPER_ADMIN"] } as Record<UserId, string[]>, groups: {} },
    }),
    ["open", "open"],
  ],
  [
    "a token whose owner may be in a group that was not read",
    "V-279690",
    theOrg({ apiTokens: [token(nia)], groupMembers: {} }),
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "zones of an earlier snapshot",
    "V-279692",
    theOrg({ zones: [zone("Corp")] }),
    ["not_reviewed", "not_reviewed"],
  ],
  ["no block list", "V-279692", theOrg({}), ["open", "open"]],
  [
    "all anonymizers",
    "V-279692",
    theOrg({ zones: [blocking("All", { services: ["ALL_ANONYMIZERS"] })] }),
    ["pass", "pass"],
  ],
  [
    "all anonymizers, switched off",
    "V-279692",
    theOrg({ zones: [blocking("All", { services: ["ALL_ANONYMIZERS"] }, "INACTIVE")] }),
    ["open", "open"],
  ],
  [
    "all anonymizers but one",
    "V-279692",
    theOrg({ zones: [blocking("All", { services: ["ALL_ANONYMIZERS"], exceptServices: ["NORD_VPN"] })] }),
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "all anonymizers of one country",
    "V-279692",
    theOrg({ zones: [blocking("Some", { services: ["ALL_ANONYMIZERS"], narrowedBy: ["locations"] })] }),
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "one anonymizer",
    "V-279692",
    theOrg({ zones: [blocking("One", { services: ["ANONYMIZER_TOR"] })] }),
    ["not_reviewed", "not_reviewed"],
  ],
  [
    "a list of addresses",
    "V-279692",
    theOrg({ zones: [blocking("List", { type: "IP", hasAddresses: true })] }),
    ["not_reviewed", "not_reviewed"],
  ],
];

it("does not know of a token's zones where zones were not read", () => {
  const org = without(theOrg({ apiTokens: [token(nia)] }), { zones: "zones" });
  expect(statuses(org, "V-279689")).toEqual(["not_reviewed", "not_reviewed"]);
});

describe("requirements on settings of the org", () => {
  it.each(cases)("%s (%s)", (_, id, org, answers) => {
    expect(statuses(org, id)).toEqual(answers);
  });

  it.each(cases)("%s (%s), the same of a redacted snapshot", (_, id, org, answers) => {
    const redacted = redactSnapshot(org, snapshotNames(aBaseline(), org, "a key for the test"));
    expect(JSON.stringify(redacted.slices)).not.toMatch(/nia@|kim@|Splunk|Acme|token of|Unused/);
    expect(statuses(redacted, id)).toEqual(answers);
  });
});
