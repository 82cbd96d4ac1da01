import { expect, test } from "vitest";
import { asTarget, dana, sampleEvent } from "../../../src/alerts/detections/sample-event.ts";
import { unknownPerson } from "../../../src/alerts/memory/memory.ts";
import { rememberEvent, rememberLive } from "../../../src/alerts/memory/remember.ts";
import type { PersonMemory } from "../../../src/ledger/memory.ts";
import { liveDana } from "../../support/alert-delivery.ts";

const known = (factors: readonly string[] | null): PersonMemory => ({ ...unknownPerson("00udana"), factors });
const factorEvent = (word: string, factor?: string, published = "2026-03-02T09:00:00.000Z") =>
  sampleEvent({
    eventType: `user.mfa.factor.${word}`,
    targets: [asTarget(dana)],
    published,
    ...(factor === undefined ? {} : { debugData: { factor } }),
  });
const factorsAfter = (factors: readonly string[] | null, word: string, factor?: string) =>
  rememberEvent(known(factors), factorEvent(word, factor), []).factors;

test.each([
  ["enrolled", ["webauthn"], "activate", "OKTA_VERIFY_PUSH", ["okta_verify:push", "webauthn"]],
  ["a second one of a kind", ["webauthn"], "activate", "FIDO_WEBAUTHN", ["webauthn", "webauthn"]],
  ["one of two of a kind goes", ["webauthn", "webauthn"], "deactivate", "FIDO_WEBAUTHN", ["webauthn"]],
  ["one of Classic goes", ["okta_push", "okta_sms"], "deactivate", "OKTA_VERIFY_PUSH", ["okta_sms"]],
  ["suspended", ["okta_verify:push"], "suspend", "OKTA_VERIFY_PUSH", []],
  ["all are reset", ["okta_verify:push", "webauthn"], "reset_all", undefined, []],
  ["one goes that was not known to be there", ["webauthn"], "deactivate", "SMS", null],
  ["one comes whose name is not known", ["webauthn"], "activate", "CARRIER_PIGEON", null],
  ["one goes that the event does not name", ["webauthn"], "deactivate", undefined, null],
  ["nothing was known", null, "deactivate", "SMS", null],
  ["nothing was known, and one comes", null, "activate", "SMS", null],
] as const)("factors: %s", (_, before, word, factor, after) => {
  expect(factorsAfter(before, word, factor)).toEqual(after);
});

test("when a factor came back is the latest, whatever came last", () => {
  const later = rememberEvent(known(null), factorEvent("activate", "SMS", "2026-03-02T10:00:00.000Z"), []);
  expect(rememberEvent(later, factorEvent("unsuspend", "SMS"), []).factorRestoredAt).toBe(
    "2026-03-02T10:00:00.000Z",
  );
});

test("an account is remembered by its latest dozen changes, each once, oldest first", () => {
  const turns = Array.from({ length: 15 }, (_, hour) =>
    sampleEvent({
      eventType: "user.lifecycle.deactivate",
      uuid: `turn-${hour}`,
      published: new Date(Date.UTC(2026, 2, 2, hour)).toISOString(),
      targets: [asTarget(dana)],
    }),
  );
  const person = [...turns.toReversed(), ...turns].reduce(
    (before, event) => rememberEvent(before, event, []),
    unknownPerson("00udana"),
  );
  expect(person.marks.map(({ uuid }) => uuid)).toEqual(turns.slice(3).map(({ uuid }) => uuid));
});

test("what concerns nobody's account changes nothing", () => {
  const person = known([]);
  expect(rememberEvent(person, sampleEvent({ eventType: "user.session.start", targets: [] }), [])).toBe(
    person,
  );
});

test("the live org knows better, but for what it did not show", () => {
  const before = { ...known(["webauthn"]), created: "2020-01-01T00:00:00.000Z" };
  const at = "2026-03-02T09:05:00.000Z";
  expect(
    rememberLive(before, liveDana({ factors: null, created: null, status: "SUSPENDED" }), at),
  ).toMatchObject({
    login: "dana@acme.example",
    created: "2020-01-01T00:00:00.000Z",
    status: { value: "SUSPENDED", at },
    factors: ["webauthn"],
  });
});

test("the admin roles that the log told of last are remembered, whatever came last", () => {
  const grant = (privilegeGranted: string, published: string) =>
    sampleEvent({
      eventType: "user.account.privilege.grant",
      targets: [asTarget(dana)],
      debugData: { privilegeGranted },
      published,
    });
  const [first, second] = ["2026-03-02T09:00:00.000Z", "2026-03-02T10:00:00.000Z"];
  const both = rememberEvent(known(null), grant("Super administrator, Report administrator", second), []);
  expect(both.adminRoles).toEqual({ roles: ["Super administrator", "Report administrator"], at: second });
  expect(rememberEvent(both, grant("Help Desk administrator", first), [])).toBe(both);
  const revoke = sampleEvent({
    eventType: "user.account.privilege.revoke",
    targets: [asTarget(dana)],
    published: "2026-03-02T11:00:00.000Z",
  });
  expect(rememberEvent(both, revoke, []).adminRoles?.roles).toEqual([]);
  const silent = sampleEvent({ eventType: "user.account.privilege.grant", targets: [asTarget(dana)] });
  expect(rememberEvent(known(null), silent, []).adminRoles).toBeNull();
});
