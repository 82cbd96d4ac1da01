import { describe, expect, test } from "vitest";
import { asTarget, dana, omar, sampleEvent } from "../../../src/alerts/detections/sample-event.ts";
import { alertRules } from "../../../src/alerts/detections/settings.ts";
import { detectWith } from "../../../src/alerts/lifecycle/detect.ts";
import { peopleToRead, watchedEventTypes } from "../../../src/alerts/lifecycle/people-to-read.ts";
import { noLiveFacts } from "../../../src/alerts/memory/live-facts.ts";
import { emptyOrgMemory } from "../../../src/ledger/memory.ts";
import type { AlertSettings, Baseline } from "../../../src/model/baseline.ts";
import { watchInMemory } from "../../support/alert-delivery.ts";
import { noRules } from "../../support/alert-rules.ts";
import { aBaseline } from "../../support/baseline-builder.ts";
import { everyDetection } from "../../support/every-detection.ts";

const baseline = (alerts: Partial<AlertSettings>): Baseline =>
  aBaseline({ alerts: { managedActors: [], detections: {}, routes: [], ...alerts } });
const reset = sampleEvent({ eventType: "user.mfa.factor.reset_all", targets: [asTarget(dana)] });
const memory = { person: () => null, org: emptyOrgMemory, live: noLiveFacts("") };

describe("the baseline's settings", () => {
  test.each([
    ["as it comes", {}, ["high"]],
    ["another severity", { "mfa-reset": { enabled: true, severity: "low" } }, ["low"]],
    ["off", { "mfa-reset": { enabled: false, severity: null } }, []],
  ] as const)("%s", (_, detections, severities) => {
    const rules = alertRules(baseline({ detections }));
    expect(detectWith(everyDetection, rules)(reset, memory).map(({ severity }) => severity)).toEqual(
      severities,
    );
  });
});

describe("whom to read", () => {
  test("people in events that were done and people with an open alert, each once", () => {
    const watch = watchInMemory();
    watch.deliver({ events: [reset] });
    const byOmar = { ...reset, targets: [asTarget(omar)] };
    const failed = sampleEvent({
      eventType: "user.lifecycle.create",
      targets: [asTarget(omar)],
      result: "FAILURE",
    });
    expect(peopleToRead([failed], watch.alerts())).toEqual(["00udana"]);
    expect(peopleToRead([byOmar, byOmar], watch.alerts())).toEqual(["00uomar", "00udana"]);
  });

  test("what closes alerts and what memory needs is watched as well", () => {
    expect(watchedEventTypes(everyDetection, noRules)).toEqual(
      expect.arrayContaining([
        "user.account.privilege.revoke",
        "user.mfa.factor.activate",
        "user.mfa.factor.unsuspend",
      ]),
    );
  });

  test("nothing is asked of rules that say nothing", () => {
    expect(alertRules(baseline({}))).toEqual(noRules);
  });
});
