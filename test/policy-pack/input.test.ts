import { describe, expect, it } from "vitest";
import {
  notYetKnown,
  readBoolean,
  readCount,
  readNumber,
  readObject,
  readObjects,
  readText,
} from "../../policy/pack/inputs/input.ts";
import { aResource, unknownValue } from "../support/pack-resources.ts";

const { props } = aResource("policy", {
  name: "Staff",
  priority: 1,
  isOie: true,
  webauthn: { enroll: "REQUIRED" },
  groupsIncluded: [unknownValue, "00gBoard"],
  customApps: [{ id: "autA1" }, unknownValue, "autA2"],
  open: unknownValue,
});

describe("reading what a program gives a resource", () => {
  it("gives what is there, in its own type", () => {
    expect(readText(props, "name")).toBe("Staff");
    expect(readNumber(props, "priority")).toBe(1);
    expect(readBoolean(props, "isOie")).toBe(true);
    expect(readObject(props, "webauthn")).toEqual({ enroll: "REQUIRED" });
    expect(readCount(props, "groupsIncluded")).toBe(2);
    expect(readObjects(props, "customApps")).toEqual([{ id: "autA1" }, notYetKnown, null]);
  });

  it("takes what is left out, or of another type, for nothing", () => {
    expect([readText(props, "isOie"), readNumber(props, "name"), readBoolean(props, "nothing")]).toEqual([
      null,
      null,
      null,
    ]);
    expect(readObject(props, "groupsIncluded")).toBeNull();
    expect(readCount(props, "name")).toBe(0);
    expect(readObjects(props, "nothing")).toEqual([]);
  });

  it.each([
    readText,
    readNumber,
    readBoolean,
    readObject,
    readCount,
    readObjects,
  ])("tells what is not known yet apart from nothing (%o)", (read) => {
    expect(read(props, "open")).toBe(notYetKnown);
  });

  it("does not swallow any other error", () => {
    const broken = {
      get name(): string {
        throw new TypeError("no such handle");
      },
    };
    expect(() => readText(broken, "name")).toThrow("no such handle");
  });
});
