import { describe, expect, it } from "vitest";
import type { UserId } from "../../src/model/ids.ts";
import { aPlan, tryReading } from "./reading-a-tiny-org.ts";

const nia = "00uNia" as UserId;
const dana = "00uDana" as UserId;
const left = "00uLeft" as UserId;
const onlyPeople = [nia, dana, left];

const groupsOf: Readonly<Record<string, readonly string[]>> = {
  "/api/v1/users/00uNia/groups": ["00gEveryone", "00gMfa", "00gAdmins", "00gUnknown"],
  "/api/v1/users/00uDana/groups": ["00gMfa"],
};

const answerGroups = ({ path }: { readonly path: string }) => {
  const found = groupsOf[path];
  if (found === undefined) return undefined;
  return { body: found.map((id) => ({ id, type: "OKTA_GROUP", profile: { name: id } })) };
};

describe("a reading of a few people", () => {
  it("asks for them, their groups and their enrolments, and for nobody else's", async () => {
    const { slices, gaps, paths } = await tryReading({ plan: aPlan({ onlyPeople }), answer: answerGroups });
    expect(gaps).toEqual([]);
    expect(slices.users?.people.map(({ id }) => id)).toEqual([nia, dana]);
    expect(slices.groupMembers).toEqual({ "00gMfa": [nia, dana], "00gAdmins": [nia] });
    expect(Object.keys(slices.factors ?? {})).toEqual([nia, dana]);
    expect(paths.filter((path) => /^\/api\/v1\/(users\?|groups\/[^/]+\/users)/.test(path))).toEqual([]);
    expect(paths.filter((path) => path.includes("Omar"))).toEqual([]);
  });

  it("shows deactivated people as they are", async () => {
    const { slices } = await tryReading({
      plan: aPlan({ onlyPeople: [dana] }),
      answer: (asked) =>
        asked.path === "/api/v1/users/00uDana"
          ? { body: { id: dana, status: "DEPROVISIONED", profile: { login: "dana@acme.example" } } }
          : answerGroups(asked),
    });
    expect(slices.users?.people).toMatchObject([{ id: dana, status: "DEPROVISIONED" }]);
  });

  it.each([
    ["somebody refused", "/api/v1/users/00uDana", { status: 403, body: {} }, "users"],
    ["somebody malformed", "/api/v1/users/00uDana", { body: { id: dana } }, "users"],
    ["groups refused", "/api/v1/users/00uDana/groups", { status: 403, body: {} }, "group-members"],
  ])("names %s as a gap at that person", async (_what, place, reply, slice) => {
    const { gaps } = await tryReading({
      plan: aPlan({ onlyPeople }),
      answer: (asked) => (asked.path === place ? reply : answerGroups(asked)),
    });
    expect(gaps.find((gap) => gap.slice === slice)).toMatchObject({ slice, affected: 1, ids: [dana] });
  });

  it("makes nobody a stranger whose groups it does not know", async () => {
    const { slices } = await tryReading({
      plan: aPlan({ onlyPeople }),
      answer: (asked) =>
        asked.path === "/api/v1/users/00uDana/groups" ? { status: 403, body: {} } : answerGroups(asked),
    });
    expect(slices.groupMembers).toBeUndefined();
  });
});
