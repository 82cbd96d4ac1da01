import { describe, expect, it } from "vitest";
import { hasAdminPrivilege, toGroupRule, wireGroup, wireGroupRule } from "../../../src/okta/wire/groups.ts";
import { readLogEvent, readLogEvents } from "../../../src/okta/wire/log-events.ts";
import {
  toAuthenticator,
  toMethod,
  toOrgFactor,
  wireAuthenticator,
  wireMethod,
  wireOrgFactor,
} from "../../../src/okta/wire/org-parts.ts";
import { personReader, wireUser } from "../../../src/okta/wire/users.ts";
import { parseList } from "../../../src/okta/wire/wire-problem.ts";

const toPerson = personReader(null);
const nia = { id: "00uNia", status: "ACTIVE", profile: { login: "nia@acme.example" } };

describe("lists", () => {
  it("keeps the good items and names the bad ones, by id where there is one", () => {
    const body = [nia, { id: "00uOmar", status: "ACTIVE", profile: {} }, 7, { status: "ACTIVE" }];
    const list = parseList("user", wireUser, body);
    expect(list?.items.map(toPerson)).toEqual([
      { id: "00uNia", login: "nia@acme.example", status: "ACTIVE", created: null, activated: null },
    ]);
    expect(list?.problems.map(({ id }) => id)).toEqual(["00uOmar", null, null]);
    expect(list?.problems[0]?.reason).toMatch(/^malformed user 00uOmar: profile\.login: /);
    expect(list?.problems[1]?.reason).toMatch(/^malformed user number 3 of its page: /);
  });

  it.each([null, {}, "[]", 3])("does not take %j for a list", (body) => {
    expect(parseList("user", wireUser, body)).toBeNull();
  });

  it("keeps a person whose sign-in is elsewhere, and who has no password here", () => {
    const provider = { type: "FEDERATION", name: "FEDERATION" };
    const list = parseList("user", wireUser, [{ ...nia, credentials: { provider } }]);
    expect(list?.problems).toEqual([]);
    expect(list?.items.map(personReader([]))).toMatchObject([
      { id: "00uNia", signOn: { provider: "FEDERATION", hasPassword: false } },
    ]);
  });

  it("keeps a status it has never heard of", () => {
    expect(toPerson(wireUser.parse({ ...nia, status: "HIBERNATING" })).status).toBe("HIBERNATING");
  });
});

describe("groups", () => {
  const group = { id: "00gAdmins", type: "OKTA_GROUP", profile: { name: "MFA Admins" } };

  it.each([
    [{}, null],
    [{ _embedded: { stats: { usersCount: 3 } } }, null],
    [{ _embedded: { stats: { hasAdminPrivilege: true } } }, true],
    [{ _embedded: { stats: { hasAdminPrivlege: true } } }, true],
    [{ _embedded: { stats: { hasAdminPrivlege: false } } }, false],
  ])("reads from %j whether it holds admin roles", (more, isAdmin) => {
    expect(hasAdminPrivilege(wireGroup.parse({ ...group, ...more }))).toBe(isAdmin);
  });

  it("reads a group rule, with and without people in its conditions", () => {
    const rule = {
      id: "0prRule",
      name: "MFA Required - employees",
      status: "INVALID",
      conditions: { expression: { value: 'user.userType=="employee"', type: "urn:okta:expression:1.0" } },
      actions: { assignUserToGroups: { groupIds: ["00gMfa"] } },
      allGroupsValid: false,
    };
    const people = { users: { exclude: ["00uDana"] }, groups: { exclude: ["00gSales"] } };
    expect(toGroupRule(wireGroupRule.parse(rule))).toEqual({
      id: "0prRule",
      name: "MFA Required - employees",
      status: "INVALID",
      expression: 'user.userType=="employee"',
      groupIds: ["00gMfa"],
      excludedUserIds: [],
      excludedGroupIds: [],
    });
    const excluding = wireGroupRule.parse({ ...rule, conditions: { ...rule.conditions, people } });
    expect(toGroupRule(excluding)).toMatchObject({
      excludedUserIds: ["00uDana"],
      excludedGroupIds: ["00gSales"],
    });
  });
});

