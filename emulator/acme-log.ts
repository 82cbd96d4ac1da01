import type { LogActor, LogEvent, LogTarget } from "./log-event.ts";
import type { EmulatorState } from "./state.ts";

/** Who did what to whom: what differs between the events of a made-up history. */
export interface Deed {
  readonly eventType: string;
  readonly displayMessage: string;
  readonly actor: LogActor;
  readonly targets: readonly LogTarget[];
  readonly reason?: string;
  readonly debugData?: LogEvent["debugContext"]["debugData"];
}

const place = {
  city: "Rotterdam",
  state: "South Holland",
  country: "Netherlands",
  postalCode: "3011",
  geolocation: { lat: 51.92, lon: 4.48 },
};

/** A person of the org as actor or target. Throws a TypeError when nobody has that login. */
export function personIn(state: EmulatorState, login: string): LogActor {
  const user = state.users.find(({ profile }) => profile.login === login);
  if (user === undefined) throw new TypeError(`nobody is called ${login}`);
  const { firstName, lastName } = user.profile;
  return {
    id: user.id,
    type: "User",
    alternateId: login,
    displayName: `${firstName} ${lastName}`,
    detailEntry: null,
  };
}

/** Anything but a person as a target. */
export function thing(
  type: string,
  id: string,
  displayName: string,
  detail: LogActor["detailEntry"] = null,
): LogTarget {
  return { id, type, alternateId: "unknown", displayName, detailEntry: detail };
}

/** An event with everything that a deed leaves open; its place in the log makes its uuid. */
export function logEventOf(deed: Deed, at: Date, position: number): LogEvent {
  const number = position.toString(16).padStart(12, "0");
  const isApp = deed.actor.type === "PublicClientApp";
  return {
    uuid: `0acce000-0000-4000-8000-${number}`,
    published: at.toISOString(),
    eventType: deed.eventType,
    version: "0",
    severity: "INFO",
    legacyEventType: null,
    displayMessage: deed.displayMessage,
    actor: deed.actor,
    client: {
      userAgent: { rawUserAgent: isApp ? "pulumi-okta" : "Mozilla/5.0", os: "Unknown", browser: "UNKNOWN" },
      zone: "null",
      device: isApp ? "Unknown" : "Computer",
      id: isApp ? deed.actor.id : null,
      ipAddress: "203.0.113.17",
      geographicalContext: place,
    },
    device: null,
    authenticationContext: { authenticationStep: 0, rootSessionId: null, externalSessionId: null },
    outcome: { result: "SUCCESS", reason: deed.reason ?? null },
    securityContext: { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: false },
    debugContext: { debugData: deed.debugData ?? {} },
    transaction: { type: "WEB", id: `acme-${number}`, detail: {} },
    request: {
      ipChain: [{ ip: "203.0.113.17", version: "V4", source: null, geographicalContext: place }],
    },
    target: deed.targets.length === 0 ? null : deed.targets,
  };
}

const hourMs = 3_600_000;

/** Six weeks of ordinary life at Acme, ending an hour before `now`. */
export function acmeLog(state: EmulatorState, now: Date): readonly LogEvent[] {
  return history(state).map(([hoursAgo, deed], index) =>
    logEventOf(deed, new Date(now.getTime() - hoursAgo * hourMs), index + 1),
  );
}

function history(state: EmulatorState): readonly (readonly [hoursAgo: number, deed: Deed])[] {
  const who = (name: string) => personIn(state, `${name}@acme.example`);
  const pulumi: LogActor = {
    id: "0oaPulumiServiceApp",
    type: "PublicClientApp",
    alternateId: "0oaPulumiServiceApp",
    displayName: "Pulumi",
    detailEntry: null,
  };
  const policy = state.policies.find(({ name }) => name === "Admins");
  const joins = (name: string, hoursAgo: number) => [
    [hoursAgo, created(who("omar"), who(name))] as const,
    [hoursAgo - 0.01, activated(who("omar"), who(name))] as const,
  ];
  return [
    [
      24 * 42,
      {
        eventType: "policy.lifecycle.update",
        displayMessage: "Update policy",
        actor: pulumi,
        targets: [thing("PolicyEntity", policy?.id ?? "", "Admins", { policyType: "OktaMfaEnroll" })],
      },
    ],
    [24 * 20, deactivated(who("omar"), who("carol"))],
    [24 * 12, enrolled(who("viktor"), "OKTA_SOFT_TOKEN")],
    [24 * 6, { ...signedIn(who("dana")), debugData: { factor: "SIGNED_NONCE" } }],
    ...joins("mateo", 24 * 2),
    [30, created(who("omar"), who("ayesha"))],
    [5, signedIn(who("nia"))],
    [1, signedIn(who("soren"))],
  ];
}

const created = (actor: LogActor, person: LogActor): Deed => ({
  eventType: "user.lifecycle.create",
  displayMessage: "Create Okta user",
  actor,
  targets: [person],
});

const activated = (actor: LogActor, person: LogActor): Deed => ({
  eventType: "user.lifecycle.activate",
  displayMessage: "Activate Okta user",
  actor,
  targets: [person],
});

const deactivated = (actor: LogActor, person: LogActor): Deed => ({
  eventType: "user.lifecycle.deactivate",
  displayMessage: "Deactivate Okta user",
  actor,
  targets: [person],
});

const enrolled = (person: LogActor, factor: string): Deed => ({
  eventType: "user.mfa.factor.activate",
  displayMessage: "Activate factor or authenticator enrollment method for user",
  actor: person,
  targets: [person],
  reason: `User set up ${factor} factor`,
  debugData: { factor },
});

const signedIn = (person: LogActor): Deed => ({
  eventType: "user.session.start",
  displayMessage: "User login to Okta",
  actor: person,
  targets: [],
});
