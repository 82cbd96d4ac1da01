import { describe, expect, it, vi } from "vitest";
import type { GroupPlan } from "../../src/flows/page/add-to-group.ts";
import type { PersonEvents } from "../../src/flows/page/person-events.ts";
import { enrollingAcme, people } from "../support/enrolling-acme.ts";
import { type ServedPage, servedPage } from "../support/served-page.ts";

// Acme is read over real sockets here: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

async function acting() {
  const acme = await enrollingAcme();
  const page = await servedPage({
    env: acme.env,
    baseline: acme.file("baseline.yaml"),
    logFolder: acme.file("logs"),
    now: new Date(),
  });
  return { acme, page };
}

/** Events of the running check, until one of them says that it has ended. */
async function events(
  page: ServedPage,
): Promise<readonly { readonly state: string; readonly code?: string }[]> {
  const response = await fetch(`${page.url}/api/v1/checks/events`);
  const seen: { readonly state: string }[] = [];
  let text = "";
  for await (const part of response.body ?? []) {
    text += Buffer.from(part).toString("utf8");
    const whole = text.split("\n\n");
    text = whole.pop() ?? "";
    for (const event of whole) {
      const [, data = ""] = /^data: (.+)$/m.exec(event) ?? [];
      if (data !== "") seen.push(JSON.parse(data));
    }
    if (["done", "failed"].includes(seen.at(-1)?.state ?? "")) return seen;
  }
  return seen;
}

const auditOf = async (page: ServedPage) =>
  (await page.ledger.audit(page.source.org, 100))
    .map(({ who, action, outcome }) => `${who} ${action} ${outcome}`)
    .sort();

describe("checking now", () => {
  it("tells how far it is, keeps the report, and shows it", async () => {
    const { page } = await acting();
    expect(await page.ask("/checks", {})).toMatchObject({ status: 200, answer: { state: "running" } });
    expect(await page.ask("/checks", {})).toMatchObject({ status: 409, answer: { code: "BUSY" } });
    expect((await events(page)).at(-1)).toMatchObject({ state: "done", verdict: "drift" });
    const { answer } = await page.ask("/people?requirement=everyone:%20drift");
    expect(answer).toMatchObject({ shown: people.length });
    expect(await page.ask("/overview")).toMatchObject({ answer: { latest: { verdict: "drift" } } });
    expect(await auditOf(page)).toEqual(["nia beginCheck BUSY", "nia beginCheck done"]);
  });

  it("says why it failed, and can be asked for again", async () => {
    const { acme } = await acting();
    const page = await servedPage({ env: acme.env, baseline: acme.file("nowhere.yaml"), now: new Date() });
    await page.ask("/checks", {});
    expect((await events(page)).at(-1)).toMatchObject({ state: "failed", code: "BASELINE_NOT_FOUND" });
    expect(await page.ask("/checks", {})).toMatchObject({ status: 200 });
    await events(page);
  });
});

