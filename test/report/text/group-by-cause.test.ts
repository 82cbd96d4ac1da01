import { describe, expect, it } from "vitest";
import { groupByCause } from "../../../src/report/text/group-by-cause.ts";
import { personFinding, policyFinding } from "../../support/sample-report.ts";

const root = policyFinding({ fingerprint: "f-root" });
const between = policyFinding({ fingerprint: "f-between", causedBy: "f-root" });
const dana = personFinding("dana@acme.example", { causedBy: "f-between" });

describe("grouping by cause", () => {
  it("follows a chain of causes to its end", () => {
    expect(groupByCause([root, between, dana])).toEqual({
      causes: [{ cause: root, explained: [between, dana], people: ["dana@acme.example"] }],
      things: [],
      people: [],
    });
  });

  it("counts a person once, however many findings they have", () => {
    const also = personFinding("dana@acme.example", { fingerprint: "f-also", causedBy: "f-root" });
    expect(groupByCause([root, between, dana, also]).causes[0]?.people).toEqual(["dana@acme.example"]);
  });

  it("takes a finding whose cause is not in the report for a root of its own", () => {
    const { causes, people } = groupByCause([dana]);
    expect({ causes, people }).toEqual({ causes: [], people: [dana] });
  });

  it("loses nothing when causes go round in a circle", () => {
    const left = policyFinding({ fingerprint: "f-left", causedBy: "f-right" });
    const right = policyFinding({ fingerprint: "f-right", causedBy: "f-left" });
    const { causes, things } = groupByCause([left, right]);
    const listed = new Set([...things, ...causes.flatMap((group) => [group.cause, ...group.explained])]);
    expect(listed).toEqual(new Set([left, right]));
  });

  it("keeps what is not open out, save as a cause", () => {
    const undecided = { ...root, status: "unknown" } as const;
    const exempted = personFinding("lee@acme.example", { status: "exempted", causedBy: "f-root" });
    expect(groupByCause([undecided, between, exempted]).causes).toEqual([
      { cause: undecided, explained: [between], people: [] },
    ]);
  });
});
