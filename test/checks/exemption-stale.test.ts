import { expect, it } from "vitest";
import check from "../../checks/exemption-stale.check.ts";
import { ownerToBe } from "../../src/model/baseline.ts";
import { aBaseline, anExemption } from "../support/baseline-builder.ts";
import { anOrg, aPerson, idOf } from "../support/org-builder.ts";
import { draftsOf } from "../support/run-check.ts";

const people = [
  aPerson("svc-backup@acme.example"),
  aPerson("dana@acme.example", { status: "SUSPENDED" }),
  aPerson("omar@acme.example", { status: "DEPROVISIONED" }),
];
const find = (user: string, org = anOrg({ people })) =>
  draftsOf(check, aBaseline({ exemptions: [anExemption(user, "everyone", { until: "2020-01-01" })] }), org);

it.each([
  "svc-backup@acme.example",
  "SVC-Backup@acme.example",
  idOf.user("svc-backup@acme.example"),
  "dana@acme.example",
])("%s is somebody who is still there", (user) => {
  expect(find(user)).toEqual([]);
});

it("finds exemptions that match nobody, ended or not", () => {
  expect(find("gone@acme.example")).toMatchObject([
    {
      subject: { type: "exemption", id: null, name: "gone@acme.example (everyone)" },
      field: null,
      message: 'The exemption of gone@acme.example from "everyone" matches nobody in the org.',
    },
  ]);
});

it("finds exemptions of accounts that are switched off for good", () => {
  expect(find("omar@acme.example")).toMatchObject([
    { actual: "DEPROVISIONED", message: expect.stringContaining("is for an account that is DEPROVISIONED.") },
  ]);
});

it("does not conclude from a partial list of people that one is gone", () => {
  const gaps = [{ slice: "users", reason: "page 3: 500", affected: 0, ids: [] }] as const;
  expect(find("gone@acme.example", anOrg({ people, gaps }))).toMatchObject([{ status: "unknown" }]);
});

it.each([
  [1, "1 exemption or accepted deviation has no owner yet."],
  [2, "2 exemptions and accepted deviations have no owner yet."],
])("lists %d without an owner, which is no drift", (amount, message) => {
  const exemptions = people
    .slice(0, amount)
    .map(({ login }) => anExemption(login, "everyone", { owner: ownerToBe }));
  expect(draftsOf(check, aBaseline({ exemptions }), anOrg({ people }))).toMatchObject([
    { status: "pending", message },
  ]);
});

it("asks for people only when there are exemptions", () => {
  expect(check.needs(aBaseline())).toEqual([]);
  expect(check.needs(aBaseline({ exemptions: [anExemption("dana@acme.example", "everyone")] }))).toEqual([
    "users",
  ]);
});