describe("authenticators", () => {
  it("reads both engines' org-wide switches", () => {
    const sent = { id: "autWeb", key: "webauthn", status: "ACTIVE", type: "security_key" };
    expect(toAuthenticator(wireAuthenticator.parse(sent))).toEqual({
      id: "autWeb",
      key: "webauthn",
      name: "webauthn",
      status: "ACTIVE",
      allowedFor: null,
    });
    const email = { ...sent, key: "okta_email", settings: { allowedFor: "recovery" } };
    expect(toAuthenticator(wireAuthenticator.parse(email)).allowedFor).toBe("recovery");
    const strange = { ...sent, settings: { allowedFor: "any", userVerification: "PREFERRED", pause: true } };
    expect(toAuthenticator(wireAuthenticator.parse(strange)).unmodelled).toEqual(["settings.pause"]);
    const push = {
      type: "push",
      status: "ACTIVE",
      settings: { keyProtection: "ANY", hours: "9-17" },
      _links: {},
    };
    expect(toMethod(wireMethod.parse(push))).toEqual({
      type: "push",
      status: "ACTIVE",
      unmodelled: ["settings.hours"],
    });
    const factor = { id: "okta_sms", provider: "OKTA", factorType: "sms", status: "NOT_SETUP" };
    expect(toOrgFactor(wireOrgFactor.parse(factor))).toEqual({
      id: null,
      key: "okta_sms",
      name: "okta_sms",
      status: "NOT_SETUP",
    });
  });
});

