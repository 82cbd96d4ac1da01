import { describe, expect, it } from "vitest";
import readable from "../../../policy/pack/rules/baseline-readable.rule.ts";
import engineExplicit from "../../../policy/pack/rules/engine-explicit.rule.ts";
import isProtected from "../../../policy/pack/rules/enrollment-policy-protected.rule.ts";
import { aBaseline } from "../../support/baseline-builder.ts";
import {
  answerOf,
  aPolicyResource,
  judge,
  noBaseline,
  theDefaultResource,
  unknownValue,
} from "../../support/pack-resources.ts";

const identity = answerOf(aBaseline());
const classic = answerOf(aBaseline({ org: { engine: "classic" } }));

describe("engine-explicit", () => {
  it.each([
    ["true on Identity Engine", true, identity],
    ["false on Classic", false, classic],
    ["not known yet", unknownValue, identity],
    ["said, with no baseline to compare", false, noBaseline],
  ])("passes isOie %s", (_case, isOie, answer) => {
    expect(judge(engineExplicit, [aPolicyResource("Staff", { isOie })], answer)).toEqual([]);
  });

  it.each([
    ["left out", undefined, identity, "does not say isOie, which the provider takes for false."],
    ["left out on Classic", undefined, classic, "does not say isOie, which the provider takes for false."],
    [
      "left out, no baseline",
      undefined,
      noBaseline,
      "does not say isOie, which the provider takes for false.",
    ],
    ["false", false, identity, "has isOie false, or leaves it out; the baseline's engine is identity."],
    ["true on Classic", true, classic, "has isOie true, or leaves it out; the baseline's engine is classic."],
  ])("refuses isOie %s", (_case, isOie, answer, message) => {
    expect(judge(engineExplicit, [aPolicyResource("Staff", { isOie })], answer)).toEqual([
      `Enrollment policy "Staff" ${message}`,
    ]);
  });

  it("refuses the default policy without it too", () => {
    expect(judge(engineExplicit, [theDefaultResource({ isOie: undefined })], identity)).toEqual([
      'Enrollment policy "Default Policy" does not say isOie, which the provider takes for false.',
    ]);
  });
});

describe("enrollment-policy-protected", () => {
  const bare = { opts: { protect: false } };

  it("passes protected policies", () => {
    expect(judge(isProtected, [aPolicyResource("Staff"), theDefaultResource()], identity)).toEqual([]);
  });

  it("refuses every other one", () => {
    const resources = [aPolicyResource("Staff", {}, bare), { ...theDefaultResource(), ...bare }];
    expect(judge(isProtected, resources, identity)).toEqual([
      'Enrollment policy "Staff" is declared without protect: true.',
      'Enrollment policy "Default Policy" is declared without protect: true.',
    ]);
  });

  it("names a policy whose name is not known by its resource", () => {
    const resource = aPolicyResource("Staff", { name: unknownValue }, { ...bare, name: "staff" });
    expect(judge(isProtected, [resource], identity)).toEqual([
      "Enrollment policy of the resource mfa/staff is declared without protect: true.",
    ]);
  });
});

describe("baseline-readable", () => {
  const [line] = noBaseline.kind === "unreadable" ? noBaseline.lines : [];

  it("says the error of each policy that was not judged", () => {
    const resources = [aPolicyResource("Staff"), theDefaultResource()];
    expect(judge(readable, resources, noBaseline)).toEqual([line, line]);
  });

  it("says it of a stack without policies too", () => {
    expect(judge(readable, [], noBaseline)).toEqual([line]);
  });

  it("says nothing when the baseline was read", () => {
    expect(judge(readable, [aPolicyResource("Staff")], identity)).toEqual([]);
    expect(judge(readable, [], identity)).toEqual([]);
  });
});
