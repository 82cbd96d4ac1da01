import { describe, expect, test } from "vitest";
import {
  asTarget,
  dana,
  omar,
  pulumi,
  sampleEvent,
  thing,
} from "../../../src/alerts/detections/sample-event.ts";
import { samplePolicy } from "../../../src/alerts/detections/sample-policy.ts";
import { acknowledge, isOverdue, resolveManually } from "../../../src/alerts/lifecycle/manual-resolution.ts";
import { type LiveFacts, type LivePerson, noLiveFacts } from "../../../src/alerts/memory/live-facts.ts";
import type { BaselinePolicy } from "../../../src/model/baseline.ts";
import type { PolicyId } from "../../../src/model/ids.ts";
import { liveDana, watchInMemory } from "../../support/alert-delivery.ts";

const at = (time: string) => `2026-03-02T${time}:00.000Z`;
const about = (eventType: string, uuid: string, time: string, more = {}) =>
  sampleEvent({ eventType, uuid, published: at(time), targets: [asTarget(dana)], ...more });
const reset = (uuid: string, time: string, more = {}) => about("user.mfa.factor.reset_all", uuid, time, more);

function liveAt(time: string, person: Partial<LivePerson> | null, more: Partial<LiveFacts> = {}): LiveFacts {
  const people = person === null ? [] : [liveDana(person)];
  return { ...noLiveFacts(at(time)), people: new Map(people.map((one) => [one.id, one])), ...more };
}

const withoutFactor = { hasAcceptableFactor: false, factors: [] };

function only<Item>(items: readonly Item[]): Item {
  const [item, ...others] = items;
  if (item === undefined || others.length > 0) throw new Error(`one expected, not ${items.length}`);
  return item;
}

