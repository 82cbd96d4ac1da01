import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  acmeAuthenticators,
  authenticatorSettings,
  defaultPolicy,
  enrollPolicy,
  enrollRule,
} from "../../src/emulator/acme/acme-policies.ts";
import { fillState } from "../../src/emulator/filling/fill-state.ts";
import { openLedger } from "../../src/ledger/open-ledger.ts";
import { aFleetOrg } from "../support/a-fleet-org.ts";
import { aRecord } from "../support/an-alert.ts";
import { startChromium } from "../support/chromium.ts";
import { enrollingAcme, people } from "../support/enrolling-acme.ts";
import { judgedAcme } from "../support/judged-acme.ts";
import { realAssets } from "../support/real-assets.ts";
import { policyFinding, sampleReport } from "../support/sample-report.ts";
import { aStandardsReport } from "../support/sample-standards.ts";
import { servedPage } from "../support/served-page.ts";
import { watchAcme } from "../support/watched-acme.ts";

// A browser is started here, an org is read, and axe looks at every element: seconds, on a busy machine.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const assets = realAssets();
const settings = { okta_password: "REQUIRED", okta_verify: "OPTIONAL" } as const;
const payrollBaseline = `version: 1
org: { engine: identity }
groups:
  - name: MFA
authenticators: { okta_password: ACTIVE, okta_verify: ACTIVE }
enrollmentPolicies:
  - name: MFA required
    groups: [MFA]
    authenticators: { okta_password: REQUIRED, okta_verify: OPTIONAL }
    rules: [{ name: Enroll at sign-in, enroll: CHALLENGE }]
requirements:
  - id: payroll
    title: Payroll is for people under the MFA policy
    appliesTo: { apps: [Payroll] }
    memberOf: [MFA]
    governedBy: [MFA required]
`;
const idOf = (login: string): string => `00upayroll${people.indexOf(login)}`;
/** The people whom MFA misses have Payroll. */
const withPayroll = fillState({
  users: [
    { login: "nia@acme.example", roles: ["SUPER_ADMIN"] },
    ...people.map((login) => ({ id: idOf(login), login })),
  ],
  groups: [{ name: "MFA", members: ["nia@acme.example"] }],
  apps: [{ label: "Payroll", userIds: people.map(idOf) }],
  authenticators: acmeAuthenticators.map((key) => ({ key })),
  policies: [
    enrollPolicy("MFA required", ["MFA"], authenticatorSettings(settings), [
      enrollRule("Enroll at sign-in", "CHALLENGE"),
    ]),
    defaultPolicy(authenticatorSettings({ okta_password: "REQUIRED" })),
  ],
});
const hostile = "<img src=x onerror=alert(1)> \u202e=cmd|'/c calc'!A1";

