import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readScimFilter, type ScimDialect, scimOperators } from "../../src/emulator/scim/scim-filter.ts";
import { matchesScimFilter } from "../../src/emulator/scim/scim-match.ts";

const everything: ScimDialect = { parameter: "filter", operatorsOf: () => scimOperators };

const nia = {
  id: "00uNia",
  status: "ACTIVE",
  created: "2025-03-14T03:13:42.000Z",
  logins: 12,
  admin: true,
  profile: { login: "nia@acme.example", firstName: "Nia", nickName: "", title: 'Head of "Keys"' },
  target: [
    { id: "00uDana", type: "User" },
    { id: "00gAdmins", type: "UserGroup" },
  ],
  device: null,
};

function holds(filter: string, caseSensitiveValues = true): boolean {
  const reading = readScimFilter(filter, everything);
  if (reading.kind === "error") throw new Error(reading.error.errorSummary);
  return matchesScimFilter(reading.filter, nia, { caseSensitiveValues });
}

describe("what a filter finds", () => {
  test.each([
    ['status eq "ACTIVE"', true],
    ['status EQ "ACTIVE"', true],
    ['status ne "ACTIVE"', false],
    ['profile.login sw "nia@"', true],
    ['profile.login ew "acme.example"', true],
    ['profile.login co "@acme"', true],
    ['profile.login co "@other"', false],
    ["profile.firstName pr", true],
    ["profile.nickName pr", false],
    ["device pr", false],
    ["logins gt 9", true],
    ['logins lt "100"', true],
    ["logins eq 12.0", true],
    ["admin eq true", true],
    ["admin eq FALSE", false],
    ['created gt "2025-03-14T04:00:00+02:00"', true],
    ['created le "2025-03-14"', false],
    ['created eq "2025-03-14T03:13:42Z"', true],
    ['created sw "2025-03-14"', true],
    ['status lt "DEPROVISIONED" or status gt "DEPROVISIONED"', true],
    ['target.id eq "00uDana" and target.id eq "00gAdmins"', true],
    ['target.id eq "00uOmar"', false],
    ['target.id ne "00uOmar"', true],
    ['target.id ne "00uDana"', false],
    ['device.id ne "anything"', true],
    ['device.id eq "null"', false],
    ['status.deeper eq "ACTIVE"', false],
    ['constructor eq "Object"', false],
    ['profile.title eq "Head of \\"Keys\\""', true],
    ['not (status eq "STAGED")', true],
    ['NOT(status eq "ACTIVE") or admin eq true', true],
    ['status eq "STAGED" and admin eq true or logins eq 12', true],
    ['status eq "STAGED" and (admin eq true or logins eq 12)', false],
    ['((status eq "ACTIVE"))', true],
    ["logins ge 12 and logins le 12", true],
  ])("%s: %s", (filter, expected) => {
    expect(holds(filter)).toBe(expected);
  });

  test("values ignore case only where the endpoint says so", () => {
    expect(holds('profile.firstName eq "NIA"', true)).toBe(false);
    expect(holds('profile.firstName eq "NIA"', false)).toBe(true);
    expect(holds('Profile.firstName eq "Nia"', false)).toBe(false);
  });
});

describe("what Okta says of a filter that it cannot read", () => {
  const problem = (filter: string, dialect: ScimDialect = everything) => {
    const reading = readScimFilter(filter, dialect);
    if (reading.kind === "filter") throw new Error(`${filter} was read`);
    return reading.error;
  };

  test("the mistake and its position, as the System Log's documentation shows", () => {
    expect(problem('display_message eqq "Create okta user"')).toEqual({
      status: 400,
      errorCode: "E0000053",
      errorSummary:
        "Invalid filter 'display_message eqq \"Create okta user\"': Unrecognized attribute operator 'eqq' at position 16. Expected: eq,co,sw,pr,gt,ge,lt,le",
      errorCauses: [],
    });
  });

  test.each([
    ["", "End of input at position 0 but expected a filter expression"],
    ["status", "End of input at position 6 but expected an attribute operator"],
    ["status eq", "End of input at position 9 while expecting a value for operator eq"],
    ["status eq ACTIVE", "Invalid filter value 'ACTIVE' at position 10"],
    ['status eq "ACTIVE', "End of input in a string value that began at position 10"],
    ['status eq "\\x"', "Unrecognized escape sequence '\\x' in a string value at position 11"],
    ['status eq "ACTIVE" xor id pr', "Unexpected characters 'xor' at position 19"],
    ["(status pr", "Expected closing parenthesis at position 10 to match opening parenthesis at position 0"],
    ["not (status pr", "to match opening parenthesis at position 4"],
    ['4status eq "a"', "Expected an attribute reference at position 0"],
    ['target[id eq "a"]', "Expected an attribute reference at position 0"],
    ["status pr)", "Unexpected characters ')' at position 9"],
    ["status pr and", "expected a filter expression"],
  ])("%s", (filter, message) => {
    expect(problem(filter)).toMatchObject({ status: 400, errorCode: "E0000053" });
    expect(problem(filter).errorSummary).toContain(message);
  });

  test("search answers E0000031 and keeps the mistake for a cause", () => {
    const error = problem("status eqq 1", { ...everything, parameter: "search" });
    expect(error).toMatchObject({ errorCode: "E0000031", errorSummary: "Invalid search criteria." });
    expect(error.errorCauses[0]).toContain("'eqq' at position 7");
  });

  test("a field that is not one, and an operator that the field does not take", () => {
    const dialect: ScimDialect = {
      parameter: "filter",
      operatorsOf: (path) => (path === "status" ? ["eq"] : null),
    };
    expect(problem('shoeSize eq "44"', dialect).errorSummary).toBe("field is not valid: shoeSize");
    expect(problem('status co "ACT"', dialect)).toMatchObject({
      errorCode: "E0000031",
      errorSummary:
        "The supplied combination of operator and field is not currently supported. Operator: co, Field: status",
    });
  });
});

test("any text is read or refused, never a crash, and any string survives quoting", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(["filter", "error"]).toContain(readScimFilter(text, everything).kind);
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      const quoted = name.replaceAll(/["\\]/g, "\\$&");
      const reading = readScimFilter(`name eq "${quoted}"`, everything);
      expect(
        reading.kind === "filter" &&
          matchesScimFilter(reading.filter, { name }, { caseSensitiveValues: true }),
      ).toBe(true);
    }),
  );
});