describe("log events", () => {
  const bare = { uuid: "e1", published: "2026-03-01T03:14:30.662Z", eventType: "user.lifecycle.suspend" };

  const eventOf = (value: unknown) => {
    const read = readLogEvent(value);
    return "event" in read ? read.event : null;
  };
  const unreadOf = (value: unknown) => {
    const read = readLogEvent(value);
    return "unread" in read ? read.unread : null;
  };

  it("reads the barest event", () => {
    expect(eventOf({ ...bare, target: null, actor: null })).toEqual({
      ...bare,
      displayMessage: null,
      actor: null,
      client: { ipAddress: null, country: null, userAgent: null },
      outcome: { result: null, reason: null },
      targets: [],
      debugData: {},
      transaction: { id: null, type: null, requestApiTokenId: null },
    });
  });

  it("reads a full one", () => {
    const sent = {
      ...bare,
      published: "2026-03-01T04:14:30.662+01:00",
      displayMessage: "Suspend Okta user",
      actor: {
        id: "00uNia",
        type: "User",
        alternateId: "nia@acme.example",
        displayName: "Nia",
        detailEntry: null,
      },
      client: {
        zone: "null",
        ipAddress: "192.0.2.1",
        userAgent: { rawUserAgent: "curl" },
        geographicalContext: { country: "Kenya" },
      },
      outcome: { result: "SUCCESS", reason: null },
      debugContext: { debugData: { requestUri: "/api/v1/users" } },
      transaction: { id: "t1", type: "WEB", detail: { requestApiTokenId: "00T1" } },
      target: [
        {
          id: "00uDana",
          type: "User",
          alternateId: "dana@acme.example",
          displayName: "Dana",
          detailEntry: null,
        },
        {
          type: "PolicyRule",
          detailEntry: { policyType: "OktaMfaEnroll" },
          changeDetails: { from: 1, to: 2 },
        },
      ],
    };
    expect(eventOf(sent)).toMatchObject({
      published: bare.published,
      actor: { id: "00uNia", type: "User", alternateId: "nia@acme.example", displayName: "Nia" },
      client: { ipAddress: "192.0.2.1", country: "Kenya", userAgent: "curl" },
      outcome: { result: "SUCCESS", reason: null },
      transaction: { id: "t1", type: "WEB", requestApiTokenId: "00T1" },
      targets: [
        { id: "00uDana", type: "User", detailEntry: {}, changeDetails: null },
        { id: null, type: "PolicyRule", changeDetails: { from: 1, to: 2 } },
      ],
    });
  });

  const nobody = { id: "unknown", type: "unknown", alternateId: null, displayName: null };
  const nothing = { id: null, type: "unknown", alternateId: null, displayName: null };
  it.each<[string, unknown, object]>([
    [
      "actor",
      { id: null, type: "User", alternateId: "nia@acme.example" },
      { actor: { ...nobody, type: "User", alternateId: "nia@acme.example" } },
    ],
    ["actor", { id: "00uNia", type: "User", displayName: 5 }, { actor: { id: "00uNia", displayName: "5" } }],
    ["actor", {}, { actor: nobody }],
    ["actor", "nia", { actor: null }],
    ["outcome", "SUCCESS", { outcome: { result: null } }],
    ["outcome", { result: ["SUCCESS"] }, { outcome: { result: null } }],
    ["client", [], { client: { ipAddress: null, country: null, userAgent: null } }],
    [
      "client",
      { ipAddress: "192.0.2.1", userAgent: "curl" },
      { client: { ipAddress: "192.0.2.1", userAgent: null } },
    ],
    ["debugContext", { debugData: [] }, { debugData: {} }],
    ["debugContext", [], { debugData: {} }],
    ["transaction", { id: "t1", detail: "none" }, { transaction: { id: "t1", requestApiTokenId: null } }],
    ["displayMessage", { text: "Suspend" }, { displayMessage: null }],
    ["target", {}, { targets: [] }],
    [
      "target",
      [null, 7, { id: 7 }, { id: "00uDana", type: "User" }],
      { targets: [{ ...nothing, id: "7" }, { id: "00uDana" }] },
    ],
    [
      "target",
      [{ type: "User", detailEntry: [], changeDetails: "none" }],
      { targets: [{ detailEntry: {}, changeDetails: null }] },
    ],
  ])("does not lose an event for its %s: %j", (field, value, expected) => {
    expect(eventOf({ ...bare, [field]: value })).toMatchObject({ ...bare, ...expected });
  });

  it.each<[unknown, string, object]>([
    [
      { ...bare, published: "yesterday" },
      "malformed event user.lifecycle.suspend e1: published: ",
      { id: "e1", published: null },
    ],
    [
      { ...bare, uuid: null },
      "malformed event user.lifecycle.suspend: uuid: ",
      { id: null, published: bare.published },
    ],
    [{ ...bare, eventType: 7 }, "malformed event e1: eventType: ", { id: "e1", published: bare.published }],
    [null, "malformed event: ", { id: null, published: null }],
    [7, "malformed event: ", { id: null, published: null }],
  ])("says what is wrong with %j", (value, reason, expected) => {
    const unread = unreadOf(value);
    expect(unread).toMatchObject(expected);
    expect(unread?.reason).toContain(reason);
    expect(unread?.event).toMatchObject({
      eventType: "plumbline.event.unread",
      debugData: { reason: unread?.reason },
    });
    expect(unread?.event.uuid).toMatch(unread?.id === null ? /^unread-[0-9a-f]{32}$/ : /^e1$/);
  });

  it("keeps whom an event is about that cannot be read, and names it the same way each time", () => {
    const value = { published: "?", target: [{ id: "00uDana", type: "User" }] };
    expect(unreadOf(value)?.event.targets).toMatchObject([{ id: "00uDana" }]);
    expect(unreadOf(value)).toEqual(unreadOf(structuredClone(value)));
    expect(unreadOf(value)?.event.uuid).not.toBe(unreadOf({ published: "!" })?.event.uuid);
  });

  it.each([null, {}, "[]"])("does not take %j for a page", (body) => {
    expect(readLogEvents(body)).toBeNull();
  });
});
