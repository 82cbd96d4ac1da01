import { describe, expect, it } from "vitest";
import type { Alert } from "../../../src/model/alert.ts";
import type { AlertGuidance } from "../../../src/model/alert-guidance.ts";
import { alertChangeLine, alertDetails, alertList } from "../../../src/report/pages/alert-text.ts";
import { anAlert } from "../../support/an-alert.ts";

const now = new Date("2026-11-24T09:00:00.000Z");
const shortIds = new Map([["mfa-reset-1", "mfa"]]);
const listed = (part: Partial<Alert>, ids = shortIds) =>
  alertList([anAlert(part)], { width: 200, now, shortIds: ids })
    .split("\n")[1]
    ?.trim();

describe("the list of alerts", () => {
  it("says that there are none", () => {
    expect(alertList([], { width: 80, now, shortIds })).toBe("No alerts.\n");
  });

  it.each<[string, Partial<Alert>, string]>([
    ["is not due", {}, "mfa-reset, 2026-11-23 09:00 UTC; id mfa"],
    [
      "is due tomorrow",
      { dueAt: "2026-11-25T09:00:00.000Z" },
      "mfa-reset, 2026-11-23 09:00 UTC, due 2026-11-25 09:00 UTC; id mfa",
    ],
    [
      "was due yesterday, and somebody looks into it",
      { dueAt: "2026-11-23T10:00:00.000Z", state: "acknowledged" },
      "mfa-reset, 2026-11-23 09:00 UTC, OVERDUE since 2026-11-23 10:00 UTC, acknowledged; id mfa",
    ],
    [
      "was due yesterday, and is settled",
      { dueAt: "2026-11-23T10:00:00.000Z", state: "resolved" },
      "mfa-reset, 2026-11-23 09:00 UTC, due 2026-11-23 10:00 UTC, resolved; id mfa",
    ],
  ])("tells when one that %s", (_what, part, line) => {
    expect(listed(part)).toBe(line);
  });

  it("names an alert by its whole id where no part of it is enough", () => {
    expect(listed({}, new Map())).toMatch(/; id mfa-reset-1$/);
  });
});

describe("a line for what became of an alert", () => {
  it.each<[string, Partial<Alert>, RegExp]>([
    ["opened", {}, /^opened high: Nia reset/],
    ["joined", {}, /^again high: /],
    ["resolved", { resolution: "enrolled again" }, /: enrolled again \(mfa-reset-1\)$/m],
    ["resolved", { resolution: null }, /dana@acme\.example \(mfa-reset-1\)$/m],
  ])("%s", (kind, part, line) => {
    expect(alertChangeLine(kind, anAlert(part))).toMatch(line);
  });
});

describe("an alert in full", () => {
  const guidance: AlertGuidance = {
    why: "Whoever holds the password can enroll a factor.",
    remedy: "Call Dana.",
    closes: "When she has enrolled.",
    links: [{ label: "Dana", url: "https://acme-admin.okta.com/admin/user/profile/view/00udana" }],
  };

  it("says what to do now while it is open, and to whom it was told", () => {
    const text = alertDetails(anAlert({ dueAt: "2026-11-25T09:00:00.000Z" }), 80, {
      guidance,
      told: ["slack: open, sent"],
    });
    for (const line of [
      /^ {2}due +2026-11-25/m,
      /^ {2}do now +Call Dana/m,
      /^ {2}told +slack/m,
      /^ {2}Dana: https/m,
    ]) {
      expect(text).toMatch(line);
    }
  });

  it("asks nobody to do anything once it is resolved", () => {
    const resolved = {
      state: "resolved",
      resolvedAt: "2026-11-23T12:00:00.000Z",
      resolution: "met Dana",
    } as const;
    const text = alertDetails(anAlert(resolved), 80, { guidance });
    expect(text).toMatch(/^ {2}resolved +2026-11-23 12:00/m);
    expect(text).not.toMatch(/do now|closes|told|due/);
    expect(alertDetails(anAlert(resolved), 80)).not.toMatch(/why|https/);
  });
});