describe("the page in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  /** Opens a page as its reader would; whatever it complains of, or asks of another host, is kept. */
  async function open(url: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(30_000);
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("request", (request) => {
      if (!request.url().startsWith(new URL(url).origin)) complaints.push(`asked ${request.url()}`);
    });
    page.on("dialog", (dialog) => {
      complaints.push(dialog.message());
      return dialog.dismiss();
    });
    await page.goto(url);
    await settled(page);
    return { page, complaints };
  }

  async function settled(page: Page): Promise<void> {
    await page.locator("main h1").first().waitFor();
    await page.locator(".wait, tr.waiting").first().waitFor({ state: "hidden" });
  }

  async function violationsOf(page: Page): Promise<readonly string[]> {
    await page.evaluate(axe.source);
    const found = await page.evaluate<axe.AxeResults>("axe.run(document)");
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }

  async function acmePage() {
    const judged = await judgedAcme();
    const older = sampleReport([policyFinding()], { finishedAt: "2026-11-22T10:00:00.000Z" });
    const record = aRecord({ title: `Nia reset all factors of ${hostile}` });
    const fleet = {
      path: "fleet.yaml",
      orgs: [aFleetOrg(), aFleetOrg({ name: "acme-test", url: "https://a.okta.com" })],
    };
    const standards = [aStandardsReport()];
    const kim = judged.view.people.find(({ login }) => login === "kim@acme.example")?.id ?? "";
    const notReached = { answers: [["V-273193: open"]], people: [[kim, 0] as const] };
    return servedPage({ judged, reports: [older], records: [record], fleet, standards, notReached, assets });
  }

  it.each<[string, BrowserContextOptions]>([
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["on a telephone", { viewport: { width: 390, height: 800 } }],
  ])("gives axe nothing to say on any page, %s", async (_, options) => {
    const served = await acmePage();
    const { answer } = await served.ask("/runs");
    const run = (answer as { rows: { id: string }[] }).rows[0]?.id ?? "";
    const { page, complaints } = await open(served.url, options);
    const session = (await served.ask("/session")).answer as { tables: { name: string }[] };
    const paths = [
      "",
      ...session.tables.map(({ name }) => name),
      "people/kim@acme.example",
      "standards/stig/V-273193",
      "alerts/mfa-reset-1",
      `runs/${run}`,
      "nowhere",
    ];
    for (const path of paths) {
      await page.goto(`${served.url}/${path}`);
      await settled(page);
      expect({ path, violations: await violationsOf(page) }).toEqual({ path, violations: [] });
      const isWide = await page.evaluate("document.documentElement.scrollWidth > innerWidth");
      expect({ path, isWide }).toEqual({ path, isWide: false });
    }
    expect(complaints).toEqual([]);
  });

  it("goes from a standard to a requirement, and to whom it does not reach, without a mouse", async () => {
    const served = await acmePage();
    const { page, complaints } = await open(`${served.url}/standards`);
    const follow = async (name: string) => {
      await page.getByRole("link", { name, exact: true }).first().focus();
      await page.keyboard.press("Enter");
    };
    await follow("1 not reviewed");
    await page.getByText("1 of 3 shown").waitFor();
    expect(await page.locator("td.col-requirementId").allInnerTexts()).toEqual([
      expect.stringContaining("V-273202"),
    ]);
    expect(await page.locator("td.col-checks .tag").getAttribute("class")).not.toContain("ok");
    await follow("1 open");
    await page.getByText("V-273193").waitFor();
    await follow("V-273193");
    await page.getByRole("heading", { name: "As it holds for people" }).waitFor();
    expect(await page.title()).toBe("stig V-273193 · Plumbline");
    await follow("3 are not reached");
    await page.getByText("1 of", { exact: false }).waitFor();
    expect(await page.locator("td.col-person").allInnerTexts()).toEqual([
      expect.stringContaining("kim@acme.example"),
    ]);
    expect(complaints).toEqual([]);
  });

  it("finds, sorts and opens people without a mouse, and shares what it shows by its address", async () => {
    const served = await acmePage();
    const { page } = await open(`${served.url}/people`);
    await page.getByRole("searchbox", { name: "Search" }).focus();
    await page.keyboard.type("kim");
    await page.getByText("1 of", { exact: false }).waitFor();
    expect(page.url()).toBe(`${served.url}/people?search=kim`);
    await page.getByRole("link", { name: "kim@acme.example" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "kim@acme.example" }).waitFor();
    await page.goBack();
    await page.getByRole("button", { name: "Person" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/sort=person/);
    await page.reload();
    await settled(page);
    expect(await page.locator("th[aria-sort]").getAttribute("aria-sort")).toBe("ascending");
  });

  it("takes hostile names for text, in cells and in exports", async () => {
    const served = await acmePage();
    const { page, complaints } = await open(`${served.url}/alerts`);
    expect(await page.locator("td a").first().textContent()).toContain("<img src=x onerror=alert(1)>");
    const csv = await (await fetch(`${served.url}/api/v1/alerts?format=csv`)).text();
    expect(csv).toContain("<img src=x");
    expect(csv).not.toContain("\u202e");
    expect(complaints).toEqual([]);
  });

  it("says that the ledger is away, and shows the page again when it is back", async () => {
    const served = await acmePage();
    const { page } = await open(served.url);
    await page.route("**/api/v1/alerts*", (route) =>
      route.fulfill({
        status: 503,
        contentType: "application/json",
        body: JSON.stringify({ code: "LEDGER_UNREACHABLE", message: "the ledger is away", remedy: "wait" }),
      }),
    );
    await page.getByRole("link", { name: "Alerts", exact: true }).click();
    await page.getByText("the ledger is away").waitFor();
    await page.unroute("**/api/v1/alerts*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Alerts" }).waitFor();
  });

  it("adds people of an application to the group that a requirement asks for, and sees them in line", async () => {
    const acme = await enrollingAcme({ state: withPayroll, baseline: payrollBaseline });
    const served = await servedPage({
      env: acme.env,
      baseline: acme.file("baseline.yaml"),
      logFolder: acme.file("logs"),
      assets,
      // The page asks the ledger again after a second, and the later check is the latest one.
      now: () => new Date(),
    });
    const { page } = await open(served.url);
    await page.getByRole("button", { name: "Check now" }).click();
    await page.getByRole("heading", { name: /Drift/ }).waitFor();
    await page.getByRole("link", { name: "People", exact: true }).click();
    await page.getByRole("combobox", { name: "Application" }).selectOption("Payroll");
    await page.waitForURL(/app=Payroll/);
    await page.getByText("4 of 5 shown").waitFor();
    await page.getByRole("checkbox", { name: "Select all that are shown" }).check();
    await page.getByText("4 people").waitFor();
    await page.getByRole("button", { name: "Add to group…" }).click();
    await page.getByText("will be added").first().waitFor();
    await page.getByText("asked for by payroll").first().waitFor();
    expect(acme.members()).toEqual(["nia@acme.example"]);
    await page.getByRole("button", { name: "Add 4 to MFA" }).click();
    await page.getByText("plumbline enroll --undo").waitFor();
    expect(acme.members()).toHaveLength(5);
    await page.goto(served.url);
    await page.getByRole("button", { name: "Check now" }).click();
    await page.getByRole("heading", { name: /In line/ }).waitFor();
    await page.goto(`${served.url}/people?app=Payroll&group=MFA&step=governed:%20yes`);
    await page.getByText("4 of 5 shown").waitFor();
    expect(await page.getByText("MFA required / Enroll at sign-in").count()).toBe(people.length);
  });

  it("shows a reset, a new person and a reactivation, takes an acknowledgement, and closes what is settled", async () => {
    const acme = await watchAcme();
    await acme.watchOnce("--since", "1h");
    const lifecycle = (login: string) => `/users/${acme.userId(login)}/lifecycle`;
    await acme.change("POST", `${lifecycle("fatima@acme.example")}/reset_factors`);
    await acme.change("POST", `${lifecycle("dana@acme.example")}/reset_factors`);
    await acme.change("POST", `${lifecycle("dana@acme.example")}/reset_password?sendEmail=false`);
    await acme.change("POST", `${lifecycle("dana@acme.example")}/reactivate?sendEmail=false`);
    await acme.change("POST", "/users?activate=true", {
      profile: { login: "lea@acme.example", email: "lea@acme.example", firstName: "Lea", lastName: "New" },
    });
    await acme.watchOnce();
    const ledger = await openLedger(acme.ledger, { create: false });
    onTestFinished(() => ledger.close());
    const { pageSource } = await import("../../src/flows/page/page-source.ts");
    const { quietCaller } = await import("../support/served-page.ts");
    const source = await pageSource(ledger, quietCaller(new Date(), [], acme.env));
    const served = await servedPage({ env: acme.env, source, assets, now: new Date() });
    const { page } = await open(`${served.url}/alerts`);
    for (const detection of ["mfa-reset", "user-created", "user-reactivated"]) {
      await page.getByText(detection, { exact: true }).first().waitFor();
    }
    await page.getByRole("checkbox", { name: "Select all that are shown" }).check();
    await page.getByRole("textbox", { name: "Note" }).fill("asked the help desk");
    await page.getByRole("button", { name: "Acknowledge", exact: true }).click();
    await page.getByText("acknowledged", { exact: true }).first().waitFor();
    await acme.enrolKey("fatima@acme.example");
    await acme.watchOnce();
    // The clock of this page stands still; a second later it would look by itself.
    source.forget();
    await page.goto(`${served.url}/alerts?state=resolved`);
    await settled(page);
    await page.getByText("mfa-reset", { exact: true }).first().waitFor();
  });
});
