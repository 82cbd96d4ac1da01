import { expect, it } from "vitest";
import { startGapList } from "../../src/okta/reading/gap-list.ts";

it("makes one gap a slice, with the ids of its parts", () => {
  const gaps = startGapList();
  gaps.part("group-members", "00gMfa", "500 E0000009");
  gaps.part("group-members", "00gAdmins", "500 E0000009");
  gaps.part("group-members", "00gAdmins", "a second reason");
  gaps.whole("zones", "403 E0000006");
  expect(gaps.all()).toEqual([
    {
      slice: "group-members",
      reason: "500 E0000009; a second reason",
      affected: 2,
      ids: ["00gMfa", "00gAdmins"],
    },
    { slice: "zones", reason: "403 E0000006", affected: 0, ids: [] },
  ]);
});

it("gives no ids when one part has none, or when the whole slice is missing", () => {
  const gaps = startGapList();
  gaps.part("users", "00uNia", "malformed");
  gaps.part("users", null, "malformed");
  gaps.part("groups", "00gMfa", "malformed");
  gaps.whole("groups", "cut");
  expect(gaps.all()).toMatchObject([
    { slice: "users", affected: 2, ids: [] },
    { slice: "groups", affected: 0, ids: [] },
  ]);
});

it("counts reasons beyond the third", () => {
  const gaps = startGapList();
  for (const number of [1, 2, 3, 4, 5]) gaps.part("factors", `00u${number}`, `reason ${number}`);
  expect(gaps.all()[0]?.reason).toBe("reason 1; reason 2; reason 3; and 2 more");
});
