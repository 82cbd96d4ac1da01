import { type LogEntry, logEvent, target, userTarget } from "../log/log-events.ts";
import type { LogActor, LogEvent } from "../state/log-event.ts";
import type { EmulatedUser, EmulatorState } from "../state/state.ts";

const hourMs = 3_600_000;

/** Who did something and what it was. */
export interface Action extends LogEntry {
  readonly actor: LogActor;
}

/** The person of that login. Throws a TypeError when there is none: Acme's people are known. */
export function acmePerson(state: EmulatorState, login: string): EmulatedUser {
  const user = state.users.find(({ profile }) => profile.login === login);
  if (user === undefined) throw new TypeError(`nobody at Acme is called ${login}`);
  return user;
}

/** An action as an event; its place in the log, counted from 1, makes its uuid. */
export function actionEvent({ actor, ...entry }: Action, published: Date, place: number): LogEvent {
  const number = place.toString(16).padStart(12, "0");
  return logEvent(entry, {
    uuid: `0acce000-0000-4000-8000-${number}`,
    published,
    actor,
    tokenId: null,
    requestId: `acme-${number}`,
    requestUri: "/api/v1/authn",
    userAgent: actor.type === "User" ? "Mozilla/5.0" : "pulumi-okta",
    // People are in the zone Corp, Pulumi runs in CI.
    ipAddress: actor.type === "User" ? "203.0.113.24" : "198.51.100.7",
  });
}

/** Six weeks of ordinary life at Acme, ending an hour before `now`. */
export function acmeLog(state: EmulatorState, now: Date): readonly LogEvent[] {
  return history(state).map(([hoursAgo, action], index) =>
    actionEvent(action, new Date(now.getTime() - hoursAgo * hourMs), index + 1),
  );
}

function history(state: EmulatorState): readonly (readonly [hoursAgo: number, action: Action])[] {
  const who = (name: string) => userTarget(acmePerson(state, `${name}@acme.example`));
  const pulumi = target("PublicClientApp", "0oaPulumiServiceApp", "Pulumi", "0oaPulumiServiceApp");
  const policy = state.policies.find(({ name }) => name === "Admins");
  const byOmar = (eventType: string, name: string): Action => ({
    eventType,
    actor: who("omar"),
    targets: [who(name)],
  });
  const signIn = (name: string): Action => ({
    eventType: "user.session.start",
    actor: who(name),
    targets: [who(name)],
  });
  return [
    [
      24 * 42,
      {
        eventType: "policy.lifecycle.update",
        actor: pulumi,
        targets: [
          target("PolicyEntity", policy?.id ?? "", "Admins", "unknown", { policyType: "OktaMfaEnroll" }),
        ],
      },
    ],
    [24 * 20, byOmar("user.lifecycle.deactivate", "carol")],
    [
      24 * 12,
      {
        eventType: "user.mfa.factor.activate",
        actor: who("viktor"),
        targets: [who("viktor")],
        reason: "User set up OKTA_SOFT_TOKEN factor",
        debugData: { factor: "OKTA_SOFT_TOKEN" },
      },
    ],
    [24 * 6, signIn("dana")],
    [24 * 2, byOmar("user.lifecycle.create", "mateo")],
    [24 * 2 - 0.01, byOmar("user.lifecycle.activate", "mateo")],
    [30, byOmar("user.lifecycle.create", "ayesha")],
    [5, signIn("nia")],
    [1, signIn("soren")],
  ];
}
