import { describe, expect, it } from "vitest";
import { parseCsv } from "../../../src/answers/proof/parse-csv.ts";
import { readSeedReport } from "../../../src/answers/proof/seed-risk.ts";
import { fillState } from "../../../src/emulator/filling/fill-state.ts";
import { mfaEnrollmentByUserCsv, mfaUsageCsv } from "../../../src/emulator/reports/mfa-reports.ts";

it.each([
  [
    "a,b\r\n1,2\r\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  [
    "a,b\n1,2",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  ['\uFEFF"a ""b""","c,\nd"\r\n', [['a "b"', "c,\nd"]]],
  [
    "a,\r\n,b\r\n",
    [
      ["a", ""],
      ["", "b"],
    ],
  ],
  ["a,", [["a", ""]]],
  ["", []],
  ['"never ends', null],
  ['a"b,c', null],
])("%j holds these cells", (text, rows) => {
  expect(parseCsv(text)).toEqual(rows);
});

const acme = fillState({
  users: [
    { login: "nia@acme.example", roles: ["SUPER_ADMIN"], factors: ["webauthn"] },
    { login: "dana@acme.example", factors: ["phone_number:sms"] },
    { login: "omar@acme.example", hasPassword: true, factors: [], status: "STAGED" },
  ],
});

describe("a report of the console", () => {
  it.each([
    ["MFA Usage", mfaUsageCsv(acme)],
    ["MFA Enrollment by User", mfaEnrollmentByUserCsv(acme)],
  ])("%s tells who has something strong", (name, text) => {
    const report = readSeedReport(text);
    if (typeof report === "string") throw new Error(report);
    expect(report.name).toBe(name);
    expect([report.risks.get("nia@acme.example"), report.risks.get("dana@acme.example")]).toEqual([2, 1]);
  });

  it("believes no name that it does not know, and no password", () => {
    const report = readSeedReport(
      "Login,MFA Factor\nDana@acme.example,Password\nkim@acme.example,Telepathy\n\n",
    );
    expect(report).toEqual({
      name: "MFA Usage",
      risks: new Map([
        ["dana@acme.example", 0],
        ["kim@acme.example", 1],
      ]),
    });
  });

  it.each([
    ["", "its first line has no columns Login and MFA Factor or Authenticator Types"],
    ["Login,Name\n", "its first line has no columns Login and MFA Factor or Authenticator Types"],
    ["Login,MFA Factor\ndana\n", "line 2 has 1 cells, and the first 2"],
    ['Login,"MFA Factor\n', "it is no CSV: a quoted cell does not end"],
  ])("%j is none", (text, why) => {
    expect(readSeedReport(text)).toBe(why);
  });
});
