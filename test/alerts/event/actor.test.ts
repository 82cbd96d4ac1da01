import { describe, expect, test } from "vitest";
import {
  asTarget,
  dana,
  pulumi,
  type SampleEvent,
  sampleEvent,
} from "../../../src/alerts/detections/sample-event.ts";
import { actorOf } from "../../../src/alerts/event/actor.ts";
import { personOf } from "../../../src/alerts/event/subject.ts";
import type { LogActor } from "../../../src/model/log-event.ts";

const system: LogActor = {
  id: "unknown",
  type: "SystemPrincipal",
  alternateId: "system@okta.com",
  displayName: "Okta System",
};
const event = (part: Partial<SampleEvent> = {}) =>
  sampleEvent({ eventType: "user.mfa.factor.deactivate", targets: [asTarget(dana)], ...part });
const fromNowhere = {
  client: { ipAddress: null, country: null, userAgent: null },
  transaction: { id: "unknown", type: null, requestApiTokenId: null },
};

describe("how it was done", () => {
  test.each([
    ["an administrator", event(), "admin console"],
    ["the person", event({ actor: dana }), "self"],
    ["a script with somebody's token", event({ actor: dana, apiTokenId: "00Tscript" }), "API token"],
    ["a service app", event({ actor: pulumi }), "service app"],
    ["Okta's own job", event({ actor: system }), "service app"],
    ["Okta's support", { ...event({ actor: system }), ...fromNowhere }, "Okta support"],
    [
      "a session of Okta's support",
      event({ eventType: "user.session.impersonation.initiate" }),
      "Okta support",
    ],
    ["nobody that the event names", event({ actor: null }), "admin console"],
    [
      "an administrator named beside a thing",
      event({ eventType: "system.api_token.create", actor: dana }),
      "admin console",
    ],
  ] as const)("%s", (_, given, via) => {
    expect(actorOf(given).via).toBe(via);
  });

  test("where from, and by what name", () => {
    expect(actorOf(event())).toEqual({
      type: "User",
      id: "00uomar",
      name: "omar@acme.example",
      ip: "192.0.2.7",
      country: "Norway",
      via: "admin console",
    });
    expect(actorOf(event({ actor: null })).name).toBe("somebody unknown");
  });
});

describe("names", () => {
  test.each([
    ["a login", { alternateId: "zoë@acme.example" }, "zoë@acme.example"],
    ["no login", { alternateId: "unknown", displayName: "Dana" }, "Dana"],
    ["nothing but an id", { alternateId: null, displayName: "" }, "00udana"],
    [
      "an escape sequence and a line break",
      { alternateId: "dana\u001b[31m\n@acme.example" },
      "dana [31m @acme.example",
    ],
    ["text turned around", { alternateId: "dana\u202eelpmaxe" }, "dana elpmaxe"],
    ["a very long one", { alternateId: "d".repeat(300) }, `${"d".repeat(99)}…`],
  ])("%s", (_, part, name) => {
    expect(personOf(event({ targets: [{ ...asTarget(dana), ...part }] }))?.name).toBe(name);
  });

  test("a person without an id is nobody", () => {
    expect(personOf(event({ targets: [{ ...asTarget(dana), id: null }] }))).toBeNull();
  });
});
