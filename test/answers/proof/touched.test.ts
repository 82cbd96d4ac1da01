import { describe, expect, it } from "vitest";
import {
  bothTouched,
  touchedBy,
  untouched,
  watchedFilter,
} from "../../../src/answers/proof/watched-events.ts";
import { whomToForget } from "../../../src/answers/proof/whom-to-forget.ts";
import type { AuthenticatorId, UserId } from "../../../src/model/ids.ts";
import type { LogActor, LogEvent, LogTarget } from "../../../src/model/log-event.ts";
import { aProof, aRead, readTwice } from "../../support/a-proof.ts";

const target = (type: string, id: string | null): LogTarget => ({
  id,
  type,
  alternateId: null,
  displayName: null,
  detailEntry: {},
  changeDetails: null,
});
const actor = (type: string, id: string): LogActor => ({ id, type, alternateId: null, displayName: null });
const event = (eventType: string, targets: readonly LogTarget[], by: LogActor | null = null): LogEvent => ({
  uuid: eventType,
  published: "2026-11-23T02:00:00.000Z",
  eventType,
  displayMessage: null,
  actor: by,
  client: { ipAddress: null, country: null, userAgent: null },
  outcome: { result: "FAILURE", reason: null },
  targets,
  debugData: {},
  transaction: { id: null, type: null, requestApiTokenId: null },
});
const nia = actor("User", "00unia");
const dana = target("User", "00udana");
const phone = target("UDDevice", "guophone");

const told = (events: readonly LogEvent[]) => {
  const { people, accounts, devices, authenticators, everybody } = touchedBy(events);
  return {
    people: [...people],
    accounts: [...accounts],
    devices: [...devices],
    authenticators: [...authenticators],
    everybody,
  };
};

describe("events touch", () => {
  it.each([
    [
      "whom they are about and who acted, whatever came of it",
      "user.mfa.factor.deactivate",
      [dana],
      nia,
      { people: ["00udana", "00unia"] },
    ],
    [
      "nobody who is no person",
      "user.lifecycle.create",
      [dana, target("AppUser", "0ua1")],
      actor("PublicClientApp", "0oa1"),
      { people: ["00udana"], accounts: ["00udana"] },
    ],
    [
      "everybody, where they do not say of whom",
      "user.mfa.factor.reset_all",
      [target("User", null)],
      nia,
      { everybody: "an event user.mfa.factor.reset_all does not say of whom" },
    ],
    ["who put a device into use", "device.enrollment.create", [phone], nia, { people: ["00unia"] }],
    [
      "the holders of a device that was switched",
      "device.lifecycle.deactivate",
      [phone],
      nia,
      { people: ["00unia"], devices: ["guophone"] },
    ],
    ["whom a device was given to", "device.user.add", [phone, dana], nia, { people: ["00udana", "00unia"] }],
    [
      "the holders of a device that nobody but an administrator is named with",
      "device.user.add",
      [phone],
      nia,
      { people: ["00unia"], devices: ["guophone"] },
    ],
    [
      "everybody, where it does not say who holds a device no more",
      "device.user.remove",
      [phone],
      nia,
      { everybody: "an event device.user.remove does not say of whom" },
    ],
    [
      "everybody, where a device has no name",
      "device.lifecycle.delete",
      [],
      nia,
      { everybody: "an event device.lifecycle.delete does not say of which device" },
    ],
    [
      "holders of an authenticator",
      "security.authenticator.lifecycle.deactivate",
      [target("Authenticator", "aut1")],
      nia,
      { authenticators: ["aut1"] },
    ],
    [
      "everybody, where an authenticator has no name",
      "system.mfa.factor.deactivate",
      [],
      nia,
      { everybody: "an event system.mfa.factor.deactivate does not say of which authenticator" },
    ],
  ])("%s", (_, type, targets, by, touched) => {
    const none = { people: [], accounts: [], devices: [], authenticators: [], everybody: null };
    expect(told([event(type, targets, by)])).toEqual({ ...none, ...touched });
  });

  it("add up", () => {
    const both = bothTouched(
      touchedBy([event("user.mfa.factor.activate", [dana])]),
      touchedBy([event("device.user.add", [phone])]),
    );
    expect([...both.people, ...both.devices]).toEqual(["00udana", "guophone"]);
    expect(bothTouched(untouched, { ...untouched, everybody: "why" }).everybody).toBe("why");
  });
});

it("asks Okta for whole families of events", () => {
  expect(watchedFilter).toContain('eventType sw "user.mfa."');
});

describe("what is forgotten", () => {
  const id = (text: string) => text as UserId;
  const proofs = new Map([
    [id("00udana"), aProof({ read: aRead(["okta_password", "webauthn"]) })],
    [id("00ukim"), aProof({ read: readTwice(["okta_password"], ["okta_verify:push"]) })],
  ]);
  const authenticator = (key: string) => ({
    id: `aut-${key}` as AuthenticatorId,
    key,
    name: key,
    status: "ACTIVE",
  });
  const authenticators = ["okta_verify", "okta_email", "webauthn"].map(authenticator);
  const holdersOf = (device: string) => (device === "guophone" ? [id("00uomar")] : null);
  const facts = { proofs, authenticators, holdersOf };
  const set = (...ids: readonly string[]) => new Set(ids);

  it.each([
    ["nothing", {}, []],
    ["whom events name", { people: new Set([id("00unia")]) }, ["00unia"]],
    ["holders of a device", { devices: set("guophone") }, ["00uomar"]],
    [
      "whoever has something on a device, where Okta does not say whose it was",
      { devices: set("guogone") },
      ["00ukim"],
    ],
    ["who enrolled an authenticator that was switched", { authenticators: set("aut-webauthn") }, ["00udana"]],
    ["everybody, after an authenticator that is not known", { authenticators: set("aut-1") }, "everybody"],
    ["everybody, after one that is given to all", { authenticators: set("aut-okta_email") }, "everybody"],
    ["everybody, where an event may be about anybody", { everybody: "why" }, "everybody"],
  ])("is %s", (_, touched, whom) => {
    const found = whomToForget({ ...untouched, ...touched }, facts);
    expect(found === "everybody" ? found : [...found]).toEqual(whom);
  });

  it("is everybody after a switched authenticator where none was read", () => {
    expect(
      whomToForget(
        { ...untouched, authenticators: set("aut-webauthn") },
        { ...facts, authenticators: undefined },
      ),
    ).toBe("everybody");
  });
});
