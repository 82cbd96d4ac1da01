import { expect, it } from "vitest";
import { aFleetOrg } from "../support/a-fleet-org.ts";
import { aRecord } from "../support/an-alert.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  anyOf,
  aRequirement,
  theDeclaredDefault,
} from "../support/baseline-builder.ts";
import { judgeOrg } from "../support/judged-acme.ts";
import { anOrg, aPerson, aPolicy, enrolments, theDefaultPolicy } from "../support/org-builder.ts";
import { aResult, aStandardsReport, aVerdict } from "../support/sample-standards.ts";
import { servedPage } from "../support/served-page.ts";

/** A formula, a tag, a turn of the direction of writing, a line end and a command of a terminal, all in a name. */
const evil = "=cmd|' /C calc'!A0<img src=x onerror=alert(1)>\u202e\r\nSet-Cookie: a=b\u001b[2J";
const login = `${evil}@acme.example`;

const judged = await judgeOrg(
  aBaseline({
    groups: [aDeclaredGroup(evil)],
    enrollmentPolicies: [aDeclaredPolicy(evil, [evil]), theDeclaredDefault()],
    requirements: [
      aRequirement("everyone", { governedBy: ["Default Policy"], factors: anyOf(["webauthn"]) }),
    ],
    exemptions: [{ user: login, requirement: "everyone", until: "2026-12-31", reason: evil, owner: evil }],
    approvals: [{ change: evil, reason: evil, owner: evil, ticket: evil, until: "2026-12-31" }],
  }),
  anOrg({
    people: [aPerson(login)],
    groups: { [evil]: [login] },
    policies: [aPolicy(evil, { groups: [evil] }), theDefaultPolicy()],
    authenticators: { webauthn: "ACTIVE" },
    enrolments: { [login]: enrolments(["google_otp"]) },
  }),
);

const evilVerdict = aVerdict({
  reason: evil,
  evidence: [{ path: evil, name: login, field: evil, value: evil }],
});
const evilStandards = aStandardsReport({
  frameworks: aStandardsReport().frameworks.map((one) => ({
    ...one,
    requirements: [aResult("V-273186", { title: evil, asTheStandardChecks: evilVerdict })],
  })),
});

it("are text in every export of every table, and in no header", async () => {
  const page = await servedPage({
    judged,
    standards: [evilStandards],
    records: [aRecord({ title: evil, note: evil, subject: { type: "user", id: "00u1", name: login } })],
    fleet: { path: "fleet.yaml", orgs: [aFleetOrg({ name: evil, owner: evil, tags: [evil] })] },
    env: { USER: evil },
  });
  await page.ask("/alerts/change", { ids: [evil.slice(0, 60)], change: "note", note: evil });
  const { tables } = (await page.ask("/session")).answer as { readonly tables: readonly { name: string }[] };
  const shown = new Set<string>();
  for (const { name } of tables) {
    for (const format of ["csv", "json"]) {
      const answer = await fetch(
        `${page.url}/api/v1/${name}?format=${format}&search=${encodeURIComponent(evil.slice(0, 4))}`,
      );
      const text = await answer.text();
      if (text.includes("onerror")) shown.add(name);
      expect({ name, format, status: answer.status }).toEqual({ name, format, status: 200 });
      for (const sign of ["\u202e", "\u001b"]) expect(text).not.toContain(sign);
      if (format === "csv") expect(text).not.toMatch(/(?:^|,)"=cmd/m);
      expect(answer.headers.get("set-cookie")).toBeNull();
      expect(answer.headers.get("content-type")).toMatch(
        format === "csv" ? /^text\/csv/ : /^application\/json/,
      );
    }
  }
  expect([...shown].sort()).toEqual(
    tables
      .map(({ name }) => name)
      .filter((name) => name !== "runs")
      .sort(),
  );
});