describe("joining", () => {
  test("the same event twice is one alert with one event", () => {
    const watch = watchInMemory();
    watch.deliver({ events: [reset("r1", "09:00"), reset("r1", "09:00")] });
    watch.deliver({ events: [reset("r1", "09:00")] });
    expect(only(watch.alerts()).alert.events).toEqual(["r1"]);
  });

  test("more of the same on the same person joins; the latest is told, late ones take their place", () => {
    const watch = watchInMemory();
    watch.deliver({ events: [reset("r2", "10:00", { apiTokenId: "00Tscript" })] });
    const { changes } = watch.deliver({ events: [reset("r1", "09:00")] });
    expect(changes.map(({ kind }) => kind)).toEqual(["joined"]);
    expect(only(watch.alerts()).alert).toMatchObject({
      events: ["r1", "r2"],
      openedAt: at("09:00"),
      lastSeenAt: at("10:00"),
      actor: { via: "API token" },
    });
  });

  test("an id depends on the detection, the subject and the first event only", () => {
    const ids = [reset("r1", "09:00"), reset("r1", "11:00", { actor: dana })].map((event) => {
      const watch = watchInMemory();
      watch.deliver({ events: [event] });
      return only(watch.alerts()).alert.id;
    });
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  test("after it was resolved the same thing is a new alert", () => {
    const watch = watchInMemory();
    watch.deliver({ events: [reset("r1", "09:00")], live: liveAt("09:05", {}) });
    const { changes } = watch.deliver({
      events: [reset("r2", "10:00")],
      live: liveAt("10:05", withoutFactor),
    });
    expect(changes.map(({ kind }) => kind)).toEqual(["opened"]);
    expect(watch.alerts().map(({ alert }) => alert.state)).toEqual(["resolved", "open"]);
  });
});

describe("by hand", () => {
  const opened = () => {
    const watch = watchInMemory();
    watch.deliver({ events: [reset("r1", "09:00")] });
    return { watch, record: only(watch.alerts()) };
  };

  test("is acknowledged once, with a note", () => {
    const change = acknowledge(opened().record, "asking Dana");
    expect(change?.record.alert).toMatchObject({ state: "acknowledged", note: "asking Dana" });
    expect(change && acknowledge(change.record, null)).toBeNull();
  });

  test("is resolved once, with a reason", () => {
    const change = resolveManually(opened().record, "Dana had a new telephone", new Date(at("12:00")));
    expect(change?.record).toMatchObject({
      resolvedBy: "hand",
      alert: { state: "resolved", resolution: "Dana had a new telephone", resolvedAt: at("12:00") },
    });
    expect(change && resolveManually(change.record, "again", new Date())).toBeNull();
  });

  test.each([
    ["acknowledged", (record: Parameters<typeof acknowledge>[0]) => acknowledge(record, null)],
    [
      "resolved",
      (record: Parameters<typeof acknowledge>[0]) => resolveManually(record, "fine", new Date(at("12:00"))),
    ],
  ])("%s is open again when something that nobody knew comes to light", (_, byHand) => {
    const { watch, record } = opened();
    const change = byHand(record);
    const alerts = change === null ? [] : [change.record];
    const { changes } = watch.deliver({ alerts, events: [reset("r0", "08:00")] });
    expect(only(changes)).toMatchObject({
      kind: "reopened",
      record: {
        resolvedBy: null,
        alert: { id: record.alert.id, state: "open", resolvedAt: null, events: ["r0", "r1"] },
      },
    });
  });
});

describe("closing by itself", () => {
  const cases: readonly (readonly [
    what: string,
    eventType: string,
    Partial<LivePerson> | null,
    string | null,
  ])[] = [
    [
      "a reset, enrolled again unseen",
      "user.mfa.factor.reset_all",
      {},
      "an acceptable factor is enrolled, though the log shows no enrolment since",
    ],
    ["a reset, nothing enrolled", "user.mfa.factor.reset_all", withoutFactor, null],
    ["a reset, not known", "user.mfa.factor.reset_all", { hasAcceptableFactor: null }, null],
    ["a reset, the person not read", "user.mfa.factor.reset_all", null, null],
    [
      "a reset, deactivated since",
      "user.mfa.factor.reset_all",
      { ...withoutFactor, status: "DEPROVISIONED" },
      "the account cannot sign in (DEPROVISIONED)",
    ],
    ["somebody new who meets everything", "user.lifecycle.create", {}, "every requirement is met (everyone)"],
    [
      "somebody new who does not yet",
      "user.lifecycle.create",
      { requirements: [{ id: "everyone", withinMs: 1, isMet: false }] },
      null,
    ],
    [
      "somebody new, not known",
      "user.lifecycle.create",
      { requirements: [{ id: "everyone", withinMs: 1, isMet: null }] },
      null,
    ],
    ["somebody new of whom nothing is asked", "user.lifecycle.create", { requirements: [] }, null],
    ["a suspended factor, nothing restored", "user.mfa.factor.suspend", {}, null],
    ["an attempt to get around a factor", "user.mfa.attempt_bypass", {}, null],
  ];
  test.each(cases)("%s", (_, eventType, person, resolution) => {
    const watch = watchInMemory();
    const { changes } = watch.deliver({
      events: [about(eventType, "e1", "09:00")],
      live: liveAt("09:05", person),
    });
    expect(changes.map(({ kind }) => kind)).toEqual(
      resolution === null ? ["opened"] : ["opened", "resolved"],
    );
    expect(only(watch.alerts())).toMatchObject({
      resolvedBy: resolution === null ? null : "itself",
      alert: { state: resolution === null ? "open" : "resolved", resolution },
    });
  });

  test.each([
    ["themselves", dana, "by the person's own hand, from 192.0.2.7 (Norway)"],
    ["somebody else", omar, "by omar@acme.example in the admin console, from 192.0.2.7 (Norway)"],
  ])("a reset, enrolled again by %s: it says by whom, from where and what", (_, actor, byWhom) => {
    const watch = watchInMemory();
    const enrolled = about("user.mfa.factor.activate", "a1", "09:01", {
      actor,
      debugData: { factor: "SIGNED_NONCE" },
    });
    watch.deliver({ events: [reset("r1", "09:00"), enrolled], live: liveAt("09:02", {}) });
    expect(only(watch.alerts()).alert).toMatchObject({
      state: "resolved",
      resolution: `an acceptable factor is enrolled again; the latest enrolment was at 2026-03-02 09:01 UTC: Okta FastPass ${byWhom}`,
    });
  });

  test("not by what Okta may still show of the factors that were reset a moment ago", () => {
    const watch = watchInMemory();
    watch.deliver({ events: [reset("r1", "09:00")], live: liveAt("09:01", {}) });
    expect(only(watch.alerts()).alert.state).toBe("open");
    watch.deliver({ live: liveAt("09:06", withoutFactor) });
    expect(only(watch.alerts()).alert.state).toBe("open");
  });

  test("not by what was read before it happened", () => {
    const watch = watchInMemory();
    watch.deliver({ events: [reset("r1", "09:00")], live: liveAt("08:59", {}) });
    expect(only(watch.alerts()).alert.state).toBe("open");
  });

  test("a removed factor of several closes once one is enrolled", () => {
    const watch = watchInMemory();
    const removed = about("user.mfa.factor.deactivate", "d1", "09:00", { debugData: { factor: "SMS" } });
    watch.deliver({ events: [removed], live: liveAt("09:05", {}) });
    expect(only(watch.alerts()).alert).toMatchObject({ detection: "mfa-factor-removed", state: "open" });
    watch.deliver({ events: [about("user.mfa.factor.activate", "a1", "10:00")], live: liveAt("10:05", {}) });
    expect(only(watch.alerts()).alert.state).toBe("resolved");
  });

  test("a policy that is as declared again, and one that is not declared", () => {
    const event = (id: string) =>
      sampleEvent({
        uuid: id,
        eventType: "policy.lifecycle.update",
        targets: [thing("PolicyEntity", id, id, { detailEntry: { policyType: "OktaMfaEnroll" } })],
      });
    const watch = watchInMemory();
    watch.deliver({ events: [event("00pmine"), event("00pother")] });
    watch.deliver({ live: liveAt("10:00", null, { matchesBaseline: new Map([["00pmine", true]]) }) });
    expect(watch.alerts().map(({ alert }) => [alert.subject.id, alert.state])).toEqual([
      ["00pmine", "resolved"],
      ["00pother", "open"],
    ]);
  });

  test("an app policy that is not declared, once nobody gets in with less than is asked", () => {
    const action = (factorMode: string) => ({
      policyRuleActionJson: JSON.stringify({ appSignOn: { verificationMethod: { factorMode } } }),
    });
    const changeDetails = { from: action("2FA"), to: action("1FA") };
    const event = sampleEvent({
      uuid: "weak",
      eventType: "policy.rule.update",
      targets: [
        thing("PolicyEntity", "rstapp", "Payroll", { detailEntry: { policyType: "Okta:SignOn" } }),
        thing("PolicyRule", "rul", "Catch-all Rule", { alternateId: "rstapp", changeDetails }),
      ],
    });
    const watch = watchInMemory();
    const state = () => only(watch.alerts()).alert.state;
    watch.deliver({ events: [event] });
    expect(only(watch.alerts()).alert.detection).toBe("policy-weakened");
    watch.deliver({ live: liveAt("10:00", null) });
    watch.deliver({
      live: liveAt("10:05", null, { lessThanAsked: new Map([["rstapp", ["a password alone"]]]) }),
    });
    expect(state()).toBe("open");
    watch.deliver({ live: liveAt("10:10", null, { lessThanAsked: new Map([["rstapp", []]]) }) });
    expect(state()).toBe("resolved");
  });

  describe("a weak policy that was put before the good one", () => {
    const good = {
      ...samplePolicy({ webauthn: "REQUIRED" }),
      id: "00pgood" as PolicyId,
      name: "Good",
      priority: 2,
    };
    const weak = { ...samplePolicy({}), id: "00pweak" as PolicyId, name: "Weak" };
    const event = (eventType: string, time: string) =>
      sampleEvent({
        uuid: `${eventType} ${time}`,
        eventType,
        published: at(time),
        targets: [thing("PolicyEntity", "00pweak", "Weak", { detailEntry: { policyType: "OktaMfaEnroll" } })],
      });
    const declaredWeak: BaselinePolicy = {
      name: "Weak",
      isDefault: false,
      description: null,
      groups: ["MFA Required"],
      authenticators: {},
      terms: {},
      unlisted: "NOT_ALLOWED",
      rules: [],
    };
    const cases = [
      ["deleted: closes by itself", "policy.lifecycle.delete", [good], [], "resolved"],
      [
        "switched off: closes by itself",
        "policy.lifecycle.deactivate",
        [{ ...weak, status: "INACTIVE" }, good],
        [],
        "resolved",
      ],
      ["changed but still there: stays open", "policy.lifecycle.update", [weak, good], [], "open"],
      ["declared and deleted: stays open", "policy.lifecycle.delete", [good], [declaredWeak], "open"],
      ["deleted with the good one: stays open", "policy.lifecycle.delete", [], [], "open"],
    ] as const;
    test.each(cases)("%s", (_, eventType, left, enrollmentPolicies, state) => {
      const watch = watchInMemory({ enrollmentPolicies });
      watch.deliver({ live: liveAt("08:00", null, { policies: [{ ...good, priority: 1 }] }) });
      watch.deliver({
        events: [event("policy.lifecycle.create", "09:00")],
        live: liveAt("09:01", null, { policies: [weak, good] }),
      });
      expect(only(watch.alerts()).alert).toMatchObject({ detection: "policy-weakened", state: "open" });
      watch.deliver({
        events: [event(eventType, "10:00")],
        live: liveAt("10:01", null, { policies: left }),
      });
      const weakened = watch.alerts().filter(({ alert }) => alert.detection === "policy-weakened");
      expect(only(weakened).alert.state).toBe(state);
    });
  });

  test("what was undone to the same subject, by events alone", () => {
    const token = [thing("Token", "00Tbackup", "backup")];
    const watch = watchInMemory();
    const { changes } = watch.deliver({
      events: [
        sampleEvent({ eventType: "system.api_token.create", uuid: "t1", targets: token }),
        sampleEvent({
          eventType: "system.api_token.revoke",
          uuid: "t2",
          targets: token,
          published: at("10:00"),
        }),
        sampleEvent({
          eventType: "system.api_token.enable",
          uuid: "t3",
          targets: token,
          published: at("11:00"),
        }),
      ],
    });
    expect(changes.map(({ kind }) => kind)).toEqual(["opened", "resolved", "opened"]);
    expect(changes[1]?.record.alert).toMatchObject({
      resolvedAt: at("10:00"),
      resolution: "undone by omar@acme.example in the admin console (system.api_token.revoke)",
    });
  });

  test("by an undoing that was delivered before what it undid", () => {
    const grant = (uuid: string, time: string) =>
      about("user.account.privilege.grant", uuid, time, {
        debugData: { privilegeGranted: "Help Desk administrator" },
      });
    const watch = watchInMemory();
    watch.deliver({ events: [about("user.account.privilege.revoke", "v1", "10:00")] });
    const { changes } = watch.deliver({ events: [grant("g1", "09:00")] });
    expect(changes.map(({ kind }) => kind)).toEqual(["opened", "resolved"]);
    expect(only(watch.alerts()).alert).toMatchObject({
      resolvedAt: at("10:00"),
      resolution: "undone by omar@acme.example in the admin console (user.account.privilege.revoke)",
    });
    watch.deliver({ events: [grant("g2", "11:00")] });
    expect(watch.alerts().map(({ alert }) => alert.state)).toEqual(["resolved", "open"]);
  });

  test("not by an undoing that failed", () => {
    const targets = [thing("Token", "00Tbackup", "backup")];
    const watch = watchInMemory();
    watch.deliver({
      events: [
        sampleEvent({ eventType: "system.api_token.create", uuid: "t1", targets }),
        sampleEvent({
          eventType: "system.api_token.revoke",
          uuid: "t2",
          targets,
          published: at("10:00"),
          result: "FAILURE",
        }),
      ],
    });
    expect(only(watch.alerts()).alert.state).toBe("open");
  });
});

describe("due times", () => {
  const unmet = {
    requirements: [
      { id: "admins", withinMs: 7_200_000, isMet: false },
      { id: "everyone", withinMs: 86_400_000, isMet: false },
    ],
  };
  const created = (person: Partial<LivePerson>) => {
    const watch = watchInMemory();
    watch.deliver({ events: [about("user.lifecycle.create", "c1", "09:00")], live: liveAt("09:05", person) });
    return watch;
  };

  test("the soonest requirement counts, from the event", () => {
    expect(only(created(unmet).alerts()).alert.dueAt).toBe(at("11:00"));
  });

  test("where the org was not read, what is asked of everyone counts", () => {
    const asked = (kind: "everyone" | "groups", withinMs: number) => ({
      id: kind,
      title: kind,
      appliesTo: kind === "everyone" ? ({ kind } as const) : ({ kind, groups: ["MFA Admins"] } as const),
      memberOf: ["MFA Required"],
      governedBy: [],
      factors: null,
      signIn: null,
      recovery: null,
      withinMs,
      severity: "high" as const,
    });
    const watch = watchInMemory({ requirements: [asked("everyone", 86_400_000), asked("groups", 0)] });
    watch.deliver({ events: [about("user.lifecycle.create", "c1", "09:00")] });
    expect(only(watch.alerts()).alert.dueAt).toBe("2026-03-03T09:00:00.000Z");
  });

  test("past due it stays open and is overdue", () => {
    const watch = created(unmet);
    watch.deliver({ live: liveAt("12:00", unmet) });
    const { alert } = only(watch.alerts());
    expect(alert.state).toBe("open");
    expect(isOverdue(alert, new Date(at("10:59")))).toBe(false);
    expect(isOverdue(alert, new Date(at("11:01")))).toBe(true);
  });

  test("met too late it closes and says so", () => {
    const watch = created(unmet);
    watch.deliver({ live: liveAt("12:00", {}) });
    expect(only(watch.alerts()).alert.resolution).toBe(
      `every requirement is met (everyone), after it was due on ${at("11:00")}`,
    );
  });
});

describe("changes of ours", () => {
  test("are recorded, and open nothing", () => {
    const watch = watchInMemory({ managedActors: [pulumi.id] });
    const { changes } = watch.deliver({ events: [reset("r1", "09:00", { actor: pulumi })] });
    expect(only(changes)).toMatchObject({
      kind: "recorded",
      record: {
        resolvedBy: "managed",
        alert: { state: "resolved", resolution: "a managed change: Pulumi is one of the managed actors" },
      },
    });
  });

  test("do not swallow what somebody else does after them", () => {
    const watch = watchInMemory({ managedActors: [pulumi.id] });
    watch.deliver({ events: [reset("r1", "10:00", { actor: pulumi }), reset("r0", "09:00")] });
    expect(watch.alerts().map(({ alert }) => [alert.events, alert.state])).toEqual([
      [["r0"], "open"],
      [["r1"], "resolved"],
    ]);
  });

  test("a managed actor may be given by login, whatever its case", () => {
    const watch = watchInMemory({ managedActors: ["OMAR@acme.example"] });
    expect(only(watch.deliver({ events: [reset("r1", "09:00")] }).changes).kind).toBe("recorded");
  });

  test("an account that somebody made and we activated is still alerted", () => {
    const watch = watchInMemory({ managedActors: [pulumi.id] });
    const made = about("user.lifecycle.create", "c1", "09:00");
    const activated = about("user.lifecycle.activate", "a1", "09:01", { actor: pulumi });
    watch.deliver({ events: [activated] });
    watch.deliver({ events: [made] });
    const open = watch.alerts().filter(({ alert }) => alert.state === "open");
    expect(only(open).alert).toMatchObject({
      detection: "user-created",
      events: ["c1", "a1"],
      actor: { name: "omar@acme.example" },
    });
  });
});