describe("adding to a group", () => {
  it("shows what would be done, does that and no more, and can be undone", async () => {
    const { acme, page } = await acting();
    const [dana = "", zoe = ""] = [people[0], people[2]];
    const chosen = {
      people: [acme.userId(dana), acme.userId(zoe), acme.userId("nia@acme.example")],
      group: "MFA",
    };
    const planned = await page.ask("/enrollment/plan", chosen);
    const plan = planned.answer as GroupPlan;
    expect(plan.additions.map(({ user, status }) => `${user.login} ${status}`).sort()).toEqual([
      `${dana} planned`,
      `${zoe} planned`,
    ]);
    expect(plan.notAsked).toEqual([acme.userId("nia@acme.example")]);
    expect(acme.members()).toEqual(["nia@acme.example"]);
    const tooMany = await page.ask("/enrollment", { ...chosen, atMost: 1 });
    expect(tooMany).toMatchObject({ status: 409, answer: { code: "TOO_MANY_CHANGES" } });
    expect(acme.changes("PUT")).toBe(0);
    const made = (await page.ask("/enrollment", { ...chosen, atMost: 2 })).answer as GroupPlan;
    expect(made.additions.map(({ status }) => status)).toEqual(["added", "added"]);
    expect(acme.members()).toEqual([dana, "nia@acme.example", zoe].sort());
    await acme.enroll(["--undo", made.log ?? ""]);
    expect(acme.members()).toEqual(["nia@acme.example"]);
    expect(await auditOf(page)).toEqual([
      "nia makeEnrollment TOO_MANY_CHANGES",
      "nia makeEnrollment done",
      "nia planEnrollment done",
    ]);
  });

  it("refuses what Plumbline does not do, and says what to do instead", async () => {
    const baseline = `version: 1
org: { engine: identity }
groups:
  - { name: Directory, managed: false }
requirements:
  - { id: everyone, title: Everyone is in Directory, appliesTo: { everyone: true }, memberOf: [Directory] }
`;
    const acme = await enrollingAcme({ baseline });
    const page = await servedPage({ env: acme.env, baseline: acme.file("baseline.yaml"), now: new Date() });
    const { answer } = await page.ask("/enrollment/plan", {
      people: people.map((login) => acme.userId(login)),
      group: "Directory",
    });
    const plan = answer as GroupPlan;
    expect(plan.additions).toEqual([]);
    expect(plan.refused).toMatchObject([{ reason: "directory" }]);
    expect(plan.refused[0]?.alternative).not.toBe("");
    expect(plan.notAsked).toEqual([]);
  });

  it("is not there with --read-only, nor is checking", async () => {
    const page = await servedPage({ readOnly: true });
    for (const path of [
      "/enrollment",
      "/enrollment/plan",
      "/checks",
      "/alerts/change",
      "/people/00udana/events",
    ]) {
      expect(`${path} ${(await page.ask(path, {})).status}`).toBe(`${path} 404`);
    }
  });

  it("says what is missing where the server has no credentials", async () => {
    const page = await servedPage();
    expect(await page.ask("/enrollment/plan", { people: ["00u1"], group: "MFA Required" })).toMatchObject({
      status: 409,
      answer: { code: "CREDENTIALS_MISSING" },
    });
  });
});

describe("events of a person", () => {
  it("are read from the System Log, the latest first, when somebody asks", async () => {
    const { acme, page } = await acting();
    const dana = acme.userId(people[0] ?? "");
    for (const action of ["suspend", "unsuspend"])
      await acme.change("POST", `/users/${dana}/lifecycle/${action}`);
    const { answer } = await page.ask(`/people/${dana}/events`, {});
    const { events, isCut } = answer as PersonEvents;
    expect(events.map(({ eventType }) => eventType).slice(0, 2)).toEqual([
      "user.lifecycle.unsuspend",
      "user.lifecycle.suspend",
    ]);
    expect(events[0]).toMatchObject({ outcome: "SUCCESS", actor: { via: "API token" } });
    expect(isCut).toBe(false);
    const nobody = await page.ask("/people/00unobody/events", {});
    expect(nobody).toMatchObject({ status: 200, answer: { events: [] } });
    expect(await auditOf(page)).toEqual(["nia personEvents done", "nia personEvents done"]);
  });

  it("are not asked for by what is no id", async () => {
    const page = await servedPage();
    const id = encodeURIComponent('00u" or actor.id pr');
    expect(await page.ask(`/people/${id}/events`, {})).toMatchObject({
      status: 404,
      answer: { code: "USER_NOT_FOUND" },
    });
  });
});

it("lists who did what, latest first", async () => {
  const page = await servedPage();
  await page.ask("/alerts/change", { ids: ["nothing"], change: "resolve" });
  expect(await page.ask("/audit")).toMatchObject({
    answer: {
      total: 1,
      rows: [{ cells: [{}, { value: "nia" }, { value: "changeAlerts" }, {}, { value: "ALERT_NOT_FOUND" }] }],
    },
  });
});
