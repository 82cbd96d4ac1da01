import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { generateOrg } from "../../../src/emulator/acme/generate-org.ts";
import htmlReporter from "../../../src/report/html.reporter.ts";
import {
  aBaseline,
  aDeclaredGroup,
  aDeclaredPolicy,
  anyOf,
  aRequirement,
  theDeclaredDefault,
} from "../../support/baseline-builder.ts";
import { parseText } from "../../support/baseline-text.ts";
import { servePage, startChromium } from "../../support/chromium.ts";
import { type JudgedOrg, judgedAcme, judgeOrg } from "../../support/judged-acme.ts";
import { anOrg, aPerson, aPolicy, enrolments, theDefaultPolicy } from "../../support/org-builder.ts";
import { snapshotOfState } from "../../support/snapshot-of-state.ts";

// A browser is started here, and axe looks at every element: seconds, on a busy machine.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const pageOf = ({ report, view }: JudgedOrg, whole = true): string =>
  htmlReporter.render(report, {
    color: false,
    width: 80,
    verbose: false,
    ...(whole && { people: () => view }),
  });

const acme = pageOf(await judgedAcme());

describe("the HTML report in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(() => browser.close());

  /** Opens a page as its reader would; whatever it asks for or complains of is kept. */
  async function open(text: string, options: BrowserContextOptions = {}) {
    const served = await servePage(text);
    const context = await browser.newContext(options);
    onTestFinished(async () => {
      await context.close();
      await served.close();
    });
    const page = await context.newPage();
    const requests: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("dialog", (dialog) => {
      complaints.push(dialog.message());
      return dialog.dismiss();
    });
    await page.goto(served.url);
    return { page, served, requests, complaints };
  }

  async function violationsOf(page: Page): Promise<readonly string[]> {
    await page.evaluate(axe.source);
    const found = await page.evaluate<axe.AxeResults>("axe.run(document)");
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  }

  const names = (page: Page) => page.locator(".opener").allTextContents();

  it.each<[string, BrowserContextOptions]>([
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["on a telephone", { viewport: { width: 360, height: 740 } }],
  ])("gives axe nothing to say, %s", async (_, options) => {
    const { page, complaints } = await open(acme, options);
    await page.locator("#search").fill("kim@");
    await page.locator(".opener").click();
    expect(await violationsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  it("is dark where the reader's system is", async () => {
    const backOf = async (colorScheme: "light" | "dark") => {
      const { page } = await open(acme, { colorScheme });
      return page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    };
    expect([await backOf("light"), await backOf("dark")]).toEqual(["rgb(255, 255, 255)", "rgb(20, 23, 27)"]);
  });

  it("asks for nothing but itself", async () => {
    const { page, served, requests } = await open(acme);
    await page.locator("#search").fill("kim");
    await page.locator(".opener").first().click();
    await page.waitForLoadState("networkidle");
    expect(requests).toEqual([served.url]);
    expect(served.asked.filter((path) => path !== "/favicon.ico")).toEqual(["/"]);
  });

  it("runs no script but its own, were one to get into it", async () => {
    const injected = acme.replace(
      "</main>",
      "<script>window.ran = 1</script><b onclick='ran=1'>x</b></main>",
    );
    const { page, complaints } = await open(injected);
    await page.locator("main > b").click();
    expect(await page.evaluate("window.ran")).toBeUndefined();
    expect(complaints.join(" ")).toContain("Content Security Policy");
    expect(await page.locator("#shown").textContent()).toContain("people shown");
  });

  it("takes hostile names for text", async () => {
    const evil = `<script>window.ran=1</script><img src=x onerror="window.ran=1">'"--></script>`;
    const login = `${evil}@acme.example`;
    const judged = await judgeOrg(
      aBaseline({
        groups: [aDeclaredGroup(evil)],
        enrollmentPolicies: [aDeclaredPolicy(evil, [evil]), theDeclaredDefault()],
        requirements: [
          aRequirement("everyone", { governedBy: ["Default Policy"], factors: anyOf(["webauthn"]) }),
        ],
      }),
      anOrg({
        people: [aPerson(login)],
        groups: { [evil]: [login] },
        policies: [aPolicy(evil, { groups: [evil] }), theDefaultPolicy()],
        authenticators: { webauthn: "ACTIVE" },
        enrolments: { [login]: enrolments(["google_otp"]) },
      }),
    );
    const { page, requests, complaints } = await open(pageOf(judged));
    await page.locator(".opener").click();
    expect(await names(page)).toEqual([login]);
    expect(await page.locator(".details").textContent()).toContain(`${evil}: applies`);
    expect(await page.evaluate("window.ran")).toBeUndefined();
    expect(await page.locator("img").count()).toBe(0);
    expect([requests.length, complaints]).toEqual([1, []]);
  });

  it("is used by keyboard alone: search, sort, open a row", async () => {
    const { page } = await open(acme);
    const focused = () =>
      page.evaluate<string>("document.activeElement.id || document.activeElement.textContent");
    const tabTo = async (wanted: string) => {
      for (let presses = 0; presses < 60 && (await focused()) !== wanted; presses += 1) {
        await page.keyboard.press("Tab");
      }
      expect(await focused()).toBe(wanted);
    };
    await tabTo("search");
    await page.keyboard.type("m");
    await tabTo("Verdict");
    await page.keyboard.press("Enter");
    expect(await page.locator("th.col-verdict").getAttribute("aria-sort")).toBe("ascending");
    expect((await names(page))[0]).toBe("beth@acme.example");
    await tabTo("kim@acme.example");
    await page.keyboard.press("Space");
    expect(await page.locator("[aria-expanded=true]").textContent()).toBe("kim@acme.example");
    const details = page.locator("tr.details:visible");
    expect(await details.textContent()).toContain("Temp contractors: applies");
    await page.keyboard.press("Enter");
    expect(await details.count()).toBe(0);
  });

  it("filters, says how many are left, and takes everything back", async () => {
    const { page } = await open(acme);
    const shown = () => page.locator("#shown").textContent();
    const before = await shown();
    await page.locator("#group").selectOption({ label: "Contractors" });
    await page.locator("#verdict").selectOption({ label: "drift" });
    expect(await names(page)).toEqual(["jerome@acme.example", "kim@acme.example"]);
    expect(await shown()).toBe(`2 of ${before?.split(" ").at(-3)} people shown`);
    await page.locator("button[type=reset]").click();
    await expect.poll(shown).toBe(before);
    await page.locator(".topic", { hasText: "Temp contractors" }).locator(".show").first().click();
    expect(await names(page)).toEqual(["jerome@acme.example", "kim@acme.example"]);
  });

  it("says the essentials without its script", async () => {
    const { page } = await open(acme, { javaScriptEnabled: false });
    expect(await page.locator("h1").innerText()).toContain("DRIFT");
    expect(await page.locator("#people-app").isVisible()).toBe(false);
    expect(await page.locator("noscript").innerText()).toContain("needs JavaScript");
    const text = await page.locator("main").innerText();
    for (const said of ["Temp contractors", "kim@acme.example", "explains 2 people", "Fix"]) {
      expect(text).toContain(said);
    }
  });

  it("has those near the window in the document, and prints all", async () => {
    const { state, baseline } = generateOrg({ people: 450, seed: 7, driftedShare: 0.3 });
    const judged = await judgeOrg(parseText(baseline).baseline, snapshotOfState(state, new Date()));
    const { page } = await open(pageOf(judged));
    const before = await names(page);
    expect(before.length).toBeLessThan(judged.view.people.length / 4);
    await page.evaluate("scrollTo(0, document.body.scrollHeight)");
    await expect.poll(async () => (await names(page)).at(-1)).toBe(judged.view.people.at(-1)?.login);
    expect(await names(page)).not.toContain(before[0]);
    await page.emulateMedia({ media: "print" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect((await names(page)).length).toBe(judged.view.people.length);
    expect(await page.locator("#filters").isVisible()).toBe(false);
    expect(await page.locator("details .names li").first().isVisible()).toBe(true);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    await expect.poll(async () => (await names(page)).length).toBeLessThan(judged.view.people.length / 4);
    expect((await page.pdf({ format: "A4" })).subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("works from a report alone", async () => {
    const { page, complaints } = await open(pageOf(await judgedAcme(), false));
    expect(await page.locator("#people-table").textContent()).not.toContain("in line");
    expect(await violationsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
