import { describe, expect, test } from "vitest";
import { sameExpression } from "../../../src/evaluator/declared/group-rule-expression.ts";

describe("sameExpression", () => {
  test.each([
    ['user.userType=="employee"', '  user.userType  ==\t"employee"\n'],
    ['isMemberOfAnyGroup("00g1","00g2")', 'isMemberOfAnyGroup( "00g1" , "00g2" )'],
    ['a=="x" and b=="y"', 'a == "x"   and\nb == "y"'],
    ["!user.contractor", "! user.contractor"],
    ["user.dept=='R&D'", "user.dept == 'R&D'"],
    ['x=="a \\" b"', 'x == "a \\" b"'],
    ["", "  "],
    ['user.city=="Zürich"', 'user.city == "Zürich"'],
  ])("%j is %j", (left, right) => {
    expect(sameExpression(left, right)).toBe(true);
  });

  test.each([
    ['x=="a b"', 'x=="a  b"'],
    ['x=="ab"', 'x=="a b"'],
    ['x==" a"', 'x=="a"'],
    ["x=='a b'", "x=='a  b'"],
    ['x=="a \\" b"', 'x=="a \\"  b"'],
    ["a and b", "aand b"],
    ["a= =b", "a==b"],
    ['x=="a"', 'x=="A"'],
    ['x=="a" and y=="b"', 'x=="a" or y=="b"'],
    ['x=="a  b', 'x=="a b'],
  ])("%j is not %j", (left, right) => {
    expect(sameExpression(left, right)).toBe(false);
  });
});
