import { describe, expect, it } from "vitest";
import { consoleLinks } from "../../src/alerts/guidance/console-links.ts";
import { guideBy } from "../../src/alerts/guidance/guidance.ts";
import { byUrgency } from "../../src/alerts/lifecycle/by-urgency.ts";
import { shortIds } from "../../src/model/short-ids.ts";
import { guide } from "../support/a-post.ts";
import { anAlert } from "../support/an-alert.ts";
import { everyDetection } from "../support/every-detection.ts";

describe("links into the Okta console", () => {
  const urlsOf = (subject: object, org: string) =>
    consoleLinks(anAlert({ subject: { type: "user", id: "00udana", name: "Dana", ...subject } }), org).map(
      ({ url }) => url.replace(/\?.*/, "?"),
    );

  it.each([
    ["https://acme.okta.com", "https://acme-admin.okta.com"],
    ["https://acme.oktapreview.com", "https://acme-admin.oktapreview.com"],
    ["https://acme-admin.okta.com", "https://acme-admin.okta.com"],
    ["https://login.acme.example", "https://login.acme.example"],
    ["https://acme.okta.com.evil.example", "https://acme.okta.com.evil.example"],
    ["http://127.0.0.1:8787", "http://127.0.0.1:8787"],
  ])("of %s lead to %s", (org, origin) => {
    expect(urlsOf({}, org)).toEqual([
      `${origin}/admin/user/profile/view/00udana`,
      `${origin}/report/system_log_2?`,
    ]);
  });

  it.each([
    ["group", "00gmfa", "/admin/group/00gmfa"],
    ["policy", "00pmfa", "/admin/access/multifactor#policies"],
    [
      "policy",
      "rstpayroll",
      "/admin/authn/authentication-policies#authentication-policies/policy/rstpayroll/",
    ],
    ["api-token", "00Tbackup", "/admin/access/api/tokens"],
  ])("of a %s %s lead to %s", (type, id, path) => {
    expect(urlsOf({ type, id }, "https://acme.okta.com")[0]).toBe(`https://acme-admin.okta.com${path}`);
  });

  it.each([
    "../../logout",
    "00u dana",
    "https://evil.example/",
    "\u202e",
  ])("are not made of %j, which is no id", (id) => {
    const links = consoleLinks(
      anAlert({ subject: { type: "user", id, name: "Dana" }, events: [id] }),
      "https://acme.okta.com",
    );
    expect(links).toEqual([]);
  });
});

it("leads to the alert on the page first, where somebody said where that is", () => {
  const onPage = guideBy(everyDetection, "https://plumbline.acme.example");
  const org = "https://acme.okta.com";
  expect(onPage(anAlert({ id: "a/../b" }), org).links).toEqual([
    { label: "The alert in Plumbline", url: "https://plumbline.acme.example/alerts/a%2F..%2Fb" },
    ...guide(anAlert(), org).links,
  ]);
});

it("says by when, and of a detection that is no more what it can", () => {
  const org = "https://acme.okta.com";
  expect(guide(anAlert({ dueAt: "2026-11-24T09:00:00.000Z" }), org).closes).toMatch(
    /; due by 2026-11-24 09:00 UTC$/,
  );
  expect(guide(anAlert({ detection: "of-yesterday" }), org)).toMatchObject({
    why: expect.stringContaining("does not know its detection"),
    closes: "by hand (plumbline alerts resolve mfa-reset-1)",
  });
});

it("puts the worst first, then what is overdue, then what is due soonest, then the oldest", () => {
  const alerts = [
    anAlert({ id: "old", openedAt: "2026-11-01T09:00:00.000Z" }),
    anAlert({ id: "older", openedAt: "2026-10-01T09:00:00.000Z" }),
    anAlert({ id: "due later", dueAt: "2026-11-30T09:00:00.000Z" }),
    anAlert({ id: "due soon", dueAt: "2026-11-24T09:00:00.000Z" }),
    anAlert({ id: "overdue", dueAt: "2026-11-22T09:00:00.000Z" }),
    anAlert({ id: "settled", dueAt: "2026-11-21T09:00:00.000Z", state: "resolved" }),
    anAlert({ id: "low, overdue", severity: "low", dueAt: "2026-11-01T09:00:00.000Z" }),
    anAlert({ id: "critical", severity: "critical" }),
    anAlert({ id: "twin", openedAt: "2026-10-01T09:00:00.000Z" }),
  ];
  const sorted = alerts.toSorted(byUrgency(new Date("2026-11-23T09:00:00.000Z")));
  expect(sorted.map(({ id }) => id)).toEqual([
    "critical",
    "overdue",
    "settled",
    "due soon",
    "due later",
    "older",
    "twin",
    "old",
    "low, overdue",
  ]);
});

it.each([
  [
    ["0123456789", "9876543210"],
    ["01234567", "98765432"],
  ],
  [
    ["0123456789", "0123456799", "0123400000"],
    ["012345678", "012345679", "01234000"],
  ],
  [
    ["0123456789ab", "0123456789abcd"],
    ["0123456789ab", "0123456789abc"],
  ],
  [["short"], ["short"]],
])("shortens %j so that each can be told from the others", (ids, short) => {
  const given = shortIds(ids);
  expect(ids.map((id) => given.get(id))).toEqual(short);
});
